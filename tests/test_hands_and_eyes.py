"""Hands and eyes: what every page kind, and every tool in use, owes to a finger, a keyboard and to eyes that need more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.axe import find_violations
from tests.pages import read_pages, sample_pages
from tests.quiet import open_quiet

pytestmark = [pytest.mark.browser, pytest.mark.site]

COMPARED = "compare/?p=mill-yard-joinery,hill-kiln-joinery,harbor-works-joinery"
TOOLS = (
    COMPARED,
    "programs/?t1=yes",
    "search/?q=kiln",
    "checklist/?program=mill-yard-joinery",
    "checklist/#c=1&mill-yard-joinery&t1=t",
    "ask/coordinator/?program=mill-yard-joinery",
    "shortlist/#programs",
    "my-list/",
    "my-list/rank/",
)
STORED = """
const key = document.documentElement.dataset.storage;
localStorage.setItem(`${key}-fit/1`, JSON.stringify({ 'contract-need': 't-1', 'school-year': '2017' }));
customElements.get('save-program').list.set({
  'p/mill-yard-joinery/title': 'Mill Yard: Joinery', 'p/mill-yard-joinery/status': 'tried',
  'p/mill-yard-joinery/note/a': { date: '2026-11-02', who: 'An apprentice', text: 'Good light.' },
  'p/hill-kiln-joinery/title': 'Hill Kiln: Joinery', 'p/hill-kiln-joinery/status': 'tried', 'must/t1': true });
