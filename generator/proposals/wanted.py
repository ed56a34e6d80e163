"""Wanted: what a file's fields shall hold once a proposal is taken in, or why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.check.claims import CLAIM_KEYS
from generator.check.proposals import Refused
from generator.check.question_list import QuestionList
from generator.model.proposals import HERE, NONE, OF_SOURCE, Plain, Proposal
from generator.proposals.groups import (
    Group,
    Unfit,
    copy_group,
    group_of,
    groups_in,
    holds,
    merge,
    put,
    put_behind,
    same,
)
from generator.proposals.sources import change_source, drop_sources, known_source, take_source, used_sources
from generator.proposals.writing import write_value

_CLAIM_OWN = ("answer", "source")  # what stays of a claim whose answer or source changes


def find_wanted(front: Group, proposal: Proposal, listed: QuestionList) -> Group | Refused:
    """The file's fields with the proposal taken in; the same fields where they say so already."""
    wanted = copy_group(front)
    used = set(used_sources(front, listed))
    try:
        if proposal.question:
            _change_question(wanted, proposal, listed)
        elif proposal.field.startswith(OF_SOURCE):
            change_source(wanted, proposal)
        else:
            _change_field(wanted, proposal)
    except Unfit as unfit:
        return Refused(about=proposal.about, why=str(unfit))
    drop_sources(wanted, used - set(used_sources(wanted, listed)))
    return wanted


# --- The claims of a question ------------------------------------------------------------------------


def _change_question(wanted: Group, proposal: Proposal, listed: QuestionList) -> None:
    section = listed.homes[proposal.question]
    questions = group_of(wanted, section)
    there = questions.get(proposal.question)
    claims = groups_in(there)
    changed = _change_claims(claims, proposal, wanted)
    if changed == claims:
        return
    if not changed:
        del questions[proposal.question]
    else:
        value: Plain = list(changed) if isinstance(there, list) or len(changed) > 1 else changed[0]
        put(questions, proposal.question, value, listed.question_ids[section])
    if questions:
        put(wanted, section, questions, listed.section_ids)
    else:
        del wanted[section]


def _change_claims(claims: list[Group], proposal: Proposal, wanted: Group) -> list[Group]:
    seen = _find_seen(claims, proposal)
    if proposal.new is None:
        if seen is None and _stands_by(claims, proposal):
            raise Unfit(_tell_now(claims))
        return [claim for claim in claims if claim is not seen]
    new = _new_fields(proposal)
    if "answer" in new and any(_says(claim, new, proposal, wanted) for claim in claims):
        return claims
    if seen is None and (proposal.now is not None or claims):
        raise Unfit(_tell_now(claims))
    if seen is None or proposal.keep:
        return [_begin_claim(new, proposal, wanted), *claims]
    if new.get("confirmed") == HERE:
        changed = merge(seen, {**new, "confirmed": take_source(proposal, wanted)}, CLAIM_KEYS)
    else:
        changed = _change_claim(seen, new, take_source(proposal, wanted))
    return [changed if claim is seen else claim for claim in claims]


def _new_fields(proposal: Proposal) -> Group:
    """A look at the page counts for what was looked for there, never for other claims by the same source."""
    new = dict(proposal.new) if isinstance(proposal.new, dict) else {}
    if isinstance(proposal.source, Mapping) and proposal.source.get("checked"):
        new.setdefault("checked", proposal.source["checked"])
    return new


def _find_seen(claims: Sequence[Group], proposal: Proposal) -> Group | None:
    """The one claim that the proposal saw."""
    if not isinstance(proposal.now, dict):
        return None
    found = [claim for claim in claims if holds(claim, proposal.now)]
    if len(found) > 1:
        raise Unfit(f"{len(found)} claims there say so; `now` must name the source of one of them")
    return found[0] if found else None


def _stands_by(claims: Sequence[Group], proposal: Proposal) -> bool:
    """Whether the source whose claim shall go still says something, only another thing."""
    source = proposal.now.get("source") if isinstance(proposal.now, dict) else None
    return any(source is None or claim.get("source") == source for claim in claims)


def _says(claim: Group, new: Group, proposal: Proposal, wanted: Group) -> bool:
    """Whether a claim says already what is proposed, by the same source."""
    source = known_source(proposal, wanted)
    return source is not None and claim.get("source") == source and holds(claim, new)


def _begin_claim(new: Group, proposal: Proposal, wanted: Group) -> Group:
    source = take_source(proposal, wanted)
    if "answer" not in new or not source:
        raise Unfit("a new claim must have an `answer`, and a `source` beside it")
    filled = {**new, "source": source}
    return {key: filled[key] for key in CLAIM_KEYS if filled.get(key)}


def _change_claim(claim: Group, new: Group, source: str) -> Group:
    """The claim with new fields. Where its answer or source changes, what stood beside the old one goes with it."""
    given: Group = {**new, **({"source": source} if source else {})}
    replaced = any(key in given and not same(claim.get(key, ""), given[key]) for key in _CLAIM_OWN)
    changed: Group = {key: value for key, value in claim.items() if not replaced or key in (*_CLAIM_OWN, *given)}
    return merge(changed, given, CLAIM_KEYS)


def _tell_now(claims: Sequence[Group]) -> str:
    if not claims:
        return "what the proposal saw is not there: no answer stands there now"
    return f"what the proposal saw is not there: now it says {'; '.join(write_value(claim) for claim in claims)}"


# --- Fields -----------------------------------------------------------------------------------------


def _change_field(wanted: Group, proposal: Proposal) -> None:
    there, new = wanted.get(proposal.field), proposal.new
    if isinstance(new, dict) and proposal.source:
        new = {key: part for key, part in {**new, "source": take_source(proposal, wanted)}.items() if part}
    if there == new or (there is not None and new is not None and same(there, new)):
        return
    if there != proposal.now and not (there is not None and proposal.now is not None and same(there, proposal.now)):
        said = NONE if there is None else write_value(there)
        raise Unfit(f"what the proposal saw is not there: now it says {said}")
    if new is None:
        del wanted[proposal.field]
    elif there is not None:
        wanted[proposal.field] = new
    else:
        plain = [name for name, value in wanted.items() if name != "sources" and not isinstance(value, dict)]
        put_behind(wanted, proposal.field, new, plain)
