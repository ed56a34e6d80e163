"""YAML errors: what the YAML parser says, in words that help somebody who has never heard of YAML."""

from __future__ import annotations

import re

import yaml

from generator.model.limits import DEEPEST_FIELDS
from generator.model.problem import Edit, Problem
from generator.read.indents import find_wrong_indent

# What the parser says → what must hold, and the mend. The first that fits counts.
_REASONS = (
    (
        "mapping values are not allowed",
        "must have one `key: value` a line",
        'put double quotes around a text that holds ": ", look for a missing colon above it, or mend its indent.',
    ),
    ("tab", "must be indented with spaces, never with a tab", "put two spaces in place of each tab."),
    (
        "code block",
        "must stand in no code block",
        "delete the lines of the code block's marks.",
    ),
    (
        "expected alphabetic or numeric",
        "must not begin with * or & outside quotes, which mean something else here",
        "put double quotes around the text, or leave the sign out: nothing here is shown in italics.",
    ),
    (
        "cannot start any token",
        "must not begin with @, ` or % outside quotes",
        "put double quotes around the text.",
    ),
    (
        "could not find expected ':'",
        "must be `key: value`",
        "look for a missing colon or a line that begins too far left.",
    ),
    ("unclosed quote", "must close its quote", "put the same quotation mark at the end of the text."),
    (
        "expected ',' or '}'",
        "must close its { with }, with a comma between the fields",
        "add the missing } or comma, and put double quotes around a text that holds a comma, a colon or a bracket.",
    ),
    (
        "expected ',' or ']'",
        "must close its [ with ], with a comma between the items",
        "add the missing ] or comma, and put double quotes around a text that holds a comma, a colon or a bracket.",
    ),
    (
        "expected node content",
        "must have a value here, not a bracket or comma",
        "look for a comma or bracket too many.",
    ),
    (
        "expected key",
        "must stand at the same indent as the lines that belong with it",
        "bring the line to their indent; a text that goes on after a closing quote needs other quotes around all of it.",
    ),
    (
        "expected '-' indicator",
        "must begin with a dash like the items above it, or stand at the indent of their key",
        "add the dash, or mend the indent.",
    ),
    (
        "block sequence entries are not allowed",
        "must begin its list on a line of its own",
        "put the first item, with its dash, on the next line.",
    ),
    ("escape", "must not hold a lone backslash inside double quotes", "write \\\\ for a backslash."),
    (
        "single document",
        "must be one group of fields",
        "delete the line of three dashes in the middle of the file.",
    ),
    (
        "document start",
        "must be one group of fields",
        "look for a line that begins at the left margin and does not belong there.",
    ),
    (
        "document indicator",
        "must not hold a line of three dots or dashes inside a text",
        "delete the line.",
    ),
)
# A text in prose, without quotes, up to the end of its line or of its braces, with a mark that ends it for YAML.
_OPEN_TEXT = re.compile(
    r"(?<![\w-])(?P<key>note|title|basis|name|summary|lead|label): +(?![\"'{\[|>])"
    r"(?P<text>[^{}\[\]]*?(?:: | #)[^{}\[\]]*?)(?=[ ]*\}?[ ]*$)"
)
_MARK = re.compile(": | #")
_NEXT_FIELD = re.compile(r", *(?=[a-z_]{1,20}: )")
# The address of a page as Markdown writes it, with its words before it.
_MARKDOWN_LINK = re.compile(
    r"(?<![\w-])(?P<key>[a-z_]{1,20}): *(?P<link>\[[^\[\]\n]{0,200}\]\((?P<url>https?://[^\s()<>]+)\))"
)
_LONGEST_LINE = 2000  # the pattern is slow with more, and nobody writes such a note
# What the parser says of a line that begins too far left or right, or below one that does.
_OF_INDENT = ("expected key", "expected '-' indicator", "mapping values are not allowed", "document start")
_NOT_OF_TEXT = ("tab", "code block", "expected key", "expected '-' indicator")  # whatever colons a text holds
_BEFORE = ("quote", "flow mapping", "flow sequence", "simple key")
_HIDDEN = yaml.reader.Reader.NON_PRINTABLE  # what YAML refuses; a pattern that is slow to compile


