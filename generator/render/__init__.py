"""Render: Pages become text, through Jinja and Markdown; pictures and assets too."""
