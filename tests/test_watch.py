"""The watch: what each kind of page means, and what is kept of it; on servers of this machine alone."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

import pytest

from generator.watch.cited import Cited
from generator.watch.fetch import Limits, Response, fetch_once
from generator.watch.judge import Outcome, judge
from generator.watch.manners import Visitor
from generator.watch.reading import look_at
from generator.watch.report import write_report
from generator.watch.round import look_at_all
from generator.watch.text import read_text
from tests.local_web import (
    CLAIM,
    FILLING,
    MENU,
    WORDS,
    Host,
    Told,
    endless,
    moved,
    open_host,
    packed,
    page,
    pdf,
    slow,
    zeros,
)

DAY = date(2026, 11, 21)
LIMITS = Limits(agent="Example-Directory-watch/1 (+https://directory.example.org/)", seconds=1.5, allow_local=True)
PLAIN = page(MENU + CLAIM + FILLING)
BARE = page(MENU + FILLING)


class Case(NamedTuple):
    """A page, and what looking at it must give: the page's state, and whether the words were seen (None: cannot tell)."""

    told: Told
    page: str
    found: bool | None
    detail: str = ""


CASES = {
    "unchanged": Case(Told(PLAIN), "there", True),
    "menu-changed": Case(Told(page("<nav>Everything is new here</nav>" + CLAIM + FILLING)), "there", True),
    "words-moved": Case(Told(page(MENU + FILLING + "<footer>" + CLAIM + "</footer>")), "there", True),
    "other-capitals": Case(Told(page("<p>DOES NOT SPONSOR&nbsp;H\u20111B   Visas</p>" + FILLING)), "there", True),
    "in-bold": Case(Told(page("<p>does <b>not</b> spon<i>sor</i> H-1B visas</p>" + FILLING)), "there", True),
    "soft-hyphens": Case(Told(page("<p>does not spon&shy;sor H-1B visas</p>" + FILLING)), "there", True),
    "in-a-table": Case(Told(page("<table><tr><td>H-1B<td>does not sponsor H-1B visas</table>" + FILLING)), "there", True),
    "across-cells": Case(Told(page("<p>does not sponsor</p><p>H-1B visas</p>" + FILLING)), "there", True),
    "longer-word": Case(Told(page("<p>does not sponsor H-1B visasX</p>" + FILLING)), "there", False),
    "words-gone": Case(Told(BARE), "there", False),
    "opposite": Case(Told(page("<p>does sponsor H-1B visas</p>" + FILLING)), "there", False),
    "only-in-a-comment": Case(Told(page(f"<!-- {WORDS} -->" + FILLING)), "there", False),
    "only-in-a-script": Case(Told(page(f"<script>var x = '{WORDS}'</script>" + FILLING)), "there", False),
    "only-in-the-title": Case(Told(page(FILLING, title=WORDS)), "there", False),
    "moved": Case(moved("/unchanged"), "moved", True),
    "moved-308": Case(moved("/unchanged", 308), "moved", True),
    "moved-twice": Case(moved("/moved"), "moved", True),
    "moved-for-now": Case(moved("/unchanged", 302), "there", True),
    "moved-without-words": Case(moved("/words-gone"), "moved", False),
    "moved-home": Case(moved("/"), "gone", False, "leads to a home page"),
    "moved-to-nowhere": Case(moved("/never-was"), "gone", False),
    "not-found": Case(Told(PLAIN, status=404), "gone", False),
    "gone-for-good": Case(Told(b"", status=410), "gone", False),
    "says-not-found": Case(Told(page(FILLING, title="Page not found")), "gone", False, "says itself that it is not found"),
    "login": Case(moved("/sign-in"), "walled", None, "asks to sign in"),
    "login-in-place": Case(Told(page("<form><input type=password></form>")), "walled", None, "asks to sign in"),
    "forbidden": Case(Told(b"", status=403), "walled", None),
    "no-robots-please": Case(Told(page("Just a moment...", title="Just a moment..."), status=503), "walled", None),
    "wall-that-says-200": Case(Told(page("Verify you are human", title="One more step")), "walled", None, "a wall against programs"),
    "wall-by-header": Case(Told(BARE, headers={"cf-mitigated": "challenge"}), "walled", None),
    "unlawful": Case(Told(b"", status=451), "walled", None),
    "cookies": Case(Told(page("<h1>We value your privacy</h1><p>This site uses cookies.</p><button>Accept all</button>")), "walled", None, "asks for consent first"),
    "script-only": Case(Told(page("<div id=root></div><script src=app.js></script>")), "there", None, "shows its text only to browsers that run its scripts"),
    "script-asked-for": Case(Told(page("<noscript>Please enable JavaScript.</noscript><p>" + "Menu and more menu. " * 20 + "</p><script></script>")), "there", None),
    "empty": Case(Told(page("")), "there", None, "a page without text"),
    "picture": Case(Told(b"\x89PNG\r\n", type="image/png"), "there", None, "its text cannot be read"),
    "loop": Case(moved("/loop"), "unanswered", None, "too many redirects"),
    "loop-of-two": Case(moved("/loop-of-two?again"), "unanswered", None, "too many redirects"),
    "to-a-file": Case(moved("file:///etc/passwd"), "unanswered", None, "leads to something that is no public web page"),
    "slow": Case(Told(slow), "unanswered", None, "no answer in time"),
    "endless": Case(Told(endless), "there", None, "larger than the watch reads"),
    "fifty-megabytes": Case(Told(b" " * 50 * 1024 * 1024), "there", None, "larger than the watch reads"),
    "gzip": Case(packed(PLAIN), "there", True),
    "gzip-bomb": Case(Told(zeros, headers={"Content-Encoding": "gzip"}), "there", None, "larger than the watch reads"),
    "gzip-broken": Case(Told(b"no gzip at all", headers={"Content-Encoding": "gzip"}), "unanswered", None, "the connection failed"),
    "failing": Case(Told(PLAIN, status=500), "unanswered", None),
    "pdf": Case(Told(pdf("Welcome", f"The office {WORDS}."), type="application/pdf"), "there", True),
    "pdf-under-another-name": Case(Told(pdf(WORDS), type="application/octet-stream"), "there", True),
    "pdf-without-the-words": Case(Told(pdf("Welcome to the house", "and its rules"), type="application/pdf"), "there", False),
    "pdf-scanned": Case(Told(pdf("", ""), type="application/pdf"), "there", None, "a PDF without text, such as a scan"),
    "pdf-broken": Case(Told(b"%PDF-1.7 and no more", type="application/pdf"), "there", None),
    "plain-text": Case(Told(f"The office {WORDS}.".encode(), type="text/plain"), "there", True),
    "latin-1": Case(Told(page(f"<p>Caf\u00e9. {WORDS}</p>{FILLING}").decode().encode("latin-1"), type="text/html; charset=iso-8859-1"), "there", True),
    "latin-1-in-the-page": Case(Told(page(f"<p>Caf\u00e9. {WORDS}</p>", head="<meta charset=latin1>").decode().encode("latin-1"), type="text/html"), "there", True),
    "utf-16": Case(Told(PLAIN.decode().encode("utf-16")), "there", True),
    "wrong-charset": Case(Told(PLAIN, type="text/html; charset=klingon"), "there", True),
}  # fmt: skip


