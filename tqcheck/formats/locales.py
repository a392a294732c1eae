"""Files whose strings stand below the name of their language: `fr:` in YAML of Rails, `{"fr": {…}, "ja": {…}}`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from babel.localedata import exists

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.alone import segments
from tqcheck.formats.entry import Entry
from tqcheck.formats.path_language import language_of
from tqcheck.formats.po_language import from_locale
from tqcheck.formats.tree import Member
from tqcheck.lang.tags import language
from tqcheck.model import Segment, Skip


class Parted(Protocol):
    """A file that may hold several languages."""

    path: str
    parts: dict[str, list[Member]]
    """By language, which is empty where the file does not tell it."""

    def entries(self, tag: str) -> Iterator[Entry | Skip]:
        """Yield the strings of one language."""
        ...


def alone(file: Parted, options: ReadOptions) -> Iterator[Segment | Skip]:
    """Yield the strings as translations without a source: of the target language, or of all where none is said."""
    for tag in [wanted(file.parts, file.path, options)] if options.target_lang else file.parts:
        yield from segments(file.entries(tag), file.path, options, declared=tag or None)


def of_target(file: Parted, options: ReadOptions) -> Iterator[Entry | Skip]:
    """Yield the strings of the target language. Raises UsageError where it is not clear which language is meant."""
    yield from file.entries(wanted(file.parts, file.path, options))


def by_locale(members: list[Member], path: str, *, alone: bool) -> dict[str, list[Member]]:
    """Return what stands below each language; nothing where a key is no language or holds no strings.

    One language is believed if `alone`, or if the path names it too: `my` is Burmese, and a word.
    """
    found: dict[str, list[Member]] = {}
    for member in members:
        tag = from_locale(member.key) if len(member.key) < 20 else None
        if not tag or not exists(language(tag)) or member.value.kind not in ("object", "null"):
            return {}
        for string in member.value.members:  # what suppresses a language suppresses all in it
            string.comments[:0] = [said for said in member.comments if "tqcheck:" in said[1]]
        found.setdefault(tag, []).extend(member.value.members)
    told = language_of(path)
    if len(found) == 1 and (told or not alone) and language(told or "und") != language(next(iter(found))):
        return {}
    return found


def wanted(found: dict[str, list[Member]], path: str, options: ReadOptions) -> str:
    """Return which of several languages is meant: the target's, else the path's. Raises UsageError when none is."""
    for asked in (options.target_lang, language_of(path)):
        near = [tag for tag in found if asked and language(tag) == language(asked)]
        if asked in near or len(near) == 1:
            return asked if asked in near else near[0]
    if len(found) == 1:
        return next(iter(found))
    raise UsageError(f"it holds {', '.join(found)}: which?", path=path, mend="Choose with --target-lang.")
