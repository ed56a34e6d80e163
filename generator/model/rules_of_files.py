"""Rules of files and fields: that they can be read, and that each value has its shape."""

from __future__ import annotations

from generator.model.rule import Rule

OF_FILES: dict[str, Rule] = {
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
    "merge-conflict": Rule(
        title="Two changes that met",
        why="Git leaves both in the file with marks around them, and only a person knows which of the two is right.",
        wrong="<<<<<<< main\nstate: {state}\n=======\nstate: {state_label}\n>>>>>>> my-change",
        right="state: {state}",
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
}
