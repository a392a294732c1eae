"""Placeholders of many syntaxes, and everything else in a text that is not prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text import addresses, icu, markup

# Undeclared, a directive needs a letter that is common in user interfaces, no space inside, no figure before it
# ("50%de") and no Latin letter after it ("%date"); declared, all that printf knows.
_APPLE = r"%(?:\d+\$)?#@\w+@|%arg(?![A-Za-z])"  # a variable of .stringsdict and .xcstrings, and its number there
_LENGTH = r"(?:hh|ll|[hlLqjzt])?"
_GUESSED_PRINTF = re.compile(
    rf"(?<![\d%٠-٩۰-۹])%(?:\d{{1,2}}\$)?[-+#0']*(?:\d{{1,3}}|\*)?(?:\.(?:\d+|\*))?{_LENGTH}[diufxXscp@eEgG](?![A-Za-zÀ-ɏ0-9])"
    r"|(?<!%)%\d{1,2}\$[-+#0]*\d*(?:\.\d+)?[diufxXscp@eEgG]"
    rf"|{_APPLE}"
)
_PRINTF = re.compile(
    rf"{_APPLE}|%(?:\d+\$)?[-+#0 ']*(?:\d+|\*(?:\d+\$)?)?(?:\.(?:\d+|\*)?)?{_LENGTH}[diouxXeEfFgGaAcCsSpn@bBtTm]|%%"
)
_PYTHON = re.compile(r"%\([^()\s%]+\)[-+#0 ]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[diouxXeEfFgGcrsa]")
_RUBY = re.compile(r"%\{[^{}\s]+\}|%<\w+>[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]")
_QT = re.compile(r"%L?(?:\d{1,2}|n)")
_GUESSED_QT = re.compile(r"(?<![\d%])%(?:L\d{1,2}|L?n)(?![A-Za-zÀ-ɏ\d])")
_DOLLAR = re.compile(r"\$\{[^{}\s]+\}|\$t\([^()]*\)|\$[A-Z][A-Z0-9_@]+\$")
_WEB_EXTENSION = re.compile(r"(?<!\$)\$(?:[A-Za-z0-9_@]+\$|[1-9](?!\d))")
_COLON = re.compile(r"(?<![A-Za-z0-9_:]):[A-Za-z][A-Za-z0-9_]*")
_PERCENT = re.compile(r"%[A-Za-z_][A-Za-z0-9_.-]*%")
_SHELL = re.compile(r"\$(?:\{[A-Za-z_]\w*\}|[A-Za-z_]\w*)")
_DOUBLE = re.compile(r"\{\{\{?[^{}]+\}\}\}?")
_NAME = r"(?:[A-Za-z_][\w.-]*(?:\[\w*\])*|\d+(?:[.\[]\w+\]?)*)?"
_BRACE = re.compile(rf"(?<![{{%$\\])\{{{_NAME}(?:![rsa])?(?::[^{{}}]*(?:\{{\w*\}}[^{{}}]*)*)?\}}(?!\}})")
_GUESSED_BRACE = re.compile(
    rf"(?<![{{%$\\])\{{(?:{_NAME}(?:![rsa])?(?::[^{{}}\s]*)?|[\w.]+,\s*(?:number|date|time|spellout|ordinal|duration|list)"
    r"(?:,[^{}]*)?|\d+,-?\d+(?::[^{}]*)?"  # .NET: alignment and format
    r"|\s*\$[\w-]+(?:->\w+)?\s*|\s+-[\w-]+\s*|-[a-z][\w-]*|\s*[A-Z]+\(\s*\$[\w-]++[^{}()]*+\)\s*)\}(?!\})"  # Fluent
)
_MESSAGE = re.compile(r"\{\s*(?:\d+|[A-Za-z_]\w*)\s*(?:,\s*\w+\s*(?:,(?:[^{}]|\{[^{}]*\})*)?)?\}")
_FLUENT = re.compile(r"\{\s*(?:\$|-)?[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)?\s*+(?:\([^{}]*\)\s*+)?\}")
_STRFTIME = re.compile(r"%[-^#0]?[YmHMBAbySIjZ](?![A-Za-zÀ-ɏ])")

_GUESSED = {
    "printf": ("%", _GUESSED_PRINTF),
    "python": ("%(", _PYTHON),
    "ruby": ("%", _RUBY),
    "qt": ("%", _GUESSED_QT),
    "dollar": ("$", _DOLLAR),
    "double": ("{{", _DOUBLE),
    "brace": ("{", _GUESSED_BRACE),
}
_DECLARED = {
    "printf": ("%", _PRINTF),
    "python": ("%(", _PYTHON),
    "ruby": ("%", _RUBY),
    "qt": ("%", _QT),
    "shell": ("$", _SHELL),
    "dollar": ("$", _DOLLAR),
    "double": ("{{", _DOUBLE),
    "brace": ("{", _BRACE),
    "message": ("{", _MESSAGE),
    "fluent": ("{", _FLUENT),
    "webextension": ("$", _WEB_EXTENSION),
    "colon": (":", _COLON),
    "percent": ("%", _PERCENT),
}
_ONLY_DECLARED = frozenset({"message", "fluent", "webextension", "colon", "percent"})
"""Families that are never guessed: some look too much like prose; of others `brace` guesses what it can."""
_FAMILIES = {
    "c": "printf", "objc": "printf", "php": "printf", "java-printf": "printf", "lua": "printf", "awk": "printf",
    "gcc-internal": "printf", "javascript": "printf", "tcl": "printf", "perl": "printf", "elisp": "printf",
    "ycp": "printf", "python": "python printf", "ruby": "ruby printf", "qt": "qt", "qt-plural": "qt", "kde": "qt",
    "python-brace": "brace", "csharp": "brace", "java": "message", "perl-brace": "brace", "icu-message": "brace",
    "fluent": "fluent", "sh": "shell", "es": "dollar", "i18next": "double dollar", "vue": "brace", "rust": "brace",
    "rails": "ruby", "webextension": "webextension", "laravel": "colon", "symfony": "percent brace",
}  # fmt: skip


class Placeholder(NamedTuple):
    """A placeholder: `text[start:end]`."""

    family: str
    """A key of the tables above, such as `printf`, `brace` or `colon` (Laravel's `:name`), or `entity`."""
    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def _grammars(syntax: frozenset[str]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Return (family, characters that it cannot do without, pattern) for what the file declares, or for a guess."""
    names = {s.removesuffix("-format") for s in syntax if s.endswith("-format")}
    declared = {f for n in names for f in _FAMILIES.get(n, "").split()}
    denied = {f for n in names for f in _FAMILIES.get(n.removeprefix("no-"), "").split() if n.startswith("no-")}
    table = {f: g for f, g in _DECLARED.items() if f in declared} or _GUESSED
    return tuple((family, hint, pattern) for family, (hint, pattern) in table.items() if family not in denied)


def declared(syntax: frozenset[str]) -> bool:
    """Tell whether `syntax` names a syntax of placeholders that we know."""
    return any(s.removesuffix("-format") in _FAMILIES for s in syntax)


@lru_cache(maxsize=512)
def placeholders(text: str, syntax: frozenset[str] = frozenset()) -> tuple[Placeholder, ...]:
    """Return the placeholders of `text` in order.

    Where `syntax` (gettext's words: `c-format`, `no-c-format` …) declares none, only what cannot well be prose counts:
    "50 % de" and "100%" hold none, and dates such as `%d.%m.%Y` are no placeholders but a format.
    """
    if "%" not in text and "{" not in text and "$" not in text and "&" not in text and not (syntax and ":" in text):
        return ()
    found: list[Placeholder] = []
    taken = bytearray(len(text))
    for family, hint, pattern in _grammars(syntax):
        if hint in text:
            for match in pattern.finditer(text):
                start, end = match.span()
                if taken.find(1, start, end) < 0:
                    found.append(Placeholder(family, match.group(), start, end))
                    taken[start:end] = b"\1" * (end - start)
    found += (
        Placeholder("entity", m.group(), *m.span())
        for m in markup.entities(text)
        if m.group(1) and not markup.is_html_entity(m.group(1))
    )
    if not declared(syntax) and found:
        found = _credible(text, found)
    return tuple(sorted(found, key=lambda p: p.start))


def _credible(text: str, found: list[Placeholder]) -> list[Placeholder]:
    """Leave out what undeclared placeholders are mistaken for: date formats, escapes in URLs, code."""
    if _STRFTIME.search(text):
        found = [p for p in found if p.family != "printf"]
    barred = tuple((u.start, u.end) for u in addresses.urls(text))
    code = markup.code_spans(text)
    return [
        p
        for p in found
        if not (p.family == "printf" and markup.around(p.start, barred)) and not _of_code(text, p, code)
    ]


def _of_code(text: str, placeholder: Placeholder, code: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a placeholder is a part of a piece of code, not all of it."""
    found = markup.around(placeholder.start, code)
    return found is not None and text[found[0] : found[1]] != f"`{placeholder.text}`"


_ROLE = re.compile(r"(?<![\w:]):[A-Za-z][\w:+.-]{0,60}:(?=`)|\|(?! )[^|\s][^|\n]*\|(?=_|\b|\W|$)|`__?(?!\w)")
_MARKDOWN = re.compile(r"(?<=\])\([^()\s]+(?:\s+\"[^\"]*\")?\)")
_TEMPLATE = re.compile(r"\{%.{0,2000}?%\}|<%.{0,2000}?%>|<!--.{0,2000}?-->|<\?.{0,2000}?\?>", re.DOTALL)
_COMMENT = re.compile(r"<!\[CDATA\[|\]\]>")
_SPANS = (
    ("](", _MARKDOWN), ("`", _ROLE), ("{%", _TEMPLATE), ("<!", _TEMPLATE), ("<%", _TEMPLATE), ("<?", _TEMPLATE),
    ("CDATA", _COMMENT),
)  # fmt: skip


@lru_cache(maxsize=256)
def technical(text: str, syntax: frozenset[str] = frozenset()) -> tuple[tuple[int, int], ...]:
    """Return the spans of `text` that are not prose: placeholders, tags, entities, code, URLs and addresses.

    They are sorted and do not overlap. `syntax` adds those placeholders that are never guessed.
    """
    spans = [(p.start, p.end) for p in placeholders(text, syntax) if p.family in _ONLY_DECLARED] if syntax else []
    if "%" in text or "{" in text or "$" in text or "&" in text:
        spans += ((p.start, p.end) for p in placeholders(text))
        spans += (m.span() for m in markup.entities(text))
        spans += _message_syntax(text)
    if "<" in text or "`" in text or "](" in text or "{%" in text:
        spans += ((t.start, t.end) for t in markup.tags(text))
        spans += markup.code_spans(text)
        spans += (m.span() for hint, pattern in _SPANS if hint in text for m in pattern.finditer(text))
    if "://" in text or "@" in text or "www." in text or ".com" in text or ".org" in text or ".net" in text:
        for find in (addresses.urls, addresses.emails, addresses.hosts):
            spans += ((p.start, p.end) for p in find(text))
    return _merged(spans) if spans else ()


def _message_syntax(text: str) -> list[tuple[int, int]]:
    """Return what of an ICU message is syntax: all but the literal text in its branches."""
    if not icu.branched(text):
        return []
    try:
        literals = sorted(icu.parse(text).prose())
    except icu.IcuError:
        return []
    edges = [0, *(place for span in literals for place in span), len(text)]
    return [(s, e) for s, e in zip(edges[::2], edges[1::2], strict=True) if s < e]


def _merged(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    spans.sort()
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
