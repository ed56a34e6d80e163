"""Numbers that are given to a command: one that means nothing is refused before anything is done."""

from __future__ import annotations

import argparse
from importlib import import_module

import pytest

from generator.commands.command_line import COMMANDS, main

NO_NUMBERS = ["-3", "x", "1.5e", "", "²", "9" * 5000]
REFUSED = [
    *(("serve", "--port", text) for text in ("99999", *NO_NUMBERS)),
    *(("build", "--jobs", text) for text in ("0", "100000", *NO_NUMBERS)),
    *(("check", "--jobs", text) for text in ("0", *NO_NUMBERS)),
    *(("watch", "--limit", text) for text in ("0", *NO_NUMBERS)),
    *(("watch", "--pause", text) for text in ("inf", "nan", "3601", "-1", *NO_NUMBERS)),
    *(("draft", "--pause", text) for text in ("inf", "nan", "3601", "-1", *NO_NUMBERS)),
    *(("draft", "--follow", text) for text in NO_NUMBERS),
    *(("filings", "--year", text) for text in ("0", "20226", *NO_NUMBERS)),
]


@pytest.mark.parametrize(("command", "option", "text"), REFUSED)
def test_a_number_that_means_nothing_is_refused_in_words(
    command: str, option: str, text: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as stopped:
        main([command, f"{option}={text}"])
    assert stopped.value.code == 2
    told = capsys.readouterr().err
    assert f"argument {option}: must be " in told and " from " in told


def test_no_option_takes_just_any_number():
    for name in COMMANDS.values():
        command = argparse.ArgumentParser()
        import_module(f"generator.commands.{name}").add_options(command)
        assert [action.dest for action in command._actions if action.type in (int, float)] == []
