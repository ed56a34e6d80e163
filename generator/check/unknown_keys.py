"""Keys that nothing reads: what each of them probably is, and its mend."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence

import yaml

from generator.check.findings import CUT, Findings
from generator.model.nearest import nearest
from generator.model.problem import Edit

Pair = tuple[yaml.Node, yaml.Node]
_CURLY = "“”‘’"


def part_close_fields(pairs: Sequence[Pair], known: Collection[str], notes: Findings, where: str) -> list[Pair]:
    """The fields of a `{…}`, those without a space after their colon taken apart, and all of them noted once."""
    close = [key for key, value in pairs if _is_close(key, value, known)]
    if close:
        name = str(close[0].value)
        whole = ", ".join(": ".join(str(key.value).split(":", 1)) for key in close)
        must, mend = "must have a space after the colon", f"write `{whole}`."
        notes.add("unknown-key", close[0], f"{where}.{name}" if where else name, must, found=name, mend=mend)
    return [_part(key) if key in close else (key, value) for key, value in pairs]


def _is_close(key: yaml.Node, value: yaml.Node, known: Collection[str]) -> bool:
    if not isinstance(key, yaml.ScalarNode) or key.style or not isinstance(value, yaml.ScalarNode) or value.value:
        return False
    word, _, rest = key.value.partition(":")
    return bool(rest) and word in known


def _part(key: yaml.Node) -> Pair:
    word, _, rest = str(key.value).partition(":")
    mark = key.start_mark
    begins = yaml.Mark(mark.name, mark.index, mark.line, mark.column + len(word) + 1, None, 0)
    return (
        yaml.ScalarNode("tag:yaml.org,2002:str", word, mark, begins),
        yaml.ScalarNode("tag:yaml.org,2002:str", rest, begins, key.end_mark),
    )


def join_cut_texts(pairs: Sequence[Pair], known: Collection[str], notes: Findings, where: str) -> list[Pair]:
    """The fields of a `{…}`, each text that a comma cut in two made whole again and noted once."""
    whole: list[Pair] = []
    cut: list[yaml.Node] = []
    for key, value in pairs:
        if whole and isinstance(whole[-1][1], yaml.ScalarNode) and _is_rest(key, value, known):
            cut.append(key)
            continue
        _close(whole, cut, notes, where)
        whole.append((key, value))
    _close(whole, cut, notes, where)
    return whole


def _is_rest(key: yaml.Node, value: yaml.Node, known: Collection[str]) -> bool:
    """Whether a key without a colon can only be the rest of the text before it."""
    if not isinstance(key, yaml.ScalarNode) or key.style or not isinstance(value, yaml.ScalarNode) or value.value:
        return False
    gap = value.start_mark.column - key.end_mark.column
    near = nearest(key.value, known) if key.value.isalpha() and gap else ""
    return key.value not in known and value.start_mark.line == key.end_mark.line and gap <= 1 and not near


def _close(whole: list[Pair], cut: list[yaml.Node], notes: Findings, where: str) -> None:
    if not cut:
        return
    key, value = whole[-1]
    text = _join(value, cut).strip()
    if text[0] in _CURLY and text[-1] in _CURLY:
        text = text[1:-1]
    name, quoted = str(key.value), json.dumps(text, ensure_ascii=False)
    start, end = value.start_mark, cut[-1].end_mark
    edit = Edit(notes.line(value), start.column, end.column, quoted) if start.line == end.line else None
    must = "must be `key: value`, and looks like the rest of the text before it"
    mend = f"put double quotes around the whole text, since a comma ends it otherwise: {name}: {quoted}"
    at = f"{where}.{name}" if where else name
    notes.add("unknown-key", cut[0], at, must, found=str(cut[0].value), mend=mend, edit=edit)
    whole[-1] = key, yaml.ScalarNode(CUT, text, value.start_mark, cut[-1].end_mark, '"')
    cut.clear()


def _join(value: yaml.Node, cut: list[yaml.Node]) -> str:
    """The text as it was written, as far as it stands on one line."""
    return str(value.value) + "".join(_pieces(value, cut))


def _pieces(value: yaml.Node, cut: list[yaml.Node]) -> Iterator[str]:
    before = value
    for node in cut:
        close = node.start_mark.line == before.end_mark.line and node.start_mark.column - before.end_mark.column == 1
        yield f",{'' if close else ' '}{node.value}"
        before = node


def is_left_over(name: str, value: yaml.Node) -> bool:
    """Whether a key is rather the end of a text that a comma cut off, or lacks the space after its colon."""
    return isinstance(value, yaml.ScalarNode) and not value.value and (" " in name or ":" in name)


def tell_left_over(name: str) -> tuple[str, str]:
    """What must hold of such a key, and its mend."""
    word, colon, rest = name.partition(":")
    if colon and rest and " " not in word:
        return "must have a space after the colon", f"write `{word}: {rest}`."
    return "must be `key: value`, and looks like the rest of the text before it", (
        "put double quotes around that whole text: a comma ends it otherwise."
    )
