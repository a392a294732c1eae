"""Qt's TS: source and translation in one file. A plural form is a segment of its own, with its index as the variant.

The key is the message's id, else its context, source and disambiguation. Messages that the program no longer has are
counted as skipped. The whole file is in memory.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.errors import UnreadableError
from tqcheck.formats import Format, ReadOptions
from tqcheck.formats.path_language import language_of
from tqcheck.formats.po_language import from_locale
from tqcheck.formats.remarks import Remarks
from tqcheck.formats.rows import Misfit, skip
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_place import beginning
from tqcheck.formats.xml_stream import COMMENT, Node, events
from tqcheck.model import Origin, Segment, Skip
from tqcheck.opening import Opened

_ROOT = re.compile(r"<!DOCTYPE\s+TS\b|<TS[\s>]")
_DEAD = frozenset({"obsolete", "vanished"})
_FORMS = {"qt-format"}
_BYTE = re.compile(r"x([0-9A-Fa-f]{1,6})|([0-9]{1,7})")


def sniff(head: str) -> bool:
    """Tell whether the beginning of a file holds the root of TS; a program in TypeScript does not."""
    return _ROOT.search(head.replace("\0", "")) is not None


def read(opened: Opened, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield a segment for each message and plural form, then how many messages are obsolete.

    Raises UnreadableError for broken or hostile XML, and for what is no TS.
    """
    if not opened.head(options.encoding).replace("\0", "").lstrip("\ufeff \t\r\n").startswith("<"):
        mend = "Name the files that lupdate wrote."
        raise UnreadableError("not Qt's TS, but perhaps a program in TypeScript.", path=opened.path, line=1, mend=mend)
    with recoded(opened, encoding_of(opened, options.encoding)) as stream:
        data = b"".join(iter(lambda: stream.read(1 << 16), b""))
    reading, dead = _Reading(data, opened.path, options), 0
    whole = frozenset({"message", "name"})
    for kind, node in events(io.BytesIO(data).read, opened.path, whole=whole, prefixes={}, comments=True):
        if kind == "open":
            reading.begins(node)
        elif node.name == "name":
            reading.context = node.text
        elif node.name == COMMENT:
            reading.remarks.add(node.attributes["said"], node.line)
        elif kind == "whole" and node.name == "message":
            is_dead = any(t.attributes.get("type") in _DEAD for t in node.children("translation"))
            dead += is_dead
            yield from () if is_dead else reading.message(node)
            reading.remarks = Remarks()
    if dead:
        what, why = f"{dead} obsolete message{'s' * (dead > 1)}", "the program no longer has it."
        yield Skip(what=what, why=why, origin=Origin(path=opened.path), incomplete=False)


@dataclass(frozen=True, slots=True)
class _Message:
    node: Node
    key: str
    source: str
    remarks: Remarks
    translation: Node | None


class _Reading:
    def __init__(self, data: bytes, path: str, options: ReadOptions) -> None:
        self.data, self.path, self.options = data, path, options
        self.source_lang, self.target_lang = options.source_lang or "en", options.target_lang or language_of(path)
        self.is_root, self.context, self.remarks = True, "", Remarks()

    def begins(self, node: Node) -> None:
        """Take an element that opens: the root, or a context."""
        if self.is_root and node.name != "TS":
            message = f"the root element is <{node.name[:80]}>, not <TS>."
            raise UnreadableError(message, path=self.path, line=node.line, mend="Say what it is with --format.")
        if self.is_root:
            source, target = (from_locale(node.attributes.get(n, "")) for n in ("sourcelanguage", "language"))
            self.source_lang = self.options.source_lang or source or "en"
            self.target_lang = self.options.target_lang or target or language_of(self.path)
            self.remarks = Remarks()
        self.is_root = False
        if node.name == "context":
            self.context = ""

    def message(self, node: Node) -> Iterator[Segment | Skip]:
        try:
            yield from self.segments(self.parts(node))
        except Misfit as misfit:
            yield skip(self.path, node.line, str(misfit))

    def parts(self, node: Node) -> _Message:
        """Return what a message says. Raises Misfit for a character that is none."""
        source, comment = (_text(node.child(name)) for name in ("source", "comment"))
        for name in ("comment", "extracomment", "translatorcomment"):
            for said in node.children(name):
                self.remarks.add(said.text.strip(), beginning(self.data, said))
        for said in node.children(COMMENT):
            self.remarks.add(said.attributes["said"], said.line)
        key = node.attributes.get("id") or " | ".join(part for part in (self.context, source, comment) if part)
        return _Message(node, key, source, self.remarks, node.child("translation"))

    def segments(self, message: _Message) -> Iterator[Segment]:
        translation, numerus = message.translation, message.node.attributes.get("numerus") == "yes"
        forms = _forms(translation) if translation else [message.node]
        note, asked = message.remarks.take()
        texts = [(n, form, k) for n, whole in enumerate(forms) for k, form in enumerate(_lengths(whole))]
        for number, form, length in texts:
            target = _text(form) if translation else ""
            name = f"{message.key}[{number}]" if numerus else message.key
            yield Segment(
                id=f"{name}[length {length + 1}]" if length else name,
                source=message.source or None,
                target=target,
                source_lang=self.source_lang,
                target_lang=self.target_lang,
                origin=Origin(path=self.path, line=beginning(self.data, form), key=message.key),
                document=self.path,
                note=note,
                variant=str(number) if numerus else None,
                state=_state(target, translation),
                syntax=frozenset(_FORMS | {"qt-plural-format"} if numerus else _FORMS),
                suppressions=asked,
            )


def _forms(translation: Node) -> list[Node]:
    return translation.children("numerusform") or [translation]


def _lengths(form: Node) -> list[Node]:
    """Return the translations of several lengths, the longest first."""
    return form.children("lengthvariant") or [form]


def _text(node: Node | None) -> str:
    """Return an element's text, `<byte value="x7"/>` as the character. Raises Misfit for one that is none."""
    return "".join(part if isinstance(part, str) else _byte(part) for part in node.content) if node else ""


def _byte(node: Node) -> str:
    if node.name != "byte":
        return _text(node) if node.name != COMMENT else ""
    match = _BYTE.fullmatch(node.attributes.get("value", ""))
    code = (int(match.group(1), 16) if match.group(1) else int(match.group(2))) if match else -1
    if not 0 <= code < 0xD800 and not 0xE000 <= code < 0x110000:
        raise Misfit(f'<byte value="{node.attributes.get("value", "")[:20]}"/> is no character.')
    return chr(code)


def _state(target: str, translation: Node | None) -> str:
    if not target.strip():
        return "untranslated"
    unfinished = translation is not None and translation.attributes.get("type") == "unfinished"
    return "needs-review" if unfinished else "translated"


FORMAT = Format(name="qt", suffixes=(".ts",), sniff=sniff, read=read)
