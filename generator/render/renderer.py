"""The renderer: Pages to text, through Jinja and Markdown. Nothing here decides what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache
from markupsafe import Markup

from generator.answers.context import Context
from generator.answers.views import SEEN_MARK, SLUG_MARK, Column, Gap
from generator.pages.listing_page import ProgramRow
from generator.pages.parts import DATA_KINDS, Head
from generator.pages.sections import Row, SectionView
from generator.render.assets import Assets
from generator.render.environment import make_environment
from generator.render.prose import Prose
from generator.render.site_view import view_site

ROOT_MARK = "\ue002"  # stands for the way to the root in rows that are rendered once; no text of ours holds it
MOST_CELLS = 8192  # the same few thousand answers stand in most cells
MOST_ROWS = 1024  # so many stay in memory; listings come state by state, so few are rendered again

# The template of a page kind, where it has another name.
TEMPLATES = {"programs": "listing", "guides": "index"}


class Renderer:
    """Templates, compiled once, and what is rendered once for many pages; one instance a process, made there."""

    def __init__(
        self,
        templates: Path,
        context: Context,
        assets: Assets,
        files: Mapping[str, str],
        compiled: BytecodeCache | None = None,
    ) -> None:
        self._made_from = templates, context, assets, files, compiled
        self._environment = make_environment(templates, compiled)
        self._context = context
        self.prose = Prose(self._environment, context)
        self._site = view_site(context, assets, {})
        self._site_with_files = view_site(context, assets, files)
        self._rows: dict[str, str] = {}
        self._gaps: dict[str, str] = {}
        self._asked: dict[tuple[str, str, str, bool], tuple[Markup, Markup, str]] = {}
        # Filters and not functions: Jinja calls them at half the cost, some two hundred times a profile.
        self._environment.filters["as_cell"] = lru_cache(MOST_CELLS)(self._macro("cell", "cell"))
        self._environment.filters["as_program_row"] = self._row
        self._environment.filters["as_question_parts"] = self._question
        self._environment.filters["as_gap_rows"] = self._gap_rows
        self._row_macro = self._macro("program-table", "program_row")
        self._gap_macro = self._macro("gap", "gap")
        self._question_macros = [self._macro("answers", name) for name in ("opening", "asked", "report")]

    def __reduce__(self) -> tuple[Any, ...]:
        """To another process it crosses as what it was made from."""
        return Renderer, self._made_from

    def _macro(self, component: str, name: str) -> Callable[..., Markup]:
        module = self._environment.get_template(f"components/{component}/{component}.html").module
        return getattr(module, name)  # type: ignore[no-any-return]

    def page(self, head: Head, view: Any) -> str:
        """The text of one page."""
        template = self._environment.get_template(f"pages/{TEMPLATES.get(head.kind, head.kind)}.html")
        site = self._site_with_files if head.kind in DATA_KINDS else self._site
        head = replace(head, scripts=tuple(name for name in head.scripts if name in site.scripts))
        return template.render(site=site, head=head, view=self._with_prose(head, view))

    def _row(self, row: ProgramRow, columns: Sequence[Column], root: str) -> Markup:
        """A program's row, which half a dozen listings show; only the way to the root differs between them."""
        found = self._rows.get(row.slug)
        if found is None:
            if len(self._rows) >= MOST_ROWS:
                del self._rows[next(iter(self._rows))]
            found = self._rows[row.slug] = str(self._row_macro(columns=columns, row=row, root=ROOT_MARK))
        return Markup(found.replace(ROOT_MARK, root))

    def _question(self, row: Row, root: str, slug: str) -> tuple[Markup, Markup, Markup]:
        """What a row says of its question before its claims and after them; only two marks differ between programs."""
        key = (row.id, root, row.change_url, row.opened)
        found = self._asked.get(key)
        if found is None:
            opening, asked, report = (macro(row=row, root=root) for macro in self._question_macros)
            found = self._asked[key] = (opening, asked, str(report))
        return found[0], found[1], Markup(found[2].replace(SLUG_MARK, slug).replace(SEEN_MARK, row.seen))

    def _gap_rows(self, section: SectionView) -> Markup:
        """A row a gap; only the program's slug differs between programs, so each row is rendered once."""
        return Markup("".join([self._gap(gap) for gap in section.gaps]).replace(SLUG_MARK, section.subject))

    def _gap(self, gap: Gap) -> str:
        found = self._gaps.get(gap.id)
        if found is None:
            found = self._gaps[gap.id] = str(self._gap_macro(gap=gap, root="../../"))
        return found

    def _with_prose(self, head: Head, view: Any) -> Any:
        """The view with its Markdown rendered: bodies everywhere, and the texts that link glossary terms."""
        changed: dict[str, Any] = {}
        if body := getattr(view, "body", ""):
            prefix = "" if head.kind in ("guide", "text") else "text-"
            guide = head.kind == "guide"
            changed["body"], contents = self.prose.render(body, head.root, terms=guide, prefix=prefix)
            if guide:
                changed["contents"] = contents
        if head.kind == "question":
            changed["why"] = self.prose.link_terms(view.why, head.root)
        if head.kind == "steplist":
            changed["groups"] = tuple(
                (id, label, lead, tuple(self._with_facts(step) for step in steps))
                for id, label, lead, steps in view.groups
            )
        return replace(view, **changed) if changed else view

    def _with_facts(self, step: Any) -> Any:
        return replace(step, facts=tuple(self.prose.fact(id) for id in step.facts))
