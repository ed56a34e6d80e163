"""Check the words of a claim: a few words that stand on its source's page, by which people and machines find them."""

from __future__ import annotations

from generator.check.fields import Fields
from generator.model.limits import FEWEST_WORDS, LONGEST_WORDS, MOST_WORDS

_TAGS = ("<", ">")


def check_words(fields: Fields) -> str:
    """The words of one claim, "" where it has none; what does not find its place is noted."""
    text = fields.text("words", longest=LONGEST_WORDS, free=False)
    if not text:
        return ""
    # The page's own spelling is what a machine looks for, so only ours is mended.
    fields.notes.check_text(text, fields.value("words"), fields.at("words"), ours=False)
    count = len(text.split())
    if any(tag in text for tag in _TAGS):
        must, mend = (
            "must be words as readers see them, without < and >",
            "copy them from the page, not from its source.",
        )
        fields.notes.add("bad-words", fields.value("words"), fields.at("words"), must, found=text, mend=mend)
    elif not FEWEST_WORDS <= count <= MOST_WORDS:
        must = f"must be {FEWEST_WORDS} to {MOST_WORDS} consecutive words of the page ({count} now)"
        mend = "copy the few words that carry the answer." if count > MOST_WORDS else "copy the words around them too."
        fields.notes.add("bad-words", fields.value("words"), fields.at("words"), must, found=text, mend=mend)
    return " ".join(text.split())
