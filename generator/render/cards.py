"""Cards: the preview pictures of pages, drawn once for each content and kept in the cache.

Pillow is an optional extra, so nothing here imports it before a card is drawn.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from generator.model.digests import digest
from generator.pages.parts import Picture
from generator.read.sealed import read_sealed, write_sealed

MISSING = "Cards need Pillow, which is not installed: run `pip install -e '.[cards]'`, or build without --cards."


@cache
def drawn_by() -> str:
    """What draws cards: a hash of the drawing code and Pillow's version; empty where Pillow is missing."""
    try:
        pillow = version("pillow")
    except PackageNotFoundError:
        return ""
    return digest(Path(__file__).with_name("draw.py").read_text("utf-8"), pillow)


def card_of(picture: Picture, folder: Path) -> bytes:
    """The PNG of a picture: from `folder` where it was drawn before, else drawn now and kept there."""
    kept = folder / digest(drawn_by(), picture)
    content = read_sealed(kept)
    if not content:
        from generator.render.draw import draw_card

        content = draw_card(picture)
        write_sealed(kept, content)
    return content
