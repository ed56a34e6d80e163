"""How complete and how old a program or the directory is, in sentences."""

from __future__ import annotations

from generator.answers.counting import Counts


def tell_completeness(counts: Counts, asked: int) -> str:
    """In one sentence: how many claims there are, how old, and that nobody has checked the live pages."""
    if not counts.claims:
        return "Nobody has collected anything about this program yet. Every question below is open."
    text = f"{counts.answered} of {asked} questions have an answer, from {counts.claims} claims"
    text += f": {counts.recent} dated within the last two years, {counts.undated} from pages that show no date"
    text += f", {counts.checked} checked on the live page by a person." if counts.checked else "."
    if not counts.checked:
        text += " No claim has been checked on the live page yet: confirm with the program before you rely on it."
    return f"{tell_key_answers(counts)} {text}"


def tell_key_answers(counts: Counts) -> str:
    """How many of the key answers a reader can lean on, and how many to ask."""
    one = counts.confirmed == 1
    text = f"Of {counts.key:,} key answers, {counts.confirmed:,} {'is' if one else 'are'} confirmed this season"
    return f"{text}, {counts.settled - counts.confirmed:,} more are current, and {counts.key - counts.settled:,} need asking."
