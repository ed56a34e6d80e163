"""Check the words of a claim: a few words that stand on its source's page, by which people and machines find them."""

from __future__ import annotations

from generator.check.fields import Fields

FEWEST, MOST = 3, 8  # words
LONGEST = 60  # characters
_TAGS = ("<", ">")


def check_words(fields: Fields) -> str:
    """The words of one claim, "" where it has none; what does not find its place is noted."""
    text = fields.text("words", longest=LONGEST, free=False)
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
    elif not FEWEST <= count <= MOST:
        must = f"must be {FEWEST} to {MOST} consecutive words of the page ({count} now)"
        mend = "copy the few words that carry the answer." if count > MOST else "copy the words around them too."
        fields.notes.add("bad-words", fields.value("words"), fields.at("words"), must, found=text, mend=mend)
    return " ".join(text.split())
