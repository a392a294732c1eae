"""What is read: units of translation, terms, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tqcheck.model.drawing import Drawn
from tqcheck.model.places import NOWHERE, InlineCode, Origin, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """A comment of a file that sets findings of its unit aside: `tqcheck: ignore[ACC101] invoice ids`."""

    check: str
    """A code, the beginning of codes, or a name."""
    reason: str
    line: int | None = None
    path: str | None = None
    """The file of the comment, where it is not the segment's: what a source's file asks holds for all languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment(Drawn):
    """One unit of translation. Plural forms are sibling segments."""

    id: str
    """Unique within its file where the file gives unique names."""
    target: str
    source: str | None = None
    """None when there is only a translation."""
    source_lang: str | None = None
    """A BCP 47 tag in canonical form, such as `fr` or `zh-Hant`."""
    target_lang: str | None = None
    origin: Origin = NOWHERE
    source_origin: Origin | None = None
    """Where the source stands, when that is in another file."""
    document: str | None = None
    """Names the document; corpus-wide checks that speak of "a document" group by it."""
    note: str | None = None
    reference: str | None = None
    """Another translation, known to be good; checks do not look at it, comparisons measure by it."""
    variant: str | None = None
    """Which plural form or gender this sibling is: a CLDR category, or gettext's `0`, `1` …"""
    state: str | None = None
    """`untranslated`, `needs-review`, `translated` or `final`, as the file says."""
    max_length: int | None = None
    """In code points of the target."""
    syntax: frozenset[str] = frozenset()
    """What placeholders the file declares, in gettext's words: `c-format`, `python-brace-format` …"""
    ignore: frozenset[str] = frozenset()
    """Codes or names of checks that the file itself silences for this unit."""
    source_codes: tuple[InlineCode, ...] = ()
    target_codes: tuple[InlineCode, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    """What a comment of the file asks to be set aside, with its reason."""
    alignment: float | None = None
    """0..1: how sure it is that both sides belong together, where an alignment put them together; None: they came so.

    One side of an aligned segment is empty where the other has no counterpart.
    """

    def text(self, side: Side) -> str:
        """Return the text of one side; the empty string where there is no source."""
        return self.target if side == "target" else (self.source or "")

    @property
    def name(self) -> str | None:
        """How its file names it; None for what only its place tells: a line's number, `#7`, an aligned sentence."""
        if self.alignment is not None:
            return None
        if self.origin.key:
            return self.origin.key
        counted = self.id == str(self.origin.line) or (self.id.startswith("#") and self.id[1:].isdecimal())
        return None if counted else self.id

    @property
    def unit(self) -> tuple[str, str, str]:
        """The file of the source if it has one of its own, key and source: the same for all its translations."""
        return (self.source_origin.path if self.source_origin else "", self.origin.key or "", self.source or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An entry of a glossary, a list of forbidden terms or a do-not-translate list."""

    source: str | None
    """None for a forbidden term that is wrong whatever the source says."""
    target: str | None
    """None for a term of which only the source is known (do not translate)."""
    source_lang: str | None = None
    target_lang: str | None = None
    status: Literal["preferred", "admitted", "forbidden", "do-not-translate"] = "preferred"
    case_sensitive: bool = False
    note: str | None = None
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """Something that was not checked. It is in every report: silence is never success."""

    what: str
    """A segment, a line, a check or a model, named as the user knows it."""
    why: str
    origin: Origin | None = None
    incomplete: bool = True
    """True when the user asked for it and did not get it: the run ends with exit code 3."""
