"""The head of a page: what a link shows when somebody pastes it into a forum."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.answers.context import Context
from generator.answers.views import Link
from generator.model import urls
from generator.pages.parts import Head, Picture

LONGEST_TITLE = 59  # characters; longer ones are cut by search engines and messengers
LONGEST_DESCRIPTION = 149

CONTRIBUTE = Link(label="Contribute", url=urls.CONTRIBUTE)  # a crumb


def head_of(
    context: Context,
    *,
    url: str,
    title: str,
    description: str,
    kind: str,
    crumbs: tuple[Link, ...] = (),
    scripts: tuple[str, ...] = (),
    subject: Mapping[str, object] | None = None,
    picture: Picture | None = None,
    feed: str = "",
) -> Head:
    """Everything around a page; `subject` is what the page is about in schema.org's terms.

    `picture` is the page's own preview; without one it shows that of the home page, in a build without cards none.
    `feed` is the address of the Atom feed about it.
    """
    site = context.editorial.site
    canonical = f"{site.base_url}{url}"
    short = shorten_words(title, LONGEST_TITLE)
    own = picture if context.cards else None
    return Head(
        url=url,
        root=site.base_path if url == urls.NOT_FOUND else urls.root_of(url),
        canonical="" if url == urls.NOT_FOUND else canonical,
        title=short,
        description=shorten_words(description, LONGEST_DESCRIPTION),
        kind=kind,
        card=f"{site.base_url}{card_path(url if own else urls.HOME)}" if context.cards else "",
        card_alt=own.alt if own else f"{site.title}: {site.tagline}",
        picture=own,
        crumbs=(Link(label="Home", url=urls.HOME), *crumbs) if crumbs else (),
        json_ld=json_ld(site.base_url, canonical, short, description, crumbs, subject),
        scripts=scripts,
        feed=feed,
    )


def card_path(url: str) -> str:
    """Where the preview picture of a page stands, when it has one of its own."""
    return f"cards/{url.strip('/') or 'site'}.png"


def shorten_words(text: str, longest: int) -> str:
    """At most `longest` characters, cut between words."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–(")
    return f"{cut}…"


def json_ld(
    base: str,
    canonical: str,
    title: str,
    description: str,
    crumbs: tuple[Link, ...],
    subject: Mapping[str, object] | None,
) -> str:
    """The page as JSON-LD (schema.org): WebPage, its breadcrumbs, and its subject."""
    page: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": description,
        "url": canonical,
    }
    if crumbs:
        page["breadcrumb"] = {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": number,
                    "name": link.label,
                    "item": f"{base}{link.url}" if link.url else canonical,
                }
                for number, link in enumerate(crumbs, 1)
            ],
        }
    if subject:
        page["mainEntity"] = dict(subject)
    return json.dumps(page, ensure_ascii=False, separators=(",", ":"))
