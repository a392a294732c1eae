r"""Java's .properties: one language a file, comments before a string, `\uXXXX`, lines that go on behind a `\`.

Files are UTF-8, or ISO-8859-1 where they are not, as Java reads them since version 9. The text is that of the file
with its escapes undone; what MessageFormat makes of apostrophes and braces is left as it stands. A key that stands
twice counts where it stands last. The whole file is in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.formatting import java
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.rows import Misfit, skip
from tqcheck.formats.twice import shown
from tqcheck.formats.unescaping import paired
from tqcheck.formats.whole_text import all_of
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened, bounded, explaining, undecodable

_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_BLANK = " \t\f"
_RECORD = re.compile(r"((?:[^\\=: \t\f]++|\\.)*+)[ \t\f]*(?:[=:][ \t\f]*)?(.*)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(u)|(.)|$)", re.DOTALL)
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_SNIFFED = re.compile(r"[ \t\f]*[\w.$/-]+[ \t]*=[^=>]|[ \t\f]*[\w.$/-]+[ \t]*=$")
_RULE = re.compile(r"[\s#!*=_~-]*")


def sniff(head: str) -> bool:
    """Tell whether every line but comments and what they go on with is a name and `=`."""
    lines = iter(_LINE_ENDS.split(head)[:-1] or [head])
    found = list(islice(_logical(lines), 20))
    return bool(found) and all(_SNIFFED.match(text) and not text.rstrip().endswith(";") for text, *_ in found)


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source, in the language of the name: `messages_fr.properties`."""
    return segments(entries(opened, options), opened.path, options)


def entries(opened: Opened, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings. Raises UnreadableError when the file is not text."""
    with explaining(opened.path), opened.text(options.encoding or _encoding(opened)) as stream:
        lines = _LINE_ENDS.split(all_of(stream, opened.path))
    return shown(_entries(lines, opened.path), opened.path, last=True)


def _encoding(opened: Opened) -> str | None:
    """Return ISO-8859-1 when most lines that are not ASCII are no UTF-8; None leaves it to the byte order mark."""
    good = bad = 0
    with opened.binary() as stream:
        for line in bounded(stream):
            if line.isascii():
                continue
            try:
                line.decode()
                good += 1
            except UnicodeDecodeError:
                bad += 1
    return "iso-8859-1" if bad > good and b"\0" not in opened.sample else None


def _entries(lines: list[str], path: str) -> Iterator[Entry | Skip]:
    remarks = Remarks()
    for text, places, remark in _logical(iter(lines)):
        for comment, line in remark:
            remarks.gap() if comment is None else remarks.add(comment, line)
        note, asked = remarks.take()
        match = _RECORD.match(text)
        assert match
        at = match.start(2) if match.group(2) else 0
        line = next(number for offset, number in reversed(places) if offset <= at)
        try:
            key, value = (_unescaped(part) for part in match.groups())
        except Misfit as misfit:
            yield skip(path, line, str(misfit))
            continue
        yield Entry(key=key, text=value, line=line, note=note, syntax=java(value), suppressions=asked)


_Places = list[tuple[int, int]]
_Said = list[tuple[str | None, int]]


def _logical(lines: Iterator[str]) -> Iterator[tuple[str, _Places, _Said]]:
    """Yield each logical line, where in it each line of the file begins, and the comments and gaps before it."""
    numbered = enumerate(lines, 1)
    said: _Said = []
    for number, raw in numbered:
        line = raw.lstrip(_BLANK)
        if not line:
            said.append((None, number))
        elif line[0] in "#!":
            comment = line.lstrip("#!").strip()
            said.append(("" if _RULE.fullmatch(comment) else comment, number))
        else:
            text, places = line, [(0, number)]
            while _goes_on(text) and (following := next(numbered, None)):
                text = text[:-1]
                places.append((len(text), following[0]))
                text += following[1].lstrip(_BLANK)
            yield text, places, said
            said = []


def _goes_on(text: str) -> bool:
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _unescaped(text: str) -> str:
    r"""Undo escapes. Raises Misfit for a `\u` without its four digits and for what is no character."""
    if problem := undecodable(text):
        raise Misfit(problem)
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        code, broken, letter = match.groups()
        if broken:
            raise Misfit("“\\u” without four hexadecimal digits: Java refuses the whole file for it.")
        return chr(int(code, 16)) if code else _LETTERS.get(letter or "", letter or "")

    text = paired(_ESCAPE.sub(character, text))
    if problem := undecodable(text):
        raise Misfit(problem)
    return text


FORMAT = Format(name="properties", suffixes=(".properties",), sniff=sniff, read=read, entries=entries)
