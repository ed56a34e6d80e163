"""The generator: Markdown and YAML in, a static site out. It knows programs and questions, and no field."""
