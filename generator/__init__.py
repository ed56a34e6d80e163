"""The generator of the IMG Residency Directory: Markdown and YAML in, a static site out."""
