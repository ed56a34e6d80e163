"""Assets: one stylesheet from the layers, scripts and pictures, named by the hash of what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.model.urls import hashed_name

LAYERS = "@layer reset, base, layout, components, utilities, print;\n"
# The order inside a layer: tokens before what uses them.
STYLES = ("tokens", "reset", "base", "layout", "home", "profile", "utilities", "print")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*.*?\*/[ \t]*)\n", re.DOTALL | re.MULTILINE)
_REMARK = re.compile(
    r"(?<=[;{,\[(]) // [^\n\"'`]*$", re.MULTILINE
)  # behind code; what holds a quote may be code itself
_INDENT = re.compile(r"^[ \t\n]+", re.MULTILINE)
_SPACE = re.compile(r"\s*\n\s*")
_DECLARATION = re.compile(r"^([a-z-]+): ", re.MULTILINE)
_BRACES = re.compile(r"\s*([{}])\s*|([;,])\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assets:
    """The files to publish, by path, and the names under which pages ask for them."""

    files: dict[str, bytes]
    css: str
    scripts: dict[str, str]


def gather_assets(templates: Path) -> Assets:
    """Read styles, scripts and static files below `templates`."""
    files: dict[str, bytes] = {}
    css = _named(files, "site", "css", _stylesheet(templates).encode())
    scripts = {
        name: _named(files, name, "js", "".join(_script(path.read_text(encoding="utf-8")) for path in paths).encode())
        for name, paths in _script_files(templates / "scripts")
    }
    for path in sorted((templates / "scripts").glob("*.css")):  # fetched along with the script of its name
        scripts[path.name] = _named(files, path.stem, "css", _compact(path.read_text(encoding="utf-8")).encode())
    for path in sorted((templates / "static").rglob("*")):
        if path.is_file():
            files[path.relative_to(templates / "static").as_posix()] = path.read_bytes()
    return Assets(files=files, css=css, scripts=scripts)


def _script_files(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    """What is published as one script: a file, or a folder of files that are never used apart.

    In a folder the file of its name comes last, since it uses the others.
    """
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield path.name, sorted(path.glob("*.js"), key=lambda part: (part.stem == path.name, part.name))
        elif path.suffix == ".js":
            yield path.stem, [path]


def _named(files: dict[str, bytes], stem: str, ending: str, content: bytes) -> str:
    name = hashed_name(stem, ending, content)
    files[name] = content
    return name


def _script(text: str) -> str:
    """A script without its comments and indents, a fifth of what a phone would load; strings stay as they are."""
    bare = _REMARK.sub("", _SCRIPT_COMMENT.sub("", text))
    several = any(line.count("`") % 2 for line in bare.splitlines())  # a text over several lines keeps its spaces
    return bare if several else _INDENT.sub("", bare)


def _stylesheet(templates: Path) -> str:
    styles = [templates / "styles" / f"{name}.css" for name in STYLES]
    components = sorted((templates / "components").glob("*/*.css"))
    text = LAYERS + "\n".join(path.read_text(encoding="utf-8") for path in (*styles, *components))
    return _compact(text)


def _compact(text: str) -> str:
    """Styles without comments, and without the spaces that no browser needs."""
    text = _SPACE.sub("\n", _COMMENT.sub("", text))
    return _BRACES.sub(lambda match: match[1] or match[2], _DECLARATION.sub(r"\1:", text)).replace(";}", "}")
