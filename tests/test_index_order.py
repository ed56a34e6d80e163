"""The search index is the same whatever order a file system lists its files in."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.publish.search_index import build_index
from tests.test_search import write_page

# A memory file system lists the newest file first, so the order of making is the order of listing.
MEMORY = Path("/dev/shm")


@pytest.mark.skipif(not MEMORY.is_dir(), reason="no memory file system here")
def test_the_order_of_the_files_changes_no_byte_of_the_index():
    names = [f"page-{number}" for number in range(12)]
    indexes = []
    for order in (names, names[::-1]):
        with TemporaryDirectory(dir=MEMORY) as folder:
            site = Path(folder)
            for name in order:
                write_page(site, name, f"Takes J-1, says {name}.")
            build_index(site, site / "index", expected=len(names))
            indexes.append({path.name: path.read_bytes() for path in (site / "index").rglob("*") if path.is_file()})
    assert indexes[0] == indexes[1]
