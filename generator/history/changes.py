"""Changes: what Git says of when a content file changed, as answers that were added, changed or taken out.

Git is asked once for all commits that touched `content/`; only texts that two versions of a file differ in
are read, and what was found between two texts is kept beside the cache, since it never changes.
Words for readers are made from this in `history/wording.py`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.history.git import NOTHING, Touched, read_blobs, read_commits, run_git
from generator.history.versions import AnswerChange, compare_said, count_claims, read_said
from generator.read.sealed import read_sealed, write_sealed

NO_HISTORY = "This copy was built without its history, so earlier changes are not listed here."
SHALLOW = "This copy was built with only a part of its history, so changes from before that are not listed here."
_HISTORY = "history"
_LAST = 253402300799  # seconds: the end of the year 9999, behind which no date is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one commit did to one file."""

    commit: str
    place: int  # among all commits, from the first on: many may carry the same second
    moment: int  # seconds since 1970
    path: str  # the name that the file has now
    kind: str  # added, changed or removed
    claims: int = 0  # of a file that was added
    edits: tuple[AnswerChange, ...] = ()
    text: bool = False  # something beside the claims differs


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLog:
    """Changes by file, newest first."""

    by_path: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    note: str = NO_HISTORY
    head: str = ""  # the newest commit; everything here follows from it

    @property
    def digest(self) -> str:
        """A hash of all that it says."""
        said = self.head or repr(self.by_path)
        return blake2b(f"{said} {self.note}".encode(), digest_size=16).hexdigest()

    def only(self, *paths: str) -> ChangeLog:
        """The part of the log that speaks of some files."""
        return ChangeLog(by_path={path: self.by_path[path] for path in paths if path in self.by_path}, note=self.note)

    @property
    def follows(self) -> bool:
        """Whether there is a history to follow at all; without one, a feed would never say anything."""
        return self.note != NO_HISTORY

    def of(self, path: str) -> tuple[Change, ...]:
        """What changed in one file."""
        return self.by_path.get(path, ())

    def all(self) -> list[Change]:
        """Every change, newest first, the files of one commit by their names."""
        changes = [change for group in self.by_path.values() for change in group]
        return sorted(changes, key=lambda change: (-change.place, change.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Commit:
    id: str
    moment: int
    touched: tuple[Touched, ...]


def read_log(root: Path, cache: Path | None = None) -> ChangeLog:
    """What Git says of the content files; an empty log where there is no history.

    `cache` is where findings are kept between builds; without it they are made again.
    """
    state = run_git(root, "rev-parse", "--is-shallow-repository", "HEAD")
    if state is None:
        return ChangeLog()
    shallow, _, head = state.decode().strip().partition("\n")
    kept = _read_kept(cache)
    if kept.get("head") != [head, shallow]:
        commits = list(_list_commits(root, shallow == "true"))
        found = _find(root, commits, kept.get("found") or {})
        kept = {"head": [head, shallow], "found": found, "log": _outline(commits)}
        _keep(cache, kept)
    log = _assemble(kept["log"], kept["found"])
    if not log:
        return ChangeLog()
    return ChangeLog(by_path=log, note=SHALLOW if shallow == "true" else "", head=f"{head} {shallow}")


def _list_commits(root: Path, shallow: bool) -> Iterator[_Commit]:
    """Newest first, each merge as one step, as it came to readers."""
    out = run_git(
        root, "log", "--first-parent", "-m", "-M", "--raw", "--no-abbrev", "-z", "--relative", "--no-color",
        "--no-show-signature", "--format=%x1e%H,%ct,%P", "--", "content/",
    )  # fmt: skip
    for line, touched in read_commits(out or b""):
        id, moment, parents = line.decode().split(",")
        # The oldest commit of a shallow clone seems to add every file: what it did is not known.
        if shallow and not parents:
            continue
        yield _Commit(id=id, moment=min(int(moment), _LAST) if moment.isdigit() else 0, touched=touched)


def _outline(commits: Sequence[_Commit]) -> list[list[object]]:
    """Commits as plain lists, each file under the name that it has now."""
    now: dict[str, str] = {}
    rows: list[list[object]] = []
    for place, commit in zip(range(len(commits), 0, -1), commits, strict=True):
        for file in commit.touched:
            name = now.get(file.path, file.path)
            if file.status == "R":
                now[file.old_path] = name
            rows.append([commit.id, place, commit.moment, name, file.status, file.before, file.after])
    return rows


def _find(root: Path, commits: Sequence[_Commit], known: Mapping[str, object]) -> dict[str, object]:
    """What each pair of texts differs in; pairs found by an earlier build are not looked at again."""
    pairs = {
        f"{file.before[:20]} {file.after[:20]}": file
        for commit in commits
        for file in commit.touched
        if file.status != "D" and file.before != file.after
    }
    found = {pair: known[pair] for pair in pairs if pair in known}
    fresh = {pair: file for pair, file in pairs.items() if pair not in found}
    items = list(fresh.items())
    for start in range(0, len(items), 1000):
        part = items[start : start + 1000]
        texts = read_blobs(root, [id for _, file in part for id in (file.before, file.after)])
        for pair, file in part:
            found[pair] = _compare_texts(file, texts.get(file.before), texts.get(file.after, b""))
    return found


def _compare_texts(file: Touched, before: bytes | None, after: bytes) -> dict[str, object]:
    if before is None:
        return {"claims": count_claims(after)}
    old, new = read_said(file.old_path, before), read_said(file.path, after)
    if old is None or new is None:
        return {"text": True}
    edits = compare_said(old.claims, new.claims)
    return {"edits": [asdict(edit) for edit in edits], "text": old.rest != new.rest}


def _assemble(rows: Sequence[Sequence[object]], found: Mapping[str, object]) -> dict[str, tuple[Change, ...]]:
    by_path: dict[str, list[Change]] = {}
    for commit, place, moment, path, status, before, after in rows:
        kind = "removed" if status == "D" else "added" if before == NOTHING else "changed"
        said = found.get(f"{str(before)[:20]} {str(after)[:20]}")
        said = said if isinstance(said, dict) else {}
        change = Change(
            commit=str(commit),
            place=int(str(place)),
            moment=int(str(moment)),
            path=str(path),
            kind=kind,
            claims=said.get("claims", 0),
            edits=tuple(_edit(edit) for edit in said.get("edits", ())),
            text=said.get("text", False),
        )
        if kind != "changed" or change.edits or change.text:
            by_path.setdefault(change.path, []).append(change)
    return {path: tuple(changes) for path, changes in by_path.items()}


def _edit(found: Mapping[str, object]) -> AnswerChange:
    before, after = found["before"], found["after"]
    return AnswerChange(
        question=str(found["question"]),
        before=tuple(before) if isinstance(before, (list, tuple)) else (),
        after=tuple(after) if isinstance(after, (list, tuple)) else (),
        how=str(found["how"]),
    )


# --- Keeping what was found ------------------------------------------------------------------------


def _read_kept(cache: Path | None) -> dict[str, Any]:
    """What the last build found; nothing where the file is missing, damaged, or from another form of it."""
    if cache is None:
        return {}
    body = read_sealed(cache / _HISTORY)
    kept = json.loads(body) if body else {}
    return kept if isinstance(kept, dict) else {}


def _keep(cache: Path | None, kept: Mapping[str, object]) -> None:
    if cache is not None:
        write_sealed(cache / _HISTORY, json.dumps(kept, separators=(",", ":")).encode())