@pytest.fixture(scope="module")
def web() -> Iterator[Host]:
    pages = {f"/{name}": case.told for name, case in CASES.items()}
    with open_host({**pages, "/": Told(BARE), "/sign-in": Told(page("<input type=password>"))}) as host:
        yield host


def look(url: str, *words: str, limits: Limits = LIMITS) -> Outcome:
    return judge(look_at(url, Visitor(limits, pause=0), None, DAY), words or (WORDS,))


def test_the_web_has_forty_pages() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("name", CASES)
def test_what_a_page_means(name: str, web: Host) -> None:
    case, started = CASES[name], time.monotonic()
    outcome = look(f"{web.url}/{name}")
    assert (outcome.page, outcome.found[WORDS]) == (case.page, case.found), outcome
    assert case.detail in outcome.detail
    assert time.monotonic() - started < 6


def test_the_page_of_a_pdf_is_known(web: Host) -> None:
    assert look(f"{web.url}/pdf").on_page == {WORDS: 2}
    assert look(f"{web.url}/unchanged").on_page == {}


def test_a_moved_page_says_where_to(web: Host) -> None:
    assert look(f"{web.url}/moved-twice").moved_to == f"{web.url}/unchanged"


def test_a_host_that_is_down_has_no_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        outcome = look(f"http://127.0.0.1:{taken.getsockname()[1]}/")
    assert (outcome.page, outcome.detail, outcome.found) == ("unanswered", "the connection failed", {WORDS: None})


