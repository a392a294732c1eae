"""TBX: terminology of version 2 (`martif`) and 3 (`tbx`, both styles), as pairs of terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.status import Status, status_of
from tqcheck.formats.xml_encoding import encoding_of, recoded
from tqcheck.formats.xml_stream import Node, events
from tqcheck.lang.tags import canonical, language
from tqcheck.model import Origin, Term
from tqcheck.opening import Opened

_SPACES = ("urn:iso:std:iso:30042:ed-2", *(f"http://www.tbxinfo.net/ns/{n}" for n in ("core", "min", "basic")))
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization"})


class _Word(NamedTuple):
    """One term of one language."""

    text: str
    lang: str
    status: Status
    note: str | None
    line: int


def read(opened: Opened, options: ReadOptions) -> Iterator[Term]:
    """Yield each pair of a source and a target term that one entry holds.

    Without `options.source_lang` the source is the language that the file names at its head, or the first of an
    entry; without `options.target_lang` every other language is a target.
    """
    source_lang = options.source_lang
    with recoded(opened, encoding_of(opened, options.encoding)) as stream:
        names = dict.fromkeys(_SPACES, "")
        for kind, node in events(
            stream.read, opened.path, whole=frozenset({"termEntry", "conceptEntry"}), prefixes=names
        ):
            if kind == "whole":
                yield from _pairs(node, opened.path, source_lang, options.target_lang)
            elif kind == "open" and node.name in {"martif", "tbx"} and not source_lang:
                source_lang = _tag(node, opened.path)


def _pairs(entry: Node, path: str, source_lang: str | None, target_lang: str | None) -> Iterator[Term]:
    words = [word for section in entry.children("langSet", "langSec") for word in _words(section, path)]
    langs = dict.fromkeys(word.lang for word in words)
    chosen = next((tag for tag in langs if source_lang and _matches(tag, source_lang)), None)
    if not chosen and not source_lang:
        chosen = next(iter(langs), None)
    sources: list[str | None] = [word.text for word in words if word.lang == chosen]
    key = entry.attributes.get("id")
    for word in words:
        if word.lang == chosen or not (target_lang is None or _matches(word.lang, target_lang)):
            continue
        for source in sources or ([None] if word.status == "forbidden" else []):
            yield Term(
                source=source,
                target=word.text,
                source_lang=chosen,
                target_lang=word.lang,
                status=word.status,
                note=word.note,
                origin=Origin(path=path, line=word.line, key=key),
            )


def _words(section: Node, path: str) -> Iterator[_Word]:
    lang = _tag(section, path)
    if lang is None:
        message = f"a {section.name} without xml:lang."
        raise UnreadableError(message, path=path, line=section.line, mend="Name its language, such as xml:lang='fr'.")
    for group in section.children("tig", "ntig", "termSec"):
        inner = group.child("termGrp") or group
        term = inner.child("term")
        if term and (text := _text(term)):
            yield _Word(text, lang, _status(inner, path), _note(group), term.line)


def _status(group: Node, path: str) -> Status:
    for node in group.children("termNote", *_STATUS):
        if node.name in _STATUS or node.attributes.get("type") in _STATUS:
            try:
                return status_of(_text(node))
            except UsageError as error:
                raise UnreadableError(error.message, path=path, line=node.line, mend=error.mend) from error
    return "preferred"


def _note(group: Node) -> str | None:
    note = group.child("note")
    return _text(note) if note else None


def _text(node: Node) -> str:
    return " ".join(node.text.split())


def _tag(node: Node, path: str) -> str | None:
    tag = node.attributes.get("xml:lang")
    try:
        return canonical(tag) if tag else None
    except UsageError as error:
        raise UnreadableError(error.message, path=path, line=node.line, mend=error.mend) from error


def _matches(tag: str, wanted: str) -> bool:
    """Tell whether a glossary of `tag` serves `wanted`: `pt` serves `pt-BR`, but `pt-PT` does not."""
    return tag == wanted or (
        language(tag) == language(wanted) and "-" not in (tag if len(tag) < len(wanted) else wanted)
    )
