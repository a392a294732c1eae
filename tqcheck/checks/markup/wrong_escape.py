"""MKP302: entities and escapes that do not answer to the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text.markup import code_spans, entities, tags

_NAMES = "amp|lt|gt|quot|apos|nbsp|ensp|emsp|thinsp|shy|mdash|ndash|hellip|copy|reg|trade|laquo|raquo|[lr][sd]quo"
_TWICE = re.compile(rf"&amp;(?:amp;)*(?:{_NAMES}|#\d+|#x[0-9A-Fa-f]+);")
_NO_END = re.compile(rf"&(?:{_NAMES}|#\d{{2,5}})(?![;\w])")
_SPACED = re.compile(
    rf"[&＆]\s+(?:{_NAMES})\s*[;；]|[&＆](?:{_NAMES})\s+[;；]|＆(?:{_NAMES})[;；]|&(?:{_NAMES})；", re.IGNORECASE
)
_HIDDEN_TAG = re.compile(r"&lt;\s?/?\s?([A-Za-z][\w-]*+)[^&<>]*+&gt;")
_BARE = re.compile(r"&(?!#?\w{1,30};)")
_ESCAPE = re.compile(r"(?<!\\)\\\\(?=[nrt\"])")
_LITERAL = re.compile(r"(?<![\\:\w])\\n")


@rule("MKP302", "wrong-escape", Severity.MINOR, mqm="design-and-markup/markup-tag")
@dataclass(frozen=True, slots=True)
class WrongEscape:
    r"""An entity or escape is written twice over, broken, or missing where the source has it.

    ## Why it matters
    The reader sees `&amp;` or `&lt;b&gt;` as it stands, or the file cannot be read any more.

    ## How it decides
    Only what the source does not have: `&amp;amp;`, a tag of the source that became `&lt;b&gt;`, a bare `&` where the
    source writes `&amp;`, an entity without its semicolon or with spaces in it (`& nbsp ;`), `\\n` for `\n`. Code spans
    are left alone.

    ## When it is wrong
    When source and target are stored in different ways.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield a hit for each wrong escape."""
        target = segment.target
        if "&" in target or "＆" in target:
            yield from _entities(segment.source or "", target)
        if "\\" in target:
            yield from _backslashes(segment.source or "", target)


def _entities(source: str, target: str) -> Iterator[Hit]:
    code = code_spans(target)
    for pattern, message, applies in (
        (_TWICE, "“{}” is escaped twice.", not _TWICE.search(source)),
        (_SPACED, "“{}” is a broken entity.", not _SPACED.search(source)),
        (_NO_END, "“{}” lacks its semicolon.", not _NO_END.search(source) and bool(entities(source))),
        (_BARE, "“{}” must be written “&amp;” here, as in the source.", "&amp;" in source and not _BARE.search(source)),
    ):
        if not applies:
            continue
        found = [m for m in pattern.finditer(target) if not any(s <= m.start() < e for s, e in code)]
        for match in found:
            yield _hit(message.format(match.group()), match)
        if found:
            return
    hidden = {t.name for t in tags(source)} if "&lt;" in target and "&lt;" not in source else set()
    for match in _HIDDEN_TAG.finditer(target) if hidden else ():
        if match.group(1).lower() in hidden:
            yield _hit(f"“{match.group()}” is a tag in the source; escaped, the reader sees it.", match)


def _backslashes(source: str, target: str) -> Iterator[Hit]:
    if "\\\\" not in source and ("\\n" in source or "\\t" in source or '\\"' in source):
        for match in _ESCAPE.finditer(target):
            end = match.end() + 1
            span = Span(side="target", start=match.start(), end=end)
            yield Hit(message=f"“{target[match.start() : end]}” is escaped twice.", spans=(span,), confidence=0.8)
    if "\n" in source and "\\" not in source and "\n" not in target:
        for match in _LITERAL.finditer(target):
            yield _hit("The line break of the source became the letters “\\n”.", match)


def _hit(message: str, match: re.Match[str]) -> Hit:
    return Hit(message=message, spans=(Span(side="target", start=match.start(), end=match.end()),), confidence=0.8)
