"""The core rule as a table of cases: which claim leads, how it stands, and when sources disagree.

Today is 2026-11-26 and the season began on 2026-07-01. The question is old after 12 months.
One rule change came on 2025-09-21 and touches "yes"; a machine looks at pages every week.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from generator.answers.leading import Answered, Ground, lead
from generator.model.claims import Answer, Claim, Source
from generator.model.dates import parse_date
from generator.model.questions import Option, Question
from generator.model.rule_changes import RuleChange
from generator.model.sightings import Look, Sighting
from generator.pages.seasons import plan_seasons, season_of

TODAY = date(2026, 11, 26)
WORDS = "we take them"

QUESTION = Question(
    id="takes", section="rules", label="Takes", text="Does it?", kind="choice", old_after=12, why="",
    options=(Option(id="yes", label="Yes", tone="good"), Option(id="no", label="No", tone="bad")),
)  # fmt: skip
RULE = RuleChange(
    id="payment", label="the payment", since=date(2025, 9, 21), touches={"takes": ("yes",)}, says="A payment.",
    ask="Still?", source_title="Register", source_url="https://example.org/", source_date=None,
)  # fmt: skip


def claim(text: str) -> Claim:
    """A claim in words: "program says yes, 2024", "institution says no, undated about 2019", "checked 2026-08"."""
    who, _, rest = text.partition(" says ")
    said, _, when = rest.partition(", ")
    notes = when.replace("undated", "").split()
    found = {notes[n]: parse_date(notes[n + 1]) for n in range(len(notes) - 1) if notes[n] in ("about", "checked")}
    dated = parse_date(notes[0]) if notes and notes[0] not in found else None
    source = Source(
        key=who, kind=who, title=who, url=f"https://example.org/{who}/{when.replace(' ', '-')}/", dated=dated,
        rank=("program", "institution", "government", "database").index(who), estimated=found.get("about"), checked=found.get("checked"),
    )  # fmt: skip
    option = QUESTION.option(said)
    answer = (
        Answer(text=said, shown=option.label, tone=option.tone, options=(said,))
        if option
        else Answer(text=said, shown="Not stated", stated=False)
    )
    return Claim(question="takes", answer=answer, source=source, words=WORDS, institution_wide=who == "institution")


def judge(
    *texts: str, rules: tuple[RuleChange, ...] = (), seen: Mapping[str, Sighting] | None = None, official: bool = True
) -> Answered:
    claims = [claim(text) for text in texts]
    looks = {
        one.source.url: Look(url=one.source.url, page="there", looked=TODAY, since=TODAY, sightings={WORDS: found})
        for text, one in zip(texts, claims, strict=True)
        if (found := (seen or {}).get(text))
    }
    ground = Ground(
        today=TODAY,
        season=date(2026, 7, 1),
        official=frozenset({"rules"} if official else ()),
        listings=frozenset({"database"}),
        own_pages=frozenset({"program", "institution"}),
        changes={"takes": [rule for rule in rules if rule.holds(TODAY)]},
        looks=looks,
    )
    return lead(QUESTION, claims, ground)


def saw(kept: str = "", last: str = "", gone: str = "", *, oldest: bool = False) -> Sighting:
    """The first kept copy that holds the words, the day they were seen last, and since when they are gone.

    Where that copy is the `oldest` of all, nothing is known of the days before it.
    """
    kept_from, last_seen, gone_since = (date.fromisoformat(day) if day else None for day in (kept, last, gone))
    first = last_seen or gone_since
    return Sighting(
        words=WORDS,
        first_seen=first,
        kept_from=kept_from,
        kept_without=None if oldest else kept_from,
        last_seen=last_seen,
        gone_since=gone_since,
    )


# One claim alone: what it says · what a machine saw · how it stands without a rule change, and with one since 2025-09-21.
ALONE = [
    ("program says yes, 2026-03", None, "current", "current"),
    ("program says yes, 2026", None, "current", "current"),
    ("program says yes, 2025", None, "old", "overtaken"),  # the year began before the rule
    ("program says yes, 2025-12", None, "current", "current"),
    ("program says yes, 2024", None, "old", "overtaken"),
    ("program says no, 2024", None, "old", "old"),  # the rule does not touch a no
    ("program says not stated, 2024", None, "old", "old"),
    ("program says yes, undated", None, "undated", "overtaken"),
    ("program says yes, undated about 2019", None, "undated", "overtaken"),
    ("program says no, undated", None, "undated", "undated"),
    ("program says yes, 2012 checked 2026-11-20", None, "confirmed", "confirmed"),
    ("program says yes, 2026-03 checked 2026-06", None, "current", "current"),  # checked before the season began
    ("program says yes, 2012 checked 2025-08", None, "old", "overtaken"),
    ("program says yes, undated", saw("2026-02-01", "2026-11-20"), "there", "there"),  # no copy from before the rule
    ("program says yes, undated", saw("2026-02-01", "2026-11-20", oldest=True), "there", "overtaken"),
    ("program says yes, undated", saw("", "2026-11-20"), "there", "overtaken"),  # seen lately, but since when?
    ("program says yes, undated", saw("2024-02-01", "2026-11-20"), "there", "overtaken"),
    ("program says yes, 2012", saw("2026-02-01", "2026-11-20"), "there", "overtaken"),  # its own date tells its age
    ("program says no, undated", saw("2024-02-01", "2026-03-01"), "undated", "undated"),  # seen too long ago
    ("program says yes, 2026-03", saw("2026-03-01", "2026-09-01", "2026-10-05"), "gone", "gone"),
    ("program says yes, 2026-03 checked 2026-11-01", saw("2026-03-01", "", "2026-10-05"), "confirmed", "confirmed"),
    ("database says yes, 2026", None, "listed", "listed"),
    ("government says yes, 2026", None, "current", "current"),
]


@pytest.mark.parametrize(("text", "seen", "standing", "after"), ALONE)
def test_how_one_claim_stands(text: str, seen: Sighting | None, standing: str, after: str) -> None:
    looks = {text: seen} if seen else {}
    assert judge(text, seen=looks).standing.state == standing
    found = judge(text, seen=looks, rules=(RULE,))
    assert (found.standing.state, found.standing.change) == (after, "payment" if after == "overtaken" else "")


# Several claims: what they say · which leads · how the answer stands.
SEVERAL = [
    # The program's own claim comes first, whatever its institution says later.
    (("institution says yes, 2026", "program says no, 2020"), "program says no, 2020", "disputed"),
    (("institution says yes, 2026", "program says not stated, 2026"), "program says not stated, 2026", "current"),
    # Where both say the same, the answer stands as well as the better of them.
    (("institution says yes, 2026-03", "program says yes, 2012"), "program says yes, 2012", "current"),
    # Then the better standing.
    (("program says yes, 2026-03", "program says yes, 2012 checked 2026-11"), "program says yes, 2012 checked 2026-11", "confirmed"),
    (("program says no, undated", "program says yes, 2026-03"), "program says yes, 2026-03", "disputed"),
    (("program says yes, 2026-03", "program says no, 2024"), "program says yes, 2026-03", "current"),
    # An old page does not outrank an undated one merely because that one shows no date.
    (("program says yes, 2012", "program says yes, undated"), "program says yes, undated", "undated"),
    (("program says yes, 2012", "program says no, undated"), "program says no, undated", "disputed"),
    # A clue places an undated page, with a year's doubt.
    (("program says yes, 2012", "program says no, undated about 2019"), "program says no, undated about 2019", "undated"),
    (("program says yes, undated about 2010", "program says no, 2012"), "program says no, 2012", "old"),
    (("program says yes, undated about 2012", "program says no, 2012"), "program says no, 2012", "disputed"),
    # Of the same day, the better kind of source.
    (("government says yes, 2026-03", "program says yes, 2026-03"), "program says yes, 2026-03", "current"),
    # What a listing alone says comes last, and takes nothing from a page of the program.
    (("database says yes, 2026", "program says no, undated"), "program says no, undated", "undated"),
    (("database says yes, 2026", "institution says no, 2012"), "institution says no, 2012", "old"),
    (("database says yes, 2026-10", "program says yes, undated"), "database says yes, 2026-10", "current"),
    # A silence contradicts nothing.
    (("program says yes, 2026", "program says not stated, 2026"), "program says yes, 2026", "current"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "leads", "standing"), SEVERAL)
def test_which_claim_leads(texts: tuple[str, ...], leads: str, standing: str) -> None:
    for order in (texts, texts[::-1]):
        found = judge(*order)
        assert (found.lead, found.standing.state) == (claim(leads), standing)
        assert found.settled == (standing in ("confirmed", "current") and found.lead.answer.stated)


def test_an_answer_that_a_rule_overtook_does_not_dispute_a_later_one() -> None:
    texts = ("program says no, 2026-03", "program says yes, undated")
    assert judge(*texts).standing.state == "disputed"
    assert judge(*texts, rules=(RULE,)).standing.state == "current"


def test_words_that_left_their_page_dispute_nothing() -> None:
    texts = ("program says no, undated", "program says yes, undated about 2019")
    gone = {texts[1]: saw("2024-01-01", "2026-09-01", "2026-10-05")}
    assert judge(*texts).standing.state == "disputed"
    found = judge(*texts, seen=gone)
    assert (found.lead, found.standing.state, found.judged[1].standing.state) == (claim(texts[0]), "undated", "gone")


def test_outside_official_sections_a_listing_answers() -> None:
    assert judge("database says yes, 2026", official=False).standing.state == "current"


# Where and when a rule change holds: its own words · the institution's state and owner · a day · whether it touches it.
HOLDS = [
    ({}, "TX", "public", "2026-11-26", True),
    ({"states": ("TX",), "owners": ("public",)}, "TX", "public", "2026-11-26", True),
    ({"states": ("TX",), "owners": ("public",)}, "TX", "nonprofit", "2026-11-26", False),  # a private hospital in Texas
    ({"states": ("TX",), "owners": ("public",)}, "TX", "", "2026-11-26", False),  # nobody has written who owns it
    ({"states": ("TX",), "owners": ("public",)}, "OH", "public", "2026-11-26", False),
    ({"until": date(2026, 5, 31)}, "TX", "public", "2026-11-26", False),  # it ended, and lets go
    ({"until": date(2026, 11, 26)}, "TX", "public", "2026-11-26", True),  # its last day
    ({"since": date(2027, 3, 1)}, "TX", "public", "2026-11-26", False),  # it comes next year, and waits
    ({"since": date(2027, 3, 1)}, "TX", "public", "2027-03-01", True),
]  # fmt: skip


@pytest.mark.parametrize(("words", "state", "owner", "day", "touched"), HOLDS)
def test_where_and_when_a_rule_change_holds(words: dict, state: str, owner: str, day: str, touched: bool) -> None:
    change = replace(RULE, **words)
    assert (change.holds(date.fromisoformat(day)) and change.reaches(state, owner)) == touched


def test_a_rule_change_that_only_warns_stands_beside_the_answer() -> None:
    found = judge("program says yes, undated", rules=(replace(RULE, overtakes=False),))
    assert (found.standing.state, [change.id for change in found.changes]) == ("undated", ["payment"])
    assert judge("program says no, undated", rules=(RULE,)).changes == ()


@pytest.mark.parametrize(
    ("when", "season"),
    [("2026", 2026), ("2026-07", 2026), ("2026-06", 2025), ("2026-07-01", 2026), ("2026-06-30", 2025), ("2021-2023", 2023)],
)  # fmt: skip
def test_the_season_of_a_date(when: str, season: int) -> None:
    found = parse_date(when)
    assert found is not None and season_of(found, date(2026, 7, 1)) == season


def test_a_season_without_an_answer_stays_empty() -> None:
    item = judge("program says yes, 2026-03", "institution says no, 2021-09", "institution says yes, undated")
    context = SimpleNamespace(
        editorial=SimpleNamespace(site=SimpleNamespace(season_begins=date(2026, 7, 1)), questions={"takes": QUESTION})
    )
    grid = plan_seasons({"takes": item}, context)  # type: ignore[arg-type]
    assert grid is not None and grid.labels == ("2025–2026", "2021–2022")
    assert [[cell.shown for cell in cells] for cells in grid.rows[0].seasons] == [["Yes"], ["No"]]
    assert plan_seasons({"takes": judge("program says yes, 2026-03")}, context) is None  # type: ignore[arg-type]
