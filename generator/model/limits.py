"""Limits: how much there may be of anything that somebody else writes. Those of the browser stand in list-rules.js."""

from __future__ import annotations

LARGEST_FILE = 256 * 1024  # bytes of one content file
LARGEST_LIST = 16 * 1024 * 1024  # bytes of the list of ids, which grows with the directory
DEEPEST_FIELDS = 40  # levels; the parser of PyYAML 6.0.4 gives up at a thousand, older ones die at ten thousand
LONGEST_ADDRESS = 600  # characters of a web address
FEWEST_WORDS, MOST_WORDS = 3, 8  # of a page that carry a claim
LONGEST_WORDS = 60  # characters of them
LONGEST_BODY = 40_000  # characters of a text in Markdown, about 6,000 words
DEEPEST_BODY = 10  # lists and quotations inside one another
LONGEST_SLUG = 100  # characters; with its folder it still fits a file name and an address
MOST_PROBLEMS = 50  # of one file that are told at once
LARGEST_IMPORT = 16 * 1024 * 1024  # bytes of a list of programs to import
MOST_ROWS = 100_000  # lines of such a list
