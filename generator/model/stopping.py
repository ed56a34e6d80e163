"""Stopping: what Ctrl-C does, from the first moment of a command to its last."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

STOPPED = "Stopped."
_CAN_BLOCK = hasattr(signal, "pthread_sigmask")  # there is none where a system cannot fork


def stop_at_once(code: int = 1, told: str = STOPPED) -> None:
    """From here on Ctrl-C ends this process without more ado: while a command is loaded, and once its work is done.

    Where it is ignored, as in the background of a shell, it stays so.
    """

    def end(*_: object) -> None:
        os.write(2, f"{told}\n".encode() if told else b"")
        os._exit(code)

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, end)


def stop_in_order() -> None:
    """From here on Ctrl-C is a KeyboardInterrupt, after which a command can put things in order."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def hold_back() -> Iterator[None]:
    """Let Ctrl-C wait until the block is done; processes that are forked in it never hear of it, and end with this one."""
    came: list[object] = []
    is_main = threading.current_thread() is threading.main_thread()  # the only one that may take a signal
    handled = signal.signal(signal.SIGINT, lambda *_: came.append(_)) if is_main else None
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if _CAN_BLOCK else ()
    try:
        yield
    finally:
        if _CAN_BLOCK:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        if is_main:
            signal.signal(signal.SIGINT, handled)
        if came:
            signal.raise_signal(signal.SIGINT)
