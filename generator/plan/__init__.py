"""Plan: from the Library to Pages. Everything that a reader sees is derived here; templates only set it."""