"""

LOW_FIELDS = """() => [...document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file]), select, textarea')]
  .filter((field) => field.checkVisibility() && parseFloat(getComputedStyle(field).fontSize) < 16).map((field) => field.outerHTML.slice(0, 90))"""
UNNAMED = """() => [...document.querySelectorAll('main :is(form, aside, nav, dialog)')].concat([...document.querySelectorAll('header form, header nav')])
  .filter((part) => !part.getAttribute('aria-label') && !part.getAttribute('aria-labelledby') && part.getAttribute('role') !== 'search').map((part) => part.outerHTML.slice(0, 120))"""
UNSCOPED = "() => [...document.querySelectorAll('th:not([scope])')].map((head) => head.outerHTML.slice(0, 90))"
# A box of a line of text falls apart into two where what it holds are blocks.
BROKEN_BOXES = """() => [...document.querySelectorAll('main [class]')].filter((part) => {
  const { display, backgroundColor, borderInlineStartWidth } = getComputedStyle(part);
  const boxed = backgroundColor !== 'rgba(0, 0, 0, 0)' || borderInlineStartWidth !== '0px';
  return display === 'inline' && boxed && [...part.children].some((child) => /block|flex|grid|table/.test(getComputedStyle(child).display) && !/inline/.test(getComputedStyle(child).display));
}).map((part) => part.outerHTML.slice(0, 90))"""
COMBOBOXES = "() => [...document.querySelectorAll('[role=combobox]')].filter((box) => box.type !== 'text').map((box) => box.outerHTML.slice(0, 90))"
# A part that has the focus must be seen: its middle is its own, and no sticky part lies over it.
HIDDEN_FOCUS = """() => {
  const part = document.activeElement;
  if (!part || part === document.body) return null;
  const { left, top, width, height } = part.getBoundingClientRect();
  if (!width || !height) return null;
  const [x, y] = [left + Math.min(width, 40) / 2, top + height / 2];
  const seen = document.elementFromPoint(x, y);
  const over = seen && (part.contains(seen) || seen.contains(part) || part.labels?.[0]?.contains(seen));
  return y < 0 || y > innerHeight || over ? null : `${part.outerHTML.slice(0, 80)} under ${seen?.outerHTML.slice(0, 80)}`;
}"""
# The page looks itself whenever a key is let go, as 140 questions from here take longer than the keys.
NOTE_FOCUS = f"""() => {{ Object.assign(window, {{ looked: 0, hidden: [] }}); const look = {HIDDEN_FOCUS};
  addEventListener('keyup', ({{ key }}) => {{ window.looked += 1; const wrong = look(); if (wrong) window.hidden.push(`${{key}}: ${{wrong}}`); }}, true); }}"""
SHIFTS = """() => { window.shifts = []; new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries()) if (!hadRecentInput) window.shifts.push([value, sources[0]?.node?.outerHTML?.slice(0, 80)]);
}).observe({ type: 'layout-shift', buffered: true }); }"""


@pytest.fixture(scope="module")
def addresses(small_site: Path) -> list[str]:
    return [page.url for page in sample_pages(small_site)] + list(TOOLS)


def open_used(browser: Any, small_url: str, **options: Any) -> Any:
    """A page of a reader who has used the tools before."""
    page = browser.new_context(**options).new_page()
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{small_url}my-list/")
    page.evaluate(STORED)
    return page


@pytest.fixture(scope="module")
def used(browser: Any, small_url: str) -> Iterator[Any]:
    page = open_used(browser, small_url, viewport={"width": 390, "height": 844})
    yield page
    page.context.close()


def open_page(page: Any, small_url: str, address: str) -> None:
    """A page, or a tool with what it shows for this address."""
    page.goto("about:blank")
    if address in TOOLS:
        open_quiet(page, small_url + address)
    else:
        page.goto(small_url + address)


# How many pixels of a column a finger hits, tried one by one: a part may look smaller than it is, and may lie under another.
# A link amid a sentence is as high as its line; what a thumb does most (ACTS) is given more than the least.
ACTS = "save-program button, [data-fetch], .checklist li > details > summary, .actions > a, .actions > button"
HITS = """(acts) => [...document.querySelectorAll('main :is(a[href], button, summary, select)')].flatMap((part) => {
  const sentence = [...part.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 2);
  if (!part.checkVisibility() || (sentence && getComputedStyle(part).display === 'inline')) return [];
  part.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { left, top, width, height } = part.getClientRects()[0];
  const [x, y] = [left + width / 2, top + height / 2];
  const hits = (place) => part.contains(document.elementFromPoint(x, place));
  if (!hits(y)) return [];
  let [first, last] = [y, y];
  while (y - first < 30 && hits(first - 1)) first -= 1;
  while (last - y < 30 && hits(last + 1)) last += 1;
  const found = last - first + 1;
  return found < (part.matches(acts) ? 43 : 24) ? [`${Math.round(found)}: ${part.outerHTML.slice(0, 90)}`] : [];
})"""
LOW = "parts that a finger finds"

AUDITS = {"fields": LOW_FIELDS, "names": UNNAMED, "scope": UNSCOPED, "comboboxes": COMBOBOXES, "boxes": BROKEN_BOXES}
TARGETS = "targets large enough for a finger"  # 24 pixels each way, or as far from the next (WCAG 2.2, 2.5.8)


@pytest.fixture(scope="module")
def audited(used: Any, small_url: str, addresses: list[str]) -> dict[str, dict[str, list[str]]]:
    """What each audit finds, by address; every page is opened once."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in (*AUDITS, TARGETS, LOW)}
    for address in addresses:
        open_page(used, small_url, address)
        if wrong := find_small_targets(used):
            found[TARGETS][address] = wrong[:4]
        if wrong := used.evaluate(HITS, ACTS):
            found[LOW][address] = wrong[:4]
        used.evaluate("document.querySelectorAll('main details').forEach((part) => { part.open = true; })")
        used.wait_for_timeout(50)
        for name, audit in AUDITS.items():
            if wrong := used.evaluate(audit):
                found[name][address] = wrong[:4]
    return found


# What listens for a part that opens puts its links there before the next picture: axe would measure some before it, some after.
OPENED = """() => {
  [...document.querySelectorAll('main details')].slice(0, 8).forEach((part) => { part.open = true; });
  return new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
}"""


