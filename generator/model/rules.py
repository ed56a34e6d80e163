"""Rules: the one list of what can be wrong, each with its reason and an example of wrong and right.

Messages, the reference pages and the tests are made from it; a code that is not here does not exist.
"""

from __future__ import annotations

from generator.model.rule import Rule
from generator.model.rules_of_content import OF_CONTENT
from generator.model.rules_of_files import OF_FILES

RULES: dict[str, Rule] = {**OF_FILES, **OF_CONTENT}
