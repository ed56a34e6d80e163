"""Words for made-up programs: plain enough to read, and never the words of a real one."""

from __future__ import annotations

CITY_STARTS = (
    *("Alder", "Amber", "Ash", "Bay", "Birch", "Brook", "Cedar", "Clear", "Copper", "Crane", "Deer", "Eagle"),
    *(
        "Elm",
        "Fair",
        "Fern",
        "Fox",
        "Granite",
        "Green",
        "Hazel",
        "Heron",
        "Iron",
        "Juniper",
        "Lake",
        "Laurel",
    ),
    *(
        "Linden",
        "Maple",
        "Meadow",
        "Mill",
        "Oak",
        "Orchard",
        "Pine",
        "Prairie",
        "River",
        "Rock",
        "Sage",
        "Silver",
    ),
)
CITY_ENDS = (
    "bridge",
    "burg",
    "dale",
    "field",
    "ford",
    "haven",
    "mont",
    "port",
    "ton",
    "ville",
    "wood",
    "worth",
)

SOURCE_TITLES = {
    "program": (
        "Application FAQ",
        "How to apply",
        "Program overview",
        "Our residents",
        "Selection criteria",
        "Curriculum",
    ),
    "institution": (
        "GME, international applicants",
        "GME policies and benefits",
        "House staff manual",
        "GME visa policy",
    ),
    "government": ("State license board, training licenses", "List of cap-exempt petitions"),
    "journal": (
        "Survey of residency programs on international graduates",
        "Outcomes of graduates of one residency",
    ),
    "database": (
        "Database listing of the program",
        "Match results by program",
        "Board pass rates by program",
    ),
    "press": ("Local news on Match Day", "Hospital opens a new clinic for residents"),
    "article": (
        "Guide by a student association, answers by the program",
        "List of programs that welcome international graduates",
    ),
    "resident-report": ("Report by a resident, moderated forum", "Answers of a resident at an open house"),
}
SOURCE_PATHS = (
    "faq",
    "apply",
    "visa-policy",
    "residents",
    "about/overview",
    "education/gme/international",
    "benefits/2024",
)
BASES = (
    "year in the footer of the page",
    "mentions an exam that has ended since",
    "newest of several stored versions",
    "carries fields of the last cycle",
    "no printed year; text copied elsewhere about then",
    "copyright year in the text",
)

NOTES = (
    "Says that exceptions are possible and names no case",
    "Only for those who start in July",
    "The same for every track",
    "Written for the last season and not changed since",
    "A committee decides each case",
    "Names the office to write to",
    "From a table without a legend",
    "Counts all classes together",
    "The page of the GME office says less",
    "Asks applicants to write before they apply",
    "Applies to the categorical track; the preliminary year is not named",
    "Measured over three years, by the program itself",
)

ITEMS = (
    *(
        "Primary care",
        "Hospital medicine",
        "Research",
        "Rural health",
        "Global health",
        "Medical education",
        "Health equity",
    ),
    *(
        "Cardiology",
        "Nephrology",
        "Geriatrics",
        "Palliative care",
        "Infectious disease",
        "Endocrinology",
        "Sleep medicine",
    ),
    *(
        "County clinic",
        "Veterans hospital",
        "Children's hospital",
        "Community hospital",
        "Cancer center",
        "Outpatient tower",
    ),
    *(
        "India",
        "Nigeria",
        "Pakistan",
        "Egypt",
        "Brazil",
        "Philippines",
        "Jordan",
        "Nepal",
        "Colombia",
        "Lebanon",
    ),
)

# Free texts are a beginning and an end, so that most profiles differ.
TEXT_STARTS = (
    "Says that it decides with the GME office",
    "Once a month in the first year",
    "Four weeks of wards, then one of clinic",
    "Within the rules of the state board",
    "By the end of September, earlier where possible",
    "At least two in each class",
    "Twice a year, with a written summary",
    "Up to six weeks, part of them paid",
)
TEXT_ENDS = (
    "no number is given",
    "the same for every resident",
    "with a named office for questions",
    "later classes may differ",
    "faculty and chief residents take part",
    "the page shows no year",
    "more on request from the coordinator",
    "counted over the last three classes",
)

SUBJECTS = (
    *(
        "The program",
        "The residency",
        "The GME office",
        "The application page",
        "The recruitment booklet",
        "A survey of the house",
    ),
    *(
        "The page on benefits",
        "The overview of the curriculum",
        "The list of current residents",
        "The page for applicants",
    ),
)
SAYINGS = (
    "describes a four-year-old curriculum that mixes wards, clinic and electives",
    "lists the medical schools of its residents without the years",
    "explains how the committee reads a file, step by step",
    "names two hospitals and three clinics where residents work",
    "gives no figure for the classes before the last one",
    "asks applicants to write to the coordinator with questions on their status",
    "sets out what is expected before an interview is offered",
    "reports where graduates went, without the size of each class",
    "promises a mentor in the first month and names the person by role only",
    "was last changed some time ago, as far as its footer tells",
)
REASONS = (
    "which makes it hard to tell what holds for this season",
    "so an applicant from abroad should ask before paying",
    "and the house confirms it on a second page",
    "though older pages of the same house said something else",
    "which few programs of this size do",
    "while the answer for the other tracks is not given",
    "and nothing on that page shows when it was written",
    "with the same words as in earlier years",
)
HEADINGS = ("What the evidence says", "What is missing", "How old it is", "What changed", "What to ask first")
