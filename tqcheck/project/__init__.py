"""Projects that keep each language in files of its own: which files belong together, and their strings as segments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tqcheck.model import Segment, Skip
from tqcheck.project.bundle import Bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Source files with their translations; each iteration reads them again."""

    bundles: tuple[Bundle, ...] = ()
    notes: tuple[Skip, ...] = ()
    """What was found out about the files, and what is missing among them."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every file that is read."""
        return tuple(name for bundle in self.bundles for name in bundle.names)

    def joined(self, other: Project) -> Project:
        """Return both as one."""
        return Project(bundles=self.bundles + other.bundles, notes=self.notes + other.notes)

    def elsewhere(self, place: Callable[[str], str | None]) -> Project:
        """Return the same with other files in place of these; those that have none are left out."""
        return Project(bundles=tuple(moved for bundle in self.bundles if (moved := bundle.elsewhere(place))))

    def __bool__(self) -> bool:
        """Tell whether there is anything to read or to say."""
        return bool(self.bundles or self.notes)

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield what is to be said of the files, and then what they hold."""
        yield from self.notes
        for bundle in self.bundles:
            yield from bundle
