"""What fits a reader, case by case (fit-cases.yml): reckoned in Python, and by the browser's script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from generator.answers.summaries import Summaries
from generator.answers.summary import summarize
from generator.check import check_editorial, check_program
from generator.data.fit import fit_json
from generator.model.claims import Program
from generator.read.documents import Document, parse_document
from generator.read.folders import list_content
from tests.conftest import SMALL_TODAY
from tests.faults import HERE, SMALL
from tests.fit import find_fits, group_of
from tests.real import small_library

CASES: list[dict[str, Any]] = yaml.load((HERE / "fit-cases.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
NAMES = [f"{number}-{'-'.join(case['reader'])}" for number, case in enumerate(CASES, 1)]
# Each case's group and finds, as the script tells them.
TELL = """([columns, readers]) => {
  const { Fit } = customElements.get('fit-verdict');
  const fit = new Fit(JSON.parse(columns));
  return readers.map((answers, n) => {
    if (!fit.take(answers)) return [{}, ''];
    const found = fit.judge(n);
    const finds = Object.entries(found).filter(([kind]) => !['open', 'first'].includes(kind)).flatMap(([kind, items]) => items.map((item) => [item.fit.id, kind]));
    return [Object.fromEntries(finds), Fit.GROUPS[Fit.group(found)][0]];
  });
}"""


def claims_of(case: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for question, told in case["claims"].items():
        yield from ((question, claim) for claim in (told if isinstance(told, list) else [told]))


def write_profile(number: int, case: Mapping[str, Any]) -> str:
    """The profile that publishes what a case says, at a workshop that itself publishes nothing."""
    sources, sections = [], {section.id: [] for section in small_library().editorial.sections}  # type: ignore[var-annotated]
    for place, (question, claim) in enumerate(claims_of(case)):
        address = f"https://sample.example.org/{number}/{place}"
        sources.append(f"  s{place}: {{kind: program, title: A page, url: '{address}', dated: {claim['dated']}}}")
        fields = {key: value for key, value in claim.items() if key != "dated"} | {"source": f"s{place}"}
        line = ", ".join(f"{key}: {value}" for key, value in fields.items())
        sections[small_library().editorial.questions[question].section].append((question, line))
    lines = ["---", "name: Glazing", "institution: mill-yard", "specialty: glazing", "city: Millford", "state: SB"]
    lines += ["sources:", *sources] if sources else []
    for section, claims in sections.items():
        lines += [f"{section}:"] if claims else []
        for question in dict.fromkeys(question for question, _ in claims):
            lines += [f"  {question}:", *(f"    - {{{line}}}" for id, line in claims if id == question)]
    return "\n".join([*lines, "---", ""])


@pytest.fixture(scope="module")
def programs() -> list[Program]:
    checked, _ = check_editorial(SMALL, list_content(SMALL), SMALL_TODAY)
    assert checked is not None
    found = []
    for number, case in enumerate(CASES):
        path = f"content/programs/sb/mill-yard-case-{number:02}.md"
        document = parse_document(path, write_profile(number, case).encode())
        assert isinstance(document, Document)
        program, problems = check_program(document, checked.lists)
        assert program is not None, [problem.as_text() for problem in problems]
        found.append(program)
    return found


@pytest.fixture(scope="module")
def told(programs: list[Program], small_url: str, browser: Any) -> list[tuple[dict[str, str], str]]:
    """What the browser makes of the columns that the generator lays out for it."""
    context = small_library().context
    columns = fit_json(Summaries(summarize(program, context, {}) for program in programs), context).decode()
    tab = browser.new_page()
    tab.goto(f"{small_url}shortlist/")
    tab.wait_for_function("() => customElements.get('fit-verdict')")
    found = tab.evaluate(TELL, [columns, [case["reader"] for case in CASES]])
    tab.close()
    return [(finds, group) for finds, group in found]


@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_the_claims_come_to_what_the_table_says(programs: list[Program], number: int) -> None:
    found = find_fits(small_library(), small_library().answers(programs[number]), CASES[number]["reader"])
    assert (found, group_of(small_library(), found)) == (CASES[number]["finds"], CASES[number]["group"])


@pytest.mark.browser
@pytest.mark.parametrize("number", range(len(CASES)), ids=NAMES)
def test_the_script_says_the_same(told: list[tuple[dict[str, str], str]], number: int) -> None:
    assert told[number] == (CASES[number]["finds"], CASES[number]["group"])
