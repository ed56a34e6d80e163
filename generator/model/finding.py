"""Finding: the answers that a page gives, by the phrases of the questions; what is unsure is dropped.

It never weighs: a sentence in which anything but the phrase itself could turn the meaning (a negation, a condition,
another program) yields nothing, and so does a page whose sentences say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.model.limits import FEWEST_WORDS, LONGEST_WORDS, MOST_WORDS
from generator.model.look_for import NOTHING, UNSURE, Lexicon, LookFor
from generator.model.matching import MadeRule, Match, beats, fill_numbers, finds_any, leave_out, rub_out, tears
from generator.model.phrases import Phrases
from generator.model.sentences import Sentence, join_words, split_sentences

_LABEL = re.compile(r"\A(?:(?:Q|A|Question|Answer)\s?\d*[.:)]|\d{1,2}[.)])\s+")  # of a question, an answer or an item


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a page that reads as one, and the headings above it, the nearest last."""

    text: str
    headings: tuple[str, ...] = ()
    intro: str = ""  # of a list, where this is one of its items: "Not accepted:"
    labeled: bool = False  # the intro is the label of this value, as in a table of two columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer that a page gives: by which words, and in which sentence."""

    question: str
    answer: str
    strength: str
    words: str
    sentence: str


class Finder:
    """Finds answers; its patterns are made once."""

    def __init__(self, lexicon: Lexicon, wanted: Mapping[str, LookFor], others: Iterable[str] = ()) -> None:
        """`others` are names of what the page may also be about, such as other specialties."""
        make = Phrases(lexicon.groups, lexicon.stops).pattern
        self._lexicon = lexicon
        self._rules = [MadeRule(id, rule, make) for id, each in wanted.items() for rule in each.rules]
        self._about = {id: [make(phrase) for phrase in each.about] for id, each in wanted.items()}
        self._doubt = [make(phrase) for phrase in lexicon.doubt]
        self._conditions = [make(phrase) for phrase in lexicon.conditions]
        self._openers = [make(phrase) for phrase in lexicon.openers]
        self._elsewhere = [make(phrase) for phrase in (*lexicon.elsewhere, *others)]
        self._together = [make(phrase) for phrase in lexicon.together]

    def find(self, blocks: Sequence[Block]) -> list[Found]:
        """The answers of a page, each question's once; for a list, each of its options."""
        kept: list[Match] = []
        unsure: set[str] = set()
        told: list[tuple[Sentence, frozenset[str]]] = []  # each sentence that is about a question, and about which
        waiting: frozenset[str] = (
            frozenset()
        )  # what a question and its answer leave unsure, until the answer alone is read
        for sentence, block in self._sentences(blocks):
            matches = self._sure(self._match(sentence, block))
            subjects = frozenset(id for id, about in self._about.items() if finds_any(about, sentence.plain))
            told.append((sentence, subjects))
            kept += matches
            if matches:
                waiting = frozenset()
                continue
            doubtful = subjects if finds_any(self._doubt, sentence.plain) else frozenset()
            if sentence.plain[: sentence.answers_from].endswith("? "):
                waiting = doubtful
            else:
                unsure |= doubtful | waiting
                waiting = frozenset()
        kept = [match for match in kept if match.question not in unsure and self._stands_alone(match, told)]
        return list(_agreeing(kept))

    # --- Sentences ---

    def _sentences(self, blocks: Sequence[Block]) -> Iterator[tuple[Sentence, Block]]:
        """Each sentence that may speak for us; a question is joined with the first sentence that answers it."""
        asked: Sentence | None = None
        for block in blocks:
            if any(self.is_elsewhere(heading) for heading in block.headings):
                asked = None
                continue
            for sentence in self._split(block):
                if self.is_elsewhere(sentence.plain):
                    asked = None
                    continue
                if asked is not None and not sentence.asks:
                    yield _join(asked, sentence), block
                asked = sentence if sentence.asks else None
                if not sentence.asks:
                    yield sentence, block

    def _split(self, block: Block) -> Iterator[Sentence]:
        """The sentences of a block; those of a list's item go on from what introduces the list."""
        lexicon = self._lexicon
        intros = list(split_sentences(block.intro, lexicon.same, lexicon.ends_no_sentence))
        text = _LABEL.sub("", block.text)
        for sentence in split_sentences(text, lexicon.same, lexicon.ends_no_sentence):
            yield _join(intros[-1], sentence, "" if block.labeled else ",") if intros else sentence

    def is_elsewhere(self, text: str) -> bool:
        """Whether a sentence or a heading is about others than ours."""
        plain = text if text.endswith(" ") else _plain(text, self._lexicon)
        for together in self._together:
            plain = together.sub("", plain)
        return finds_any(self._elsewhere, plain)

    def _match(self, sentence: Sentence, block: Block) -> list[Match]:
        above = "".join(_plain(heading, self._lexicon) for heading in block.headings)
        return [
            Match(
                question=rule.question,
                answer=fill_numbers(rule.rule.answer, found),
                rule=rule,
                start=found.start(),
                end=found.end(),
                sentence=sentence,
                above=above,
            )
            for rule in self._rules
            if not rule.beside or finds_any(rule.beside, sentence.plain + above)
            for pattern in rule.say
            for found in pattern.finditer(sentence.plain)
            if found.end() > sentence.answers_from
        ]

    # --- What is sure ---

    def _sure(self, matches: list[Match]) -> list[Match]:
        """The matches whose meaning nothing else in the sentence can turn."""
        sound = [one for one in matches if not self._is_refused(one)]
        left = [one for one in sound if not any(beats(other, one) for other in sound)]
        while True:
            sure = [one for one in left if not self._is_doubtful(one, left)]
            if len(sure) == len(left):
                break
            left = sure  # what a doubtful match took up is doubt again
        return [one for one in left if not any(tears(other, one) for other in left)]

    def _is_refused(self, match: Match) -> bool:
        """Whether what matters to its own rule alone stands beside it, or in a heading above a phrase without a verb."""
        rest = rub_out(self._openers, leave_out(match.sentence.plain, [match]))
        if match.rule.bare:
            rest += match.above
        return finds_any(match.rule.unless, rest) or (match.rule.bare and finds_any(self._doubt, match.above))

    def _is_doubtful(self, match: Match, matches: Sequence[Match]) -> bool:
        """Whether a doubt stands in the sentence outside of the match, and of what other matches take up."""
        taken = [match, *(other for other in matches if not other.touches(match))]
        allowed = (*self._openers, *match.rule.allow)
        own = rub_out(allowed, leave_out(match.sentence.plain, [match]))
        return finds_any(self._conditions, own) or finds_any(
            self._doubt, rub_out(allowed, leave_out(match.sentence.plain, taken))
        )

    def _stands_alone(self, match: Match, told: Sequence[tuple[Sentence, frozenset[str]]]) -> bool:
        """Whether what may not stand elsewhere on the page stands nowhere, in its own sentence either."""
        if not match.rule.alone:
            return True
        others = (sentence.plain for sentence, _ in told if sentence.plain not in match.sentence.plain)
        return not any(
            finds_any(match.rule.alone, plain) for plain in (*others, leave_out(match.sentence.plain, [match]))
        )


