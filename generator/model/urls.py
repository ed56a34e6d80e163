"""Where everything stands on the site. Addresses are relative to its root and end with a slash."""

from __future__ import annotations

from hashlib import blake2b

HOME = ""
PROGRAMS = "programs/"
COMPARE = "compare/"
CHECKLIST = "checklist/"
STATES = "states/"
SPECIALTIES = "specialties/"
INSTITUTIONS = "institutions/"
ASKS = "ask/"  # by whom to ask
GUIDES = "guides/"
GLOSSARY = "glossary/"
MY_LIST = "my-list/"
RANK_ROOM = "my-list/rank/"
SEARCH = "search/"
SHORTLIST = "shortlist/"
METHOD = "method/"
CONTRIBUTE = "contribute/"
CHANGES = "changes/"
REVIEW = "review/"
VERIFY = "verify/"
FLOW = "decision-flow/"
PATTERNS = "patterns/"
NOT_FOUND = "404.html"
API = "api/v1/"
PROPOSAL_SCHEMA = "api/v1/proposal.schema.json"
PROGRAM_SCHEMA = "api/v1/program.schema.json"  # of a profile as it is written
INSTITUTION_SCHEMA = "api/v1/institution.schema.json"
DATA = "contribute/data/"
FORM = "contribute/program/"
FIELDS = "contribute/fields/"
PROBLEMS = "contribute/problems/"
FEED = "feed.xml"
CSV = "programs.csv"
CLAIMS = "claims.csv"

# What [[page:…]] may name in guides.
PAGES = {
    "home": HOME,
    "programs": PROGRAMS,
    "compare": COMPARE,
    "checklist": CHECKLIST,
    "my-list": MY_LIST,
    "rank-room": RANK_ROOM,
    "search": SEARCH,
    "shortlist": SHORTLIST,
    "method": METHOD,
    "contribute": CONTRIBUTE,
    "form": FORM,
    "fields": FIELDS,
    "problems": PROBLEMS,
    "data": DATA,
    "changes": CHANGES,
    "review": REVIEW,
    "verify": VERIFY,
    "glossary": GLOSSARY,
    "guides": GUIDES,
    "patterns": PATTERNS,
    "decision-flow": FLOW,
}

# The folders of the site's own, in which no facet page may stand.
RESERVED = frozenset(
    {
        *(url.partition("/")[0] for url in (*PAGES.values(), ASKS, INSTITUTIONS, SPECIALTIES, STATES) if url),
        *("api", "assets", "cards", "pagefind"),
    }
)

# The anchors that templates set on their own, so that no heading of a text and no question may be called so.
ANCHORS = frozenset(
    {
        *("main-content", "site-search", "home-search", "site-search-words", "site-search-found"),
        *("home-search-words", "home-search-found", "filter-words", "filter-sort", "program-results"),
        *("similar-programs", "about-this-profile", "sources-of-this-page"),
    }
)


def program(slug: str) -> str:
    """A profile."""
    return f"programs/{slug}/"


def evidence(slug: str) -> str:
    """The evidence that a profile has no room for."""
    return f"programs/{slug}/evidence/"


def program_json(slug: str) -> str:
    """A profile for machines, and for the tools in the browser."""
    return f"{API}programs/{slug}.json"


def program_feed(slug: str) -> str:
    """What changed on one profile."""
    return f"programs/{slug}/feed.xml"


def state(code: str) -> str:
    """All programs of a state."""
    return f"{STATES}{code.lower()}/"


def specialty(id: str) -> str:
    """All programs of a specialty."""
    return f"{SPECIALTIES}{id}/"


def institution(slug: str) -> str:
    """An institution and its programs."""
    return f"{INSTITUTIONS}{slug}/"


def facet_page(group: str, slug: str) -> str:
    """The programs of one answer."""
    return f"{group}/{slug}/"


def facet_state(group: str, slug: str, code: str) -> str:
    """Those of them in one state, where they are many."""
    return f"{group}/{slug}/{code.lower()}/"


def filings(group: str, slug: str) -> str:
    """Who filed, from the public record."""
    return f"{group}/{slug}/"


def filings_csv(group: str, slug: str) -> str:
    """The same as a table for spreadsheets."""
    return f"{group}/{slug}/filings.csv"


def comparison(slug: str) -> str:
    """A curated comparison."""
    return f"compare/{slug}/"


def compare(slugs: tuple[str, ...]) -> str:
    """The free comparison of some programs."""
    return f"compare/?p={','.join(slugs)}"


def question(id: str) -> str:
    """A question's own page."""
    return f"checklist/{id}/"


def ask(audience: str) -> str:
    """The questions for one audience."""
    return f"{ASKS}{audience}/"


def pack_of(audience: str, slug: str) -> str:
    """The questions for one audience that a program leaves open."""
    return f"{ask(audience)}?program={slug}"


def checklist_of(slug: str) -> str:
    """The checklist for one program."""
    return f"{CHECKLIST}?program={slug}"


def guide(slug: str) -> str:
    """A guide."""
    return f"guides/{slug}/"


def term(id: str) -> str:
    """A glossary entry."""
    return f"{GLOSSARY}#{id}"


def term_page(id: str) -> str:
    """A glossary entry's own page, for linking."""
    return f"{GLOSSARY}{id}/"


def steplist(slug: str) -> str:
    """A step checklist, such as preparing an application."""
    return f"guides/{slug}/"


def problem(code: str) -> str:
    """The reference page of a Problem's code."""
    return f"contribute/problems/{code}/"


def page(base: str, number: int) -> str:
    """A later page of a listing; the first is the listing itself."""
    return base if number == 1 else f"{base}page/{number}/"


def waiting(state: str) -> str:
    """The answers of a state that wait for a person, for the desk in the browser; of "all", those of all."""
    return f"{VERIFY}waiting/{state.lower() if len(state) == 2 else state}.json"


def root_of(url: str) -> str:
    """The way from a page to the root of the site: "./", "../", "../../"."""
    return "../" * url.count("/") or "./"


def file_of(url: str) -> str:
    """The file that a URL is served from."""
    path = url.partition("#")[0].partition("?")[0]
    return f"{path}index.html" if path == "" or path.endswith("/") else path


def hashed_name(stem: str, ending: str, content: bytes) -> str:
    """`assets/stem.1a2b3c4d.ending`: a new content gets a new address, so browsers may keep the old one for good."""
    return f"assets/{stem}.{blake2b(content, digest_size=4).hexdigest()}.{ending}"
