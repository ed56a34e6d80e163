"""The desk where answers are confirmed: what waits, a walk through it in the browser, and the change that comes of it."""

from __future__ import annotations

import difflib
import json
import threading
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.answers.marks import lay_marks
from generator.answers.summaries import Summaries
from generator.answers.summary import Summary, summarize
from generator.answers.waiting import WHYS, list_waiting
from generator.build.flow import build
from generator.build.order import Order
from generator.commands.command_line import main
from generator.data.waiting import plan_waiting
from generator.pages import verify
from generator.pages.verify import plan_verify
from generator.publish.site_server import open_server
from tests.conftest import ROOT, SMALL_TODAY
from tests.faults import copy_small
from tests.real import small_library

PROFILE = "content/programs/nb/harbor-works-joinery.md"
OPEN = '[data-part="source"]'


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library with its site."""
    root = copy_small(tmp_path_factory.mktemp("verify"))
    (root / "templates").symlink_to(ROOT / "templates")
    settings = root / "content/site.yml"
    settings.write_text(f"{settings.read_text('utf-8')}email: directory@example.org\n", encoding="utf-8")
    path = root / PROFILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("answer: Free and confidential, ", 'answer: Free and confidential, words: "free, well-kept & confidential", '), encoding="utf-8")  # fmt: skip
    assert (
        build(Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False)).problems == ()
    )
    return root


@pytest.fixture(scope="module")
def desk_url(root: Path) -> Iterator[str]:
    server = open_server(root / "site", port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/verify/"
    server.shutdown()
    server.server_close()


# --- What waits -----------------------------------------------------------------------------------


def test_the_worst_comes_first_and_each_answer_once() -> None:
    library = small_library()
    summaries = Summaries(summarize(program, library.context, {}) for program in library.programs)
    total, waiting = list_waiting(summaries, lay_marks(summaries, library.context), library.context)
    assert len(waiting) == total == len({(each.summary.slug, each.question) for each in waiting})
    first = library.editorial.sections[0]
    sections = [library.editorial.questions[each.question].section for each in waiting]
    assert sections == sorted(sections, key=lambda section: section != first.id)
    for group in (True, False):
        whys = [list(WHYS).index(each.why) for each, section in zip(waiting, sections, strict=True) if (section == first.id) == group]  # fmt: skip
        assert whys == sorted(whys)


def test_the_desk_is_made_anew_for_what_it_lists_and_for_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    context = small_library().context
    summaries = Summaries(summarize(program, context, {}) for program in small_library().programs)
    monkeypatch.setattr(verify, "MOST_LISTED", 1)

    def keys(*changed: Summary) -> set[str]:
        of = {each.slug: each for each in changed}
        some = Summaries(of.get(each.slug, each) for each in summaries)
        waiting = list_waiting(some, lay_marks(some, context), context)
        all_waiting, *_ = plan_waiting(waiting, some, context)
        return {plan_verify(waiting, some, context).key, all_waiting.key}

    listed = list_waiting(summaries, lay_marks(summaries, context), context).first[0].summary
    other = next(each for each in summaries if each.slug != listed.slug and each.answered & ~each.checked)
    before = keys()
    assert keys(other._replace(digest="another text")) == before
    assert len(keys(listed._replace(digest="another text")) & before) == 1  # of the page, which shows its words
    assert len(keys(other._replace(named="another title")) & before) == 1  # of the file, which names it
    assert not keys(other._replace(checked=other.answered)) & before


def test_the_menu_of_states_has_the_order_in_which_the_content_lists_them(small_site: Path) -> None:
    text = (small_site / "verify/index.html").read_text(encoding="utf-8")
    config = json.loads(unescape(text.partition('data-config="')[2].partition('"')[0]))
    assert config["states"] == [[code, state.label] for code, state in small_library().editorial.states.items()]


def test_each_state_has_a_file_of_what_waits_there(root: Path) -> None:
    found = json.loads((root / "site/verify/waiting/sb.json").read_text("utf-8"))
    there = {path.stem for path in (root / "content/programs/sb").glob("*.md")}
    assert {program[0] for program in found["programs"]} <= there
    assert len(found["waiting"]) == found["total"] > 0


def test_without_javascript_it_is_a_list_with_sources_and_ways_to_report(root: Path) -> None:
    html = (root / "site/verify/index.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/jo/faq#:~:text=free%2C%20well%2Dkept%20%26%20confidential"' in html
    assert html.count("Report a change") == html.count('data-part="why"') > 4


# --- A walk in the browser ------------------------------------------------------------------------


@pytest.fixture
def desk(page, desk_url):
    """The desk at the state of North Bank, its sources answered by this machine."""
    page.context.route("https://**/*", lambda route: route.fulfill(body="<p>A page</p>", content_type="text/html"))
    page.goto(desk_url)
    settle(page)
    page.get_by_label("Bank").select_option("nb")
    settle(page)
    return page


def settle(page) -> None:
    """Wait until the desk has found the next answer."""
    page.wait_for_selector("verify-answers:not([aria-busy]) [data-part=filters] ~ * [data-part=source]")


def open_source(page) -> str:
    """Open the source at hand by keyboard; its address."""
    page.locator("verify-answers h2").first.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("o")
    url = str(opened.value.url)
    opened.value.close()
    page.bring_to_front()
    return url


def at_hand(page) -> str:
    return str(page.locator("verify-answers h2").first.inner_text())


def press_on(page, key: str) -> None:
    """Press a key and wait for the next answer."""
    page.keyboard.press(key)
    settle(page)


@pytest.mark.browser
def test_the_buttons_stay_shut_until_the_source_was_opened(desk) -> None:
    names = ("still", "changed", "gone")
    assert [desk.locator(f'[data-part="{name}"]').is_disabled() for name in names] == [True] * 3
    desk.locator("verify-answers h2").first.focus()
    desk.keyboard.press("s")
    assert desk.locator("verify-change h2").count() == 0
    open_source(desk)
    assert [desk.locator(f'[data-part="{name}"]').is_disabled() for name in names] == [False] * 3


@pytest.mark.browser
def test_five_answers_become_one_change_of_exactly_their_lines(desk, root: Path, tmp_path: Path) -> None:
    seen = []
    said: dict[str, str] = {}
    for key, name in (("s", "still"), ("c", "changed"), ("g", "gone"), ("n", "skip"), ("s", "still")):
        seen.append(at_hand(desk))
        open_source(desk)
        if name == "changed":
            desk.keyboard.press("c")
            field = desk.locator("fieldset :is(input, select)").first
            field.wait_for()
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option("not stated")
            else:
                field.fill("not stated")
            desk.keyboard.press("Tab")
            desk.keyboard.press("Tab")
            desk.keyboard.press("Enter")
            settle(desk)
        else:
            press_on(desk, key)
        said[name] = seen[-1]
    assert desk.locator("verify-change h2").inner_text() == "Your change: 4 answers"
    desk.reload()
    settle(desk)
    assert desk.locator("verify-change li").count() == 4, "kept in the browser"
    text = str(desk.locator("verify-change pre").text_content())
    assert unquote(desk.locator('[data-part="open"]').get_attribute("href").partition("proposal=")[2]) == text
    assert unquote(desk.locator('a[href^="mailto:"]').get_attribute("href").partition("body=")[2]) == text

    files = {path: path.read_text("utf-8").splitlines() for path in (root / "content").rglob("*.*")}
    (tmp_path / "change.yml").write_text(text, encoding="utf-8")
    assert main(["apply", str(tmp_path / "change.yml"), "--root", str(root), "--today", str(date.today())]) == 0
    changed = [
        line
        for path, lines in files.items()
        for line in difflib.unified_diff(lines, path.read_text("utf-8").splitlines(), n=0, lineterm="")
        if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
    ]
    day = str(date.today())
    assert text.count(f"checked: {day}") == 3 and text.count("new: none") == 1
    assert sum(f"checked: {day}" in line for line in changed if line.startswith("+")) == 3
    removed = [line for line in changed if line.startswith("-") and "answer:" in line]
    assert len(removed) == 4, changed


@pytest.mark.browser
def test_what_was_sent_is_not_shown_again(desk) -> None:
    first = at_hand(desk), desk.locator(OPEN).get_attribute("href")
    open_source(desk)
    press_on(desk, "s")
    desk.get_by_role("button", name="I have sent it").click()
    assert desk.locator("verify-change h2").count() == 0
    desk.reload()
    settle(desk)
    desk.get_by_label("Bank").select_option("nb")
    settle(desk)
    assert (at_hand(desk), desk.locator(OPEN).get_attribute("href")) != first


@pytest.mark.browser
def test_a_section_narrows_what_is_shown(desk) -> None:
    sections = desk.get_by_label("Section")
    label = sections.locator("option").last.inner_text()
    sections.select_option(label=label)
    settle(desk)
    assert at_hand(desk).startswith(label)
    assert sections.evaluate("select => select.selectedOptions[0].label") == label


@pytest.mark.browser
def test_damaged_storage_does_no_harm(page, desk_url) -> None:
    page.goto(desk_url)
    settle(page)  # or the desk keeps what it holds after the damage was done
    key = page.evaluate("document.documentElement.dataset.storage + '-verify'")
    kept = {"key": "a", "file": "content/x.md", "question": "t1", "label": "L", "program": "P", "said": "S"}
    odd = ({"now": None, "next": "none"}, {"now": {"a": None}, "next": "none"}, {"now": {}, "next": {"a": [[[[1]]]]}})
    spoiled = [json.dumps({"answers": [{**kept, **each}], "looked": []}) for each in odd]
    for damage in ("{", "[]", '{"answers": [{"file": "../x"}], "looked": 3}', *spoiled):
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, damage])
        page.reload()
        settle(page)
        assert page.locator(OPEN).count() == 1 and page.locator("verify-change li").count() == 0
        assert "put aside" in page.get_by_role("alert").inner_text()
        assert damage in page.evaluate("key => localStorage.getItem(`${key}-rescued`)", key)
