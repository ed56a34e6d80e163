"""Commands: one file a command, what a person types."""
