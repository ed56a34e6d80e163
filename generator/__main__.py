"""`python -m generator …`: the command line, or a sentence where its packages are not installed."""

from __future__ import annotations

import gc
import sys

from generator.model.stopping import stop_at_once

NOT_INSTALLED = (
    "The packages of the generator are not installed for this Python ({name} is missing). "
    "Run `make site` once, then use `.venv/bin/python -m generator …`."
)


def run() -> int:
    """Run the command line; 2 where a package is missing."""
    try:
        from generator.commands.command_line import main

        return main()
    except ModuleNotFoundError as fault:
        if (fault.name or "").startswith("generator"):
            raise
        print(NOT_INSTALLED.format(name=fault.name), file=sys.stderr)
        return 2


if __name__ == "__main__":
    stop_at_once()
    code = run()
    stop_at_once(code, told="")
    gc.freeze()  # or Python, before it ends, looks for cycles through all that it has loaded, which nobody needs any more
    sys.exit(code)
