"""Render: Pages to text, through Jinja and Markdown. Nothing here decides what is shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator import urls
from generator.assets import Assets
from generator.plan.context import Context
from generator.plan.names import lower_first
from generator.prose import Prose
from generator.views import DATA_KINDS, SLUG_MARK, Cell, Gap, Head, Link, SectionView

# The template of a page kind, where it has another name.
TEMPLATES = {"programs": "listing", "guides": "index"}
NAV = (
    Link(label="Programs", url=urls.PROGRAMS),
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
    Link(label="States", url="states/"),
    Link(label="Specialties", url="specialties/"),
    Link(label="Institutions", url="institutions/"),
    Link(label="For machines", url=f"{urls.API}index.json"),
)


class _NoNone(ValueError):
    """A template met a value that nobody prepared: a bug of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every template knows of the site."""

    title: str
    tagline: str
    description: str
    season: str
    repository: str
    base_path: str
    css: str
    scripts: Mapping[str, str]
    built: str
    visas: str  # JSON: what people type when they mean a facet page
    nav: tuple[Link, ...] = NAV
    footer: tuple[Link, ...] = FOOTER
    files: Mapping[str, str] = field(default_factory=dict)

    def script(self, name: str) -> str:
        """The published name of a script."""
        return self.scripts[name]


class Renderer:
    """Templates, compiled once, and what is rendered once for many pages; one instance a process."""

    def __init__(
        self,
        templates: Path,
        context: Context,
        assets: Assets,
        files: Mapping[str, str],
        compiled: BytecodeCache | None = None,
    ) -> None:
        self._environment = make_environment(templates, compiled)
        self._context = context
        self.prose = Prose(self._environment, context)
        self._site = _site_view(context, assets, {})
        self._site_with_files = _site_view(context, assets, files)
        self._cells: dict[Cell, Markup] = {}
        self._near: dict[int, tuple[Cell, Markup]] = {}
        self._gaps: dict[str, str] = {}
        self._cell_macro: Callable[..., Markup] = self._macro("cell")
        self._gap_macro: Callable[..., Markup] = self._macro("gap")
        self._environment.globals["render_cell"] = self._cell

    def _macro(self, name: str) -> Callable[..., Markup]:
        module = self._environment.get_template(f"components/{name}/{name}.html").module
        return getattr(module, name)  # type: ignore[no-any-return]

    def page(self, head: Head, view: Any) -> str:
        """The text of one page."""
        template = self._environment.get_template(f"pages/{TEMPLATES.get(head.kind, head.kind)}.html")
        site = self._site_with_files if head.kind in DATA_KINDS else self._site
        head = replace(head, scripts=tuple(name for name in head.scripts if name in site.scripts))
        return template.render(site=site, head=head, view=self._with_prose(head, view), gap_rows=self._gap_rows)

    def _cell(self, cell: Cell) -> Markup:
        # Most cells of a task are the same few objects, and hashing one costs more than looking up its address.
        near = self._near.get(id(cell))
        if near is not None:
            return near[1]
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = self._cell_macro(cell=cell)
        if len(self._near) > 4096:
            self._near.clear()
        self._near[id(cell)] = (cell, found)
        return found

    def _gap_rows(self, section: SectionView, slug: str = "") -> Markup:
        """A row a gap; only the program's slug differs between programs, so each row is rendered once."""
        return Markup("".join(self._gap(gap) for gap in section.gaps).replace(SLUG_MARK, slug))

    def _gap(self, gap: Gap) -> str:
        found = self._gaps.get(gap.id)
        if found is None:
            found = self._gaps[gap.id] = str(self._gap_macro(gap=gap, root="../../"))
        return found

    def _with_prose(self, head: Head, view: Any) -> Any:
        """The view with its Markdown rendered: bodies everywhere, and the texts that link glossary terms."""
        names = {field.name for field in fields(view)}
        changed: dict[str, Any] = {}
        if "body" in names and view.body:
            changed["body"], contents = self.prose.render(view.body, head.root, terms=head.kind == "guide")
            if "contents" in names:
                changed["contents"] = contents
        if head.kind == "question":
            changed["why"] = Markup(self.prose.link_terms(str(Markup.escape(view.why)), head.root))
        if head.kind == "steplist":
            changed["groups"] = tuple(
                (id, label, lead, tuple(self._with_facts(step) for step in steps))
                for id, label, lead, steps in view.groups
            )
        return replace(view, **changed) if changed else view

    def _with_facts(self, step: Any) -> Any:
        facts = self._context.editorial.facts
        quoted = tuple(Markup(f"{Markup.escape(facts[id].fact)}: {self.prose.fact(id)}") for id in step.facts)
        return replace(step, facts=quoted)


def make_environment(templates: Path, compiled: BytecodeCache | None = None) -> Environment:
    """Jinja as the house uses it: escaping on, nothing undefined, nothing None; `compiled` keeps what it compiles."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_refuse_none,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    return environment


def _refuse_none(value: object) -> object:
    if value is None:
        raise _NoNone("a template printed None: prepare the value in plan, or guard it")
    return value


def _site_view(context: Context, assets: Assets, files: Mapping[str, str]) -> SiteView:
    site = context.editorial.site
    visas = [
        {
            "words": list(page.words),
            "label": f"Programs that {lower_first(page.label)}",
            "url": urls.facet_page(page.group, page.slug),
        }
        for page in site.facet_pages
    ]
    return SiteView(
        title=site.title,
        tagline=site.tagline,
        description=site.description,
        season=site.season,
        repository=site.repository,
        base_path=site.base_path,
        css=assets.css,
        scripts=assets.scripts,
        built=str(context.today),
        visas=json.dumps(visas, ensure_ascii=False),
        files=files,
    )


__all__ = ["Renderer", "SiteView", "make_environment"]
