"""Changes: what Git says of when a content file changed, as answers that were added, changed or taken out.

Git is asked once for all commits that touched `content/`; only texts that two versions of a file differ in
are read, and what was found between two texts is kept beside the cache, since it never changes.
Words for readers are made from this in `history/wording.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.history.git import NOTHING, Touched, read_blobs, read_commits, run_git
from generator.history.versions import AnswerChange, compare_said, count_written_claims, read_said
from generator.model.digests import digest
from generator.model.slots import Slotted
from generator.read.sealed import read_object, write_object

NO_HISTORY = "This copy was built without its history, so earlier changes are not listed here."
SHALLOW = "This copy was built with only a part of its history, so changes from before that are not listed here."
_HISTORY = "history"
_LAST = 253402300799  # seconds: the end of the year 9999, behind which no date is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Slotted):
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
        return digest(self.head or repr(self.by_path), self.note)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn(Slotted):
    """What two texts of a file differ in, as its Change says it."""

    claims: int = 0
    edits: tuple[AnswerChange, ...] = ()
    text: bool = False


_Turns = dict[tuple[str, str], _Turn]  # by the two texts, as Git names them


def read_log(root: Path, cache: Path | None = None) -> ChangeLog:
    """What Git says of the content files; an empty log where there is no history.

    `cache` is where findings are kept between builds; without it they are made again.
    """
    state = run_git(root, "rev-parse", "--is-shallow-repository", "HEAD")
    if state is None:
        return ChangeLog()
    shallow, _, head = state.decode().strip().partition("\n")
    kept = read_object(cache / _HISTORY) if cache else None
    known, turns, by_path = kept or (b"", {}, {})
    if known != state:
        commits = list(_list_commits(root, shallow == "true"))
        turns = _find_turns(root, commits, turns)
        by_path = _list_changes(commits, turns)
        if cache:
            write_object(cache / _HISTORY, (state, turns, by_path))
    if not by_path:
        return ChangeLog()
    return ChangeLog(by_path=by_path, note=SHALLOW if shallow == "true" else "", head=f"{head} {shallow}")


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


def _find_turns(root: Path, commits: Sequence[_Commit], known: _Turns) -> _Turns:
    """What each pair of texts differs in; pairs found by an earlier build are not looked at again."""
    pairs = {
        (file.before, file.after): file
        for commit in commits
        for file in commit.touched
        if file.status != "D" and file.before != file.after
    }
    found = {pair: known[pair] for pair in pairs if pair in known}
    fresh = [file for pair, file in pairs.items() if pair not in found]
    for start in range(0, len(fresh), 1000):
        part = fresh[start : start + 1000]
        texts = read_blobs(root, [id for file in part for id in (file.before, file.after)])
        for file in part:
            turn = _compare_texts(file, texts.get(file.before), texts.get(file.after, b""))
            found[file.before, file.after] = turn
    return found


def _compare_texts(file: Touched, before: bytes | None, after: bytes) -> _Turn:
    if before is None:
        return _Turn(claims=count_written_claims(after))
    old, new = read_said(file.old_path, before), read_said(file.path, after)
    if old is None or new is None:
        return _Turn(text=True)
    return _Turn(edits=tuple(compare_said(old.claims, new.claims)), text=old.rest != new.rest)


def _list_changes(commits: Sequence[_Commit], turns: _Turns) -> dict[str, tuple[Change, ...]]:
    """The changes of each file, newest first, under the name that it has now."""
    now: dict[str, str] = {}
    by_path: dict[str, list[Change]] = {}
    for place, commit in zip(range(len(commits), 0, -1), commits, strict=True):
        for file in commit.touched:
            path = now.get(file.path, file.path)
            if file.status == "R":
                now[file.old_path] = path
            turn = turns.get((file.before, file.after), _Turn())
            change = Change(
                commit=commit.id,
                place=place,
                moment=commit.moment,
                path=path,
                kind="removed" if file.status == "D" else "added" if file.before == NOTHING else "changed",
                claims=turn.claims,
                edits=turn.edits,
                text=turn.text,
            )
            if change.kind != "changed" or change.edits or change.text:
                by_path.setdefault(path, []).append(change)
    return {path: tuple(changes) for path, changes in by_path.items()}
