"""Mutations: sound content files, spoiled in the ways in which hands, editors and attackers spoil them."""

from __future__ import annotations

from random import Random

TOKENS = (
    *(
        "",
        " ",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "\t",
        "  ",
        ":",
        ": ",
        "- ",
        "-",
        "? ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "#",
        " #",
        "&a ",
        "*a",
    ),
    *(
        "!",
        "!!python/object:os.system ",
        "|",
        ">",
        "|-\n",
        "%",
        "@",
        "`",
        "'",
        '"',
        "''",
        '""',
        "\\",
        '"\\x1b"',
        "---\n",
        "...\n",
    ),
    *(
        "~",
        "null",
        "yes",
        "no",
        "0",
        "-1",
        "1e999",
        "0x10",
        "999999999999",
        "00",
        "2024-02-30",
        "9999",
        "2024-2020",
        "42%",
        "$",
    ),
    *(
        "\u2028",
        "\u2029",
        "\x85",
        "\ufeff",
        "\u202e",
        "\u200b",
        "\ufffe",
        "\x00",
        "\x1b[2J",
        "\x0b",
        "\x0c",
        "\ue000",
        "é",
        "漢",
        "🙂",
    ),
    *(
        "../",
        "../../x",
        "/etc/passwd",
        "C:\\x",
        "con",
        "a" * 300,
        "a-" * 90,
        "http://[x].y/",
        "https://u:p@ok.test",
        "javascript:x",
    ),
    *(
        "[[",
        "]]",
        "[[page:home]]",
        "[[fact:",
        "[[chart:x]]",
        "[[costs]]",
        "[x](y)",
        "![",
        "<a ",
        "<script>",
        "- " * 30,
        "> " * 30,
    ),
    *(
        "[" * 60,
        "{" * 60,
        "a: " * 20,
        "=HYPERLINK(0)",
        "&#xe000;",
        "{{ x }}",
        "{x}",
        "{% x %}",
        "%s",
        "__proto__",
        "constructor",
    ),
    *("(", ")", "*", "+", "?", "^", "\\x", "(?P<a>", "{2,1}", "[^", "$&", "\\1"),
)


def mutate(text: str, random: Random) -> bytes:
    """The bytes of a spoiled copy; one to four changes, one after the other."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        text = random.choice(_WAYS)(text, random)
    content = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.02:
        place = random.randrange(len(content) + 1)
        content = (
            content[:place] + bytes(random.randrange(256) for _ in range(random.randrange(1, 4))) + content[place:]
        )
    return content


def _insert(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + random.choice(TOKENS) + text[place:]


def _replace_value(text: str, random: Random) -> str:
    """Another value after one of the colons."""
    places = [place for place, sign in enumerate(text) if sign == ":"]
    if not places:
        return _insert(text, random)
    place = random.choice(places) + 1
    ends = [end for end in (text.find(mark, place) for mark in (",", "}", "\n")) if end >= 0]
    return f"{text[:place]} {random.choice(TOKENS)}{text[min(ends, default=len(text)) :]}"


def _quote_value(text: str, random: Random) -> str:
    """A value in double quotes, which may hold what no plain one may."""
    places = [place for place, sign in enumerate(text) if sign == ":"]
    if not places:
        return _insert(text, random)
    place = random.choice(places) + 1
    end = min((end for end in (text.find(mark, place) for mark in (",", "}", "\n")) if end >= 0), default=len(text))
    escape = random.choice(("\\n", "\\t", "\\x1b", "\\u2028", "\\u202e", "\\ufffe", "\\U0001F642", "\\0", "\\ud800"))
    return f'{text[:place]} "{text[place:end].strip()}{escape}x"{text[end:]}'


def _delete(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.choice((1, 1, 2, 5, 40, 400)) :]


def _cut(text: str, random: Random) -> str:
    return text[: random.randrange(len(text) + 1)]


def _lines(text: str, random: Random) -> str:
    """A line that goes, comes twice, moves, or stands further in or out."""
    lines = text.split("\n")
    place = random.randrange(len(lines))
    way = random.randrange(5)
    if way == 0:
        del lines[place]
    elif way == 1:
        lines.insert(place, lines[place])
    elif way == 2:
        lines.insert(random.randrange(len(lines)), lines.pop(place))
    elif way == 3:
        lines[place] = " " * random.randrange(1, 5) + lines[place]
    else:
        lines[place] = lines[place].lstrip()
    return "\n".join(lines)


def _repeat(text: str, random: Random) -> str:
    start = random.randrange(len(text) + 1)
    piece = text[start : start + random.choice((1, 3, 20, 200))]
    return text[:start] + piece * random.choice((2, 3, 10, 100)) + text[start:]


def _swell(text: str, random: Random) -> str:
    """Much of one thing, as far as a file may grow."""
    piece = random.choice(TOKENS) or " "
    place = random.choice((0, len(text), random.randrange(len(text) + 1)))
    return (
        text[:place]
        + piece * (random.choice((2_000, 30_000, 250_000)) // len(piece.encode("utf-8", "replace")))
        + text[place:]
    )


def _swell_list(text: str, random: Random) -> str:
    """One line many times, each time a little other."""
    lines = text.split("\n")
    place = random.randrange(len(lines))
    many = [lines[place].replace(":", f"{number}:", 1) for number in range(random.choice((50, 500, 3000)))]
    return "\n".join((*lines[:place], *many, *lines[place:]))[:250_000]


def _ends(text: str, random: Random) -> str:
    return text.replace("\n", random.choice(("\r\n", "\r", "\u2028", "\n\n", " \n", "\t\n")))


_WAYS = (
    *[_insert] * 6,
    *[_replace_value] * 6,
    *[_quote_value] * 3,
    *[_delete] * 4,
    *[_lines] * 5,
    _cut,
    _repeat,
    _ends,
)
_RARE = (_swell, _swell_list)


def mutate_large(text: str, random: Random) -> bytes:
    """The bytes of a copy that was swollen, and perhaps spoiled."""
    text = random.choice(_RARE)(text, random)
    return (_insert(text, random) if random.random() < 0.3 else text).encode("utf-8", "surrogatepass")
