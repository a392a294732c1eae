"""Fluent (.ftl): messages, their attributes and terms, read by fluent.syntax.

A key is the message's, with the attribute behind a dot: `menu-open`, `menu-open.label`, `-brand-name`. A selector
makes a string of each of its variants; with several of them a variant joins their keys: `one/masculine`. String
literals (`{ "{" }`) stand as what they say, everything else in braces as it is written. Attributes of terms are
grammar, not text, and left out. What the parser cannot read is skipped, as Fluent itself does. The file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.fluent_patterns import MOST_FORMS, forms
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.twice import shown
from tqcheck.formats.whole_text import Lines, whole
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened

if TYPE_CHECKING:  # it takes a third of a second to import, which only readers of Fluent pay
    from fluent.syntax import ast

LONGEST_LINE = 100_000
"""In code points: the parser's time grows with the square of it."""
_MESSAGE = re.compile(r"-?[a-zA-Z][\w-]* *=(?: *\n(?: +\S| *\n)| *[^\s=\"'])")
_COMMENT = re.compile(r"#{1,3}(?: .*)?$")
_NAME = re.compile(r"-?[a-zA-Z][\w-]*")
_SYNTAX = frozenset({"fluent-format"})


def sniff(head: str) -> bool:
    """Tell whether it has what only Fluent has: a message with a `{ $variable }`, `{ -term }` or an attribute."""
    text = head.replace("\r\n", "\n")
    if not re.search(r"\{ ?(?:\$|-)[a-zA-Z][\w-]*|^ +\.[a-zA-Z][\w-]* *= ", text, re.MULTILINE):
        return False
    first = next((n for n in text.split("\n") if n.strip() and not _COMMENT.match(n)), "")
    return _MESSAGE.match(text, text.find(first)) is not None


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source; the language is that of the path, `locales/fr/menu.ftl`."""
    return segments(entries(opened, options), opened.path, options)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings. Raises UnreadableError when the file is not text."""
    text = whole(opened, options).replace("\r\n", "\n")
    if len(text) > LONGEST_LINE:
        _refuse_long_lines(text, opened.path)
    return shown(_Reading(text, opened.path).items(), opened.path, last=False)


def _refuse_long_lines(text: str, path: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            message = f"a line of more than {LONGEST_LINE:,} characters, for which Fluent's parser takes too long."
            raise UnreadableError(message, path=path, line=number, mend="Write the text on several lines.")


class _Reading:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.lines = Lines(text)
        self.remarks = Remarks()

    def items(self) -> Iterator[Entry | Skip]:
        from fluent.syntax import FluentParser, ast  # noqa: PLC0415  as above

        try:
            body = FluentParser().parse(self.text).body
        except RecursionError as error:
            mend = "Write it with fewer braces within braces."
            raise UnreadableError("its texts are nested too deep.", path=self.path, mend=mend) from error
        for node in body:
            if isinstance(node, ast.Message | ast.Term):
                yield from self.message(node, prefix="-" if isinstance(node, ast.Term) else "")
            elif isinstance(node, ast.Junk):
                yield self.junk(node)
                self.remarks.take()
            elif type(node) is ast.Comment:
                self.remarks.add(node.content or "", self.line(node))
                self.remarks.gap()

    def message(self, node: ast.Message | ast.Term, *, prefix: str) -> Iterator[Entry | Skip]:
        if node.comment:
            self.remarks.add(node.comment.content or "", self.line(node.comment))
        note, asked = self.remarks.take()
        key = prefix + node.id.name
        texts = [(key, node.value)] if node.value else []
        texts += [(f"{key}.{a.id.name}", a.value) for a in node.attributes if not prefix]
        for name, pattern in texts:
            found = forms(pattern, self.text)
            if found is None:
                line, why = self.line(pattern), f"its selectors make more than {MOST_FORMS} forms of it."
                yield Skip(what=f"string {name}", why=why, origin=Origin(path=self.path, line=line, key=name))
            for form in found or ():
                yield Entry(
                    key=name,
                    text=form.text,
                    line=self.lines.of(form.place),
                    note=note,
                    variant="/".join(form.keys) or None,
                    syntax=_SYNTAX if "{" in form.text else frozenset(),
                    suppressions=asked,
                )

    def junk(self, node: ast.Junk) -> Skip:
        said = node.annotations[0] if node.annotations else None
        place = said.span.start if said and said.span else node.span.start if node.span else 0
        name = _NAME.match(node.content or "")
        line = self.lines.of(min(place, len(self.text.rstrip())))
        wrong = (said.message or "") if said else ""
        why = f"a syntax error{f' ({said.code}): {wrong[:1].lower()}{wrong[1:]}' if said else ''}."
        what = f"string {name.group()}" if name else f"line {line}"
        return Skip(what=what, why=why, origin=Origin(path=self.path, line=line, key=name.group() if name else None))

    def line(self, node: ast.SyntaxNode) -> int:
        return self.lines.of(node.span.start if node.span else 0)


FORMAT = Format(name="fluent", suffixes=(".ftl",), sniff=sniff, read=read, entries=entries)
