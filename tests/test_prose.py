"""Prose: parsers that leave out what a text cannot need give what the whole parser gives."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.render.prose import _EXTENSIONS, _PATTERNS, _parser, _parser_for

PIECES = st.sampled_from(
    [
        *("===", "---", "# word\n", "1) ", "* ", "+ ", ": ", "::", "\n    ", "\n> "),
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


@example(text="word\t\nword")
@example(text="word \t\nword")
@example(text="> # word\n> ---\n\n- word\n\n  # word")
@example(text="word\n===\n\n1. word\n* word\n\nword\n: word\n\n    # word")
@settings(max_examples=1000, deadline=None)
@given(text=st.lists(PIECES, max_size=25).map("".join))
def test_a_parser_without_what_a_text_cannot_need_gives_the_same(text: str):
    whole = _parser(frozenset(_EXTENSIONS), frozenset(_PATTERNS))
    assert _parser_for(text).reset().convert(text) == whole.reset().convert(text)
