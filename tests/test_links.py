"""The link report: what each answer means, without any network but this machine's own."""

from __future__ import annotations

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from generator.watch.links import Fetched, LinkResult, check_links, fetch_once, looks_walled, write_report

URL = "https://hospital.example/residency"


def check(answers: dict[str, Fetched | list[Fetched]], *urls: str) -> dict[str, LinkResult]:
    """Check `urls` (or all of `answers`) against made-up answers; a list is given out one a request."""

    def fetch(url: str, timeout: float) -> Fetched:
        answer = answers[url]
        return answer.pop(0) if isinstance(answer, list) else answer

    results = check_links(urls or answers, fetch=fetch, pause=lambda seconds: None)
    return {result.url: result for result in results}


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Fetched(status=200), "ok"),
        (Fetched(status=404), "dead"),
        (Fetched(status=410), "dead"),
        (Fetched(status=401), "blocked"),
        (Fetched(status=403), "blocked"),
        (Fetched(status=429), "blocked"),
        (Fetched(status=999), "blocked"),
        (Fetched(status=503, walled=True), "blocked"),
        (Fetched(status=500), "unknown"),
        (Fetched(status=503), "unknown"),
        (Fetched(status=418), "unknown"),
        (Fetched(fault="timeout"), "unknown"),
        (Fetched(fault="tls"), "unknown"),
        (Fetched(fault="connection"), "unknown"),
    ],
)
def test_what_an_answer_means(answer: Fetched, status: str):
    assert check({URL: answer})[URL].status == status


def test_a_host_is_gone_only_when_its_name_fails_twice():
    no_name = Fetched(fault="dns")
    assert check({URL: [no_name, no_name]})[URL].status == "dead"
    assert check({URL: [no_name, Fetched(status=200)]})[URL].status == "ok"


def test_a_redirect_for_good_is_a_move():
    new = "https://hospital.example/gme/residency"
    found = check({URL: Fetched(status=301, location="/gme/residency"), new: Fetched(status=200)}, URL)[URL]
    assert (found.status, found.target, found.detail) == ("moved", new, "")


def test_a_redirect_for_now_is_no_move():
    login = "https://hospital.example/welcome"
    found = check({URL: Fetched(status=302, location=login), login: Fetched(status=200)}, URL)[URL]
    assert found.status == "ok"


def test_a_move_ends_where_redirects_for_now_begin():
    new, session = "https://hospital.example/new", "https://hospital.example/new?session=1"
    answers: dict[str, Fetched | list[Fetched]] = {
        URL: Fetched(status=308, location=new),
        new: Fetched(status=302, location=session),
        session: Fetched(status=200),
    }
    assert check(answers, URL)[URL].target == new


def test_a_redirect_to_a_page_that_is_gone_is_dead():
    new = "https://hospital.example/new"
    found = check({URL: Fetched(status=301, location=new), new: Fetched(status=404)}, URL)[URL]
    assert found.status == "dead"


def test_a_move_to_the_home_page_is_said_to_be_one():
    home = "https://hospital.example/"
    found = check({URL: Fetched(status=301, location=home), home: Fetched(status=200)}, URL)[URL]
    assert found.status == "moved"
    assert "probably gone" in found.detail


def test_redirects_without_end_are_unknown():
    assert check({URL: Fetched(status=301, location=URL)})[URL].status == "unknown"


def test_a_redirect_leads_to_the_web_only():
    assert check({URL: Fetched(status=301, location="file:///etc/hosts")})[URL].status == "unknown"


def test_each_link_is_asked_once_and_a_host_is_given_a_pause():
    asked: list[str] = []
    pauses: list[float] = []

    def fetch(url: str, timeout: float) -> Fetched:
        asked.append(url)
        return Fetched(status=200)

    urls = ["https://a.example/1", "https://a.example/2", "https://a.example/1", "https://b.example/"]
    results = check_links(urls, fetch=fetch, pause=pauses.append)
    assert sorted(asked) == sorted(set(urls))
    assert [result.url for result in results] == sorted(set(urls))
    assert pauses == [1.0]


def test_a_bot_wall_is_known_by_its_header_or_its_words():
    assert looks_walled(200, {"cf-mitigated": "challenge"}, b"")
    assert looks_walled(503, {}, b"<title>Just a moment...</title>")
    assert not looks_walled(200, {}, b"<p>It takes just a moment to apply.</p>")


def test_the_report_sorts_and_says_where_to_mend():
    results = [
        LinkResult(url=URL, status="dead", detail="answered 404"),
        LinkResult(url="https://a.example/", status="moved", target="https://b.example/"),
        LinkResult(url="https://c.example/", status="ok"),
    ]
    report = write_report(results, places={URL: ["content/programs/oh/x.md:12"]})
    assert report.startswith("3 links were asked for: 1 dead, 1 moved, 0 blocked, 0 unknown.\n")
    assert f"- `{URL}` (answered 404) in `content/programs/oh/x.md:12`" in report
    assert "- `https://a.example/` → `https://b.example/`" in report
    assert report.index("## Dead (1)") < report.index("## Moved (1)")
    assert "c.example" not in report
    assert "## Blocked" not in report


def test_an_address_that_a_server_sent_stays_text():
    found = LinkResult(url=URL, status="moved", target="https://x.example/`\n## @everyone" + "x" * 1000)
    line = write_report([found]).splitlines()[-1]
    assert line.startswith(f"- `{URL}` → `https://x.example/??## @everyone")
    assert line.count("`") == 4
    assert len(line) < 400


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status = int(self.path.strip("/"))
        self.send_response(status)
        if status == 301:
            self.send_header("Location", "/200")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def host():
    with HTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_one_real_request(host: str):
    assert fetch_once(f"{host}/200#part", 5).status == 200
    assert fetch_once(f"{host}/404", 5).status == 404
    assert fetch_once(f"{host}/301", 5) == Fetched(status=301, location="/200")


def test_requests_that_fail_raise_nothing(host: str):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert fetch_once(f"http://127.0.0.1:{silent.getsockname()[1]}/", 0.2).fault == "timeout"
    assert fetch_once(f"https{host[4:]}/200", 5).fault == "tls"
    assert fetch_once("http://127.0.0.1:1/", 5).fault == "connection"
    assert fetch_once("http://exa mple/", 5).fault
    assert fetch_once("no address", 5).fault
