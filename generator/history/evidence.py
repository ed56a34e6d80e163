"""Evidence: what differs between two versions of a file beside its answers, in words for whoever reviews a change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from generator.model import urls
from generator.model.claims import Claim, Institution, Program, Subject
from generator.model.problem import shorten

_LONGEST = 120


def evidence_of(claim: Claim) -> tuple[object, ...]:
    """All that readers see of a claim; its key and its place in the file are ours."""
    source = claim.source
    page = (source.kind, source.title, source.url, source.dated, source.estimated, source.basis, source.archived)
    said = (claim.last_checked, claim.confirmed is not None, claim.disputed)
    return claim.answer.text, claim.strength, claim.as_of, claim.of, claim.note, claim.words, *page, *said


def tell_how(before: Sequence[Claim], after: Sequence[Claim]) -> str:
    """What differs beside the answers: claims by one source are held against each other."""
    old, new = ({claim.source.key: claim for claim in claims} for claims in (before, after))
    told = [words for key in new if key in old for words in _tell_claim(old[key], new[key])]
    moved = [key for key in new if key not in old]
    gone = [key for key in old if key not in new]
    if len(moved) == len(gone) == 1 and evidence_of(new[moved[0]])[:1] == evidence_of(old[gone[0]])[:1]:
        told += _tell_claim(old[gone[0]], new[moved[0]])
    else:
        agreed = len({claim.answer.text for claim in (*before, *after)}) == 1
        told += [_tell_voice(new[key], "also said by" if agreed else "says") for key in moved]
        told += [_tell_voice(old[key], "no longer said by" if agreed else "no longer says") for key in gone]
    return "; ".join(dict.fromkeys(told)) or "in another order"


def _tell_voice(claim: Claim, how: str) -> str:
    """Who says the one answer too or no more; where there are several answers, which of them it is."""
    title = shorten(claim.source.title)
    return f"{how} {title}" if how.endswith("by") else f"{title} {how} {claim.answer.shown}"


def _tell_claim(old: Claim, new: Claim) -> Iterator[str]:
    if old.answer.text != new.answer.text:
        yield f"{old.source.title}: {old.answer.shown} → {new.answer.shown}"
    if new.last_checked != old.last_checked:
        said = new.confirmed and new.confirmed.dated == new.last_checked
        yield _tell_look(
            old,
            new,
            "confirmed by the program on" if said else "checked again on" if old.last_checked else "checked on",
        )
    if new.disputed != old.disputed:
        yield f"disputed by the program since {new.disputed}" if new.disputed else "no longer disputed by the program"
    fields = (
        ("address", old.source.url, new.source.url),
        ("kept copy", old.source.archived, new.source.archived),
        ("title", old.source.title, new.source.title),
        ("kind of source", old.source.kind, new.source.kind),
        ("date of the page", str(old.source.dated or "undated"), str(new.source.dated or "undated")),
        ("clue to its date", f"{old.source.estimated or ''} {old.source.basis}", f"{new.source.estimated or ''} {new.source.basis}"),
        ("time it is about", str(old.as_of or ""), str(new.as_of or "")),
        ("number of people", str(old.of or ""), str(new.of or "")),
        ("strictness", old.strength, new.strength),
        ("note", old.note, new.note),
        ("words on the page", old.words, new.words),
    )  # fmt: skip
    for name, was, now in fields:
        if was.strip() != now.strip():
            yield tell_turn(name, was.strip(), now.strip())


def _tell_look(old: Claim, new: Claim, how: str) -> str:
    return f"{how} {new.last_checked}" if new.last_checked else f"no longer checked (was {old.last_checked})"


def tell_turn(name: str, was: str, now: str) -> str:
    """What became of one part: new, gone, or another."""
    if not was:
        return f"with a {name}: {shorten(now, _LONGEST)}"
    return (
        f"another {name}: {shorten(was, _LONGEST)} → {shorten(now, _LONGEST)}"
        if now
        else f"without its {name}: {shorten(was, _LONGEST)}"
    )


# --- Fields -----------------------------------------------------------------------------------------

_PROGRAM = ("name", "institution", "specialty", "city", "state", "website", "known_as", "aliases")
_INSTITUTION = ("name", "city", "state", "website", "known_as", "employers", "aliases")


def compare_fields(old: Subject, new: Subject) -> Iterator[tuple[str, str, str]]:
    """The fields that differ, as (name, before, after); the address first and the prose last."""
    if old.slug != new.slug:
        address = urls.program if isinstance(new, Program) else urls.institution
        yield "address", address(old.slug), address(new.slug)
    for name in _PROGRAM if isinstance(new, Program) else _INSTITUTION:
        was, now = (_show(getattr(subject, name)) for subject in (old, new))
        if was != now:
            yield name, was, now
    yield from _compare_more(old, new)


def _compare_more(old: Subject, new: Subject) -> Iterator[tuple[str, str, str]]:
    if isinstance(old, Program) and isinstance(new, Program):
        for key in dict.fromkeys((*dict(old.codes), *dict(new.codes))):
            was, now = (_show(dict(program.codes).get(key, ())) for program in (old, new))
            if was != now:
                yield key, was, now
        was, now = (_tell_closing(program) for program in (old, new))
        if was != now:
            yield "closed", was, now
        if old.body != new.body:
            yield "text", *_differing(old.body, new.body)
    elif isinstance(old, Institution) and isinstance(new, Institution) and old.owner != new.owner:
        was, now = (f"{each.owner.kind}, {each.owner.source.title}" if each.owner else "" for each in (old, new))
        yield "owner", was, now


def _tell_closing(program: Program) -> str:
    closed = program.closed
    return f"{closed.date}, {closed.source.title}{f', into {closed.into}' if closed.into else ''}" if closed else ""


def _show(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _differing(old: str, new: str) -> tuple[str, str]:
    """The lines of a prose that differ, on both sides."""
    was, now = old.splitlines(), new.splitlines()
    parts = [part for part in SequenceMatcher(None, was, now, autojunk=False).get_opcodes() if part[0] != "equal"]
    before = " ".join(line for _, a, b, _, _ in parts for line in was[a:b])
    after = " ".join(line for _, _, _, a, b in parts for line in now[a:b])
    return shorten(before, 4 * _LONGEST), shorten(after, 4 * _LONGEST)
