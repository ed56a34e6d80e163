"""Drafting: what one page answers about a program, with the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import yaml

from generator.model.editorial import Editorial
from generator.model.finding import Finder, Found
from generator.model.hidden import find_hidden
from generator.model.kinds import holds_items, read_answer
from generator.model.look_for import Lexicon
from generator.model.questions import Question
from generator.model.reading import Fault
from generator.model.spellings import Spellings
from generator.watch.outline import Outline

_SHORTEST_NAME = 5  # letters; shorter names of a specialty mean other things as well


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDraft:
    """What one page gave: its answers, or why it was left alone."""

    url: str
    title: str = ""
    dated: str = ""  # what its data tell of its date, which is a guess
    found: tuple[Found, ...] = ()
    left: str = ""
    unanswered: bool = False  # nothing could be read there


def draft_page(url: str, outline: Outline, finder: Finder, editorial: Editorial, spellings: Spellings) -> PageDraft:
    """What a page answers about a program of the specialty that the finder was made for."""
    title = outline.title or next(iter(outline.headings), "") or url
    for heading in (outline.title, *outline.headings[:1]):
        if heading and finder.is_elsewhere(heading):
            return PageDraft(url=url, title=title, left=f"it is about others: {heading}")
    found = (_usable(each, editorial.questions[each.question], spellings) for each in finder.find(outline.blocks))
    return PageDraft(url=url, title=title, dated=_guess_date(outline, url), found=tuple(each for each in found if each))


def make_finder(editorial: Editorial, specialty: str) -> Finder:
    """The patterns of all questions, for pages about one specialty; what is about others is left out."""
    wanted = {question.id: question.look_for for question in editorial.questions.values() if question.look_for}
    others = [" ".join(re.findall(r"[a-z0-9]+", name)) for name in other_names(editorial, specialty)]
    return Finder(editorial.lexicon or Lexicon(), wanted, others)


def name_specialty(outline: Outline, editorial: Editorial) -> str:
    """The specialty that a page's title or first heading names, by its longest name; "" where it names none."""
    top = " ".join((outline.title, *outline.headings[:1])).casefold()
    named = [
        (len(name), each.id)
        for each in editorial.specialties.values()
        for name in (each.label, *each.known_as)
        if len(name) >= _SHORTEST_NAME and re.search(rf"\b{re.escape(name.casefold())}\b", top)
    ]
    return max(named)[1] if named else ""


def other_names(editorial: Editorial, specialty: str) -> list[str]:
    """What the other specialties are called, ours and those that only the public record knows."""
    own = editorial.specialties.get(specialty)
    ours = {name.casefold() for name in (own.label, own.short, *own.known_as)} if own else set()
    names = {
        name for each in editorial.specialties.values() if each.id != specialty for name in (each.label, *each.known_as)
    }
    if editorial.record:
        listed = editorial.record.rules.table.specialties
        names |= {name for each in listed if not specialty or each.specialty != specialty for name in each.words}
    folded = {name.casefold() for name in names} - ours
    return sorted(name for name in folded if len(name) >= _SHORTEST_NAME and not any(name in own for own in ours))


def _usable(found: Found, question: Question, spellings: Spellings) -> Found | None:
    """An answer that its question takes, with words that name nobody; None where it is none."""
    parts = found.answer.split(", ") if holds_items(question) else [found.answer]
    for part in parts:
        if isinstance(read_answer(question, yaml.ScalarNode("tag:yaml.org,2002:str", part)), Fault):
            return None
    named = spellings.people.find(found.words)
    bad = named or find_hidden(found.words) or "<" in found.words or ">" in found.words
    return replace(found, words="") if bad else found


def _guess_date(outline: Outline, url: str) -> str:
    """The day on which a page says, in its data, that it was changed last; "" where it does not."""
    if not outline.source:
        return ""
    from htmldate import find_date  # it takes a while to load, and few commands need it

    try:
        return find_date(outline.source, url=url, original_date=False, extensive_search=False) or ""
    except ValueError:
        return ""  # what it cannot parse has no date for us