def find_small_targets(page: Any) -> list[str]:
    # The button at the foot of the filters lies over whatever is scrolled below it; that is its place.
    page.evaluate(
        "document.querySelectorAll('[data-part=close]').forEach((part) => { part.style.position = 'static'; })"
    )
    page.evaluate(OPENED)
    violations = find_violations(page, {"runOnly": {"type": "rule", "values": ["target-size"]}})
    return [node["html"][:90] for violation in violations for node in violation["nodes"]]


@pytest.mark.parametrize("audit", [*AUDITS, TARGETS, LOW])
def test_every_page_and_tool_passes(audited: dict[str, dict[str, list[str]]], audit: str):
    assert audited[audit] == {}


def test_no_page_says_a_role_twice(small_site: Path):
    native = {
        "table": "table", "tr": "row", "td": "cell", "th": "columnheader", "ul": "list", "ol": "list", "li": "listitem",
        "nav": "navigation", "main": "main", "button": "button", "a": "link", "form": "form", "aside": "complementary",
    }  # fmt: skip
    twice = {
        (page.path, tag)
        for page in read_pages(small_site).values()
        for tag, role in native.items()
        if f"<{tag} " in page.html
        and any(f'role="{role}"' in part.partition(">")[0] for part in page.html.split(f"<{tag} ")[1:])
    }
    assert twice == set()


@pytest.mark.parametrize("address", [COMPARED, "programs/?t1=yes", "programs/", "checklist/?program=mill-yard-joinery"])
@pytest.mark.parametrize(
    ("width", "height"), [(390, 700), (1280, 600), (640, 360)], ids=["phone", "desktop", "at 200 %"]
)
def test_what_has_the_focus_is_seen(used: Any, small_url: str, address: str, width: int, height: int):
    used.set_viewport_size({"width": width, "height": height})
    open_page(used, small_url, address)
    used.evaluate(NOTE_FOCUS)
    for key in ("Tab", "Shift+Tab"):
        for _ in range(70):
            used.keyboard.press(key)
    looked, hidden = used.evaluate("[window.looked, window.hidden]")
    assert looked > 100
    assert hidden == []


@pytest.mark.parametrize("address", ["programs/", "programs/?t1=yes", "checklist/", "checklist/?program=mill-yard-joinery", COMPARED, "my-list/", "my-list/rank/", "shortlist/#programs", "search/?q=kiln"])  # fmt: skip
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_it_loads(browser: Any, small_url: str, address: str, width: int):
    page = open_used(browser, small_url, viewport={"width": width, "height": 844})
    page.add_init_script(f"({SHIFTS})()")
    open_quiet(page, small_url + address)
    page.wait_for_timeout(200)
    shifts = page.evaluate("window.shifts")
    page.context.close()
    assert sum(value for value, _ in shifts) < 0.05, shifts


def test_forced_colors_tell_pressed_from_unpressed(browser: Any, small_url: str):
    page = open_used(browser, small_url, viewport={"width": 1280, "height": 900}, forced_colors="active")
    open_quiet(page, f"{small_url}programs/")
    button = page.locator("save-program button[aria-pressed]").first

    def look() -> list[str]:
        return page.evaluate(  # type: ignore[no-any-return]
            "button => ['backgroundColor', 'color', 'borderStyle', 'borderWidth', 'textDecorationLine', 'outlineStyle'].map((name) => getComputedStyle(button)[name])",
            button.element_handle(),
        )

    before = look()
    button.click()
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    assert button.get_attribute("aria-pressed") == "true"
    assert look() != before
    page.context.close()


def test_results_are_one_link_away(browser: Any, small_url: str):
    page = open_used(browser, small_url, viewport={"width": 1280, "height": 900})
    open_quiet(page, f"{small_url}programs/?t1=yes")
    link = page.get_by_role("link", name="Skip to the results")
    link.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate(
        "document.activeElement.closest('program-rows') !== null || document.activeElement.closest('[data-part=chosen], .filter-state') !== null"
    )
    page.context.close()
    assert inside
