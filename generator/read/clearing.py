"""Clearing: what stands where a file or folder of ours must be goes, such as a folder in place of a file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def remove(path: Path) -> None:
    """Take away whatever stands there, and nothing that it leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def clear_way(path: Path, below: Path) -> None:
    """Make a folder of each folder of a path from `below` on, and leave nothing in the path's place but a file."""
    for folder in (*reversed(path.parents), path):
        if not folder.is_relative_to(below) or not os.path.lexists(folder):
            continue
        if folder.is_symlink() or not (folder.is_file() if folder == path else folder.is_dir()):
            remove(folder)
    path.parent.mkdir(parents=True, exist_ok=True)
