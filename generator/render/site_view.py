"""What every template knows of the site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.answers.context import Context
from generator.answers.names import upper_first
from generator.answers.views import LEGEND, LegendEntry, Link
from generator.data.headers import POLICY
from generator.data.search import suggesting_file
from generator.model import urls
from generator.model.wording import Wording
from generator.render.assets import Assets

NAV = (
    Link(label="Programs", url=urls.PROGRAMS),
    Link(label="Shortlist", url=urls.SHORTLIST),
    Link(label="Compare", url=urls.COMPARE),
    Link(label="Checklist", url=urls.CHECKLIST),
    Link(label="Guides", url=urls.GUIDES),
    Link(label="My list", url=urls.MY_LIST),
)

FOOTER = (
    Link(label="Method", url=urls.METHOD),
    Link(label="Contribute", url=urls.CONTRIBUTE),
    Link(label="What changed", url=urls.CHANGES),
    Link(label="What is old or missing", url=urls.REVIEW),
    Link(label="Glossary", url=urls.GLOSSARY),
)

_POLICY = Markup(POLICY)  # our own text, whose quotes stay as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every template knows of the site."""

    title: str
    tagline: str
    repository: str
    css: str
    scripts: Mapping[str, str]
    built: str
    caution: str
    search_hint: str
    storage: str
    suggesting: str  # what a search box loads
    parts: int  # search indexes
    policy: Markup = _POLICY
    nav: tuple[Link, ...]
    shortlist: Link | None  # where the content has questions for readers
    footer: tuple[Link, ...]
    legend: tuple[LegendEntry, ...] = LEGEND
    files: Mapping[str, str]

    def script(self, name: str) -> str:
        """The published name of a script, or of the styles that it brings along (name.css)."""
        return self.scripts[name]

    def sheets(self, names: Iterable[str]) -> list[str]:
        """The styles that scripts of a page bring along: what only a tool shows is not loaded by every reader."""
        return [self.scripts[f"{name}.css"] for name in names if f"{name}.css" in self.scripts]


def view_site(context: Context, assets: Assets, files: Mapping[str, str]) -> SiteView:
    """The site as a build for `files`, what pages load, shows it."""
    site, wording = context.editorial.site, context.wording
    steps = context.editorial.fit_steps
    return SiteView(
        title=site.title,
        tagline=site.tagline,
        repository=site.repository,
        css=assets.css,
        scripts=assets.scripts,
        built=str(context.today),
        nav=tuple(link for link in NAV if link.url != urls.SHORTLIST or steps),
        shortlist=Link(label=f"Shortlist in {len(steps)} questions", url=urls.SHORTLIST) if steps else None,
        caution=wording.caution,
        search_hint=wording.search_hint,
        storage=wording.storage,
        footer=_footer(wording),
        suggesting=suggesting_file(context)[0],
        parts=context.parts,
        files=files,
    )


def _footer(wording: Wording) -> tuple[Link, ...]:
    nouns = {urls.STATES: wording.state, urls.SPECIALTIES: wording.specialty, urls.INSTITUTIONS: wording.institution}
    lists = (Link(label=upper_first(noun.many), url=url) for url, noun in nouns.items())
    return (*FOOTER, *lists, Link(label="For machines", url=f"{urls.API}index.json"))
