"""Citing: what is given away, under which license, and how to cite it."""

from __future__ import annotations

from generator.answers.context import Context

LICENSE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

# The files of the open data: where each stands below its folder, and what it holds.
FILES = {
    "programs": ("programs.json", "every program, with how much is known of it and how old that is"),
    "program": ("programs/{slug}.json", "one program: each answer with its claims, sources, dates and ages"),
    "questions": ("questions.json", "the questions, their kinds of answer, their options"),
    "institutions": ("institutions.json", "institutions, with the claims that hold for all their programs"),
}


def cite(context: Context) -> str:
    """How to cite the directory; a single answer is cited by its own source too."""
    site = context.editorial.site
    version = f"{site.base_url} (version of {context.today})"
    return f"{site.title} contributors. {site.title}, {site.season}. {version}. {LICENSE['name']}."
