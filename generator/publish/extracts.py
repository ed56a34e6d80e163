"""The extracts of programs, which Pagefind reads: they lie in the cache from one build to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from generator.answers.context import Context
from generator.answers.extracts import digest_page, extract_of, part_of
from generator.answers.summary import Summary
from generator.model import urls
from generator.model.claims import Program
from generator.publish.staging import Staging


def list_extracts(extracts: Path) -> set[str]:
    """The folder of each program's extract: its part, "programs" and its slug."""
    parts = [path.name for path in extracts.iterdir() if (path / "programs").is_dir()] if extracts.is_dir() else []
    return {f"{part}/programs/{path.name}" for part in parts for path in (extracts / part / "programs").iterdir()}


def lay_extract(extracts: Staging, context: Context, program: Program) -> None:
    """Lay by what the search index holds of a program."""
    extracts.write(_place_of(program.slug, context.parts), extract_of(program, context).html.encode())


def mend_extracts(
    folder: Path, context: Context, summaries: Iterable[Summary], program: Callable[[str, str], Program]
) -> None:
    """Lay again what is damaged of the extracts; `program` finds a whole program by its path and the hash of its file."""
    extracts = Staging(folder)
    for summary in summaries:
        path = folder / _place_of(summary.slug, context.parts)
        if not path.is_file() or digest_page(path.read_bytes()) != summary.search:
            lay_extract(extracts, context, program(summary.path, summary.digest))


def _place_of(slug: str, parts: int) -> str:
    """Where the extract of a program lies, among all of them."""
    return f"{part_of(slug, parts)}/{urls.file_of(urls.program(slug))}"
