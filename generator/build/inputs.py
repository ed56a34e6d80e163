"""Inputs: what there is to build from, what the last build knew of it, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.answers.extracts import count_indexes
from generator.build.ledger import Ledger, read_ledger
from generator.build.order import Order
from generator.history.changes import ChangeLog, read_log
from generator.model.digests import code_digest, digest, folder_digest
from generator.publish.extracts import list_extracts
from generator.publish.staging import is_untouched
from generator.read.folders import ContentFiles, list_content
from generator.read.stamps import Seen, hash_files, look_again
from generator.render.cards import drawn_by

# Files of content/ that profiles do not depend on: a change there leaves them as they are.
ASIDE = ("facts", "charts", "glossary", "flow", "patterns", "costs", "fit", "stages", "tracker", "search")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What a build begins with."""

    files: ContentFiles
    log: ChangeLog
    parts: int  # search indexes
    base: str  # the key of what every page depends on
    editorial: Mapping[str, str]  # a hash of each file but the profiles
    seen: Mapping[str, Seen]  # the profiles; the hash of one that was never seen is empty
    ledger: Ledger  # of the last build, where its site stands as it was written; else an empty one

    def state(self, digests: Iterable[str]) -> str:
        """All that a build rests on, as one hash; `digests` are those of the profiles."""
        return digest(self.base, *self.editorial.items(), self.log.digest, *self.seen, *digests)

    def seen_with(self, digests: Iterable[str]) -> dict[str, Seen]:
        """The profiles with the hash of each, once all of them were read."""
        return {
            path: look if look.digest else look._replace(digest=known)
            for (path, look), known in zip(self.seen.items(), digests, strict=True)
        }


def read_inputs(order: Order) -> Inputs:
    """Read what there is to build from, but for the content of the profiles."""
    files = list_content(order.root)
    ledger = _believe(order, read_ledger(order.cache))
    log = read_log(order.root, order.cache)
    parts = count_indexes(len(files.programs))
    changed = look_again(order.root, files.programs, ledger.seen, read=bool(ledger.made))
    return Inputs(
        files=files,
        log=log,
        parts=parts,
        base=_base_key(order, files, log, parts),
        editorial=hash_files(order.root, files.editorial),
        seen={path: changed.get(path) or ledger.seen[path] for path in files.programs},
        ledger=ledger,
    )


def is_up_to_date(inputs: Inputs, order: Order) -> bool:
    """Whether the site is what this build would make of it."""
    indexed = not order.index or inputs.ledger.indexed == inputs.ledger.state
    same = inputs.ledger.state == inputs.state(look.digest for look in inputs.seen.values())
    return same and indexed and not inputs.files.problems


def _believe(order: Order, ledger: Ledger) -> Ledger:
    """The ledger, if it speaks of this site as it stands, and what the search index is made from is there."""
    ready = not lays_extracts(order) or len(list_extracts(order.cache / "extracts")) >= ledger.programs
    ours = ledger.site == str(order.site) and ready and is_untouched(order.site, ledger.files)
    return ledger if ours else Ledger()


def lays_extracts(order: Order) -> bool:
    """Once there are extracts, they are kept up to date, since the next build may need them."""
    return order.extracts or bool(list_extracts(order.cache / "extracts"))


def _base_key(order: Order, files: ContentFiles, log: ChangeLog, parts: int) -> str:
    """What every page depends on: code, templates, today, settings, and the questions and lists."""
    shared = hash_files(order.root, (*files.single, *files.questions))
    for name in ASIDE:
        shared.pop(f"content/{name}.yml", None)
    templates = folder_digest(order.root / "templates")
    settings = (order.today, order.base_url, drawn_by() if order.cards else "", log.note, parts)
    return digest(code_digest(), templates, *settings, *sorted(shared.items()))
