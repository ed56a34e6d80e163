"""The command line: `python -m generator build | check | serve | …`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

from generator.commands.console import say
from generator.model.stopping import STOPPED, stop_in_order
from generator.publish.search_index import SearchIndexFailed

# Each command and its file in this room, which is loaded only when it is asked for: a build should not wait for a server.
# A file holds HELP (one sentence), add_options(parser) and run(options), which gives the exit code.
COMMANDS = {
    "build": "build",
    "serve": "serve",
    "check": "check",
    "new": "new",
    "import": "import_list",
    "filings": "filings",
    "ids": "ids",
    "forms": "forms",
    "apply": "apply",
    "rename": "rename",
    "close": "close",
    "changes": "changes",
    "watch": "watch",
    "draft": "draft",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 for Problems, or 2 for a wrong call."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # file names and answers may hold what a terminal cannot show
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        stop_in_order()
        code: int = options.run(options)
        if sys.stdout:  # there is none where the caller has closed it
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fault:
        say(f"{fault.filename or 'This'}: {fault.strerror or fault}.")
        return 1
    except SearchIndexFailed as fault:
        say(f"The search index could not be made, so the site stays as it was. {fault}")
        return 1
    except KeyboardInterrupt:
        say(STOPPED)
        return 1
    return code


def _parser(wanted: str) -> argparse.ArgumentParser:
    """The parser of the one command that is wanted, or of all where it is none of them."""
    parser = argparse.ArgumentParser(prog="python -m generator", description="Build and tend the directory.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in [wanted] if wanted in COMMANDS else COMMANDS:
        module = import_module(f"generator.commands.{COMMANDS[name]}")
        command = commands.add_parser(name, help=module.HELP, description=f"{module.HELP[0].upper()}{module.HELP[1:]}.")
        module.add_options(command)
        command.set_defaults(run=module.run)
    return parser
