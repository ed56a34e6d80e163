"""Rules of what is said: questions, claims and their sources, names, and what points elsewhere."""

from __future__ import annotations

from generator.model.rule import Rule

OF_CONTENT: dict[str, Rule] = {
    "unknown-question": Rule(
        title="A question that does not exist here",
        why="The questions are under content/questions; an answer to none of them would never be shown.",
        wrong="{section}:\n  {misspelt_question}: {answer: {option}, source: faq}",
        right="{section}:\n  {question}: {answer: {option}, source: faq}",
    ),
    "no-answer": Rule(
        title="A claim without an answer",
        why="What nobody wrote does not exist; a gap is simply left out.",
        wrong="{question}: {source: faq}",
        right="{question}: {answer: {option}, source: faq}",
    ),
    "no-source": Rule(
        title="A claim without a source",
        why="No claim stands without its evidence: readers rely on it.",
        wrong="{question}: {answer: {option}}",
        right="{question}: {answer: {option}, source: faq}",
    ),
    "unknown-source": Rule(
        title="A source that is not in the list",
        why="Each claim names a key of the `sources` list of the same file.",
        wrong="{question}: {answer: {option}, source: fqa}",
        right="{question}: {answer: {option}, source: faq}",
    ),
    "unused-source": Rule(
        title="A source that no claim uses",
        why="A source without a claim is usually a claim that was forgotten.",
        wrong="sources:\n  faq: {kind: program, title: FAQ, url: https://example.org/faq, dated: 2024}",
        right="sources:\n  faq: {kind: program, title: FAQ, url: https://example.org/faq, dated: 2024}\n"
        "{section}:\n  {question}: {answer: {option}, source: faq}",
    ),
    "weak-source": Rule(
        title="Only hearsay for what must be sure",
        why="Hearsay or one reply alone never answers a question of these sections: {official}.",
        wrong="{question}: {answer: {option}, source: blog}",
        right="{question}:\n  - {answer: {option}, source: blog}\n  - {answer: {option}, source: office}",
    ),
    "section-order": Rule(
        title="Sections out of order",
        why="Every profile has its sections in the same order, so that a change is easy to review.",
        wrong="{later_section}: …\n{section}: …",
        right="{section}: …\n{later_section}: …",
    ),
    "missing-institution": Rule(
        title="An institution that has no file",
        why="What holds for all programs of an institution is written once, in content/institutions.",
        wrong="institution: exmaple-one",
        right="institution: example-one",
    ),
    "unknown-specialty": Rule(
        title="A specialty that is not in the list",
        why="Readers filter by it.",
        wrong="specialty: {misspelt_specialty}",
        right="specialty: {specialty}",
    ),
    "unknown-place": Rule(
        title="A state that is not in the list",
        why="Readers filter by state.",
        wrong="state: {state_label}",
        right="state: {state}",
    ),
    "wrong-folder": Rule(
        title="A file in the wrong folder",
        why="Programs stand in the folder of their state, so that people find them.",
        wrong="content/programs/{other_folder}/… with state: {state}",
        right="content/programs/{folder}/… with state: {state}",
    ),
    "unknown-reference": Rule(
        title="A name that points at nothing",
        why="It would be an empty place on the page.",
        wrong="programs: [exmaple-program, …]",
        right="programs: [example-program, …]",
    ),
    "dead-link": Rule(
        title="A dead internal link",
        why="Links inside the directory are checked at each build, so that none of them breaks.",
        wrong="[[guide:calender]]",
        right="[[guide:calendar]]",
    ),
    "repeated-id": Rule(
        title="An id used twice",
        why="Two things cannot share one address.",
        wrong="content/programs/{folder}/example.md and content/programs/{other_folder}/example.md",
        right="content/programs/{folder}/example.md and content/programs/{other_folder}/example-two.md",
    ),
    "merged-in-a-circle": Rule(
        title="A program that became part of itself",
        why="Its page sends readers on to what it became part of, and they would go round for ever.",
        wrong="one.md with `closed: {…, into: two}`, and two.md with `closed: {…, into: one}`",
        right="one.md with `closed: {…, into: two}`, and two.md without `closed`",
    ),
    "repeated-code": Rule(
        title="A code used twice",
        why="A code belongs to one program; two files with it are one program twice, or one of them has a slip of the pen.",
        wrong="{identifier}: the code of another profile",
        right="{identifier}: the program's own code",
    ),
    "repeated-name": Rule(
        title="A name used twice",
        why="Readers would take the two for one, and corrections would reach only one of them.",
        wrong="Two profiles of one institution, specialty and city, both with `name: {name}`",
        right="One profile, or names that tell the two apart: {name} (Eastside)",
    ),
    "vanished-id": Rule(
        title="An id that vanished",
        why="Forum posts point at it. A rename keeps the old id under `aliases`.",
        wrong="A file renamed from old-name.md to new-name.md, and nothing else.",
        right="The renamed file with `aliases: [old-name]`.",
    ),
    "spelling": Rule(
        title="A spelling that search would miss",
        why="A name is found however readers type it, but only when the content spells it in one way: content/spellings.yml.",
        wrong="note: A word from the left side of content/spellings.yml",
        right="note: The word on its right side",
    ),
    "bad-words": Rule(
        title="Words that find nothing",
        why="Three to eight words of the page itself lead readers to the place, and let a machine look whether they still stand.",
        wrong="words: interviews",
        right="words: interviews are held in November only",
    ),
    "named-person": Rule(
        title="A named individual",
        why="The directory reports on programs, never on people.",
        wrong="note: ask Dr. Smith",
        right="note: ask the program office",
    ),
    "wrong-code": Rule(
        title="A code that tells something else",
        why="Some letters of a code stand for the place or the kind of program, so a slip of the pen shows.",
        wrong="A code of another state than the one that the profile names.",
        right="The code of this program, or the right state.",
    ),
    "placeholder": Rule(
        title="A placeholder instead of a value",
        why="What is not known is left out; nothing is invented.",
        wrong='{identifier}: "1234567890"',
        right="The line left out.",
    ),
    "bad-phrase": Rule(
        title="A phrase that means nothing",
        why="Phrases find answers on programs' pages; one that cannot be read would find none, and nobody would notice.",
        wrong="say: [we (offer lunch]",
        right="say: [we offer lunch]",
    ),
    "missed-example": Rule(
        title="An example that its patterns do not hold",
        why="Each question's patterns are held to the examples beside them, so that a better phrase here breaks nothing there.",
        wrong="finds:\n  yes: [We cannot offer lunch.]",
        right="finds:\n  yes: [We offer lunch.]",
    ),
    "unlikely-number": Rule(
        title="A number that no honest answer has",
        why="A year in place of a number of years, or a thousand times too little, misleads everybody who filters by it.",
        wrong="A number outside what the question calls plausible.",
        right="The number that the source gives. Where it really is so, widen `plausible` in the question's file.",
    ),
    "repeated-claim": Rule(
        title="A claim written twice",
        why="The same answer from the same source counts once; two lines of it are a slip, or one of them is another claim.",
        wrong="{question}:\n  - {answer: {option}, source: faq}\n  - {answer: {option}, source: faq}",
        right="{question}: {answer: {option}, source: faq}",
    ),
    "typed-figure": Rule(
        title="A figure that is typed into a guide",
        why="Figures age. One that stands in content/facts.yml has its date and its source, and is mended in one place.",
        wrong="The fee is $460.",
        right="The fee is [[fact:the-fee]].",
    ),
}
