"""Prose: parsers that leave out what a text cannot need give what the whole parser gives."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.prose import _MARKS, _marks_in, _parser

PIECES = st.sampled_from(
    [
        *(
            "word",
            "two words",
            " ",
            "  ",
            "\t",
            "\n",
            "\n\n",
            "  \n",
            "\\",
            "`",
            "``",
            "*",
            "**",
            "_",
            "__",
            "[",
            "](",
            "]",
        ),
        *(
            "[a](https://example.org)",
            "![b](c)",
            "[d]: https://example.org",
            "<",
            ">",
            "<b>",
            "</b>",
            "<https://e.org>",
        ),
        *("<a@example.org>", "&", "&amp;", "&#65;", "- ", "1. ", "# ", "> ", "| a | b |\n|---|---|\n", "    code", "!"),
    ]
)


@example(more=False, text="word\t\nword")
@example(more=True, text="word \t\nword")
@settings(max_examples=500, deadline=None)
@given(more=st.booleans(), text=st.lists(PIECES, max_size=25).map("".join))
def test_a_parser_without_what_a_text_cannot_need_gives_the_same(more: bool, text: str):
    whole, lean = _parser(more, frozenset(_MARKS)), _parser(more, _marks_in(text))
    assert lean.reset().convert(text) == whole.reset().convert(text)
