"""Jinja as this generator uses it."""

from __future__ import annotations

from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined


def make_environment(templates: Path, compiled: BytecodeCache | None) -> Environment:
    """Jinja as this generator uses it: escaping on, nothing undefined, nothing None; `compiled` keeps what it compiles."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
        auto_reload=False,
        bytecode_cache=compiled,
    )


def _show(value: object) -> object:
    """A value as it is: Jinja escapes it, unless a template made it."""
    if value is None:
        raise _NoNone("a template printed None: prepare the value in plan, or guard it")
    return value


class _NoNone(ValueError):
    """A template met a value that nobody prepared: a bug of ours."""
