"""Lines: a file's text with some of its fields changed, and every line that the change does not concern as it was.

`rewrite` is told what the fields shall hold, finds where that differs from what they hold, and patches those places.
"""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from generator.model.problem import Problem
from generator.model.proposals import Plain
from generator.proposals.writing import write_entry, write_value
from generator.read.documents import Document, parse_document
from generator.read.plain import to_plain

_BOM = "\ufeff"
Path = tuple[str, ...]


def rewrite(document: Document, text: str, wanted: dict[str, Plain]) -> str | None:
    """The text whose fields hold what is wanted; None where the lines cannot be changed without touching more.

    That it says exactly this, above the same body, is proved by reading it again.
    """
    mark = _BOM if text.startswith(_BOM) else ""
    rewriter = _Rewriter(text.removeprefix(_BOM), document.offset)
    if document.front is None or not isinstance(document.front, yaml.MappingNode):
        return None
    rewriter.change(document.front, wanted, ())
    made = mark + rewriter.patched()
    after = parse_document(document.path, made.encode())
    if isinstance(after, Problem) or after.body != document.body or to_plain(after.front) != wanted:
        return None
    return made


class _Rewriter:
    """Patches on a text, found by holding its nodes against what is wanted."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._offset = offset
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._break = "\r\n" if "\r\n" in text else "\n"
        self._patches: list[tuple[int, int, str]] = []

    def patched(self) -> str:
        """The text with all patches put in."""
        made, at = [], 0
        for start, end, text in sorted(self._patches, key=lambda patch: patch[:2]):
            made += [self._text[at : max(at, start)], text.replace("\n", self._break)]
            at = max(at, end)
        return "".join([*made, self._text[at:]])

    def change(self, node: yaml.Node, wanted: Plain, path: Path) -> None:
        """Patch one node to hold what is wanted."""
        if to_plain(node) == wanted:
            return
        if isinstance(node, yaml.MappingNode) and isinstance(wanted, dict) and self._shares(node, wanted):
            self._change_group(node, wanted, path)
        elif isinstance(node, yaml.SequenceNode) and isinstance(wanted, list) and node.value and wanted:
            self._change_list(node, wanted, path)
        else:
            self._patch(self._at(node.start_mark), self._end(node), write_value(wanted))

    @staticmethod
    def _shares(node: yaml.MappingNode, wanted: dict[str, Plain]) -> bool:
        return any(str(key.value) in wanted for key, _ in node.value)

    # --- Groups -------------------------------------------------------------------------------------

    def _change_group(self, node: yaml.MappingNode, wanted: dict[str, Plain], path: Path) -> None:
        pairs = list(node.value)
        kept = [str(key.value) in wanted for key, _ in pairs]
        for number, (key, value) in enumerate(pairs):
            if not kept[number]:
                self._cut(node, [(self._at(k.start_mark), self._end(v)) for k, v in pairs], kept, number)
                continue
            self._change_value(key, value, wanted[str(key.value)], (*path, str(key.value)))
        self._insert_keys(node, wanted, path)

    def _change_value(self, key: yaml.Node, value: yaml.Node, wanted: Plain, path: Path) -> None:
        """One claim that becomes several, and a key with nothing below it, need more than another value."""
        indent = int(key.start_mark.column)
        if isinstance(value, yaml.MappingNode) and isinstance(wanted, list) and to_plain(value) in wanted:
            start, lines = self._after_colon(key), self._verbatim(value)
            items = [lines if item == to_plain(value) else [write_value(item)] for item in wanted]
            text = "".join(f"\n{' ' * (indent + 2)}- " + f"\n{' ' * (indent + 4)}".join(item) for item in items)
            self._patch(start, self._end(value), text)
        elif isinstance(value, yaml.ScalarNode) and not value.value and isinstance(wanted, dict):
            text = write_entry(path, wanted, indent, lines=True)
            self._patch(self._after_colon(key), self._end(value), text[len(path[-1]) + 1 :])
        else:
            self.change(value, wanted, path)

    def _verbatim(self, node: yaml.Node) -> list[str]:
        """A claim as it is written, as lines without their indent."""
        first, last = int(node.start_mark.line) + self._offset, self._last(node)
        column = int(node.start_mark.column)
        lines = [line.rstrip("\r") for line in self._lines[first : last + 1]]
        if getattr(node, "flow_style", False):
            return self._text[self._at(node.start_mark) : self._end(node)].replace("\r", "").split("\n")
        return [line[column:] if not line[:column].strip() else line.lstrip() for line in lines]

    def _insert_keys(self, node: yaml.MappingNode, wanted: dict[str, Plain], path: Path) -> None:
        present = {str(key.value): (key, value) for key, value in node.value}
        first = next(pair for name, pair in present.items() if name in wanted)
        behind: tuple[yaml.Node, yaml.Node] | None = None
        for name, value in wanted.items():
            if name in present:
                behind = present[name]
                continue
            if node.flow_style:
                self._insert_into_flow(f"{name}: {write_value(value)}", behind and behind[1], first[0])
                continue
            indent = int(first[0].start_mark.column)
            by_lines = not any(getattr(beside, "flow_style", False) for _, beside in node.value)
            text = write_entry((*path, name), value, indent, lines=by_lines)
            self._insert_line(" " * indent + text, behind and behind[1], first[0])

    # --- Lists --------------------------------------------------------------------------------------

    def _change_list(self, node: yaml.SequenceNode, wanted: list[Plain], path: Path) -> None:
        """Items that are the same at both ends stay; what is between is changed one by one, cut or added."""
        items, there = list(node.value), [to_plain(item) for item in node.value]
        head = _common(there, wanted)
        tail = _common(there[head:][::-1], wanted[head:][::-1])
        old, new = items[head : len(items) - tail], wanted[head : len(wanted) - tail]
        for item, value in zip(old, new, strict=False):
            self.change(item, value, path)
        shared = min(len(old), len(new))
        kept = [not head + shared <= number < head + len(old) for number in range(len(items))]
        spans = [(self._at(item.start_mark), self._end(item)) for item in items]
        for number in range(head + shared, head + len(old)):
            self._cut(node, spans, kept, number)
        behind = items[head + shared - 1] if head + shared else None
        for value in new[shared:]:
            if node.flow_style:
                self._insert_into_flow(write_value(value), behind, items[0])
            else:
                self._insert_line(f"{' ' * int(node.start_mark.column)}- {write_value(value)}", behind, items[0])

    # --- Places -------------------------------------------------------------------------------------

    def _cut(self, node: yaml.CollectionNode, spans: Sequence[tuple[int, int]], kept: Sequence[bool], n: int) -> None:
        """Take one part out: its lines, or what stands between its commas."""
        if not node.flow_style:
            pairs = node.value
            first, last = pairs[n] if isinstance(pairs[n], tuple) else (pairs[n], pairs[n])
            start = self._starts[int(first.start_mark.line) + self._offset]
            self._patch(start, self._starts[self._last(last) + 1], "")
        elif any(kept[:n]):
            self._patch(spans[n - 1][1], spans[n][1], "")
        else:
            self._patch(spans[n][0], spans[n + 1][0], "")

    def _insert_line(self, line: str, behind: yaml.Node | None, first: yaml.Node) -> None:
        if behind is None:
            at = self._starts[int(first.start_mark.line) + self._offset]
            self._patch(at, at, f"{line}\n")
            return
        number = self._last(behind)
        at = self._starts[number] + len(self._lines[number].rstrip("\r"))
        self._patch(at, at, f"\n{line}")

    def _insert_into_flow(self, text: str, behind: yaml.Node | None, first: yaml.Node) -> None:
        if behind is None:
            at = self._at(first.start_mark)
            self._patch(at, at, f"{text}, ")
        else:
            at = self._end(behind)
            self._patch(at, at, f", {text}")

    def _patch(self, start: int, end: int, text: str) -> None:
        self._patches.append((start, end, text))

    def _at(self, mark: yaml.Mark) -> int:
        return self._starts[int(mark.line) + self._offset] + int(mark.column)

    def _after_colon(self, key: yaml.Node) -> int:
        return self._text.index(":", self._at(key.end_mark)) + 1

    def _end(self, node: yaml.Node) -> int:
        """Where the last sign of a node stands; the parser ends a block only where the next thing begins."""
        if _ends_itself(node):
            return self._at(node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            line = self._last(node)
            return self._starts[line] + len(self._lines[line].rstrip("\r"))
        return self._end(_final(node))

    def _last(self, node: yaml.Node) -> int:
        """The number of the last line of a node."""
        if _ends_itself(node):
            return int(node.end_mark.line) + self._offset
        if isinstance(node, yaml.ScalarNode):
            return int(node.end_mark.line) + self._offset - (int(node.end_mark.column) == 0)
        return self._last(_final(node))


def _ends_itself(node: yaml.Node) -> bool:
    if isinstance(node, yaml.ScalarNode):
        return node.style not in ("|", ">")
    return bool(getattr(node, "flow_style", False)) or not node.value


def _final(node: yaml.Node) -> yaml.Node:
    last = node.value[-1]
    found: yaml.Node = last[1] if isinstance(last, tuple) else last
    return found


def _common(one: Sequence[Plain], other: Sequence[Plain]) -> int:
    """How many items are the same from the start on."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
