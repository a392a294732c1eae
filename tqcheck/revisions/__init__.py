"""What changed since a revision of git: the units whose source or target was not like that then."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tqcheck.errors import UsageError
from tqcheck.model import Segment, Skip
from tqcheck.revisions.git import Repository, root_of

Then = Callable[[str], str | None]
"""Returns where a file lies as it was then; None when it was not there."""


class Changes:
    """Tells whether a segment changed. The files of then are read when it is asked for the first time.

    A unit is known by its name in its file, and one without a name by its texts: lines that moved did not change. All
    units of a file that is new or not in a repository have changed. Memory: 16 bytes for each unit of the files that
    are read.
    """

    def __init__(
        self,
        revision: str,
        paths: Iterable[str],
        read: Callable[[Then], Iterable[Segment | Skip]],
        *,
        alone: Iterable[str] = (),
    ) -> None:
        """Take the files of now, and what reads those of then. Raises UsageError without git or the revision.

        Those of `paths` that are `alone` have units in which no other file has a part: they need not be read again
        where they are as they were.
        """
        self._files = _Files(revision, tuple(paths))
        self._read = read
        self._same = frozenset(filter(self._files.is_same, alone))
        self._known: frozenset[bytes] | None = None

    def __call__(self, segment: Segment) -> bool:
        """Tell whether a segment's source or target was another one, or not there."""
        if segment.origin.path in self._same:
            return False
        if self._known is None:
            self._known = frozenset(self._before())
        return _digest(segment, segment.origin.path) not in self._known

    def _before(self) -> Iterator[bytes]:
        with TemporaryDirectory(prefix="tqcheck-") as folder:
            names: dict[str, str] = {}

            def then(path: str) -> str | None:
                place = None if path in self._same else self._files.put(path, Path(folder))
                if place is None:
                    return None
                names[str(place)] = path
                return str(place)

            for item in self._read(then):
                if isinstance(item, Segment):
                    yield _digest(item, names.get(item.origin.path, item.origin.path))


class _Files:
    """The files of now, each with its repository."""

    def __init__(self, revision: str, paths: tuple[str, ...]) -> None:
        roots = {path: root for path in paths if (root := root_of(path))}
        if not roots:
            mend = "Leave --changed-since out, or name files of a repository."
            raise UsageError("none of the files is in a git repository.", mend=mend)
        self._repositories = {root: Repository(root, revision) for root in dict.fromkeys(roots.values())}
        self._places = {path: self._repositories[root] for path, root in roots.items()}

    def is_same(self, path: str) -> bool:
        """Tell whether the file is as it was."""
        repository, name, before = self._before(path)
        return repository is not None and before is not None and name not in repository.differing

    def put(self, path: str, folder: Path) -> Path | None:
        """Write the file as it was to a place below `folder`, and return that; None when it was not there."""
        repository, name, before = self._before(path)
        if repository is None or before is None:
            return None
        place = folder / str(list(self._repositories).index(repository.root)) / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name in repository.differing:
            place.write_bytes(repository.content(before))
        else:
            shutil.copyfile(path, place)
        return place

    def _before(self, path: str) -> tuple[Repository | None, str, str | None]:
        """Return a file's repository, its name there, and the name it had."""
        if path not in self._places or not Path(path).exists():
            return None, "", None
        repository = self._places[path]
        name = Path(path).resolve().relative_to(repository.root).as_posix()
        return repository, name, repository.name_then(name)


def _digest(segment: Segment, path: str) -> bytes:
    source = "\x1d" if segment.source is None else segment.source
    of = "" if segment.target else segment.target_lang or ""  # one place of a source may lack several languages
    parts = (path, segment.name or "", segment.variant or "", source, segment.target, of)
    return hashlib.blake2b("\x1e".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()
