"""Issue forms: what the forge asks when somebody reports a change, made from the questions.

`python -m generator forms` writes them to `.github/ISSUE_TEMPLATE/`, and the workflow upkeep.yml proposes them anew when that changes.
The ids of their fields are those that the links of the site fill in (`program`, `question`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from generator.answers.names import upper_first
from generator.model import urls
from generator.model.editorial import Editorial
from generator.model.identifiers import single
from generator.model.wording import name_program
from generator.read.content_file import replace_file

FOLDER = ".github/ISSUE_TEMPLATE"
_NOTE = (
    "# Made by `python -m generator forms` from content/; the workflow upkeep.yml proposes it anew when that changes.\n"
)
Field = dict[str, object]
# What the forms ask, by the ids that links fill in; an answer comes back below its label.
LABELS = {
    "proposal": "The change",
    "program": "Program",
    "question": "Question",
    "topic": "Or choose the question",
    "now": "What the directory says now",
    "answer": "What the program says now",
    "source": "Link to the page that says so",
    "kind": "Whose page it is",
    "dated": "Date that the page shows",
    "checked": "Day on which you opened the live page and found it there",
    "role": "In which role you write",
    "words": "Anything else",
}


def write_forms(root: Path, editorial: Editorial) -> list[str]:
    """Write the forms that differ from what is there; the paths of those that were written."""
    written = []
    for path, text in make_forms(editorial).items():
        full = root / path
        if not full.exists() or full.read_text(encoding="utf-8") != text:
            full.parent.mkdir(parents=True, exist_ok=True)
            replace_file(full, text.encode())
            written.append(path)
    return written


def make_forms(editorial: Editorial) -> dict[str, str]:
    """Every form by its path."""
    forms = {
        "config": _config(editorial),
        "change": _change(),
        "report-a-change": _report(editorial),
        "new-program": _new_program(editorial),
        "correct-a-guide": _guide(editorial),
        "right-of-reply": _reply(),
        "site-problem": _site(),
    }
    return {f"{FOLDER}/{name}.yml": _NOTE + _dump(form) for name, form in forms.items()}


def _dump(form: Mapping[str, object]) -> str:
    return yaml.safe_dump(dict(form), sort_keys=False, allow_unicode=True, width=110)


def _config(editorial: Editorial) -> Field:
    base = editorial.site.base_url
    links = (
        ("Change a profile with the form", urls.FORM, "It knows every question, checks what you type, and writes the file for you."),
        ("How to fix a claim", urls.CONTRIBUTE, "Three ways, the shortest takes five minutes."),
    )  # fmt: skip
    return {
        "blank_issues_enabled": True,
        "contact_links": [{"name": name, "url": base + url, "about": about} for name, url, about in links],
    }


def _form(name: str, description: str, title: str, label: str, *body: Field) -> Field:
    return {"name": name, "description": description, "title": title, "labels": [label], "body": list(body)}


def _change() -> Field:
    return _form(
        "A change from the site",
        "The form on the site fills this in for you: read it through and send it.",
        "Change: ",
        "change",
        _said("Each part names a file, what stands there now, what it should be, and the page that says so."),
        _area("proposal", LABELS["proposal"], "As the site wrote it", render="yaml"),
        _area("words", LABELS["words"], "What else we should know; no names", required=False),
        _promise("I name no person, and copy no sentence from a page."),
    )


def _report(editorial: Editorial) -> Field:
    return _form(
        "Report a change",
        "An answer about a program is wrong, old or missing.",
        "Change: ",
        "claim",
        _said("Thank you. One program and one question a report makes it quick to check."),
        _input("program", LABELS["program"], "The last part of the profile's address", editorial.wording.example_slug),
        # Links can fill in a text, never a choice: a forge shows an empty form instead. So there are both.
        _input("question", LABELS["question"], "What the answer is about; coming from a profile, it is filled in", "", required=False),
        _dropdown("topic", LABELS["topic"], "Only if the line above is empty", _questions(editorial), required=False),
        _input("now", LABELS["now"], "Coming from a profile, it is filled in", "", required=False),
        _area("answer", LABELS["answer"], "In a few words, or as one of the options. Write \"not stated\" if the page does not say."),
        _input("source", LABELS["source"], "A claim without a source cannot be published", "https://"),
        _dropdown("kind", LABELS["kind"], "", (kind.label for kind in editorial.source_kinds.values()), required=False),
        _input("dated", LABELS["dated"], "A year, a month or a day; or: undated", "2026-09", required=False),
        _input("checked", LABELS["checked"], "Leave it empty if you did not", "2026-11-21", required=False),
        _promise("I name no person, and copy no sentence from the page."),
    )  # fmt: skip


def _questions(editorial: Editorial) -> Iterable[str]:
    return (
        f"{section.label}: {question.label} ({question.id})"
        for section in editorial.sections
        for question in section.questions
    )


def _new_program(editorial: Editorial) -> Field:
    wording, specialties = editorial.wording, [specialty.label for specialty in editorial.specialties.values()]
    return _form(
        "New program",
        "A program that is not in the directory yet.",
        "New program: ",
        "program",
        _said(wording.listed),
        _input("name", "Name of the program", "As the program calls itself", name_program(wording, specialties[0])),
        _input("institution", wording.example_institution, "", ""),
        _dropdown("specialty", upper_first(wording.specialty.one), "", specialties),
        _input("city", "City", "", ""),
        _dropdown("state", upper_first(wording.state.one), "", (f"{s.code} {s.label}" for s in editorial.states.values())),
        _input("website", "The program's own page", "", "https://"),
        *(_input(each.key, each.label, f"{upper_first(each.shape)}, if you know it", "", required=False) for each in single(editorial.identifiers)),
        _area("known", "What you know of it, with links", f"{wording.first_wanted} Each claim needs the page that says so.", required=False),
    )  # fmt: skip


def _guide(editorial: Editorial) -> Field:
    return _form(
        "Correct a guide",
        "A guide, the glossary or the checklist is wrong or unclear.",
        "Guide: ",
        "guide",
        _dropdown("page", "Page", "", [*(guide.title for guide in editorial.guides), "Glossary", "Checklist", "Another page"]),
        _area("wrong", "What is wrong or unclear", "Quote the sentence."),
        _area("right", "What it should say", ""),
        _input("source", "Link to the page that says so", "For a rule or a figure we need a source", "https://", required=False),
    )  # fmt: skip


def _reply() -> Field:
    return _form(
        "Right of reply",
        "You speak for a program and something on its profile is wrong or incomplete.",
        "Right of reply: ",
        "right-of-reply",
        _said("What a source said stays in the history with its date; what is shown first is the newest and best-sourced answer."),
        _said("Quickest is the link \"Is this your program?\" on the profile: it lists every answer and fills this form in."),
        _input("program", LABELS["program"], "The last part of the profile's address", ""),
        _area("proposal", LABELS["proposal"], "Coming from the profile, it is filled in", required=False, render="yaml"),
        _input("question", LABELS["question"], "Where it is one answer that is wrong", "", required=False),
        _area("answer", LABELS["answer"], "What holds now", required=False),
        _input("source", LABELS["source"], "Best on the program's own site, with a date", "https://", required=False),
        _input("dated", LABELS["dated"], "A year, a month or a day; where no page says so, the day on which you say it", "2026-09", required=False),
        _input("role", LABELS["role"], "A role, such as coordinator; no name is needed", "Program coordinator"),
        _area("words", LABELS["words"], "Whatever is wrong or incomplete, one line a claim", required=False),
    )  # fmt: skip


def _site() -> Field:
    return _form(
        "Something on the site does not work",
        "A page is broken, hard to read or hard to use. What a page says about a program has forms of its own.",
        "Site: ",
        "site",
        _input("page", "Address of the page", "", "https://"),
        _area("problem", "What you did, and what happened", "One thing a report"),
        _input("device", "Device and browser", "", "iPhone, Safari", required=False),
    )


def _said(text: str) -> Field:
    return {"type": "markdown", "attributes": {"value": text}}


def _input(id: str, label: str, description: str, placeholder: str, *, required: bool = True) -> Field:
    return _asked("input", id, label, description, required, placeholder=placeholder)


def _area(id: str, label: str, description: str, *, required: bool = True, render: str = "") -> Field:
    return _asked("textarea", id, label, description, required, render=render)


def _dropdown(id: str, label: str, description: str, options: Iterable[str], *, required: bool = True) -> Field:
    return _asked("dropdown", id, label, description, required, options=list(options))


def _asked(kind: str, id: str, label: str, description: str, required: bool, **more: object) -> Field:
    said = {"label": label, "description": description, **more}
    attributes = {key: value for key, value in said.items() if value}
    return {"type": kind, "id": id, "attributes": attributes, "validations": {"required": required}}


def _promise(label: str) -> Field:
    return {
        "type": "checkboxes",
        "id": "rules",
        "attributes": {"label": "Rules", "options": [{"label": label, "required": True}]},
    }
