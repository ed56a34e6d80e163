"""Serving: URLs become files as on a static host, and a change builds again."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from generator.build.server import serve
from generator.publish.search_index import SearchIndexFailed
from generator.publish.site_server import SiteServer, open_server
from generator.read.watching import poll_changes, queue_changes, take_snapshot


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    write(site / "index.html", "home")
    write(site / "programs" / "index.html", "programs")
    write(site / "404.html", "no such page here")
    write(site / "site.css", "body{}")
    write(site / "api" / "v1" / "programs.json", "{}")
    (site / "empty").mkdir()
    write(tmp_path / "secret.txt", "secret")
    return site


class Visitor:
    """Asks a server that runs in a thread, one raw request line at a time."""

    def __init__(self, server: SiteServer) -> None:
        self.server = server

    def get(self, path: str, method: str = "GET", host: str = "") -> tuple[int, str, http.client.HTTPMessage]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=5)
        connection.request(method, path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body, answer.headers


@pytest.fixture(params=["/", "/repo/"])
def visitor(site: Path, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    with open_server(site, port=0, base_path=request.param) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield Visitor(server)
        server.shutdown()


def test_urls_become_files(visitor: Visitor):
    base = visitor.server.base_path
    assert visitor.get(base)[:2] == (200, "home")
    assert visitor.get(f"{base}programs/")[:2] == (200, "programs")
    assert visitor.get(f"{base}programs/?visa=h1b")[:2] == (200, "programs")
    assert visitor.get(f"{base}programs/index.html")[:2] == (200, "programs")


def test_types_and_freshness(visitor: Visitor):
    base = visitor.server.base_path
    for path, kind in (
        ("", "text/html; charset=utf-8"),
        ("site.css", "text/css; charset=utf-8"),
        ("api/v1/programs.json", "application/json"),
    ):
        headers = visitor.get(base + path)[2]
        assert headers["Content-Type"] == kind
        assert headers["Cache-Control"] == "no-cache"


def test_a_folder_without_its_slash_is_redirected(visitor: Visitor):
    base = visitor.server.base_path
    status, _, headers = visitor.get(f"{base}programs?visa=h1b")
    assert status == 301
    assert headers["Location"] == f"{base}programs/?visa=h1b"


@pytest.mark.parametrize(
    "path",
    [
        "nowhere/",
        "programs/nowhere",
        "empty/",
        "site.css/",
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "programs/../../secret.txt",
        "a%00b",
    ],
)
def test_what_is_not_there_gets_our_404(visitor: Visitor, path: str):
    status, body, headers = visitor.get(visitor.server.base_path + path)
    assert (status, body) == (404, "no such page here")
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_link_out_of_the_site_is_no_page(visitor: Visitor, site: Path):
    (site / "out.txt").symlink_to(site.parent / "secret.txt")
    (site / "away").symlink_to(site.parent, target_is_directory=True)
    assert visitor.get(f"{visitor.server.base_path}out.txt")[0] == 404
    assert visitor.get(f"{visitor.server.base_path}away/secret.txt")[0] == 404


def test_an_address_that_is_none_is_refused(visitor: Visitor, capsys: pytest.CaptureFixture[str]):
    with socket.create_connection(("127.0.0.1", visitor.server.server_port), timeout=5) as asking:
        asking.sendall(b"GET http://[/ HTTP/1.0\r\n\r\n")
        assert b" 400 " in asking.recv(100)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("host", "status"), [("evil.example", 421), ("evil.example:80", 421), ("localhost:1", 200)])
def test_only_its_own_names_are_answered(visitor: Visitor, host: str, status: int):
    assert visitor.get(visitor.server.base_path, host=host)[0] == status


def test_head_sends_no_body(visitor: Visitor):
    assert visitor.get(visitor.server.base_path, "HEAD")[:2] == (200, "")
    assert visitor.get(f"{visitor.server.base_path}nowhere", "HEAD")[:2] == (404, "")


def test_a_site_without_404_page_still_answers(site: Path):
    (site / "404.html").unlink()
    with open_server(site, port=0) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        assert Visitor(server).get("/nowhere")[0] == 404
        server.shutdown()


def test_outside_the_base_path_is_nothing_but_the_way_in(site: Path):
    with open_server(site, port=0, base_path="repo") as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        visitor = Visitor(server)
        assert visitor.get("/programs/")[0] == 404
        for path in ("/", "/repo"):
            status, _, headers = visitor.get(path)
            assert (status, headers["Location"]) == (302, "/repo/")
        server.shutdown()


# --- Building again ------------------------------------------------------------------------------


def times(count: int):
    """A watch that sees `count` changes and then ends."""
    return lambda watch: iter([None] * count)


def test_a_change_builds_again_and_then_indexes(site: Path, capsys: pytest.CaptureFixture[str]):
    did: list[str] = []

    def build() -> bool:
        did.append("build")
        return True

    code = serve(build, site, (), port=0, index_search=lambda: did.append("index"), changes=times(2))
    assert code == 0
    assert did == ["build", "index"] * 3
    said = capsys.readouterr().out
    assert "The site is at http://127.0.0.1:" in said
    assert said.count("Built again") == 2


def test_a_failed_build_keeps_the_old_site_and_goes_on(site: Path, capsys: pytest.CaptureFixture[str]):
    worked = iter([False, False, True])
    indexed: list[str] = []
    serve(lambda: next(worked), site, (), port=0, index_search=lambda: indexed.append("x"), changes=times(2))
    said = capsys.readouterr().out
    assert said.count("/ shows what was there before. Mend it, and it builds again.") == 2
    assert said.count("Built again") == 1
    assert indexed == ["x"]


def test_where_there_never_was_a_site_none_is_promised(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    serve(lambda: False, tmp_path / "site", (), port=0, changes=times(0))
    assert (
        capsys.readouterr().out == "The build failed, so there is nothing to show yet. Mend it, and it builds again.\n"
    )


def test_an_index_that_fails_stops_nothing(site: Path, capsys: pytest.CaptureFixture[str]):
    def index_search() -> None:
        raise SearchIndexFailed("3 pages, not 4")

    assert serve(lambda: True, site, (), port=0, index_search=index_search, changes=times(1)) == 0
    assert capsys.readouterr().err.count("Search does not work for now: 3 pages, not 4") == 2


def test_a_port_in_use_is_said_before_anything_is_built(site: Path, capsys: pytest.CaptureFixture[str]):
    with open_server(site, port=0) as other:
        port = other.server_port
        assert serve(lambda: pytest.fail("built"), site, (), port=port, changes=times(0)) == 1
    assert capsys.readouterr().err == (
        f"Port {port} is in use by another program. Choose another one, for example: --port {port + 1}\n"
    )


def test_the_old_site_can_be_read_while_a_build_runs(site: Path):
    with open_server(site, port=0) as free:
        port = free.server_port
    seen: list[str] = []

    def build() -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/")
        seen.append(connection.getresponse().read().decode())
        connection.close()
        return True

    serve(build, site, (), port=port, changes=times(0))
    assert seen == ["home"]


def test_control_c_ends_calmly(site: Path):
    program = (
        "import sys; from pathlib import Path; from generator.build.server import serve; "
        f"sys.exit(serve(lambda: True, Path({str(site)!r}), (Path({str(site)!r}),), port=0))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_IGN),  # as a shell does in the background
    ) as run:
        try:
            assert run.stdout is not None
            assert "The site is at" in run.stdout.readline()
            time.sleep(0.3)
            run.send_signal(signal.SIGINT)
            out, err = run.communicate(timeout=10)
        finally:
            run.kill()
    assert (run.returncode, out.strip(), err) == (0, "Stopped.", "")


# --- Watching ------------------------------------------------------------------------------------


def test_polling_sees_edits_new_files_and_deletions(tmp_path: Path):
    content = tmp_path / "content"
    first = write(content / "a.md", "a")
    changes = poll_changes((content, tmp_path / "not-there"), seconds=0.01)
    acts: list[Callable[[], object]] = [
        lambda: write(first, "longer"),
        lambda: write(content / "new" / "b.md", "b"),
        first.unlink,
    ]
    for act in acts:
        timer = threading.Timer(0.1, act)
        timer.start()
        next(changes)
        timer.join()


def test_a_change_that_comes_during_a_build_is_not_missed(tmp_path: Path):
    watched = write(tmp_path / "content" / "a.md", "a")
    changes = queue_changes(poll_changes((tmp_path,), seconds=0.01))
    time.sleep(0.1)
    write(watched, "while something is built")
    time.sleep(0.1)
    next(changes)


def test_a_snapshot_leaves_out_what_no_build_reads(tmp_path: Path):
    kept = write(tmp_path / "content" / "a.md", "a")
    single = write(tmp_path / "site.yml", "title: x")
    write(tmp_path / "content" / ".a.md.swp", "x")
    write(tmp_path / "content" / ".git" / "HEAD", "x")
    write(tmp_path / "content" / "__pycache__" / "a.pyc", "x")
    assert set(take_snapshot([tmp_path / "content", single])) == {str(kept), str(single)}
