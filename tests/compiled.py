"""Templates that were compiled once in this process: most of what a build of the small directory takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType
from unittest.mock import patch

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from generator.render.compiled import CompiledTemplates


@contextmanager
def compile_once() -> Iterator[None]:
    """Where a build finds no compiled template in its cache, it takes one of the same name and text from here.

    It keeps it in its cache as if it had compiled it, so that the next build finds what it always finds.
    """
    known: dict[tuple[str, str], CodeType] = {}
    asked: dict[str, tuple[str, str]] = {}
    find, keep = BytecodeCache.get_bucket, CompiledTemplates.dump_bytecode

    def get_bucket(
        cache: CompiledTemplates, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        bucket = find(cache, environment, name, filename, source)
        asked[bucket.key] = (name, source)
        if bucket.code is None and (name, source) in known:
            bucket.code = known[name, source]
            keep(cache, bucket)
        return bucket

    def dump_bytecode(cache: CompiledTemplates, bucket: Bucket) -> None:
        if bucket.code is not None:
            known[asked[bucket.key]] = bucket.code
        keep(cache, bucket)

    with (
        patch.object(CompiledTemplates, "get_bucket", get_bucket),
        patch.object(CompiledTemplates, "dump_bytecode", dump_bytecode),
    ):
        yield
