"""What planning a page needs besides its own subject: the editorial content, today, and texts made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property
from typing import Any
from urllib.parse import quote

from generator.answers.filed import FiledBy, list_claimants, list_filed
from generator.answers.leading import Ground
from generator.answers.views import SEEN_MARK, SLUG_MARK, Column, Gap
from generator.model import urls
from generator.model.digests import digest
from generator.model.editorial import Editorial
from generator.model.questions import Audience, Question, Section
from generator.model.rule_changes import RuleChange
from generator.model.wording import Wording


@dataclass(frozen=True, kw_only=True)
class Context:
    """Shared by all pages of a build; everything derived here is derived once."""

    editorial: Editorial
    today: date
    cards: bool = False  # each page has a preview picture of its own
    parts: int = 1  # search indexes

    def __getstate__(self) -> dict[str, Any]:
        """To another process go the fields alone: what is derived is derived there again, if it is needed."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def edition(self) -> str:
        """A hash of all editorial content."""
        return digest(*sorted(self.editorial.digests.items()))

    @property
    def wording(self) -> Wording:
        """What readers read that is about the field."""
        return self.editorial.wording

    @cached_property
    def source_labels(self) -> Mapping[str, str]:
        """What readers see of each kind of source, best first."""
        return {kind.id: kind.label for kind in self.editorial.source_kinds.values()}

    @cached_property
    def question_order(self) -> Mapping[str, int]:
        """The place of each question in reading order."""
        return {id: number for number, id in enumerate(self.editorial.questions)}

    @cached_property
    def columns(self) -> tuple[Question, ...]:
        """The key questions, in the order of the listing tables."""
        chosen = [question for question in self.editorial.questions.values() if question.column is not None]
        return tuple(sorted(chosen, key=lambda question: question.column or 0))

    @cached_property
    def column_heads(self) -> tuple[Column, ...]:
        """The heads that listing tables can have."""
        return tuple(Column(label=q.label, url=urls.question(q.id)) for q in self.columns)

    @cached_property
    def facets(self) -> tuple[Question, ...]:
        """The questions that filter the list of programs."""
        return tuple(question for question in self.editorial.questions.values() if question.facet)

    @cached_property
    def sorts(self) -> tuple[Question, ...]:
        """The questions with a number by which the list of programs can be ordered."""
        return tuple(question for question in self.editorial.questions.values() if question.sort)

    @cached_property
    def fits(self) -> tuple[Question, ...]:
        """The questions that a reader's own situation can be held against."""
        return tuple(question for question in self.editorial.questions.values() if question.fit)

    @cached_property
    def filed(self) -> FiledBy:
        """What each institution filed, by institution and state, from the public record."""
        return list_filed(self.editorial, self.claimants)

    @cached_property
    def claimants(self) -> Mapping[str, tuple[str, ...]]:
        """The institutions that name each employer, by what its spellings have in common."""
        return list_claimants(self.editorial)

    @cached_property
    def record_key(self) -> str:
        """A hash of all that profiles show of the public record, the names of those who share an employer among them."""
        digests = self.editorial.digests
        shared = {
            (name, *(self.editorial.institutions[slug].name for slug in slugs))
            for name, slugs in self.claimants.items()
        }
        files = (year.path for year in self.editorial.record.years) if self.editorial.record else ()
        return digest(*(digests.get(path) for path in ("content/filings.yml", *files)), *sorted(shared))

    @cached_property
    def audiences(self) -> Mapping[str, Audience]:
        """Whom to ask, by id."""
        return {audience.id: audience for audience in self.editorial.audiences}

    @cached_property
    def written_to(self) -> str:
        """The audience that is asked by letter; "" where the content holds no letter."""
        return next((audience.id for audience in self.editorial.audiences if audience.letter), "")

    @cached_property
    def letter_questions(self) -> tuple[Question, ...]:
        """The questions with an answer that speaks against a letter."""
        return tuple(question for question in self.editorial.questions.values() if question.letters)

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The sections by id."""
        return {section.id: section for section in self.editorial.sections}

    def ground(self, institution: str, state: str) -> Ground:
        """What the claims about an institution's programs in one state are held against today."""
        found = self.editorial.institutions.get(institution)
        ground = self._grounds(state, found.owner.kind if found and found.owner else "")
        looks = self.editorial.sightings.get(institution)
        return replace(ground, looks=looks) if looks else ground

    @cached_property
    def _grounds(self) -> Callable[[str, str], Ground]:
        return cache(self._lay_ground)

    def _lay_ground(self, state: str, owner: str) -> Ground:
        """What holds for all institutions of a state that belong to one kind of owner."""
        editorial = self.editorial
        changes: dict[str, list[RuleChange]] = {}
        for change in editorial.rule_changes:
            if change.holds(self.today) and change.reaches(state, owner):
                for question in change.touches:
                    changes.setdefault(question, []).append(change)
        return Ground(
            today=self.today,
            season=editorial.site.season_begins,
            official=frozenset(section.id for section in editorial.sections if section.official),
            listings=frozenset(kind.id for kind in editorial.source_kinds.values() if kind.listing),
            own_pages=frozenset(kind.id for kind in editorial.source_kinds.values() if kind.own),
            changes=changes,
        )

    @cached_property
    def rule_changes(self) -> Mapping[str, RuleChange]:
        """The rule changes by id."""
        return {change.id: change for change in self.editorial.rule_changes}

    @cached_property
    def rule_changes_in_order(self) -> tuple[RuleChange, ...]:
        """The rule changes as lists tell of them: what overtakes answers first, and what holds everywhere."""
        return tuple(
            sorted(self.editorial.rule_changes, key=lambda change: (not change.overtakes, bool(change.states)))
        )

    @cached_property
    def gaps(self) -> Mapping[str, Gap]:
        """Each question as a gap: what to ask where nobody has collected an answer."""
        return {question.id: self._gap(question) for question in self.editorial.questions.values()}

    def _gap(self, question: Question) -> Gap:
        audience, words = question.ask[0] if question.ask else ("", question.text)
        label = self.audiences[audience].label if audience else ""
        return Gap(
            id=question.id,
            label=question.label,
            url=urls.question(question.id),
            audience=label,
            words=words,
            aliases=question.aliases,
        )

    def edit_href(self, path: str) -> str:
        """The forge's editor on a file of the repository."""
        return self.editorial.site.forge.edit.replace("{path}", path)

    def history_href(self, path: str) -> str:
        """The forge's history of a file of the repository."""
        return self.editorial.site.forge.history.replace("{path}", path)

    @cached_property
    def report_hrefs(self) -> Mapping[str, str]:
        """The issue form about the answer to each question, of whichever program: a slug and an answer stand in it as marks."""
        return {
            question.id: self._report_href(question, now=SEEN_MARK) for question in self.editorial.questions.values()
        }

    def _report_href(self, question: Question, **fields: str) -> str:
        title = f"{SLUG_MARK}: {question.label}"
        return self.issue_href("report-a-change", title, program=SLUG_MARK, question=question.id, **fields)

    def issue_href(self, template: str, title: str, **fields: str) -> str:
        """A prefilled issue form; the fields are those of the form."""
        filled = "&".join(f"{key}={quote(value, safe='')}" for key, value in fields.items())
        body = "\n".join(f"{key}: {value}" for key, value in fields.items())
        pattern = self.editorial.site.forge.issue
        for mark, text in (("{template}", f"{template}.yml"), ("{title}", title), ("{body}", body)):
            pattern = pattern.replace(mark, quote(text, safe=""))
        return pattern.replace("{fields}", filled)
