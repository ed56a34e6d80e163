"""Check the sections: each of content/site.yml has its file of questions, and each such file its section."""

from __future__ import annotations

from functools import partial
from pathlib import PurePosixPath

from generator.check.content_reader import ContentReader
from generator.check.questions import check_section
from generator.model.nearest import nearest
from generator.model.problem import Problem
from generator.model.questions import Audience, Section
from generator.model.site import Site


def check_sections(reader: ContentReader, site: Site, audiences: tuple[Audience, ...] | None) -> tuple[Section, ...]:
    """The sections that could be read, in the order of the settings."""
    by_id = {PurePosixPath(path).stem: path for path in reader.files.questions}
    known = None if audiences is None else tuple(audience.id for audience in audiences)
    for id in by_id:
        if id not in site.sections:
            must, near = "must be in the list of sections of content/site.yml", nearest(id, site.sections)
            reader.problems.append(_unlisted(by_id[id], id, must, near))
    sections = []
    for id in site.sections:
        if id not in by_id:
            must, near = f"must have a file content/questions/{id}.yml", nearest(id, by_id)
            if near not in by_id or near in site.sections:
                reader.problems.append(_unlisted("content/site.yml", id, must, near))
            continue
        section = reader.check(by_id[id], partial(check_section, id, audiences=known))
        if section:
            sections.append(section)
    return tuple(sections)


def _unlisted(path: str, id: str, must: str, near: str) -> Problem:
    return Problem(code="unknown-reference", path=path, where="sections", must=must, found=id, nearest=near)
