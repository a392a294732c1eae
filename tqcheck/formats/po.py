"""PO files of gettext, read by polib. A plural form is a segment of its own, with its index as the variant.

The key is the context and the msgid as gettext joins them (U+0004); a segment's id joins them with ` | ` and adds the
index of the plural form. The whole file is in memory while it is read. polib does the reading; the lines of the
translations come from `po_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polib

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.po_language import declared, from_path, singular
from tqcheck.formats.po_lines import Lines
from tqcheck.formats.weblate import ignored, longest
from tqcheck.formats.whole_text import all_of
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened, undecodable

_ENTRY = re.compile(r'^[ \t]*msgid\s+"', re.MULTILINE)
_TRANSLATION = re.compile(r'^[ \t]*msgstr(?:\[0\])?\s+"', re.MULTILINE)
_CHARSET = re.compile(rb'Content-Type:[^"\n]*?charset=([\w-]+)', re.IGNORECASE)
_WHERE = re.compile(r"\(line (\d+)\)(?::\s*(.+))?$")


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file holds a msgid and its msgstr."""
    return bool(_ENTRY.search(head) and _TRANSLATION.search(head))


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield a segment for each entry and plural form, then how many obsolete entries there are.

    Raises UnreadableError, with the line, for what is not PO or not in the encoding that the header names.
    """
    text = _text(opened, options)
    lines = _Text(text).splitlines()
    where = Lines(lines, opened.path)
    catalogue = _parse(text, opened.path)
    header = {name.strip(): str(value) for name, value in catalogue.metadata.items()}
    entries = _Entries(header, where, opened.path, options)
    for entry in catalogue:
        if not entry.obsolete:
            yield from entries.segments(entry)
    if obsolete := len(catalogue.obsolete_entries()):
        what, why = f"{obsolete} obsolete entr{'y' if obsolete == 1 else 'ies'}", "the program no longer uses it (#~)."
        yield Skip(what=what, why=why, origin=Origin(path=opened.path), incomplete=False)


def _text(opened: Opened, options: ReadOptions) -> str:
    """Return the file's text. Raises UnreadableError with the line that is not of its encoding."""
    declaration = _CHARSET.search(opened.sample)
    charset = declaration.group(1).decode() if declaration else "utf-8"
    encoding = options.encoding or (None if charset.upper() in ("CHARSET", "UTF-8", "UTF8") else charset)
    try:
        with opened.text(encoding, newline=None) as stream:
            text = all_of(stream, opened.path)
    except UsageError as error:
        mend = "Correct charset= in the header, or give the encoding with --encoding."
        raise UnreadableError(error.message, path=opened.path, mend=mend) from error
    for number, line in enumerate(text.split("\n") if undecodable(text) else (), 1):
        if wrong := undecodable(line):
            raise UnreadableError(wrong, path=opened.path, line=number)
    return text


# polib opens what is the name of a file, which this makes it not be; and it loses the last entry when an empty
# comment such as "#," is the last line.
_END = "\n# end\n"


class _Text(str):
    """A text of which only LF ends lines: polib would also break entries at U+2028, form feed and the like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002  the signature of str
        return self.split("\n")


def _parse(text: str, path: str) -> polib.POFile:
    try:
        return polib.pofile(_Text(text + _END), encoding="utf-8")
    except OSError as error:
        found = _WHERE.search(str(error))
        line, detail = (int(found.group(1)), found.group(2)) if found else (None, None)
        message = f"a syntax error{f': {detail}' if detail else ''}."
        mend = "Mend it there; msgfmt --check shows the same."
        raise UnreadableError(message, path=path, line=line, mend=mend) from error


class _Entries:
    def __init__(self, header: dict[str, str], where: Lines, path: str, options: ReadOptions) -> None:
        source, target = declared(header)
        self.source_lang = options.source_lang or source or "en"
        self.target_lang = options.target_lang or target or from_path(path)
        self.plural_forms = header.get("Plural-Forms", "")
        self.where, self.path = where, path

    def segments(self, entry: polib.POEntry) -> Iterator[Segment]:
        if not entry.msgstr_plural:
            yield self.segment(entry, entry.msgstr, entry.msgid, index=None)
            return
        one = singular(self.plural_forms, len(entry.msgstr_plural))
        for index, text in sorted(entry.msgstr_plural.items()):
            source = entry.msgid if index == one else entry.msgid_plural
            yield self.segment(entry, text, source, index=index)

    def segment(self, entry: polib.POEntry, target: str, source: str, *, index: int | None) -> Segment:
        names = [entry.msgctxt, entry.msgid] if entry.msgctxt is not None else [entry.msgid]
        line = self.where.of(entry.linenum or 0, index or 0) or entry.linenum
        flags = [flag.strip() for flag in entry.flags]
        return Segment(
            id=" | ".join(names) + (f"[{index}]" if index is not None else ""),
            source=source,
            target=target,
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            origin=Origin(path=self.path, line=line, key="\x04".join(names)),
            document=self.path,
            note="\n".join(t for t in (entry.tcomment.strip(), entry.comment.strip()) if t) or None,
            variant=None if index is None else str(index),
            state=_state(target, flags),
            max_length=longest(flags),
            syntax=frozenset(f for f in flags if f.endswith(("-format", "-text")) and not f.startswith("no-")),
            ignore=ignored(flags),
            suppressions=self.where.suppressions(entry.linenum or 0),
        )


def _state(target: str, flags: list[str]) -> str:
    if not target.strip():
        return "untranslated"
    return "needs-review" if "fuzzy" in flags else "translated"


FORMAT = Format(name="po", suffixes=(".po", ".pot"), sniff=sniff, read=read)