def _agreeing(matches: Sequence[Match]) -> Iterator[Found]:
    """One answer a question; where sentences say different things, none. Options of a list add up."""
    by_question: dict[str, list[Match]] = {}
    for match in matches:
        if match.answer != NOTHING:
            by_question.setdefault(match.question, []).append(match)
    for question, found in by_question.items():
        answers = {(match.answer, match.rule.rule.strength) for match in found}
        listed = all(match.answer.startswith("+") for match in found)
        if listed:
            parts = dict.fromkeys(match.answer[1:] for match in found)
            yield _found(replace(found[0], answer=", ".join(parts)), question)
        elif len(answers) == 1 and found[0].answer != UNSURE:
            yield _found(found[0], question)


def _found(match: Match, question: str) -> Found:
    return Found(
        question=question,
        answer=match.answer,
        strength=match.rule.rule.strength,
        words=_words_of(match),
        sentence=match.sentence.source[match.sentence.words[0].start : match.sentence.words[-1].end],
    )


def _words_of(match: Match) -> str:
    """Three to eight words of the page around the match; "" where there are fewer.

    In a question and its answer, or in an item of a list, they stand in what comes second, so that nothing lies between.
    """
    sentence = match.sentence
    first, last = sentence.at(max(match.start, sentence.answers_from)), sentence.at(match.end) - 1
    second = sentence.words[sentence.at(sentence.answers_from) :]
    spans = list(dict.fromkeys((word.start, word.end) for word in second))
    inside = (sentence.words[first].start, sentence.words[last].end)
    begin = next(n for n, span in enumerate(spans) if span[0] >= inside[0])
    end = next((n for n, span in enumerate(spans) if span[1] >= inside[1]), len(spans) - 1) + 1
    while end - begin < FEWEST_WORDS and (end < len(spans) or begin > 0):
        begin, end = (begin, end + 1) if end < len(spans) else (begin - 1, end)
    end = min(end, begin + MOST_WORDS)
    while end > begin and spans[end - 1][1] - spans[begin][0] > LONGEST_WORDS:
        end -= 1
    if end - begin < FEWEST_WORDS:
        return ""
    return " ".join(sentence.source[spans[begin][0] : spans[end - 1][1]].split()).strip(" ,;:.?!()")


def _join(asked: Sentence, answer: Sentence, mark: str = "") -> Sentence:
    """Two sentences as one, whose text is that of both; `mark` takes the place of the first one's last colon."""
    shift = len(asked.source) + 1
    moved = [replace(word, start=word.start + shift, end=word.end + shift) for word in answer.words]
    first = list(asked.words)
    if mark and first and first[-1].text == ":":
        first[-1] = replace(first[-1], text=mark)
    joined = join_words(f"{asked.source} {answer.source}", (*first, *moved))
    return replace(joined, answers_from=len("".join(f"{word.text} " for word in first)))


def _plain(text: str, lexicon: Lexicon) -> str:
    return "".join(sentence.plain for sentence in split_sentences(text, lexicon.same, lexicon.ends_no_sentence))


def blocks_of(text: str) -> list[Block]:
    """A plain text, a block a line."""
    return [Block(text=line.strip()) for line in text.splitlines() if line.strip()]
