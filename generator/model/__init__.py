"""Model: the nouns, and what holds for them everywhere."""
