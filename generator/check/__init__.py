"""Check: Documents become the Library, or every Problem at once.

The editorial content is small and checked first, as a whole. Programs may be many, so each is checked
on its own against it (`check_program`), in any process; what only all of them together can break
(`check_all_programs`) is looked at last.
"""

from __future__ import annotations

from generator.check.library import Checked, check_editorial
from generator.check.look_for import check_examples, tell_slow_examples
from generator.check.profiles import Lists, check_institution, check_program
from generator.check.unique_names import Listed, list_program, unique_marks
from generator.check.uniqueness import check_all_programs, permanent_ids

__all__ = [
    "Checked",
    "Listed",
    "Lists",
    "check_all_programs",
    "check_editorial",
    "check_examples",
    "check_institution",
    "check_program",
    "list_program",
    "permanent_ids",
    "tell_slow_examples",
    "unique_marks",
]
