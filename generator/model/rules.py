"""Rules: the one list of what can be wrong, each with its reason and an example of wrong and right.

Messages, the reference pages and the tests are made from it; a code that is not here does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thing that must hold: its name, why it matters, and an example of wrong and right.

    The {marks} in them are filled in with what the content is about (`pages/reference.py`).
    """

    title: str
    why: str
    wrong: str
    right: str


RULES: dict[str, Rule] = {
    "unreadable-file": Rule(
        title="A file that cannot be read",
        why="Every file is UTF-8 text of at most 256 KB and no symbolic link, so that what is reviewed is what is built.",
        wrong="A file saved as Windows-1252, or a link to a file elsewhere.",
        right="The file itself, saved as UTF-8.",
    ),
    "stray-file": Rule(
        title="A file that nothing reads",
        why="A profile with the wrong ending or in the wrong folder would be left out without anybody noticing.",
        wrong="content/programs/{folder}/example-program.txt",
        right="content/programs/{folder}/example-program.md",
    ),
    "missing-file": Rule(
        title="A file that must be there",
        why="Settings, wording, places, audiences and questions are what everything else is checked against.",
        wrong="content/ without specialties.yml",
        right="content/specialties.yml",
    ),
    "no-front-matter": Rule(
        title="No fields at the top of the file",
        why="A profile, guide or comparison begins with its fields between two lines of three dashes.",
        wrong="name: {name}",
        right="---\nname: {name}\n---",
    ),
    "broken-yaml": Rule(
        title="Fields that cannot be read",
        why="One wrong indent, quote or bracket hides everything after it, so nothing else in this file is checked yet.",
        wrong="note: Since 2024: only in winter",
        right='note: "Since 2024: only in winter"',
    ),
    "alias": Rule(
        title="A YAML anchor, alias or tag",
        why="Anchors and aliases can make a small file swell without limit, and tags change what a value is.",
        wrong="website: &home https://example.org/\nurl: *home",
        right="website: https://example.org/\nurl: https://example.org/",
    ),
    "repeated-key": Rule(
        title="A key written twice",
        why="YAML would silently keep only the last one, and a claim would be lost.",
        wrong="{question}: {answer: {option}, source: faq}\n{question}: {answer: {other_option}, source: office}",
        right="{question}:\n  - {answer: {option}, source: faq}\n  - {answer: {other_option}, source: office}",
    ),
    "unknown-key": Rule(
        title="A key that nothing reads",
        why="A misspelt key would be lost without anybody noticing.",
        wrong="{misspelt_section}:",
        right="{section}:",
    ),
    "missing-key": Rule(
        title="A field that must be there",
        why="The page cannot be made without it.",
        wrong="name: {name}\nstate: {state}",
        right="name: {name}\ncity: Springfield\nstate: {state}",
    ),
    "wrong-shape": Rule(
        title="A value of the wrong shape",
        why="Where a list or a group of fields is meant, a plain text cannot be read, and the other way round.",
        wrong="{question}: {option}",
        right="{question}: {answer: {option}, source: faq}",
    ),
    "bad-text": Rule(
        title="A text that does not fit",
        why="Texts are plain, short enough for a phone, and not empty.",
        wrong='note: ""',
        right="note: Only in winter",
    ),
    "bad-id": Rule(
        title="An id that is no id",
        why="Ids stand in web addresses for years: only a to z, digits and single hyphens.",
        wrong="Example_Program No 1.md",
        right="example-program-no-1.md",
    ),
    "bad-date": Rule(
        title="A date that cannot be read",
        why="A date is a year, a year and month, or a day, so that it sorts and nobody mistakes 03/04 for another day.",
        wrong="dated: March 2024",
        right="dated: 2024-03",
    ),
    "future-date": Rule(
        title="A date that has not come yet",
        why="No source can be from tomorrow; most often two digits of the year changed places.",
        wrong="dated: 2042-03",
        right="dated: 2024-03",
    ),
    "bad-number": Rule(
        title="A number that cannot be read",
        why="Readers filter and compare by it.",
        wrong="{answer: five, source: faq}",
        right="{answer: 5, source: faq}",
    ),
    "bad-link": Rule(
        title="A link that is not http, https or mailto",
        why="Other kinds of links can run code in a reader's browser.",
        wrong="url: www.example.org/faq",
        right="url: https://www.example.org/faq",
    ),
    "http-link": Rule(
        title="An http address of a page that the file knows as https",
        why="One page has one address, and the https one cannot be changed on its way to the reader.",
        wrong="website: http://example.org/office",
        right="website: https://example.org/office",
    ),
    "bad-option": Rule(
        title="A word that is not among the allowed ones",
        why="Facets and comparisons work only when the same answer is written the same way everywhere.",
        wrong="{question}: {answer: sometimes, source: faq}",
        right="{question}: {answer: {option}, source: faq}",
    ),
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
}
