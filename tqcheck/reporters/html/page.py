"""The page without its rows: style, program and frame from the files of this folder, and the policy that guards it."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_STYLES = ("colours.css", "page.css", "segment.css", "print.css")
_PROGRAM = (
    "elements.js", "report.js", "texts.js", "marks.js", "state.js", "filtering.js", "charts.js", "facets.js", "rows.js",
    "grid.js", "detail.js", "exporting.js", "printing.js", "theme.js", "view.js", "keys.js", "main.js",
)  # fmt: skip
_FOLDER = Path(__file__).parent / "frame"
_LEVEL = 6
"""Of zlib: 9 takes three times as long for one per cent."""


def opening() -> str:
    """Return all that stands before the rows."""
    return _frame()[0]


def closing(verdict: str) -> str:
    """Return all that stands after them; `verdict` is for browsers that run no program."""
    return _frame()[1].replace("{verdict}", html.escape(verdict))


def block(kind: str, table: Mapping[str, Any]) -> str:
    r"""Return a table as a block of data: JSON, deflated, in base64.

    What UTF-8 cannot write, a lone surrogate, becomes `\udXXX`, which JSON reads as what it was.
    """
    written = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    packed = base64.b64encode(zlib.compress(written, _LEVEL)).decode("ascii")
    return f'<script type="text/plain" data-block="{kind}">{packed}</script>\n'


@cache
def _frame() -> tuple[str, str]:
    style = "\n".join(map(_file, _STYLES))
    program = '(() => {\n"use strict";\n' + "\n".join(map(_file, _PROGRAM)) + "\n})();"
    before, _, after = _file("page.html").partition("{rows}")
    before = before.replace("{policy}", _policy(style, program))
    return before.replace("{style}", style).replace("{program}", program), after + "\n"


def _policy(style: str, program: str) -> str:
    """Return a policy under which nothing is loaded, nothing is sent, and only this style and this program count."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_digest(program)}",
            f"style-src {_digest(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8").strip()
