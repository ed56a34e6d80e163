"""Headers for hosts that read a _headers file, the content security policy among them."""

from __future__ import annotations

from generator.answers.context import Context

# Each page says it too, for hosts that send no headers.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'"
)


def header_rules(context: Context) -> str:
    """Headers for hosts that read a `_headers` file: open data for other sites, and caching of hashed files."""
    base = context.editorial.site.base_path
    rules = {
        "*": (
            f"Content-Security-Policy: {POLICY}; frame-ancestors 'none'",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: strict-origin-when-cross-origin",
        ),
        "assets/*": ("Cache-Control: public, max-age=31536000, immutable",),
        "api/*": ("Access-Control-Allow-Origin: *",),
        "*.csv": ("Access-Control-Allow-Origin: *",),
        "feed.xml": ("Access-Control-Allow-Origin: *",),
    }
    return "".join(f"{base}{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in rules.items())
