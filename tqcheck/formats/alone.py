"""The strings of a one-language file as segments without a source, for when it is checked alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.formats import ReadOptions
from tqcheck.formats.entry import Entry
from tqcheck.formats.path_language import language_of
from tqcheck.model import Origin, Segment, Skip


def segments(
    items: Iterable[Entry | Skip], path: str, options: ReadOptions, *, declared: str | None = None
) -> Iterator[Segment | Skip]:
    """Yield a segment for each entry. The language is the user's, else what the file declares, else its path's."""
    target_lang = options.target_lang or declared or language_of(path)
    for item in items:
        yield item if isinstance(item, Skip) else segment(item, path, options, target_lang=target_lang)


def segment(entry: Entry, path: str, options: ReadOptions, *, target_lang: str | None) -> Segment:
    """Return an entry as a segment without a source."""
    return Segment(
        id=f"{entry.key}[{entry.variant}]" if entry.variant else entry.key,
        target=entry.text,
        source_lang=options.source_lang,
        target_lang=target_lang,
        origin=Origin(path=path, line=entry.line, key=entry.key),
        document=path,
        note=entry.note,
        variant=entry.variant,
        state=entry.state or (None if entry.text.strip() else "untranslated"),
        max_length=entry.max_length,
        syntax=entry.syntax,
        ignore=entry.ignore,
        suppressions=entry.suppressions,
    )
