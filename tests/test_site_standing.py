"""No color on an answer that nobody can lean on: what is old, undated or overtaken is gray, on every kind of page.

The browser's own computed colors are read, in light and dark, on paper, and where the system chooses the colors.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.model.claims import Program
from tests.pages import sample_pages
from tests.quiet import open_quiet
from tests.real import real_library

pytestmark = [pytest.mark.site, pytest.mark.content]

# Every mark, text and small print of an answer, as the browser paints it: what stands there, and how far from gray.
READ = """() => [...document.querySelectorAll('.cell, .cell *')].flatMap((part) => {
  const cell = part.closest('.cell');
  const paints = [getComputedStyle(part).color];
  if (part === cell) paints.push(getComputedStyle(part, '::before').backgroundColor);
  return paints.map((paint) => {
    const [red, green, blue, alpha = 1] = paint.match(/[\\d.]+/g).map(Number);
    const spread = alpha ? Math.max(red, green, blue) - Math.min(red, green, blue) : 0;
    return [cell.dataset.standing || '', cell.dataset.tone || '', Math.round(spread), cell.textContent.trim().slice(0, 60)];
  });
})"""
GRAY = 24  # how far apart the channels of a gray of ours are at most
SETTLED = {"confirmed", "current"}
WAYS = {
    "paper": {"media": "print", "color_scheme": "light"},
    "dark": {"media": "screen", "color_scheme": "dark"},
    "light": {"media": "screen", "color_scheme": "light"},
}


def _addresses(site: Path) -> Iterator[str]:
    """The largest page of each kind, and the tools with programs in them."""
    slugs = [program.slug for program in _compared()]
    yield from (page.url for page in sample_pages(site))
    yield f"compare/?p={','.join(slugs)}"
    yield from (f"checklist/?program={slug}" for slug in slugs)
    yield f"programs/?state={real_library().programs[0].state.lower()}"


def _compared() -> tuple[Program, ...]:
    """The two programs with the most answers, which show the most standings."""
    library = real_library()
    first, second, *_ = sorted(library.programs, key=lambda program: -len(library.answers(program)))
    return first, second


@pytest.fixture(scope="module")
def read(real_site: Path, site_url: str, browser: Any) -> dict[str, list[list[Any]]]:
    """What the browser paints, by the ways of looking."""
    found: dict[str, list[list[Any]]] = {way: [] for way in WAYS}
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    for address in _addresses(real_site):
        if "?" in address:
            open_quiet(page, site_url + address)
        else:
            page.goto(site_url + address)
        for way, choices in WAYS.items():
            page.emulate_media(**choices)
            found[way] += [[*row, address] for row in page.evaluate(READ)]
    page.context.close()
    return found


@pytest.mark.parametrize("way", WAYS)
def test_only_answers_to_lean_on_have_a_color(read: dict[str, list[list[Any]]], way: str) -> None:
    painted = read[way]
    standings = {standing for standing, *_ in painted}
    shown = {item.standing.state for program in _compared() for item in real_library().answers(program).values()}
    assert shown <= standings and standings - SETTLED
    assert [row for row in painted if row[0] not in SETTLED and row[2] > GRAY] == []


@pytest.mark.parametrize("way", ["light", "dark"])
def test_an_answer_to_lean_on_has_the_color_of_its_tone(read: dict[str, list[list[Any]]], way: str) -> None:
    toned = [row for row in read[way] if row[0] in SETTLED and row[1] in ("good", "mixed", "bad")]
    assert any(row[2] > GRAY for row in toned)


def test_where_the_system_chooses_the_colors_the_two_stay_apart(site_url: str, browser: Any) -> None:
    """The component's own examples hold every standing."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(site_url)
    looks = page.evaluate("""() => ['confirmed', 'current', 'undated', 'overtaken'].map((standing) => {
      const cell = document.createElement('span');
      cell.className = 'cell';
      cell.dataset.tone = 'good';
      cell.dataset.standing = standing;
      document.querySelector('main').append(cell);
      return [getComputedStyle(cell).color, getComputedStyle(cell).fontWeight];
    })""")
    context.close()
    assert len({color for color, _ in looks}) == 1
    assert [weight for _, weight in looks] == ["700", "700", "400", "400"]