def test_a_name_that_does_not_exist_has_no_answer() -> None:
    def fetch(url: str, limits: Limits, headers: object) -> Response:
        return Response(fault="dns")

    reading = look_at("http://nowhere.example/x", Visitor(LIMITS, pause=0, fetch=fetch), None, DAY)
    outcome = judge(reading, [WORDS])
    assert (outcome.page, outcome.detail, outcome.found) == ("unanswered", "no such host", {WORDS: None})


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://localhost/", "http://169.254.169.254/latest", "http://[::1]/"])  # fmt: skip
def test_private_addresses_are_not_asked(address: str) -> None:
    assert fetch_once(address, Limits(agent="x", seconds=1)).fault == "address"


BAD_ADDRESSES = (
    "http://[x].y/",
    "https://ok.test:99999/",
    "http://[::1].x/",
    "https://",
    "//",
    "http://\udcff.x/",
    "\x00",
    "http://a..b/",
)


@pytest.mark.parametrize("address", BAD_ADDRESSES)
@pytest.mark.parametrize("status", [301, 302])
def test_a_bad_address_is_one_line(address: str, status: int) -> None:
    """Whether the content holds it, or a server sends it, for the page or for its robots.txt."""

    def fetch(url: str, limits: Limits, headers: object) -> Response:
        if url.startswith("https://hospital.example/"):
            return Response(status=status, headers={"location": address})
        return fetch_once(url, Limits(agent="x", seconds=1))

    visitor = Visitor(LIMITS, pause=0, fetch=fetch)
    urls = [address, "https://hospital.example/visas"]
    outcomes = [
        judge(reading, [WORDS]) for _, reading in look_at_all(urls, lambda url: look_at(url, visitor, None, DAY))
    ]
    assert [outcome.page for outcome in outcomes] == ["unanswered"] * 2
    assert not any(outcome.moved_to for outcome in outcomes)
    lines = write_report(outcomes, {url: Cited(url=url, places=["content/x.md:1"]) for url in urls}, {}).split("\n")
    assert sum("content/x.md:1" in line for line in lines) == 2


def test_a_redirect_into_a_private_network_is_not_followed(web: Host) -> None:
    """The address is looked at again at each hop, when it is connected to."""
    public = Limits(agent="x", seconds=1)

    def fetch(url: str, limits: Limits, headers: object) -> Response:
        if url.startswith("https://hospital.example/"):
            return Response(status=302, headers={"location": f"{web.url}/unchanged"})
        return fetch_once(url, public)

    before = len(web.asked)
    reading = look_at("https://hospital.example/visas", Visitor(public, pause=0, fetch=fetch), None, DAY)
    assert judge(reading, [WORDS]).page == "unanswered"
    assert len(web.asked) == before


def test_a_name_that_changes_its_meaning_is_connected_to_as_it_was_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up could give a private number where the first gave a public one; there is no second one."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def lookup(host: str, port: int, *rest: object, **named: object) -> list[tuple[object, ...]]:
        if host != "rebound.example":
            return real(host, port, *rest, **named)  # type: ignore[arg-type,return-value]
        asked.append(host)
        number = "192.0.2.1" if len(asked) > 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with open_host({"/": Told(PLAIN)}) as host:
        port = host.url.rpartition(":")[2]
        answer = fetch_once(f"http://rebound.example:{port}/", LIMITS)
    assert (answer.status, asked) == (200, ["rebound.example"])


def test_robots_are_obeyed() -> None:
    with open_host({"/visas": Told(PLAIN), "/open": Told(PLAIN)}, robots="User-agent: *\nDisallow: /visas") as host:
        outcome = look(f"{host.url}/visas")
        assert (outcome.page, outcome.detail) == ("walled", "its robots.txt asks programs to stay away")
        assert look(f"{host.url}/open").page == "there"
        assert [path for path, _ in host.asked] == ["/robots.txt", "/robots.txt", "/open"]


