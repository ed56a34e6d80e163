"""The pages of a program's site: those that were named, and those behind whose links rules are likely to stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from generator.model.editorial import Editorial
from generator.model.finding import Finder
from generator.model.look_for import Lexicon
from generator.model.spellings import Spellings
from generator.watch.drafting import PageDraft, draft_page, make_finder, name_specialty, other_names
from generator.watch.fetch import FAULTS
from generator.watch.manners import Visitor
from generator.watch.outline import Outline, read_outline
from generator.watch.visit import visit


@dataclass(slots=True, kw_only=True)
class Drafter:
    """Reads the pages of one program, each once."""

    editorial: Editorial
    spellings: Spellings
    visitor: Visitor
    specialty: str = ""
    most: int = 8  # pages of the same site besides those that were named
    _seen: set[str] = field(default_factory=set)
    _finders: dict[str, Finder] = field(default_factory=dict)  # by specialty

    def draft(self, urls: Sequence[str]) -> Iterator[PageDraft]:
        """What each page gives, those that were named first."""
        followed: dict[str, None] = {}
        for url in urls:
            for page, outline in self._read(url):
                yield page
                if not page.left:
                    followed.update(dict.fromkeys(self._choose_links(page.url, outline)))
        left = self.most
        for url in followed:
            for page, _ in self._read(url) if left else ():
                left -= 1
                yield page

    def _read(self, url: str) -> Iterator[tuple[PageDraft, Outline]]:
        address = urldefrag(url)[0]
        if address in self._seen:
            return
        met = visit(address, self.visitor)
        known = met.end in self._seen
        self._seen |= {address, met.end}
        if known:
            return
        if met.looped or met.answer.fault or met.answer.status != 200:
            fault = "redirects" if met.looped else met.answer.fault
            why = FAULTS[fault] if fault else f"answered {met.answer.status}"
            yield PageDraft(url=url, left=why, unanswered=True), Outline(blocks=())
            return
        outline = read_outline(met.answer.body, met.answer.headers.get("content-type", ""))
        yield draft_page(met.end, outline, self._finder(outline), self.editorial, self.spellings), outline

    def _finder(self, outline: Outline) -> Finder:
        """For the specialty of the program; without one, for the only one that the page's heading names."""
        about = self.specialty or name_specialty(outline, self.editorial)
        if about not in self._finders:
            self._finders[about] = make_finder(self.editorial, about)
        return self._finders[about]

    def _choose_links(self, base: str, outline: Outline) -> Iterator[str]:
        """The links to pages of the same site whose words promise rules, and do not name others."""
        lexicon = self.editorial.lexicon or Lexicon()
        others = "|".join(re.escape(name) for name in other_names(self.editorial, self.specialty)) or "(?!)"
        away = re.compile(rf"\b(?:{others}|{'|'.join(map(re.escape, lexicon.away)) or '(?!)'})")
        for href, words in outline.links:
            try:
                url = urldefrag(urljoin(base, href))[0]
                parts, here = urlsplit(url), urlsplit(base)
            except ValueError:  # an address that cannot be taken apart
                continue
            told = re.sub(r"[-_/.]+", " ", f"{parts.path} {words}".casefold())
            wanted = any(word in told for word in lexicon.pages) and not away.search(told)
            if wanted and parts.scheme in ("http", "https") and parts.netloc == here.netloc:
                yield url
