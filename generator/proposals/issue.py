"""Issue: what somebody wrote into a form of the forge, as proposals.

A form that the site filled in holds proposals as they are; one that a person filled in holds one answer in words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from generator.check import Lists
from generator.check.proposals import Refused
from generator.check.sources import UNDATED
from generator.check.subject_files import SubjectFiles
from generator.data.issue_forms import LABELS
from generator.model.addresses import take_apart
from generator.model.kinds import REPLY, holds_items
from generator.model.problem import Problem
from generator.model.proposals import NONE, Plain
from generator.model.questions import Question
from generator.model.reading import NOT_STATED
from generator.proposals.groups import Group, group_of, groups_in, same
from generator.read.documents import read_document
from generator.read.plain import to_plain

_HEADING = re.compile(r"^### (.+)$", re.MULTILINE)
_FENCED = re.compile(r"^```[a-z]*[ \t]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_EMPTY = "_No response_"
_TOPIC = re.compile(r"\(([a-z0-9-]+)\)\s*\Z")
_SEEN = re.compile(r"\[([a-z0-9-]+)\]\Z")
_FAULT = re.compile(r"(?:^|(?<=[.?] ))(?P<where>[a-z0-9_.-]+): (?=must )")
# What a form asks under another name than a proposal has.
_ASKED = {
    "file": "program",
    "question": "question",
    "now": "now",
    "kind": "kind",
    "dated": "dated",
    "checked": "checked",
}
_HAND = "Nothing in it can be turned into a change by a machine, so a person has to read it."


def read_issue(body: str, root: Path, lists: Lists, files: SubjectFiles) -> list[str | Refused]:
    """The proposals of an issue's text, each as text; what cannot become one is refused in words."""
    told = _split(body.replace("\r\n", "\n"))
    filled = told.get("proposal", "")
    if filled:
        return [*_FENCED.findall(filled)] or [filled]
    if not told.get("program") or not told.get("answer"):
        return [Refused(about="issue", why=_HAND)]
    return [_Report(told, root, lists, files).write()]


def tell_by_form(refused: Refused, body: str) -> Refused:
    """Why something was refused, by the names that stand in the form which a person filled in.

    What the site filled in holds proposals, and is told by their own names.
    """
    if _split(body.replace("\r\n", "\n")).get("proposal"):
        return refused
    return replace(refused, why=_FAULT.sub(lambda found: f'"{LABELS[_name_asked(found["where"])]}": ', refused.why))


def _name_asked(where: str) -> str:
    """What the form asks for a field of a proposal or of a file."""
    first, _, last = where.partition(".")
    of_source = first in ("source", "sources")
    return _ASKED.get(last.rpartition(".")[2] if of_source else first, "source" if of_source else "answer")


def _split(body: str) -> dict[str, str]:
    """What stands below each heading of our forms; the first counts where one comes twice."""
    ids = {label: id for id, label in LABELS.items()}
    parts = _HEADING.split(body)
    found: dict[str, str] = {}
    for label, text in zip(parts[1::2], parts[2::2], strict=True):
        if label.strip() in ids and text.strip() != _EMPTY:
            found.setdefault(ids[label.strip()], text.strip())
    return found


