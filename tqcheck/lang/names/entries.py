"""From the tables of a names file to names; what is wrong in them is told by key."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.lang.names.given import GivenNames, Table, digest
from tqcheck.lang.names.knowledge import known
from tqcheck.lang.tags import canonical

KINDS = ("territory", "city", "organisation", "armed-group", "person", "product", "name")
"""What a name may be the name of."""
_SECTIONS = ("names", "cities", "kinds", "related", "ambiguous")
_TABLES = ("names", "adjectives", "usage")
_USAGE = ("ambiguous", "common", "traps")


class EntryError(UsageError):
    """An entry of a names file that is not as it should be."""

    def __init__(self, message: str, *keys: str, mend: str) -> None:
        super().__init__(message, mend=mend)
        self.keys = keys


def entries(data: Mapping[str, Any]) -> GivenNames:
    """Return the names that the parsed TOML of a names file gives. Raises EntryError."""
    tags = [key for key in data if key not in _SECTIONS]
    tables = {_tag(key): _table(key, data[key]) for key in tags}
    cities = {entity: _spellings(value, "cities", entity) for entity, value in _entities(data, "cities")}
    names = {entity: _spellings(value, "names", entity) for entity, value in _entities(data, "names")}
    made = GivenNames(
        tables=tables,
        everywhere=cities | names,
        kinds=dict.fromkeys(cities, "city") | _kinds(data),
        related=tuple(frozenset(line.split()) for line in _strings(data.get("related", []), "related")),
        ambiguous=frozenset(_strings(data.get("ambiguous", []), "ambiguous")),
        digest=digest([repr(data)]),
    )
    if not (made.entities or made.related or made.ambiguous or tables):
        raise EntryError("no names in it.", mend='Write [names], and under it acme = ["Acme", "Акме", "アクメ"].')
    _check_entities(made)
    return made


def _tag(key: str) -> str:
    try:
        return canonical(key)
    except UsageError as error:
        near = difflib.get_close_matches(key, _SECTIONS, n=1)
        mend = f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(_SECTIONS)} or a language tag."
        raise EntryError(f"{key!r} is neither a table of names nor a language.", key, mend=mend) from error


def _table(tag: str, value: object) -> Table:
    """Return what is given for one language, in the form of our own table."""
    if not isinstance(value, dict):
        raise EntryError(f"{tag} takes tables.", tag, mend=f"Write [{tag}.names].")
    made: dict[str, Any] = {}
    for key in value:
        if key not in _TABLES:
            raise EntryError(f"{key!r} is unknown.", tag, key, mend=f"A language has {', '.join(_TABLES)}.")
        found = {name: _spellings(v, tag, key, name) for name, v in _entities(value, key, tag)}
        if key == "usage" and (unknown := sorted(found.keys() - set(_USAGE))):
            raise EntryError(f"{unknown[0]!r} is unknown.", tag, key, unknown[0], mend=f"It has {', '.join(_USAGE)}.")
        made[key] = found
    if "common" in made.get("usage", {}):
        made["usage"] = made["usage"] | {"common": " ".join(made["usage"]["common"]).lower()}
    return made


def _entities(data: Mapping[str, Any], key: str, *before: str) -> Iterable[tuple[str, object]]:
    value = data.get(key, {})
    if not isinstance(value, dict):
        header = ".".join((*before, key))
        raise EntryError(f"{header} takes entries.", *before, key, mend=f"Write [{header}].")
    return value.items()


def _spellings(value: object, *keys: str) -> tuple[str, ...]:
    """Return a list of spellings; of cities one text may list them too, with commas between, as our own table does."""
    if isinstance(value, str) and keys[0] == "cities":
        value = [spelling.strip() for spelling in value.split(",")]
    found = (value,) if isinstance(value, str) and keys[-1] == "common" else _strings(value, *keys)
    if any(not any(c.isalpha() for c in spelling) for spelling in found):
        raise EntryError(f"{'.'.join(keys)} has a spelling without a letter.", *keys, mend="Take it out.")
    return found


def _strings(value: object, *keys: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        written = keys[-1] if keys[-1].replace("-", "").replace("_", "").isalnum() else f'"{keys[-1]}"'
        raise EntryError(f"{'.'.join(keys)} takes a list of texts.", *keys, mend=f'Write {written} = ["…"].')
    return tuple(value)


def _kinds(data: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for kind, value in _entities(data, "kinds"):
        if kind not in KINDS:
            raise EntryError(f"there is no kind {kind!r}.", "kinds", kind, mend=f"It may be {', '.join(KINDS)}.")
        members = value.split() if isinstance(value, str) else _strings(value, "kinds", kind)
        found.update(dict.fromkeys(members, kind))
    return found


def _check_entities(names: GivenNames) -> None:
    """Refuse entities that have no name, here or with us: they are misspelt."""
    for key, used in (("kinds", frozenset(names.kinds)), ("related", frozenset[str]().union(*names.related))):
        for entity in sorted(used - names.entities):
            if not known(entity):
                near = difflib.get_close_matches(entity, sorted(names.entities), n=1)
                mend = f"Did you mean {near[0]!r}?" if near else "Give it names."
                raise EntryError(f"{key}: nothing is named {entity!r}.", key, mend=mend)
