"""Names that a user gives beside ours, and the language tags that carry them to where names are looked up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tqcheck.lang.tables import section

Table = Mapping[str, Any]
"""What `tables/names/<tag>.toml` holds: `names`, `adjectives`, `usage`."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GivenNames:
    """What names files say, in the words of our own tables; nothing at all by default."""

    tables: Mapping[str, Table] = field(default_factory=dict)
    """By language tag."""
    everywhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Spellings that hold in every language, by entity."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """By entity."""
    related: tuple[frozenset[str], ...] = ()
    """Entities any one of which supports the others."""
    ambiguous: frozenset[str] = frozenset()
    """Spellings and acronyms that mean something else too."""
    digest: str = ""
    """Of all that is given; empty when nothing is."""

    def __bool__(self) -> bool:
        return bool(self.digest)

    def __repr__(self) -> str:
        return f"names:{self.digest}" if self.digest else "none"

    @property
    def entities(self) -> frozenset[str]:
        """Every entity that is given a name."""
        listed = (entity for table in self.tables.values() for entity in table.get("names", {}))
        return frozenset((*self.everywhere, *listed))

    def table(self, tag: str) -> Table:
        """Return what is given for a language: for `pt-BR` what is given for `pt` too, and what holds everywhere."""
        parts = tag.partition("-x-")[0].split("-")
        tags = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
        return merged([*(self.tables[t] for t in tags if t in self.tables), {"names": self.everywhere}])

    def tag(self, tag: str | None) -> str:
        """Return a tag of the same language under which these names are known; the tag itself when there are none."""
        return _carrying(tag, self) if self.digest and tag else tag or "und"

    def told_apart(self, first: str, second: str, tag: str) -> bool:
        """Tell whether two spellings are names of different entities in the language of `tag`."""
        names = self.table(tag)["names"] if self.digest else {}
        both = [
            {entity for entity, spellings in names.items() if spelling in spellings} for spelling in (first, second)
        ]
        return all(both) and both[0].isdisjoint(both[1])


NOTHING = GivenNames()


class _Carrier(str):
    """A tag such as `de-x-1f2e3d4c`: other names, another tag, so that nothing that is cached by tag can leak."""

    __slots__ = ("names",)
    names: GivenNames


@lru_cache(maxsize=1024)
def _carrying(tag: str, names: GivenNames) -> str:
    made = _Carrier(f"{tag}-x-{names.digest}")
    made.names = names
    return made


def given(tag: str) -> GivenNames:
    """Return the names that a tag carries."""
    return tag.names if isinstance(tag, _Carrier) else NOTHING


def table(tag: str) -> Table:
    """Return our table of names for the language of `tag`, with what its user gives before what is ours."""
    ours, names = section(tag, "names"), given(tag)
    return {**ours, **merged([names.table(tag), ours])} if names else ours


def merged(tables: Iterable[Table]) -> Table:
    """Return what several tables say together, the first before the others."""
    names: dict[str, dict[str, tuple[str, ...]]] = {"names": {}, "adjectives": {}}
    usage: dict[str, Any] = {}
    for one in tables:
        for kind, found in names.items():
            for entity, spellings in one.get(kind, {}).items():
                found[entity] = tuple(dict.fromkeys((*found.get(entity, ()), *spellings)))
        for key, value in one.get("usage", {}).items():
            usage[key] = _both(usage[key], value) if key in usage else value
    return {**names, "usage": usage}


def _both(first: Any, second: Any) -> Any:  # noqa: ANN401  values of TOML
    if isinstance(first, str) and isinstance(second, str):
        return f"{first} {second}"
    return [*first, *second] if isinstance(first, list | tuple) else first


def together(several: Iterable[GivenNames]) -> GivenNames:
    """Return what several names files say together; where they differ the last one counts."""
    latest = [names for names in several if names][::-1]
    if len(latest) < 2:
        return latest[0] if latest else NOTHING
    tags = {tag for names in latest for tag in names.tables}
    return GivenNames(
        tables={tag: merged(names.tables[tag] for names in latest if tag in names.tables) for tag in sorted(tags)},
        everywhere=merged({"names": names.everywhere} for names in latest)["names"],
        kinds={entity: kind for names in reversed(latest) for entity, kind in names.kinds.items()},
        related=tuple(group for names in latest for group in names.related),
        ambiguous=frozenset[str]().union(*(names.ambiguous for names in latest)),
        digest=digest(names.digest for names in latest),
    )


def digest(lines: Iterable[str]) -> str:
    """Return 8 hex digits: what a private subtag of a language tag may hold."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def claims(tag: str) -> Iterator[tuple[str, str]]:
    """Yield (spelling, entity) for each name that a tag's user gives: such a spelling is nobody else's."""
    names = given(tag)
    for entity, spellings in names.table(tag)["names"].items() if names else ():
        for spelling in spellings:
            yield spelling, entity
