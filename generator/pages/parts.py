"""Parts that several page kinds show: the head of a page, rows, choices, texts and tools."""

from __future__ import annotations

from dataclasses import dataclass

from generator.answers.views import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Where a listing stands among its pages: earlier and later are None at the ends."""

    number: int
    total: int
    earlier: Link | None
    later: Link | None
    pages: tuple[Link, ...]  # a window of numbered links; the current one has note "current"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One option of a facet, as a link or a checkbox, with its count."""

    id: str
    label: str
    count: int
    url: str = ""
    settled: int | None = None  # how many of them by an answer to lean on; None where that is no question


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A number that readers type instead of choosing a range."""

    label: str
    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A way to narrow a list; the counts of its choices sum to all programs."""

    id: str
    label: str
    choices: tuple[Choice, ...]
    told: str = ""  # all parts in one line
    typed: Typed | None = None
    changes: tuple[Link, ...] = ()  # the paragraphs of guides about what may stop it
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A page that says one thing: method, contribute, 404, a tool's shell."""

    heading: str
    lead: str
    body: str = ""
    links: tuple[Link, ...] = ()
    legend: bool = False  # what the marks mean, at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolView:
    """A page whose work is done in the browser; `config` is JSON for its element."""

    heading: str
    lead: str
    config: str
    without: tuple[Link, ...]  # where to go without JavaScript
    email: str = ""  # where to write without an account at the forge


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureAnswer:
    """An answer on a preview picture; a second side of a disagreement has no label."""

    label: str
    shown: str
    age: str = ""
    tone: str = "neutral"
    note: str = ""

    @property
    def words(self) -> str:
        """The same in words."""
        said = f"{self.shown} ({self.age})" if self.age else self.shown
        said = f"{self.label}: {said}" if self.label else f"or {said}"
        return f"{said}, {self.note}" if self.note else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What the preview picture of a page shows; `generator.render.draw` draws it."""

    eyebrow: str
    title: str
    text: str
    answers: tuple[PictureAnswer, ...] = ()
    foot: str

    @property
    def alt(self) -> str:
        """The picture in words, for those who cannot see it."""
        return ". ".join(part.rstrip(".") for part in (self.title, self.text, *(a.words for a in self.answers)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands in `<head>` and around the page, so that a link unfurls well."""

    url: str  # relative to the site's root: "" for home, "programs/x/", "404.html"
    root: str  # from this page to the site's root: "./", "../../"
    canonical: str
    title: str
    description: str
    kind: str  # the page kind: profile, listing, guide …
    card: str  # absolute URL of the preview picture
    card_alt: str
    picture: Picture | None  # what to draw, where the page has a picture of its own
    crumbs: tuple[Link, ...]
    json_ld: str
    scripts: tuple[str, ...]  # beyond those of every page
    feed: str  # the Atom feed about what this page shows


# Pages that load the programs' JSON, whose names change with any program.
DATA_KINDS = frozenset(
    {
        "programs",
        "compare-tool",
        "contribute-program",
        "my-list",
        "rank-room",
        "checklist",
        "ask",
        "home",
        "search",
        "shortlist",
        "verify",
    }
)
