"""A path with a hole for the language, `locales/{lang}/menu.json`, and the files that fill it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical
from tqcheck.project.tokens import spots, tag_of

HOLE = "{lang}"
_NAMELESS = re.compile(r"[._-]\{lang\}")


class Folders:
    """What is in folders; each is looked into once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, ...]] = {}

    def names(self, folder: str) -> tuple[str, ...]:
        """Return the names in a folder, sorted; none for what cannot be looked into."""
        if folder not in self._known:
            try:
                self._known[folder] = tuple(sorted(p.name for p in Path(folder).iterdir()))
            except OSError:
                self._known[folder] = ()
        return self._known[folder]


@dataclass(frozen=True, slots=True)
class Template:
    """A path from the root, with `/` between its parts, that has `{lang}` at least once."""

    text: str
    any_language: bool = field(default=False, compare=False)
    """Languages that CLDR does not know are languages too: the user said that this is where they are named."""

    @property
    def shape(self) -> str:
        """What files of one kind have in common: the path up to the language."""
        return self.text[: self.text.index(HOLE) + len(HOLE)]

    def nameless(self) -> str | None:
        """Return the path of a source that does not name its language: `values/`, `Base.lproj/`, `app.properties`."""
        if f"{HOLE}.lproj/" in self.text:
            return self.text.replace(f"{HOLE}.lproj/", "Base.lproj/")
        bare = _NAMELESS.sub("", self.text)
        return None if HOLE in bare else bare

    def files(self, folders: Folders) -> dict[str, str]:
        """Return by language the files that there are. Where two names tell one language the first counts."""
        parent, _, rest = self.text.partition(HOLE)
        folder, _, before = parent.rpartition("/")
        after = rest.partition("/")[0]
        found: dict[str, str] = {}
        for name in folders.names(folder or "/"):
            if name.startswith(before) and (token := _token(name[len(before) :], after)):
                tag, path = self.tag(token), self.filled(token)
                if tag and tag not in found and Path(path).is_file():
                    found[tag] = path
        return found

    def filled(self, token: str) -> str:
        """Return the path for one language, as its files name it."""
        return self.text.replace(HOLE, token)

    def tag(self, token: str) -> str | None:
        """Return the language that a token names; None when it is none."""
        found = tag_of(token)
        if found or not self.any_language:
            return found
        try:
            return canonical(token)
        except UsageError:
            return None


def templates(path: str) -> Iterator[Template]:
    """Yield what a path may be an example of: all places of one token together, then each place alone, last first."""
    found = list(spots(path))
    tokens = [token for _, _, token in found]
    for token in dict.fromkeys(t for t in tokens if tokens.count(t) > 1):
        yield holed(path, *((start, end) for start, end, t in found if t == token))
    for start, end, _ in reversed(found):
        yield holed(path, (start, end))


def holed(path: str, *places: tuple[int, int], any_language: bool = False) -> Template:
    """Return the path with `{lang}` in these places."""
    for start, end in sorted(places, reverse=True):
        path = path[:start] + HOLE + path[end:]
    return Template(path, any_language)


def _token(name: str, after: str) -> str:
    """Return what stands at the beginning of a name, before `after`; `after` may have a second hole."""
    tail, hole, _ = after.partition(HOLE)
    if hole:
        return name[: name.find(tail)] if tail in name else ""
    return name[: len(name) - len(after)] if name.endswith(after) else ""
