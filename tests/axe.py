"""What axe finds on an open page, and whether the page scrolls sideways."""

from __future__ import annotations

from typing import Any

SCHEMES = ("light", "dark")
# What may differ between the schemes; the other rules need not run twice.
COLORS = ("color-contrast", "link-in-text-block")


# Rules of colors take most of axe's time, and ask of each place. Of those that look alike, down to what lies behind them,
# a few are asked: the same colors, fonts, classes and states all the way up.
LOOKS = """() => {
  const looks = new Map();
  const own = (part, style) => [part.localName, part.className, style.color, style.backgroundColor, style.backgroundImage,
    style.opacity, style.filter, style.textShadow, style.fontSize, style.fontWeight, style.textDecorationLine,
    style.position, part.matches(':disabled, [aria-disabled=true]') || !!part.control?.disabled].join();
  const look = (part) => {
    if (!part) return '';
    if (!looks.has(part)) looks.set(part, `${look(part.parentElement)} > ${own(part, getComputedStyle(part))}`);
    return looks.get(part);
  };
  const says = (part) => [...part.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
  const seen = {};
  return [...document.body.querySelectorAll('*')].filter((part) => {
    const text = says(part);
    if (!text && !part.matches('input, select, textarea, button')) return false;
    if (!part.checkVisibility({ visibilityProperty: true })) return false;
    const like = `${look(part)} ${Math.min(text.length, 2)}`;
    seen[like] = (seen[like] || 0) + 1;
    return seen[like] <= FEW;
  });
}""".replace("FEW", "3")


def find_violations(page: Any, options: dict[str, Any], where: str = "() => document") -> list[dict[str, Any]]:
    """What breaks a rule on the page as it stands, in the parts that a script finds."""
    from axe_playwright_python.base import AXE_SCRIPT

    if page.evaluate("typeof window.axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    # What passes is not told, place by place: on long pages that takes axe twice as long as the rules themselves.
    run = f"async (options) => (await axe.run(({where})(), options)).violations"
    found: list[dict[str, Any]] = page.evaluate(run, {"resultTypes": ["violations"], **options})
    return found


def find_faults(page: Any, schemes: tuple[str, ...] = SCHEMES) -> list[str]:
    """Each fault of the page as it stands: those of colors in each scheme, the others once."""
    found = []
    for scheme in schemes:
        # axe rolls up what it measures, so nothing may move meanwhile.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        if scheme == schemes[0]:
            found += _told(scheme, find_violations(page, {"rules": {rule: {"enabled": False} for rule in COLORS}}))
        found += _told(scheme, find_violations(page, {"runOnly": {"type": "rule", "values": COLORS}}, LOOKS))
    page.emulate_media(color_scheme=schemes[0])
    return found


def _told(scheme: str, violations: list[dict[str, Any]]) -> list[str]:
    return [f"{scheme}: {fault['id']} {[node['target'] for node in fault['nodes'][:3]]}" for fault in violations]


def scrolls_sideways(page: Any) -> bool:
    """Whether the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
