"""Digests: short hashes, by which a build knows that something is what it was."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def digest(*parts: object) -> str:
    """One short hash of some texts."""
    return blake2b("\x1f".join(map(str, parts)).encode(), digest_size=16).hexdigest()


# What makes our bytes beside our own code: another version of one of these may make others.
LIBRARIES = ("jinja2", "markdown-it-py", "markupsafe", "nh3", "orjson", "pagefind", "pagefind-bin", "pyyaml")


@cache
def code_digest() -> str:
    """A hash of the generator's own code, of the libraries that it uses, and of the Python that runs it."""
    found = blake2b(" ".join((sys.version, *map(_version_of, LIBRARIES))).encode(), digest_size=16)
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


def _version_of(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library


def folder_digest(folder: Path) -> str:
    """A hash of all files below a folder, names and contents."""
    found = blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(path.relative_to(folder).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()