def explain(error: Exception, path: str, text: str, offset: int) -> Problem:
    """The parser's complaint as one Problem, at the place where a person would look."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _explain_hidden(path, text, offset)
    line, column = _place(error)
    if "nesting depth" in (error.problem or ""):
        return too_deep(path, line + 1 + offset)
    lines = text.removesuffix("\n").split("\n")
    there = lines[line] if line < len(lines) else ""
    linked = _explain_link(path, lines, line, offset)
    if linked:
        return linked
    reason = _reason(error, there)
    wrong = find_wrong_indent(lines, line) if any(words in reason for words in _OF_INDENT) else None
    if wrong:
        return _explain_indent(path, lines, *wrong, offset)
    in_text = not any(words in reason for words in _NOT_OF_TEXT)
    must, mend = (_explain_open_text(there.strip()) if in_text else None) or next(
        ((must, mend) for words, must, mend in _REASONS if words in reason),
        (f"must be readable as fields: {reason}", "compare the line with the one above it."),
    )
    return Problem(
        code="broken-yaml",
        path=path,
        line=min(line, len(lines) - 1) + 1 + offset,
        column=column + 1,
        where="fields",
        must=must,
        found=there.strip(),
        mend=mend,
    )


def too_deep(path: str, line: int) -> Problem:
    """The one Problem of a file nested too deeply, whoever noticed it first: we, or the parser."""
    must = f"must not be nested more than {DEEPEST_FIELDS} levels deep"
    mend = "look for brackets that were never closed."
    return Problem(code="broken-yaml", path=path, line=line, where="fields", must=must, mend=mend)


def _explain_indent(path: str, lines: list[str], number: int, indent: int, offset: int) -> Problem:
    line = lines[number]
    where = f"with {indent} space{'s' * (indent > 1)}" if indent else "at the left margin"
    return Problem(
        code="broken-yaml",
        path=path,
        line=number + 1 + offset,
        column=len(line) - len(line.lstrip()) + 1,
        where="fields",
        must="must stand at the same indent as the lines that belong with it",
        found=line.strip(),
        mend=f"begin it {where}, as they do.",
    )


def _explain_open_text(line: str) -> tuple[str, str] | None:
    """The commonest slip: a note or title that holds a colon or a #, and no quotes around it."""
    found = _OPEN_TEXT.search(line) if len(line) <= _LONGEST_LINE else None
    while found and not _MARK.search(text := _without_next_field(line, found)):
        found = _OPEN_TEXT.search(line, found.start() + 1)  # the mark is that of a later text
    if found is None:
        return None
    key = found["key"]
    mark = "'" if '"' in text else '"'
    whole = text.replace("'", "''") if mark == "'" else text
    must = f"must have quotes around a text that holds {'a colon' if ': ' in text else 'a space and a #'}"
    return must, f"write {key}: {mark}{whole}{mark}"


def _without_next_field(line: str, found: re.Match[str]) -> str:
    """A text in braces ends where the next field begins."""
    in_braces = "{" in line[: found.start()]
    return (_NEXT_FIELD.split(found["text"], maxsplit=1)[0] if in_braces else found["text"]).strip()


def _explain_link(path: str, lines: list[str], line: int, offset: int) -> Problem | None:
    """An address that was pasted as a Markdown link, on the line where the parser stopped or the one above it."""
    for number in (line, line - 1):
        text = lines[number] if 0 <= number < len(lines) else ""
        found = _MARKDOWN_LINK.search(text) if len(text) <= _LONGEST_LINE else None
        if found:
            must, mend = "must be the address alone, not a Markdown link", f"write {found['key']}: {found['url']}"
            place = number + 1 + offset
            edit = Edit(place, found.start("link"), found.end("link"), found["url"])
            column = found.start("link") + 1
            return Problem(
                code="bad-link",
                path=path,
                line=place,
                column=column,
                where=found["key"],
                must=must,
                found=found["link"],
                mend=mend,
                edit=edit,
            )
    return None


def _place(error: yaml.MarkedYAMLError) -> tuple[int, int]:
    """Where the unclosed quote or bracket begins, rather than where the parser gave up."""
    mark, start = error.problem_mark or error.context_mark, error.context_mark
    if start and mark and start.line < mark.line and any(words in (error.context or "") for words in _BEFORE):
        mark = start
    return (int(mark.line), int(mark.column)) if mark else (0, 0)


def _reason(error: yaml.MarkedYAMLError, line: str) -> str:
    reason = error.problem or ""
    if "end of stream" in reason and "quoted" in (error.context or ""):
        return "unclosed quote"
    if "cannot start any token" in reason and line.startswith("```"):
        return "code block"
    if "cannot start any token" in reason and "\t" in line:
        return "tab"
    return reason


def _explain_hidden(path: str, text: str, offset: int) -> Problem:
    hidden = _HIDDEN.search(text)
    before = text[: hidden.start()] if hidden else ""
    return Problem(
        code="broken-yaml",
        path=path,
        line=before.count("\n") + 1 + offset,
        column=len(before) - before.rfind("\n"),
        where="fields",
        must="must hold no hidden characters" if hidden else "must be readable as fields",
        found=hidden.group() if hidden else "",
        mend="type the line again.",
    )
