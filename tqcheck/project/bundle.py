"""A source file and its translations, read together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, detect
from tqcheck.model import Origin, Segment, Skip
from tqcheck.project.meant import suffix
from tqcheck.project.pairing import Pairing
from tqcheck.project.strings import Strings
from tqcheck.project.unknown import unknown_keys


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """Each iteration reads the source once and then each target in turn; one pair is in memory at a time.

    A file that cannot be read is a skip, and the others go on.
    """

    source: str
    source_lang: str | None
    targets: tuple[Pairing, ...]
    options: ReadOptions
    """How files are read; its languages do not count."""
    format: str | None = None
    """None: what suffix and content of the source say, for targets of its suffix too."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every file that is read."""
        return (self.source, *(target.path for target in self.targets))

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield segments, target by target, behind what of the source could not be read."""
        try:
            format_ = self.format or detect(self.source, encoding=self.options.encoding).name
            source = Strings(self.source, self._of(self.source_lang), format=format_)
        except (UnreadableError, UsageError) as error:
            yield Skip(what=self.source, why=str(error))
            for target in self.targets:
                yield Skip(what=target.path, why="its source could not be read.")
            return
        yield from source.skips
        unknown: dict[str, list[Origin]] = {}
        for target in self.targets:
            alike = self.format or suffix(target.path) == suffix(self.source)
            try:
                for item in target.segments(source, self._of(target.target_lang), format=format_ if alike else None):
                    yield item
                    if isinstance(item, Segment) and item.source is None:
                        unknown.setdefault(item.origin.key or item.id, []).append(item.origin)
            except (UnreadableError, UsageError) as error:
                yield Skip(what=target.path, why=str(error))
        yield from unknown_keys(unknown, self.source)

    def elsewhere(self, place: Callable[[str], str | None]) -> Bundle | None:
        """Return the same with other files in place of these; None where there is none for the source."""
        source = place(self.source)
        targets = tuple(replace(t, path=path) for t in self.targets if (path := place(t.path)))
        return replace(self, source=source, targets=targets) if source else None

    def _of(self, lang: str | None) -> ReadOptions:
        return replace(self.options, source_lang=self.source_lang, target_lang=lang)
