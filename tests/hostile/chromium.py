"""The browser of the hostile tests, as it is found on this machine."""

from __future__ import annotations

import os
import shutil
from typing import Any

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")


def launch(playwright: Any) -> Any:
    """Headless Chromium."""
    path = os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
