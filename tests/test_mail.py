"""By mail: where the directory has an address, a change leaves as a letter, and what the letter holds can be applied."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.build.flow import build
from generator.build.order import Order
from generator.commands.command_line import main
from generator.model import urls
from generator.publish.site_server import open_server
from tests.conftest import SMALL_TODAY, small_root
from tests.faults import copy_small
from tests.real import small_library

ADDRESS = "directory@example.org"


@pytest.fixture(scope="module")
def mail_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small directory with an address."""
    root = small_root(tmp_path_factory.mktemp("mail"))
    settings = root / "content/site.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}email: {ADDRESS}\n", encoding="utf-8")
    order = Order(root=root, site=root / "site", cache=root / "cache", today=SMALL_TODAY, index=False)
    assert build(order).problems == ()
    return root / "site"


@pytest.fixture(scope="module")
def mail_url(mail_site: Path) -> Iterator[str]:
    server = open_server(mail_site, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def _letter(page: Any) -> str:
    """What the letter says, as a mail program reads the address; nothing in it is for somebody else."""
    address = page.get_by_role("link", name="Send it by e-mail").get_attribute("href")
    parts = urlsplit(address)
    fields = parse_qs(parts.query)
    assert (parts.scheme, parts.path, set(fields)) == ("mailto", ADDRESS, {"subject", "body"})
    return str(fields["body"][0])


def _apply(tmp_path: Path, letter: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = copy_small(tmp_path / "root")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(letter.replace("\n", "\r\n").encode())))
    # The browser's day is the real one.
    assert main(["apply", "-", "--root", str(root), "--today", "2027-12-31"]) == 0
    return root


@pytest.mark.browser
def test_an_answer_leaves_as_a_letter(
    page: Any, mail_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{mail_url}{urls.FORM}?p=harbor-works-joinery&question=coaching")
    page.wait_for_selector("claim-editor fieldset")
    page.get_by_label("Answer: ", exact=False).first.fill("On campus & by phone: 50% each?")
    page.get_by_label("Link to the page that says so").fill("https://example.org/jo/coaching?a=1&b=2")
    root = _apply(tmp_path, _letter(page), monkeypatch)
    text = (root / "content/programs/nb/harbor-works-joinery.md").read_text(encoding="utf-8")
    assert "On campus & by phone: 50% each?" in text and "https://example.org/jo/coaching?a=1&b=2" in text


@pytest.mark.browser
def test_a_program_confirms_its_season_by_letter(
    page: Any, mail_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.goto(f"{mail_url}{urls.FORM}?p=harbor-works-joinery&as=program")
    page.get_by_label("I read them all", exact=False).check()
    root = _apply(tmp_path, _letter(page), monkeypatch)
    assert "confirmed: confirmed-for-" in (root / "content/programs/nb/harbor-works-joinery.md").read_text("utf-8")


def test_the_address_stands_there_without_javascript(mail_site: Path, small_site: Path) -> None:
    told = f'<a href="mailto:{ADDRESS}">{ADDRESS}</a>'
    assert told in (mail_site / urls.FORM / "index.html").read_text(encoding="utf-8")
    assert "mailto:" not in (small_site / urls.FORM / "index.html").read_text(encoding="utf-8")


@pytest.mark.browser
def test_where_there_is_no_address_no_letter_is_offered(page: Any, small_url: str) -> None:
    program = small_library().programs[0]
    page.goto(f"{small_url}{urls.FORM}?p={program.slug}&as=program")
    page.get_by_label("I read them all", exact=False).check()
    page.locator("send-change [data-part=open]").wait_for()
    assert page.get_by_role("link", name="Send it by e-mail").count() == 0
