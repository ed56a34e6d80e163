"""The checklist and its packs as tests work with them."""

from __future__ import annotations

import json
from typing import Any

PROGRAM = "hill-kiln-pottery"
DISPUTED = "harbor-works-joinery"
KEY_QUESTION = "t2b"
HALF_KNOWN = "mill-yard-turning"  # its office can be asked for what it does not publish
OPEN = (
    "li => { for (let at = li.querySelector('details'); at; at = at.parentElement.closest('details')) at.open = true; }"
)


def open_checklist(page: Any, small_url: str, rest: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{small_url}checklist/{rest}")
    page.wait_for_selector("[data-part=progress]:text('settled')")


def question_ids(page: Any) -> list[str]:
    return page.eval_on_selector_all("[data-question]", "items => items.map(i => i.dataset.question)")  # type: ignore[no-any-return]


def item(page: Any, id: str) -> Any:
    return page.locator(f"[data-question='{id}']")


def opened(page: Any, id: str) -> Any:
    """A question with its section and its own part unfolded."""
    found = item(page, id)
    found.evaluate(OPEN)
    return found


def published(site: Any, slug: str) -> dict[str, Any]:
    found = json.loads((site / "api" / "v1" / "programs" / f"{slug}.json").read_text(encoding="utf-8"))
    return {a["question"]: a for a in found["answers"] if a["claims"][0]["stated"]}


def stored(page: Any) -> dict[str, Any]:
    raw = page.evaluate("localStorage.getItem(customElements.get('save-program').list.KEY)")
    fields = json.loads(raw)["fields"] if raw else {}
    return {path: value for path, (value, _) in fields.items() if value is not None}


def open_summary(page: Any) -> Any:
    page.locator("[data-part=summary] > summary").click()
    page.wait_for_selector("checklist-summary h3")
    return page.locator("checklist-summary")


def shown_ids(page: Any) -> list[str]:
    return page.eval_on_selector_all(  # type: ignore[no-any-return]
        "[data-question]:not([hidden])", "items => items.map(i => i.dataset.question)"
    )
