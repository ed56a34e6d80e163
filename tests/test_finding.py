"""Finding answers on pages: the language of phrases, and everything that makes a sentence unsure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.finding import Block, Finder, blocks_of
from generator.model.look_for import UNSURE, Lexicon, LookFor, SayRule
from generator.model.phrases import BadPhrase, Phrases
from generator.model.sentences import split_sentences

LEXICON = Lexicon(
    same={"2": "2", "two": "2", "Z-1": "z-1", "z1": "z-1", "don't": "do not"},
    stops=("not", "no", "only"),
    ends_no_sentence=("e.g.",),
    groups={"sell": "(sell|sells)", "list": "(apples|pears|plums|and|or|,)"},
    doubt=("(not|no|only|if|may|until)",),
    elsewhere=("(wholesale|students)",),
    together=("retail and wholesale",),
)
WANTED = {
    "apples": LookFor(
        about=("apples",),
        rules=(
            SayRule(answer="yes", say=("{sell} {list}* apples", "apples {list}* are sold")),
            SayRule(answer="no", say=("(do|does) not {sell} {list}* apples",)),
            SayRule(answer="no", say=("do not {sell} fruit",), alone=("apples",)),
            SayRule(answer=UNSURE, say=("{sell} apples from trees",)),
            SayRule(answer="yes", say=("apples ? yes",)),
        ),
    ),
    "pears": LookFor(about=("pears",), rules=(SayRule(answer="no", say=("not {sell} {list}* pears",)),)),
    "days": LookFor(rules=(SayRule(answer="#", say=("open # days",), unless=("(month)",)),)),
    "kinds": LookFor(
        rules=(
            SayRule(answer="+red", say=("red apples",)),
            SayRule(answer="+green", say=("green apples",), beside=("{sell}",)),
        )
    ),
}
FINDER = Finder(LEXICON, WANTED)


def _found(text: str | list[Block], question: str = "apples") -> str:
    blocks = blocks_of(text) if isinstance(text, str) else text
    return "|".join(each.answer for each in FINDER.find(blocks) if each.question == question)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("We sell apples.", "yes"),
        ("We sell pears, plums and apples.", "yes"),
        ("We don’t sell apples.", "no"),
        ("We do not sell pears or apples.", "no"),
        ("Apples are sold.", "yes"),
        # A doubt outside of the phrase.
        ("We sell apples only on Mondays.", ""),
        ("If it rains, we sell apples.", ""),
        ("We may sell apples.", ""),
        ("Until 2019 we sold and sell apples.", ""),
        # A doubt that another question's phrase takes up is none; one that shares words with it stays.
        ("We sell apples, but do not sell pears.", "yes"),
        ("We do not sell pears; apples are sold.", "yes"),
        ("We do not sell pears, apples are sold.", ""),  # what reads two ways says nothing
        # Others speak.
        ("Our wholesale sells apples.", ""),
        ("Our retail and wholesale sell apples.", "yes"),
        # A question is no claim; with its answer it is one.
        ("Do you sell apples?", ""),
        ("Do you sell apples? Yes.", "yes"),
        ("Do you sell apples? Please ask.", ""),
        ("If I come, do you sell apples? We sell apples.", "yes"),  # the doubt is in the question alone
        ("We sell apples. Do you sell apples? Only here.", ""),
        # What is marked unsure, and sentences that say different things.
        ("We sell apples from trees.", ""),
        ("We sell apples. We do not sell apples.", ""),
        ("We sell apples. Apples may run out.", ""),
        ("We do not sell fruit.", "no"),
        ("We do not sell fruit. Apples grow here.", ""),
    ],
)
def test_what_is_unsure_is_dropped(text: str, answer: str) -> None:
    assert _found(text) == answer


def test_what_stands_below_a_heading_about_others_is_not_read() -> None:
    claim = Block(text="We sell apples.", headings=("Shops", "For students"))
    assert _found([claim]) == ""
    assert _found([Block(text="We sell apples.", headings=("Shops",))]) == "yes"


def test_numbers_lists_and_what_must_stand_beside() -> None:
    assert _found("Open two (2) days a week.", "days") == "2"
    assert _found("Open 2 days a month.", "days") == ""
    assert _found("We sell red apples and green apples.", "kinds") == "red, green"
    assert _found("There are green apples.", "kinds") == ""
    assert _found([Block(text="Green apples.", headings=("What we sell",))], "kinds") == "green"


def test_a_gap_never_skips_a_word_that_turns_the_meaning() -> None:
    pattern = Phrases({}, ("not",)).pattern("are ..3 sold")
    assert pattern.search("are nearly always sold ") and not pattern.search("are not sold ")


@pytest.mark.parametrize("phrase", ["we (sell", "we {nothing} here", "a ] b"])
def test_a_phrase_that_means_nothing_is_refused(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        Phrases({}).pattern(phrase)


def test_words_are_those_of_the_page() -> None:
    (found,) = FINDER.find(blocks_of("Here, we don’t   sell  “apples”, ever."))
    assert found.words == "don’t sell “apples”"
    assert found.sentence.startswith("Here, we don’t")


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    """Every word knows its place in the text, whatever the text is."""
    FINDER.find(blocks_of(text))
    for sentence in split_sentences(text, LEXICON.same, LEXICON.ends_no_sentence):
        for word in sentence.words:
            assert text[word.start : word.end].strip()
