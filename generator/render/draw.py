"""Draw a card with Pillow: 1200×630, all words inside the middle square, in the colors of the site.

Messengers crop a preview to a square, so nothing that must be read stands outside the middle 630 pixels.
The font is the one that Pillow brings along, so a card looks the same on every machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from generator.pages.parts import Picture, PictureAnswer

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = (WIDTH - HEIGHT) // 2, (WIDTH + HEIGHT) // 2  # the middle square
PADDING = 40
FIRST, LAST = LEFT + PADDING, RIGHT - PADDING
TOP, FOOT, GAP = 40, HEIGHT - 72, 14

# Copies of templates/styles/tokens.css, where each has its name.
COVER, GOLD, PAPER, INK, SOFT, RULE = "#1b2350", "#e0bd6a", "#fff", "#15181f", "#4b505d", "#cdd0d1"
TONES = {
    "good": ("#17603a", "#e3f2e9"),
    "mixed": ("#7a4a00", "#fbf0d8"),
    "bad": ("#9b1c1c", "#fbe8e6"),
    "neutral": ("#454b5b", "#eceef2"),
}
# What the font lacks, in what it has.
_PLAIN = str.maketrans({"–": "-", "—": "-", "‑": "-", "≥": ">=", "≤": "<=", "½": "1/2", "×": "x", "•": "·"})


def draw_card(picture: Picture) -> bytes:
    """The PNG of a picture; the same picture gives the same bytes."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COVER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((LEFT, 0, RIGHT - 1, HEIGHT), fill=PAPER)
    pen.rectangle((0, 0, WIDTH, 11), fill=GOLD)
    y = _write(pen, TOP, picture.eyebrow, sizes=(26,), end=TOP + 33, color=SOFT) + 12
    end = FOOT - GAP - _height_of(picture.answers)
    y = _write(pen, y, picture.title, sizes=(54, 48, 42, 36, 32), end=min(end - 56, 340), color=COVER, bold=1) + 16
    sizes = (32, 28, 26) if picture.answers else (42, 36, 32, 28)
    y = _write(pen, y, picture.text, sizes=sizes, end=end, color=SOFT) + GAP
    for answer in picture.answers:
        y = _draw_answer(pen, y, answer)
    pen.line((FIRST, FOOT, LAST, FOOT), fill=RULE, width=2)
    _write(pen, FOOT + 16, picture.foot, sizes=(26, 22), end=HEIGHT - 20, color=INK)
    return _png(image)


def _write(
    pen: ImageDraw.ImageDraw, y: int, text: str, *, sizes: tuple[int, ...], end: int, color: str, bold: int = 0
) -> int:
    """Write a text in the largest size in which it stands above `end`, else cut; gives back where it ends."""
    for size in sizes:
        wrapped = list(_wrap(plain(text), size, LAST - FIRST - 2 * bold))
        lines = max(1, (end - y) // (size * 5 // 4))
        if len(wrapped) <= lines:
            break
    else:
        wrapped = [*wrapped[: lines - 1], _cut(" ".join(wrapped[lines - 1 :]), size, LAST - FIRST - 2 * bold)]
    for line in wrapped:
        pen.text((FIRST, y), line, font=_font(size), fill=color, stroke_width=bold, stroke_fill=color)
        y += size * 5 // 4
    return y


def _wrap(text: str, size: int, width: int) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _font(size).getlength(longer) > width:
            yield _cut(line, size, width)
            longer = word
        line = longer
    if line:
        yield _cut(line, size, width)


def _cut(text: str, size: int, width: int) -> str:
    """At most `width` pixels of a text."""
    if _font(size).getlength(text) <= width:
        return text
    while text and _font(size).getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip(' ,;:.-(')}…"


def _height_of(answers: tuple[PictureAnswer, ...]) -> int:
    return sum(98 if answer.note else 62 for answer in answers)


def _draw_answer(pen: ImageDraw.ImageDraw, y: int, answer: PictureAnswer) -> int:
    """A question's label, and its answer with age in the color of its tone; gives back where it ends."""
    ink, wash = TONES[answer.tone]
    font, start = _font(30), FIRST + 110
    if answer.label:
        label = _cut(plain(answer.label), 30, start - FIRST - 12)
        pen.text((FIRST, y + 8), label, font=font, fill=INK, stroke_width=1, stroke_fill=INK)
    said = _cut(plain(f"{answer.shown} ({answer.age})" if answer.age else answer.shown), 30, LAST - start - 36)
    pen.rounded_rectangle((start, y, start + 36 + font.getlength(said), y + 52), radius=6, fill=wash)
    pen.text((start + 18, y + 8), said, font=font, fill=ink)
    if answer.note:
        pen.text((start, y + 58), plain(answer.note.capitalize()), font=_font(26), fill=INK)
    return y + (98 if answer.note else 62)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise RuntimeError("this Pillow was built without FreeType, so it cannot draw cards")
    return font.font_variant(layout_engine=ImageFont.Layout.BASIC)


def plain(text: str) -> str:
    """A text in the letters that the font has."""
    spelt = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in spelt if letter.isascii() or letter in "·…’‘“”")


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()
