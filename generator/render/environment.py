"""Jinja as this generator uses it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

# What a line would break behind a hyphen: "A-1B", "2026-11-21". A sign that keeps it whole would be lost to search and copying.
_HYPHENED = re.compile(r"\b(?:[A-Z]+-\d\w*|\d{4}-[\d-]+)\b")


def make_environment(templates: Path, compiled: BytecodeCache | None) -> Environment:
    """Jinja as this generator uses it: escaping on, nothing undefined, nothing None; `compiled` keeps what it compiles."""
    environment = Environment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
        auto_reload=False,
        bytecode_cache=compiled,
    )
    environment.filters["whole"] = _keep_whole
    return environment


@lru_cache(maxsize=8192)  # questions and their words stand on many pages
def _keep_whole(text: str) -> Markup:
    """The text escaped, where each code and each date stays on one line."""
    return Markup(_HYPHENED.sub(r'<span class="whole">\g<0></span>', str(escape(text))))


def _show(value: object) -> object:
    """A value as it is: Jinja escapes it, unless a template made it."""
    if value is None:
        raise _NoNone("a template printed None: prepare the value in plan, or guard it")
    return value


class _NoNone(ValueError):
    """A template met a value that nobody prepared: a bug of ours."""
