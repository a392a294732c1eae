"""Two files of one language each → segments, by their keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tqcheck import formats
from tqcheck.formats import ReadOptions
from tqcheck.formats.entry import Entry
from tqcheck.lang import plurals
from tqcheck.model import Origin, Segment, Skip, Suppression
from tqcheck.project.strings import Forms, Strings, unique

_PLURALS = frozenset({"zero", "one", "two", "few", "many", "other"})
_EXACT = re.compile(r"=?([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """How a file is compared with its source."""

    path: str
    """Of the target."""
    source_lang: str | None
    target_lang: str | None
    inherits: bool = False
    """A program takes what is not here from another file, as one in `fr-CA` does from `fr`: nothing is missing."""

    def segments(
        self,
        source: Strings,
        options: ReadOptions,
        *,
        format: str | None,  # noqa: A002  the word users know
    ) -> Iterator[Segment | Skip]:
        """Yield a segment for each string of the target, in its order, then one for each that it lacks.

        Raises UnreadableError when the file cannot be read.
        """
        met: dict[str, Forms] = {}
        for item in unique(formats.entries(self.path, options, format=format), self.path):
            if isinstance(item, Skip):
                yield item
                continue
            met.setdefault(item.key, {})[item.variant] = item
            yield self._segment(source.of(item.key, item.variant), item, source.path)
        if not self.inherits:
            yield from self._missing(source, met)

    def _segment(self, source: Entry | None, target: Entry, source_path: str) -> Segment:
        state = target.state or (None if target.text.strip() else "untranslated")
        made = Segment(
            id=f"{target.key}[{target.variant}]" if target.variant else target.key,
            target=target.text,
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            origin=Origin(path=self.path, line=target.line, key=target.key),
            document=self.path,
            note=target.note,
            variant=target.variant,
            state=state,
            max_length=target.max_length,
            syntax=target.syntax,
            ignore=target.ignore,
            suppressions=target.suppressions,
        )
        return _sourced(made, source, source_path) if source else made

    def _missing(self, source: Strings, met: dict[str, Forms]) -> Iterator[Segment]:
        for key, forms in source.forms.items():
            there = met.get(key)
            if there is None:
                entry = forms.get("other") or next(reversed(forms.values()))
                origin = Origin(path=source.path, line=entry.line, key=key)
                yield self._empty(entry, origin, source.path, state="untranslated")
            else:
                yield from self._missing_forms(source, forms, there)

    def _missing_forms(self, source: Strings, forms: Forms, there: Forms) -> Iterator[Segment]:
        """Yield the plural forms that the target's language needs and the target has not, where it has others."""
        if not self.target_lang or not _PLURALS.issuperset(forms) or not _PLURALS.intersection(there):
            return
        exact = frozenset(int(m.group(1)) for variant in there if (m := _EXACT.fullmatch(variant or "")))
        last = next(reversed(there.values()))
        for variant in sorted(plurals.needed(self.target_lang, explicit=exact).difference(filter(None, there))):
            entry = source.of(last.key, variant)
            assert entry
            yield self._empty(entry, Origin(path=self.path, line=last.line, key=last.key), source.path, variant=variant)

    def _empty(
        self, entry: Entry, origin: Origin, source_path: str, *, state: str | None = None, variant: str | None = None
    ) -> Segment:
        variant = variant or entry.variant
        made = Segment(
            id=f"{entry.key}[{variant}]" if variant else entry.key,
            target="",
            source_lang=self.source_lang,
            target_lang=self.target_lang,
            origin=origin,
            document=self.path,
            variant=variant,
            state=state,
        )
        return _sourced(made, entry, source_path)


def _sourced(segment: Segment, source: Entry, path: str) -> Segment:
    """Return the segment with its source, and with what the source's file says of it."""
    notes = dict.fromkeys(note for note in (source.note, segment.note) if note)
    limits = [limit for limit in (source.max_length, segment.max_length) if limit is not None]
    return Segment(
        id=segment.id,
        source=source.text,
        target=segment.target,
        source_lang=segment.source_lang,
        target_lang=segment.target_lang,
        origin=segment.origin,
        source_origin=Origin(path=path, line=source.line, key=source.key),
        document=segment.document,
        note="\n".join(notes) or None,
        variant=segment.variant,
        state=segment.state,
        max_length=min(limits, default=None),
        syntax=segment.syntax | source.syntax,
        ignore=segment.ignore | source.ignore,
        suppressions=(*segment.suppressions, *_elsewhere(source.suppressions, path)),
    )


def _elsewhere(asked: tuple[Suppression, ...], path: str) -> tuple[Suppression, ...]:
    return tuple(replace(suppression, path=path) for suppression in asked)
