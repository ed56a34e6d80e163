"""Previews: what a check built is taken as data into main's site, and nothing of it runs that main has not built too."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
import yaml
from playwright._impl._driver import compute_driver_executable

from generator.publish.site_server import open_server
from tests.conftest import ROOT

SCRIPT = ROOT / ".ci" / "take-preview"
DEPLOY = yaml.safe_load((ROOT / ".github/workflows/deploy.yml").read_text(encoding="utf-8"))
NODE = compute_driver_executable()[0]
PROFILE = "programs/harbor-works-joinery/index.html"


@pytest.fixture
def main_site(small_site: Path, tmp_path: Path) -> Path:
    """The few files of main's site that a preview is held to."""
    site = tmp_path / "site"
    for path in (small_site / "assets", small_site / "pagefind"):
        shutil.copytree(path, site / path.name)
    for name in ("index.html", "favicon.svg"):
        shutil.copy(small_site / name, site / name)
    return site


def _pack(
    small_site: Path, archive: Path, add: Callable[[ZipFile], None] = lambda zip: None, without: str = ""
) -> Path:
    with ZipFile(archive, "w", ZIP_DEFLATED) as zip:
        for path in small_site.rglob("*"):
            name = path.relative_to(small_site).as_posix()
            if path.is_file() and name != without:
                zip.write(path, name)
        add(zip)
    return archive


def _take(archive: Path, site: Path, number: str = "7") -> subprocess.CompletedProcess[str]:
    call = [sys.executable, str(SCRIPT), str(archive), str(site), number]
    return subprocess.run(call, capture_output=True, text=True, check=False)


def test_a_preview_stands_beside_the_site_and_says_what_it_is(
    small_site: Path, main_site: Path, tmp_path: Path
) -> None:
    done = _take(_pack(small_site, tmp_path / "7.zip"), main_site)
    assert done.returncode == 0, done.stdout
    place = main_site / "previews" / "pr-7"
    pages = [path.relative_to(place).as_posix() for path in place.rglob("*.html")]
    assert sorted(pages) == sorted(path.relative_to(small_site).as_posix() for path in small_site.rglob("*.html"))
    for path in (PROFILE, "index.html"):
        own, shown = ((folder / path).read_text(encoding="utf-8") for folder in (small_site, place))
        policy = own[own.index("<meta http-equiv") : own.index("<meta name")].strip()
        assert policy + '<meta name="robots" content="noindex, nofollow">' in shown
        (note,) = re.findall(r"<body[^>]*><p role=\"note\">(.*?)</p>", shown)
        assert "A preview of change 7, which nobody has accepted yet." in note
        assert (
            shown.replace(f'<p role="note">{note}</p>', "").replace(
                '<meta name="robots" content="noindex, nofollow">', ""
            )
            == own
        )
    kinds = {path.suffix for path in place.rglob("*") if path.is_file()}
    assert kinds & {".xml", ".txt", ".md"} == set() and not (place / "_headers").exists()


def _hold(name: str, content: bytes | str, mode: int = 0) -> Callable[[ZipFile], None]:
    def add(zip: ZipFile) -> None:
        entry = ZipInfo(name)
        entry.external_attr = mode << 16
        zip.writestr(entry, content)

    return add


