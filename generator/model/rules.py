"""Rules: the one list of what can be wrong, each with its reason and an example of wrong and right.

Messages, the reference pages and the tests are made from it; a code that is not here does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A thing that must hold: its name, why it matters, and an example of wrong and right."""

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
        wrong="content/programs/oh/example-hospital-internal-medicine.txt",
        right="content/programs/oh/example-hospital-internal-medicine.md",
    ),
    "missing-file": Rule(
        title="A file that must be there",
        why="Settings, states, specialties, audiences and questions are what everything else is checked against.",
        wrong="content/ without specialties.yml",
        right="content/specialties.yml",
    ),
    "no-front-matter": Rule(
        title="No fields at the top of the file",
        why="A profile, guide or comparison begins with its fields between two lines of three dashes.",
        wrong="name: Internal Medicine Residency",
        right="---\nname: Internal Medicine Residency\n---",
    ),
    "broken-yaml": Rule(
        title="Fields that cannot be read",
        why="One wrong indent, quote or bracket hides everything after it, so nothing else in this file is checked yet.",
        wrong="note: Step 3: before the rank list",
        right='note: "Step 3: before the rank list"',
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
        wrong="j1: {answer: yes, source: faq}\nj1: {answer: no, source: gme}",
        right="j1:\n  - {answer: yes, source: faq}\n  - {answer: no, source: gme}",
    ),
    "unknown-key": Rule(
        title="A key that nothing reads",
        why="A misspelt key would be lost without anybody noticing.",
        wrong="elegibility:",
        right="eligibility:",
    ),
    "missing-key": Rule(
        title="A field that must be there",
        why="The page cannot be made without it.",
        wrong="name: Internal Medicine Residency\nstate: OH",
        right="name: Internal Medicine Residency\ncity: Cleveland\nstate: OH",
    ),
    "wrong-shape": Rule(
        title="A value of the wrong shape",
        why="Where a list or a group of fields is meant, a plain text cannot be read, and the other way round.",
        wrong="j1: yes",
        right="j1: {answer: yes, source: faq}",
    ),
    "bad-text": Rule(
        title="A text that does not fit",
        why="Texts are plain, short enough for a phone, and not empty.",
        wrong='note: ""',
        right="note: Step 3 before the rank list",
    ),
    "bad-id": Rule(
        title="An id that is no id",
        why="Ids stand in web addresses for years: only a to z, digits and single hyphens.",
        wrong="Example_Hospital Internal Medicine.md",
        right="example-hospital-internal-medicine.md",
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
        wrong="website: http://example.org/gme",
        right="website: https://example.org/gme",
    ),
    "bad-option": Rule(
        title="A word that is not among the allowed ones",
        why="Facets and comparisons work only when the same answer is written the same way everywhere.",
        wrong="h1b: {answer: sometimes, source: faq}",
        right="h1b: {answer: case-by-case, source: faq}",
    ),
    "unknown-question": Rule(
        title="A question that does not exist here",
        why="The questions are under content/questions; an answer to none of them would never be shown.",
        wrong="visa:\n  h1: {answer: yes, source: faq}",
        right="visa:\n  h1b: {answer: yes, source: faq}",
    ),
    "no-answer": Rule(
        title="A claim without an answer",
        why="What nobody wrote does not exist; a gap is simply left out.",
        wrong="j1: {source: faq}",
        right="j1: {answer: yes, source: faq}",
    ),
    "no-source": Rule(
        title="A claim without a source",
        why="No claim stands without its evidence: readers spend application money on it.",
        wrong="j1: {answer: yes}",
        right="j1: {answer: yes, source: faq}",
    ),
    "unknown-source": Rule(
        title="A source that is not in the list",
        why="Each claim names a key of the `sources` list of the same file.",
        wrong="j1: {answer: yes, source: fqa}",
        right="j1: {answer: yes, source: faq}",
    ),
    "unused-source": Rule(
        title="A source that no claim uses",
        why="A source without a claim is usually a claim that was forgotten.",
        wrong="sources:\n  faq: {kind: program, title: FAQ, url: https://example.org/faq, dated: 2024}",
        right="sources:\n  faq: {kind: program, title: FAQ, url: https://example.org/faq, dated: 2024}\n"
        "visa:\n  j1: {answer: yes, source: faq}",
    ),
    "weak-source": Rule(
        title="Only hearsay for a rule that costs money",
        why="An article or a resident's report alone never answers a visa or eligibility question.",
        wrong="j1: {answer: yes, source: blog}",
        right="j1:\n  - {answer: yes, source: blog}\n  - {answer: yes, source: gme}",
    ),
    "section-order": Rule(
        title="Sections out of order",
        why="Every profile has its sections in the same order, so that a change is easy to review.",
        wrong="wellness: …\nvisa: …",
        right="visa: …\nwellness: …",
    ),
    "missing-institution": Rule(
        title="An institution that has no file",
        why="What holds for all programs of a house is written once, in content/institutions.",
        wrong="institution: example-hosptial",
        right="institution: example-hospital",
    ),
    "unknown-specialty": Rule(
        title="A specialty that is not in the list",
        why="Readers filter by it.",
        wrong="specialty: internal-medecine",
        right="specialty: internal-medicine",
    ),
    "unknown-place": Rule(
        title="A state that is not in the list",
        why="Readers filter by state.",
        wrong="state: Ohio",
        right="state: OH",
    ),
    "wrong-folder": Rule(
        title="A file in the wrong folder",
        why="Programs stand in the folder of their state, so that people find them.",
        wrong="content/programs/tx/… with state: OH",
        right="content/programs/oh/… with state: OH",
    ),
    "unknown-reference": Rule(
        title="A name that points at nothing",
        why="It would be an empty place on the page.",
        wrong="programs: [example-hospital-internal-medecine, …]",
        right="programs: [example-hospital-internal-medicine, …]",
    ),
    "dead-link": Rule(
        title="A dead internal link",
        why="Links inside the directory are checked at each build, so that none of them breaks.",
        wrong="[[guide:visa]]",
        right="[[guide:visas]]",
    ),
    "repeated-id": Rule(
        title="An id used twice",
        why="Two things cannot share one address.",
        wrong="content/programs/oh/example-hospital.md and content/programs/tx/example-hospital.md",
        right="content/programs/oh/example-hospital.md and content/programs/tx/example-hospital-austin.md",
    ),
    "vanished-id": Rule(
        title="An id that vanished",
        why="Forum posts point at it. A rename keeps the old id under `aliases`.",
        wrong="A file renamed from old-name.md to new-name.md, and nothing else.",
        right="The renamed file with `aliases: [old-name]`.",
    ),
    "spelling": Rule(
        title="A spelling that search would miss",
        why="J-1 and H-1B are found however readers type them, but only when the content spells them so.",
        wrong="note: H1B after Step 3",
        right="note: H-1B after Step 3",
    ),
    "bad-words": Rule(
        title="Words that find nothing",
        why="Three to eight words of the page itself lead readers to the place, and let a machine look whether they still stand.",
        wrong="words: visa",
        right="words: does not sponsor H-1B visas",
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
        wrong='acgme: "1234567890"',
        right="The line left out.",
    ),
}
