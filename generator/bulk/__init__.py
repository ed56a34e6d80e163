"""Bulk: files begun for contributors, one at a time or from lists and public records."""
