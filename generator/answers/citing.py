"""Citing: under which license the directory stands, and how to cite it."""

from __future__ import annotations

from generator.answers.context import Context

LICENSE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def cite(context: Context) -> str:
    """How to cite the directory; a single answer is cited by its own source too."""
    site = context.editorial.site
    return f"{site.title} contributors. {site.title}, {site.season}. {site.base_url} (version of {context.today}). CC BY 4.0."
