"""Check the patterns by which answers are found on a page, and run the examples that stand beside them."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from generator.check.fields import Fields
from generator.check.findings import Findings
from generator.model.editorial import Editorial
from generator.model.finding import Finder, blocks_of
from generator.model.kinds import STRENGTHS, read_answer
from generator.model.look_for import NOTHING, UNSURE, Lexicon, LookFor, SayRule
from generator.model.phrases import BadPhrase, Phrases
from generator.model.problem import Problem
from generator.model.questions import Question
from generator.model.reading import Fault
from generator.read.documents import Document

LEXICON_PHRASES = ("doubt", "conditions", "openers", "elsewhere", "together")
LEXICON_KEYS = ("same", "stops", "ends_no_sentence", "groups", *LEXICON_PHRASES, "pages", "away")
KEYS = ("about", "rules", "finds", "misses")
RULE_KEYS = ("answer", "say", "strength", "beside", "allow", "unless", "alone")
LONGEST = 1500  # characters of a phrase: some groups name every way to say "before the rank list"


def check_lexicon(document: Document, notes: Findings) -> Lexicon:
    """content/look-for.yml: what holds for all patterns."""
    fields = Fields(document.front, notes, "", LEXICON_KEYS)
    fields.require("groups", "doubt")
    same, groups = fields.group("same"), fields.group("groups")
    lexicon = Lexicon(
        same={variant: word for word in same for variant in same.texts(word, free=False)},
        groups={name: groups.text(name, longest=LONGEST, free=False) for name in groups},
        **{
            key: fields.texts(key, longest=LONGEST, free=False) for key in LEXICON_KEYS if key not in ("same", "groups")
        },
    )
    for key in LEXICON_PHRASES:
        _check_phrases(fields, key, getattr(lexicon, key), lexicon)
    for name, phrase in lexicon.groups.items():
        _check_phrases(groups, name, (phrase,), lexicon)
    return lexicon


def check_look_for(fields: Fields) -> LookFor | None:
    """The patterns of one question."""
    if "look_for" not in fields:
        return None
    group = fields.group("look_for", KEYS)
    finds = group.group("finds")
    return LookFor(
        about=group.texts("about", longest=LONGEST, free=False),
        rules=tuple(_check_rule(rule) for rule in group.groups("rules", RULE_KEYS)),
        finds=tuple((answer, finds.texts(answer, longest=400, free=False)) for answer in finds),
        misses=group.texts("misses", longest=400, free=False),
        line=fields.notes.line(group.node) if group.node else 1,
    )


def _check_rule(fields: Fields) -> SayRule:
    fields.require("answer", "say")
    return SayRule(
        answer=fields.text("answer", free=False),
        say=fields.texts("say", longest=LONGEST, free=False),
        strength=fields.one_of("strength", STRENGTHS),
        **{key: fields.texts(key, longest=LONGEST, free=False) for key in ("beside", "allow", "unless", "alone")},
    )


def _check_phrases(fields: Fields, key: str, phrases: tuple[str, ...], lexicon: Lexicon) -> None:
    for phrase in phrases:
        try:
            Phrases(lexicon.groups, lexicon.stops).pattern(phrase)
        except BadPhrase as fault:
            must = f"must be a phrase that means something: {fault}"
            fields.notes.add("bad-phrase", fields.value(key), fields.at(key), must, found=phrase)


def check_examples(editorial: Editorial) -> Iterator[tuple[Problem, ...]]:
    """Hold the patterns of each question to the examples that stand beside them, one question after the other.

    All patterns are looked for at once, as on a page. Gives the Problems of each question that has patterns, in order.
    """
    lexicon = editorial.lexicon or Lexicon()
    asked = [question for question in editorial.questions.values() if question.look_for]
    wanted = {question.id: question.look_for for question in asked if question.look_for}
    faults = [tuple(_check_rules(question, wanted[question.id], lexicon)) for question in asked]
    if any(faults):
        yield from faults
        return
    try:
        finder = Finder(lexicon, wanted)
    except BadPhrase:
        return  # a phrase of the lexicon, which says so where it stands
    for question in asked:
        yield tuple(_check_examples(question, wanted[question.id], finder))


def tell_slow_examples(editorial: Editorial, done: int) -> Problem:
    """The Problem of the question whose examples never came to an end, after `done` questions that did."""
    question = [question for question in editorial.questions.values() if question.look_for][done]
    must = (
        "must hold phrases that can be read in few ways: its examples take for ever. "
        "What may be left out, or said in several ways, must not be the same words again and again"
    )
    return _problem(question, must, "", code="bad-phrase")


def _check_rules(question: Question, wanted: LookFor, lexicon: Lexicon) -> Iterator[Problem]:
    """Each phrase can be read, and each answer is one of its question."""
    make = Phrases(lexicon.groups, lexicon.stops).pattern
    for phrase in (*wanted.about, *(phrase for rule in wanted.rules for phrase in rule.phrases)):
        try:
            make(phrase)
        except BadPhrase as fault:
            yield _problem(question, f"must hold phrases that mean something: {fault}", phrase, code="bad-phrase")
    for rule in wanted.rules:
        if "#" not in rule.answer and rule.answer not in (UNSURE, NOTHING):
            read = read_answer(question, yaml.ScalarNode("tag:yaml.org,2002:str", rule.answer.removeprefix("+")))
            if isinstance(read, Fault):
                yield _problem(question, f"must mean an answer: {read.must}", rule.answer, code="bad-phrase")


def _check_examples(question: Question, wanted: LookFor, finder: Finder) -> Iterator[Problem]:
    for answer, texts in (*wanted.finds, ("", wanted.misses)):
        for text in texts:
            found = ", ".join(each.answer for each in finder.find(blocks_of(text)) if each.question == question.id)
            if found != answer:
                must = f"must find {answer or 'nothing'} and finds {found or 'nothing'}"
                yield _problem(question, must, text, code="missed-example")


def _problem(question: Question, must: str, found: str, *, code: str) -> Problem:
    path = f"content/questions/{question.section}.yml"
    line = question.look_for.line if question.look_for else 1
    return Problem(code=code, path=path, line=line, where=f"{question.id}.look_for", must=must, found=found[:200])
