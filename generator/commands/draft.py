"""The command `draft`: read a program's pages, and propose what they answer; a person accepts or drops each one."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import PurePosixPath

from generator.bulk.blank import ProgramDraft
from generator.bulk.known_programs import known_programs
from generator.bulk.new_file import Declined, Starter
from generator.check import Checked, check_program
from generator.check.known_names import names_of
from generator.check.proposals import check_proposals
from generator.check.texts import slug_of
from generator.commands.apply import tell_all
from generator.commands.check import check_sound
from generator.commands.console import say
from generator.commands.options import MOST_PAGES, add_root, number, seconds, web_address
from generator.commands.outcome import CheckOutcome
from generator.commands.watch import MISSING
from generator.model.claims import Program
from generator.model.finding import Found
from generator.model.problem import Problem, printable
from generator.model.questions import Question
from generator.model.wording import count
from generator.proposals.applying import Edits
from generator.read.documents import read_document
from generator.watch.drafting import PageDraft
from generator.watch.proposing import propose

HELP = "read a program's pages and propose what they answer, for a person to accept or drop"
NEEDED = ("htmldate", "httpcore", "protego", "pypdf", "selectolax")
_PARTS = ("institution", "specialty", "city", "state")  # of a program, which tell of it where it has no profile yet
_CHOICES = "[a]ccept, [e]dit the answer, [d]rop, [q]uit"


def add_options(command: argparse.ArgumentParser) -> None:
    """Which pages, and of which program."""
    add_root(command)
    command.add_argument(
        "urls", nargs="+", type=web_address, metavar="URL", help="the program's page, and others of the same program"
    )
    command.add_argument(
        "--program", default="", metavar="SLUG", help="the profile that they are about, where it exists"
    )
    for name in _PARTS:
        command.add_argument(f"--{name}", default="", help="of the program, where its profile is to be begun")
    command.add_argument("--kind", default="program", help="the kind of source that the pages are (default: program)")
    command.add_argument(
        "--follow", type=number(0, MOST_PAGES), default=8, metavar="N", help="at most so many further pages of the site"
    )
    command.add_argument("--yaml", action="store_true", help="print proposals, and ask nothing")
    command.add_argument(
        "--pause", type=seconds, default=1.0, metavar="SECONDS", help="between two requests to one host"
    )
    command.add_argument("--allow-local", action="store_true", help="speak to machines of a private network too")


def run(options: argparse.Namespace) -> int:
    """Read the pages, and hand over what they answer; nothing is written that nobody accepted."""
    if not all(map(find_spec, NEEDED)):
        say(MISSING)
        return 1
    outcome = check_sound(options.root, options.today)
    if outcome is None or outcome.checked is None:
        return 1
    if options.kind not in outcome.checked.editorial.source_kinds:
        say(f"--kind must be one of {', '.join(outcome.checked.editorial.source_kinds)}.")
        return 1
    if not options.yaml and not sys.stdin.isatty():
        say("Nobody can be asked here: --yaml prints the proposals instead.")
        return 1
    path, program = _find_program(options, outcome, outcome.checked)
    if not path:
        return 1
    questions = outcome.checked.editorial.questions

    def write(page: PageDraft, found: Found) -> str:
        return propose(page, found, questions[found.question], path, options.kind, program)

    pages = list(_draft(options, outcome.checked, program))
    if all(page.unanswered for page in pages):
        say(f"No page answered ({len(pages):,} asked): is this machine online, and are the addresses right?")
        return 1
    answers = [(page, found) for page in pages for found in page.found]
    proposals = [(page, found, text) for page, found in answers if (text := write(page, found))]
    if options.yaml:
        return _print([text for *_, text in proposals])
    accepted = list(_walk(proposals, write, questions))
    if not accepted:
        say("Nothing was accepted, so nothing was written.")
        return 0
    return _take_in(accepted, path, options, outcome, outcome.checked)


def _find_program(options: argparse.Namespace, outcome: CheckOutcome, checked: Checked) -> tuple[str, Program | None]:
    """The path of the profile, which may not be there yet, and what stands in it."""
    slug = options.program or _name_program(options, checked)
    path = outcome.subjects.find(slug, "program") if slug else ""
    if slug and not path and not options.program:
        place = {name: getattr(options, name) for name in _PARTS}
        path, _ = known_programs(outcome.marks, checked.editorial).find(ProgramDraft(name="", **place))
    if path:
        document = read_document(options.root, path)
        return path, None if isinstance(document, Problem) else check_program(document, checked.lists)[0]
    if options.program:
        say(outcome.subjects.tell_unknown(slug, "program"))
        return "", None
    return f"content/programs/{options.state.lower()}/{slug}.md" if slug else "", None


def _name_program(options: argparse.Namespace, checked: Checked) -> str:
    """What the file of a program would be called that is told by its parts, which are ids afterwards; "" if they do not do."""
    names = names_of(checked.editorial)
    for name in ("institution", "specialty", "state"):
        given = getattr(options, name)
        found = names[name].find(given)
        if given and not found:
            say(f'No {name} is called "{given}". Begin it with `new`, or look at its spelling.')
            return ""
        setattr(options, name, found)
    institution = checked.editorial.institutions.get(options.institution)
    if institution is None or not options.specialty:
        say("Say which program it is: --program, or --institution and --specialty (and --city, --state).")
        return ""
    options.city, options.state = options.city or institution.city, options.state or institution.state
    return slug_of(options.institution, options.city, options.specialty)


def _draft(options: argparse.Namespace, checked: Checked, program: Program | None) -> Iterator[PageDraft]:
    from generator.watch.fetch import Limits
    from generator.watch.manners import Visitor
    from generator.watch.site_pages import Drafter

    site = checked.editorial.site
    agent = f"{'-'.join(re.findall('[A-Za-z0-9]+', site.title))}-draft/1 (+{site.base_url})"
    visitor = Visitor(Limits(agent=agent, allow_local=options.allow_local), pause=options.pause)
    specialty = program.specialty if program else options.specialty
    drafter = Drafter(
        editorial=checked.editorial,
        spellings=checked.lists.spellings,
        visitor=visitor,
        specialty=specialty,
        most=options.follow,
    )
    for page in drafter.draft(options.urls):
        told = f"left alone: {page.left}" if page.left else count(len(page.found), "answer")
        say(printable(f"{page.url}: {told}"))
        yield page


def _print(texts: Sequence[str]) -> int:
    print("".join(texts), end="")
    say(f"{count(len(texts), 'proposal')}. A person has to look at each of them before `apply` takes it.")
    return 0


def _walk(
    proposals: Iterable[tuple[PageDraft, Found, str]],
    write: Callable[[PageDraft, Found], str],
    questions: Mapping[str, Question],
) -> Iterator[str]:
    """Show each answer with the sentence that says it; the proposals of those that a person accepts."""
    for page, found, text in proposals:
        answer = _ask(page, found, questions[found.question])
        if answer is None:
            return
        if answer:
            yield write(page, replace(found, answer=answer)) or text


def _ask(page: PageDraft, found: Found, question: Question) -> str | None:
    """The accepted answer, "" where it is dropped, None where the person has had enough."""
    strength = f" ({found.strength})" if found.strength else ""
    print(printable(f"\n{question.text}\n  {found.answer}{strength}\n  “{found.sentence}”\n  {page.url}"))
    while True:
        try:
            choice = input(f"  {_CHOICES}: ").strip().lower()[:1]
            if choice == "a":
                return found.answer
            if choice == "e":
                return input("  the answer: ").strip() or found.answer
        except EOFError:
            return None
        if choice == "d":
            return ""
        if choice == "q":
            return None


def _take_in(
    accepted: list[str], path: str, options: argparse.Namespace, outcome: CheckOutcome, checked: Checked
) -> int:
    """Begin the profile where it is not there yet, and turn what was accepted into edits of it."""
    root, day = options.root, options.today
    if path not in outcome.files.programs:
        given = {name: getattr(options, name) for name in _PARTS} | {"slug": PurePosixPath(path).stem}
        try:
            say(Starter(root, outcome.subjects, outcome.marks, checked, lambda what, hint: "").start("program", given))
        except Declined as reason:
            say(str(reason))
            return 1
        begun = check_sound(root, day)
        if begun is None or begun.checked is None:
            return 1
        outcome, checked = begun, begun.checked
    edits = Edits(root, checked.lists)
    done = edits.apply(check_proposals("".join(accepted), "the draft", checked.lists, outcome.subjects))
    edits.write()
    print(tell_all(done, "text"), end="")
    return 0