class _Report:
    """One answer that a person wrote into a form."""

    def __init__(self, told: Mapping[str, str], root: Path, lists: Lists, files: SubjectFiles) -> None:
        self._told = told
        self._root = root
        self._lists = lists
        self._files = files

    def write(self) -> str | Refused:
        """The proposal's text."""
        id = self._question()
        if not id:
            return Refused(about="issue", why=f'name the question: "{LABELS["question"]}" is empty')
        question = self._lists.listed.questions.get(id)
        slug = PurePosixPath(take_apart(self._told["program"]).path).name or self._told["program"]
        path = self._files.find(slug)
        if question is None or not path:
            return self._dump({"file": path or slug, "question": id, "now": NONE, "new": NONE})
        path, front, claims = self._find_claims(path, question)
        seen = self._find_seen(claims)
        if isinstance(seen, Refused):
            return seen
        source = self._source(front)
        if isinstance(source, Refused):
            return source
        new: dict[str, Plain] = {"answer": _as_answer(self._told["answer"], question)}
        proposal: dict[str, object] = {"file": path, "question": id, "now": NONE, "new": new, "source": source}
        if seen:
            proposal["now"] = {key: seen[key] for key in ("answer", "source")}
            # What the same page says now takes the place of what it said; another page stands beside it.
            same_page = _url_of(front, str(seen.get("source"))) == source.get("url")
            proposal["keep"] = "" if same_page else "true"
            if same_page and not self._told.get("dated"):
                proposal["source"] = ""
                new.update({"checked": source["checked"]} if "checked" in source else {})
        return self._dump(proposal)

    def _dump(self, proposal: Mapping[str, object]) -> str:
        by = "program" if self._told.get("role") else "reader"
        return json.dumps({key: value for key, value in {**proposal, "by": by}.items() if value}, ensure_ascii=False)

    def _question(self) -> str:
        """The id of the question: as a link filled it in, as chosen from the list, or by its label."""
        text = self._told.get("question", "")
        topic = _TOPIC.search(self._told.get("topic", ""))
        if not text and topic:
            return topic[1]
        labels = {question.label.casefold(): id for id, question in self._lists.listed.questions.items()}
        return labels.get(text.casefold(), text)

    def _find_claims(self, path: str, question: Question) -> tuple[str, Group, list[Group]]:
        """The file that holds what the reader saw: the profile, or that of its institution."""
        front = self._front(path)
        claims = _claims_of(front, question)
        inherited_path = self._files.find(str(front.get("institution", "")), "institution")
        wide = self._front(inherited_path) if inherited_path else {}
        known = _claims_of(wide, question)
        seen = self._seen()
        if seen:
            inherited = any(_fits(claim, seen) for claim in known) and not any(_fits(claim, seen) for claim in claims)
        else:
            page = self._told.get("source", "")
            inherited = any(_url_of(wide, str(claim.get("source"))) == page for claim in known)
        return (inherited_path, wide, known) if inherited else (path, front, claims)

    def _front(self, path: str) -> Group:
        document = read_document(self._root, path)
        front = None if isinstance(document, Problem) else to_plain(document.front)
        return front if isinstance(front, dict) else {}

    def _seen(self) -> dict[str, str]:
        now = self._told.get("now", "").strip("“”")  # as a refusal offers it
        seen = _SEEN.search(now)
        return {"answer": now[: seen.start()].rstrip(), "source": seen[1]} if seen else {}

    def _find_seen(self, claims: Sequence[Group]) -> Group | Refused | None:
        """The claim that the report is about; where it does not say, the only one there is."""
        seen = self._seen()
        found = [claim for claim in claims if _fits(claim, seen)] if seen else list(claims)
        if len(found) > 1:
            texts = ", ".join(f"“{_as_seen(claim.get('answer', ''))} [{claim.get('source')}]”" for claim in found)
            return Refused(about="issue", why=f'several answers stand there; "{LABELS["now"]}" must name one: {texts}')
        if not found and seen:
            return {**seen}
        return found[0] if found else None

    def _source(self, front: Group) -> dict[str, str] | Refused:
        told = self._told
        url = told.get("source", "").strip("<>")
        if not url:
            return self._reply()
        labels = {kind.label: kind.id for kind in self._lists.source_kinds.values()}
        kind = labels.get(told.get("kind", "")) or _kind_of_host(url, front) or "program"
        source = {"kind": kind, "title": title_of_page(url), "url": url, "dated": told.get("dated") or UNDATED}
        return {**source, **({"checked": told["checked"]} if told.get("checked") else {})}

    def _reply(self) -> dict[str, str] | Refused:
        """What a program says without a page that shows it: then the day on which it was said stands for it."""
        page, day = LABELS["source"], self._told.get("dated", "")
        if not self._told.get("role"):
            return Refused(about="issue", why=f'"{page}" must hold the address of a page that says so')
        if not day or day == UNDATED:
            why = f'"{LABELS["dated"]}" must hold the day on which it was said, since "{page}" is empty'
            return Refused(about="issue", why=why)
        return {"kind": REPLY, "title": "Reply to this directory", "dated": day}


def _claims_of(front: Group, question: Question) -> list[Group]:
    return groups_in(group_of(front, question.section).get(question.id))


def _fits(claim: Group, seen: Mapping[str, str]) -> bool:
    answer = claim.get("answer", "")
    # Years and their numbers read otherwise on the site, so they are known by their source alone.
    return claim.get("source") == seen["source"] and (isinstance(answer, dict) or same(answer, seen["answer"]))


def _as_seen(answer: Plain) -> str:
    """An answer as a person may write it into the form, to say which one is meant."""
    if isinstance(answer, dict):
        return ", ".join(f"{key}: {value}" for key, value in answer.items())
    return ", ".join(map(str, answer)) if isinstance(answer, list) else str(answer)


def _as_answer(text: str, question: Question) -> Plain:
    """An answer as the file writes it: the option that is meant, or the words."""
    words = " ".join(text.split())
    if words.casefold().rstrip(".") == NOT_STATED:
        return NOT_STATED
    ids = {name.casefold(): option.id for option in question.options for name in (option.id, option.label)}
    if holds_items(question) and question.options:
        return [ids.get(item.casefold(), item) for item in re.split(r"\s*[,;\n]\s*", text.strip()) if item]
    return ids.get(words.casefold().rstrip("."), words)


def _url_of(front: Group, key: str) -> str:
    return str(group_of(group_of(front, "sources"), key).get("url", ""))


def _kind_of_host(url: str, front: Group) -> str:
    """Pages of one host are of one kind, as far as the file knows."""
    host = take_apart(url).netloc
    for source in groups_in([*group_of(front, "sources").values()]) if host else ():
        if take_apart(str(source.get("url", ""))).netloc == host:
            return str(source.get("kind", ""))
    return ""


def title_of_page(url: str) -> str:
    """A title for a page of which only the address is known: the last words of it, and the host."""
    parts = take_apart(url)
    last = PurePosixPath(unquote(parts.path)).stem
    words = " ".join(re.findall(r"[A-Za-z0-9]+", last))
    return f"{words.capitalize()} ({parts.netloc})"[:200] if words else parts.netloc[:200]
