"""Name parts: lists write the institution and the specialty into the name of a program."""

from __future__ import annotations

from collections.abc import Callable

from generator.model.folding import Fold

_AROUND = " ,;:/|–—-"


def split_name(name: str, find: Callable[[str], str], fold: Fold) -> tuple[str, str]:
    """The institution and the specialty (its id) that a program's name holds; "" for what it does not tell.

    `find` gives the id of a specialty by its name. "School of Joinery" tells none: the word before must say something.
    """
    words = name.split()
    last = _without_silent_end(words, fold)
    for first in (at for at in range(last) if fold.says(words[at])):
        id = find(" ".join(words[first:last]))
        if id and (first == 0 or _may_end(words[first - 1], fold)):
            return " ".join(words[:first]).strip(_AROUND) or _behind(words[last:], fold), id
    for end in range(last - 1, 0, -1):
        id = find(" ".join(words[:end]))
        if id and not fold.says(words[end]):
            return _behind(words[end:], fold), id
    return " ".join(words[:last]).strip(_AROUND), ""


def own_name(name: str, institution: str, fold: Fold) -> str:
    """A program's name without its institution's; "" where nothing is left that says something."""
    words, folded = name.split(), fold(institution)
    firsts = [first for first, word in enumerate(words) if first == 0 or fold.says(word)]
    runs = ((first, end) for first in firsts for end in range(len(words), first, -1))
    first, end = next(((first, end) for first, end in runs if fold(" ".join(words[first:end])) == folded), (0, 0))
    before = words[:first]
    if before and end == len(words) and not fold.says(before[-1]):
        before.pop()  # the word that linked them: "Joinery at"
    left = before + words[end:]
    return " ".join(left).strip(_AROUND) if any(map(fold.says, left)) else ""


def _may_end(word: str, fold: Fold) -> bool:
    """Whether an institution's name may end with a word: "of" may not, nor half of something joined by a slash."""
    return word in _AROUND or (fold.says(word) and "/" not in word)


def _without_silent_end(words: list[str], fold: Fold) -> int:
    last = len(words)
    while last and not fold.says(words[last - 1]):
        last -= 1
    return last


def _behind(words: list[str], fold: Fold) -> str:
    """The words behind a specialty, from the first that says something."""
    first = next((at for at, word in enumerate(words) if fold.says(word)), len(words))
    return " ".join(words[first:]).strip(_AROUND)