POLICY = '<meta http-equiv="Content-Security-Policy" content="x">'
HOSTILE = {
    "a script of its own": _hold("assets/more.js", "alert(1)"),
    "another script under a known name": _hold("pagefind/pagefind.js", "alert(1)"),
    "a picture that can run": _hold("cards/x.svg", "<svg onload='alert(1)'/>"),
    "a style of its own": _hold("assets/x.css", "body{}"),
    "a page without the policy": _hold("x.html", "<!doctype html><html lang='en'><head><meta charset='utf-8'>"),
    "a page with another policy": _hold("x.html", f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{POLICY}'),
    "a link": _hold("x.html", "/etc/passwd", stat.S_IFLNK | 0o777),
    "a link among folders": _hold("programs/x", "..", stat.S_IFLNK | 0o777),
    "a way out": _hold("x/../../../../x.html", "x"),
    "a way from the root": _hold("/x.html", "x"),
    "a way of another system": _hold("..\\x.html", "x"),
    "a hidden folder": _hold("a/.git/config.json", "x"),
    "a kind that no build makes": _hold("x.php", "x"),
    "a program": _hold("x.exe", "x"),
    "a huge page": _hold("x.html", b" " * 4_000_000),
    "more than a site can be": lambda zip: _hold("x.json", b"0" * 410_000_000)(zip),
}  # fmt: skip


@pytest.mark.parametrize("add", HOSTILE.values(), ids=HOSTILE)
def test_what_could_act_or_lead_out_is_refused_whole(
    add: Callable[[ZipFile], None], small_site: Path, main_site: Path, tmp_path: Path
) -> None:
    with ZipFile(tmp_path / "7.zip", "w", ZIP_DEFLATED) as zip:
        zip.write(small_site / "index.html", "index.html")
        add(zip)
    done = _take(tmp_path / "7.zip", main_site)
    assert done.returncode == 1 and "The preview of #7 is not taken" in done.stdout, done.stdout
    assert not (main_site / "previews" / "pr-7").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["7.zip", "site"]


def _encrypt(content: bytes, place: int) -> bytes:
    return content[: place + 8] + b"\x01" + content[place + 9 :]  # the flags of its entry in the list at the end


def _spoil(content: bytes, place: int) -> bytes:
    packed = content.index(b"x.json") + len("x.json")
    return content[:packed] + b"\xff" * 20 + content[packed + 20 :]


@pytest.mark.parametrize("change", [_encrypt, _spoil])
def test_an_archive_that_cannot_be_read_to_its_end_is_refused_whole(
    change: Callable[[bytes, int], bytes], small_site: Path, main_site: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "7.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as zip:
        zip.write(small_site / "index.html", "index.html")
        zip.writestr("x.json", json.dumps(list(range(1000))))
    content = archive.read_bytes()
    archive.write_bytes(change(content, content.rindex(b"PK\x01\x02")))
    done = _take(archive, main_site)
    assert done.returncode == 1 and "The preview of #7 is not taken" in done.stdout and done.stderr == ""
    assert not (main_site / "previews" / "pr-7").exists()


@pytest.mark.parametrize(
    "put",
    [
        lambda page, policy: page.replace(policy, f"<script src='assets/x.js'></script>{policy}"),
        lambda page, policy: page.replace('lang="en"', 'lang="en" onload="alert(1)"'),
        lambda page, policy: page.replace("<title>", '<META HTTP-EQUIV="refresh" content="0; url=https://example.org/"><title>'),
        lambda page, policy: page.replace("<title>", '<meta http-equiv="refresh" content="0; url=javascript:alert(1)"><title>'),
        lambda page, policy: page.replace("<title>", '<meta name=">" http-equiv="refresh" content="0; url=https://example.org/"><title>'),
    ],
)  # fmt: skip
def test_a_page_that_does_something_before_its_policy_or_leads_away_is_refused(
    put: Callable[[str, str], str], small_site: Path, main_site: Path, tmp_path: Path
) -> None:
    page = (small_site / "index.html").read_text(encoding="utf-8")
    policy = page[page.index("<meta http-equiv") : page.index("<meta name")].strip()
    changed = put(page, policy)
    assert changed != page
    add = _hold("index.html", changed)
    assert _take(_pack(small_site, tmp_path / "7.zip", add, without="index.html"), main_site).returncode == 1


@pytest.mark.parametrize("number", ["0", "../7", "7x", "", "99999999999"])
def test_a_number_is_a_number(number: str, small_site: Path, main_site: Path, tmp_path: Path) -> None:
    assert _take(_pack(small_site, tmp_path / "7.zip"), main_site, number).returncode == 1
    assert not (main_site / "previews").exists()


def test_what_is_no_archive_is_refused(main_site: Path, tmp_path: Path) -> None:
    (tmp_path / "7.zip").write_bytes(b"PK\x03\x04 no")
    assert _take(tmp_path / "7.zip", main_site).returncode == 1


# --- Which pull requests are shown, and where it is told ------------------------------------------------

FORGE = """
const asked = [];
const given = JSON.parse(process.env.GIVEN);
const call = (name) => async (options) => { asked.push([name, options]); const key = options.run_id ?? options.pull_number ?? options.head_sha ?? options.ref ?? options.artifact_id ?? ''; return { data: given[`${name} ${key}`] ?? given[name] ?? {} }; };
const room = (name) => new Proxy({}, { get: (_, what) => call(`${name}.${what}`) });
const github = { rest: new Proxy({}, { get: (_, name) => room(name) }), paginate: async (ask, options) => (await ask(options)).data };
const context = { repo: { owner: 'o', repo: 'r' }, payload: { repository: { default_branch: 'main' } } };
const told = {};
const core = { info: () => {}, setOutput: (name, value) => { told[name] = value; } };
(async () => { %s })().then(() => console.log(JSON.stringify({ asked, told })));
"""


def _script(job: str) -> str:
    steps = DEPLOY["jobs"][job]["steps"]
    return next(str(step["with"]["script"]) for step in steps if "script" in step.get("with", {}))


def _run(job: str, given: dict[str, Any], **env: str) -> dict[str, Any]:
    code = FORGE % _script(job)
    env = {"GIVEN": json.dumps(given), **env}
    done = subprocess.run([NODE, "-e", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _pull(number: int) -> dict[str, Any]:
    return {"number": number, "head": {"sha": f"sha{number}", "repo": {"id": 50}}}


def _look(folder: Path, files: list[dict[str, str]], repo: int = 50, **artifact: Any) -> list[dict[str, Any]]:
    run = {"id": 3, "head_sha": "sha7", "head_repository": {"id": repo}}
    made = {"id": 4, "name": "site", "size_in_bytes": 1000, "expired": False, **artifact}
    given = {
        "pulls.list": [_pull(7)],
        "pulls.listFiles": files,
        "actions.listWorkflowRuns": {"workflow_runs": [run]},
        "actions.listWorkflowRunArtifacts": {"artifacts": [made]},
        "actions.downloadArtifact": "the archive",
    }
    found = _run("build", given, FOLDER=str(folder))
    shown: list[dict[str, Any]] = json.loads(found["told"]["previews"])
    assert [path.name for path in folder.iterdir()] == [f"{each['number']}.zip" for each in shown]
    return shown


CONTENT = {"filename": "content/programs/nb/x.md"}


def test_a_change_of_content_alone_is_shown(tmp_path: Path) -> None:
    assert _look(tmp_path / "found", [CONTENT]) == [{"number": 7, "sha": "sha7"}]
    assert (tmp_path / "found" / "7.zip").read_bytes() == b"the archive"


@pytest.mark.parametrize(
    ("files", "more"),
    [
        ([CONTENT, {"filename": "templates/base.html"}], {}),
        ([CONTENT, {"filename": ".github/workflows/check.yml"}], {}),
        ([{"filename": "content/x.py", "previous_filename": "generator/x.py"}], {}),
        ([{"filename": "contents/x.md"}], {}),
        ([], {}),
        ([CONTENT] * 301, {}),
        ([CONTENT], {"repo": 51}),
        ([CONTENT], {"expired": True}),
        ([CONTENT], {"size_in_bytes": 300_000_000}),
    ],
)
def test_any_other_is_not(files: list[dict[str, str]], more: dict[str, Any], tmp_path: Path) -> None:
    assert _look(tmp_path / "found", files, **more) == []


def test_the_address_is_told_beside_the_checks_once(tmp_path: Path) -> None:
    env = {"OPEN": json.dumps([{"number": 7, "sha": "a"}, {"number": 8, "sha": "b"}, {"number": 9, "sha": "c"}])}
    env |= {"TAKEN": " 7 9", "BASE": "https://x.test/r/"}
    there = {"statuses": [{"context": "Preview", "target_url": "https://x.test/r/previews/pr-9/"}]}
    found = _run("tell", {"repos.getCombinedStatusForRef c": there}, **env)
    (told,) = [options for name, options in found["asked"] if name == "repos.createCommitStatus"]
    assert (told["sha"], told["target_url"]) == ("a", "https://x.test/r/previews/pr-7/")


def test_only_what_runs_nothing_of_a_change_may_write() -> None:
    jobs = DEPLOY["jobs"]
    assert set(jobs["build"]["permissions"].values()) == {"read"}
    assert jobs["tell"]["permissions"] == {"statuses": "write"}
    assert [step["uses"].split("@")[0] for step in jobs["tell"]["steps"]] == ["actions/github-script"]
    for name in ("build", "tell"):
        for word in ("eval(", "exec(", "spawn", "Function(", "execSync"):
            assert word not in _script(name)


@pytest.mark.browser
def test_a_preview_works_in_a_browser(page: Any, small_site: Path, tmp_path: Path) -> None:
    site = shutil.copytree(small_site, tmp_path / "site")
    assert _take(_pack(small_site, tmp_path / "7.zip"), site).returncode == 0
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    server = open_server(site, port=0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        base = f"http://127.0.0.1:{server.server_address[1]}/previews/pr-7/"
        page.goto(f"{base}{PROFILE.removesuffix('index.html')}")
        assert page.get_by_role("note").first.inner_text().startswith("A preview of change 7")
        page.goto(f"{base}search/?q=joinery")
        page.locator("search-results li a").first.wait_for()
        page.locator("search-results li a").first.click()
        page.locator("h1:has-text('Joinery')").wait_for()
        assert page.url.startswith(base)
        page.goto("about:blank")  # or a page that still asks for something finds no server
    finally:
        server.shutdown()
        server.server_close()
    assert told == []