def test_a_robots_file_that_fails_closes_the_host() -> None:
    with open_host({"/visas": Told(PLAIN), "/robots.txt": Told(b"", status=500)}) as host:
        assert look(f"{host.url}/visas").page == "walled"


def test_we_say_who_we_are_and_keep_no_cookies() -> None:
    told = {"/a": Told(PLAIN, headers={"Set-Cookie": "id=1"}), "/b": Told(PLAIN)}
    with open_host(told) as host:
        visitor = Visitor(LIMITS, pause=0)
        for path in told:
            look_at(host.url + path, visitor, None, DAY)
        assert all(headers["User-Agent"] == LIMITS.agent and "Cookie" not in headers for _, headers in host.asked)


Clock = Callable[[], float]


def test_a_busy_host_gets_the_time_that_it_asks_for() -> None:
    waited: list[float] = []
    answers = iter(
        [Response(status=404), Response(status=429, headers={"retry-after": "7"}), Response(status=200, body=PLAIN)]
    )
    visitor = Visitor(LIMITS, pause=0, fetch=lambda *_: next(answers), sleep=waited.append, clock=lambda: 100.0)
    assert visitor.ask("http://busy.example/x").status == 200
    assert waited == [7.0]


def test_a_host_that_asks_for_an_hour_is_left_alone_in_this_round() -> None:
    with open_host({"/a": Told(b"", status=503, headers={"Retry-After": "3600"}), "/b": Told(PLAIN)}) as host:
        visitor = Visitor(LIMITS, pause=0)
        first = judge(look_at(f"{host.url}/a", visitor, None, DAY), [WORDS])
        second = judge(look_at(f"{host.url}/b", visitor, None, DAY), [WORDS])
        assert (first.page, second.page, second.detail) == (
            "unanswered",
            "unanswered",
            "asked to be left alone for now",
        )
        assert [path for path, _ in host.asked] == ["/robots.txt", "/a"]


def test_between_two_requests_to_a_host_there_is_a_pause() -> None:
    now = [0.0]
    started: list[float] = []

    def fetch(url: str, limits: Limits, headers: object) -> Response:
        started.append(now[0])
        return Response(status=404)

    def sleep(seconds: float) -> None:
        now[0] += seconds

    visitor = Visitor(LIMITS, pause=2.0, fetch=fetch, sleep=sleep, clock=lambda: now[0])
    for path in "abc":
        visitor.ask(f"http://one.example/{path}")
    visitor.ask("http://two.example/")
    assert started == [0.0, 2.0, 4.0, 6.0, 6.0, 8.0]  # robots.txt first, at each host


@pytest.mark.parametrize("tag", ["<div>", "<ul><li>", "<DIV\n>", "<table><tr><td>", "</p><section>"])
def test_a_page_of_no_end_of_elements_inside_one_another_takes_no_time(tag: str) -> None:
    started = time.process_time()
    assert read_text(tag.encode() * 200_000, "text/html").kind == "other"
    assert time.process_time() - started < 2


def test_a_long_page_whose_elements_end_by_themselves_is_read() -> None:
    page = "<table>" + "<tr><td>x<p>y<br>" * 3000 + "</table>" + "<div><b>z</b></div>" * 3000
    assert len(read_text(page.encode(), "text/html").whole.split()) == 9000


@pytest.mark.parametrize("charset", ["idna", "punycode", "utf-7", "unicode_escape", "undefined", "rot13", "x" * 1000])
def test_a_page_in_an_encoding_that_no_browser_knows_is_read_as_it_can_be(charset: str) -> None:
    started = time.process_time()
    body = "<p>Grüße</p>".encode() + b"a-" * 200_000
    assert "Grüße" in read_text(body, f"text/html; charset={charset}").whole
    assert time.process_time() - started < 2


def test_a_wait_until_a_time_that_is_none_is_no_wait() -> None:
    headers = {"retry-after": "1 Jan 2026 99999999999999999999:00:00"}
    visitor = Visitor(Limits(agent="x"), pause=0, fetch=lambda url, limits, more: Response(status=429, headers=headers))
    assert visitor.ask("https://ok.test/").status == 429
