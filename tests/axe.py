"""What axe finds on an open page, and whether the page scrolls sideways."""

from __future__ import annotations

from typing import Any

SCHEMES = ("light", "dark")
# The dark scheme differs from the light one in its colors alone, so the other rules need not run twice.
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
# What passes is not told, place by place: on long pages that takes axe twice as long as the rules themselves.
BRIEF = {"resultTypes": ["violations"]}


def find_faults(page: Any, schemes: tuple[str, ...] = SCHEMES) -> list[str]:
    """Each fault of the page as it stands: every rule in the first scheme, those of colors in the others."""
    from axe_playwright_python.sync_playwright import Axe

    found = []
    for scheme in schemes:
        # axe rolls up what it measures, so nothing may move meanwhile.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        results = Axe().run(page, options=BRIEF if scheme == schemes[0] else COLORS | BRIEF)
        found += [
            f"{scheme}: {fault['id']} {[node['target'] for node in fault['nodes'][:3]]}"
            for fault in results.response["violations"]
        ]
    page.emulate_media(color_scheme=schemes[0])
    return found


def scrolls_sideways(page: Any) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
