"""The folder of broken files: a small sound library with one fault laid over it, and the message it must give."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
SMALL = HERE / "library"
BROKEN = HERE / "broken"


def names() -> list[str]:
    """Every broken case."""
    return sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


def copy_small(root: Path) -> Path:
    """The sound library of three programs under another root."""
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    return root


def break_library(root: Path, name: str) -> None:
    """Lay one broken case over the library; its setup.txt says what no committed file can."""
    folder = BROKEN / name
    setup = folder / "setup.txt"
    for line in setup.read_text(encoding="utf-8").splitlines() if setup.exists() else ():
        command, path, *rest = line.split()
        (root / path).unlink()
        if command == "link":
            (root / path).symlink_to(root / rest[0])
        elif command == "fill":
            (root / path).write_bytes(b"#" * int(rest[0]))
    if (folder / "content").is_dir():
        shutil.copytree(folder / "content", root / "content", dirs_exist_ok=True)


def expected(name: str) -> str:
    """The exact message of a case."""
    return (BROKEN / name / "expected.txt").read_text(encoding="utf-8").strip()
