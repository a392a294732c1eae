"""One language of a string in .xcstrings: its texts under the variations that choose among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tqcheck.formats.tree import Value

PLURAL = "plural"
_OTHER = "other"
_STATES = {"new": "untranslated", "needs_review": "needs-review", "translated": "translated"}

Path = tuple[str, ...]
"""Kinds and choices by turns: `("device", "mac", "plural", "one")`, `("substitutions", "files", "plural", "one")`."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text."""

    path: Path
    text: str
    place: int
    """In code points of the file."""
    state: str | None

    @property
    def name(self) -> str:
        """What of the key it is: the substitution's name with `/` before it."""
        return "".join(f"/{n}" for kind, n in _pairs(self.path) if kind in ("substitutions", "set"))

    @property
    def variant(self) -> str | None:
        """The plural category or the device; both with `/` between them."""
        return "/".join(n for kind, n in _pairs(self.path) if kind not in ("substitutions", "set")) or None


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    return zip(path[::2], path[1::2], strict=True)


def member(value: Value | None, key: str) -> Value | None:
    """Return what an object has under a key; None for what is no object."""
    if value is None or value.kind != "object":
        return None
    return next((m.value for m in value.members if m.key == key), None)


def said(value: Value | None, key: str) -> str:
    """Return the text under a key; empty where there is none."""
    found = member(value, key)
    return found.text if found and found.kind == "text" else ""


def leaves(localization: Value, path: Path = ()) -> Iterator[Leaf]:
    """Yield the texts of a localization in the order of the file."""
    for part in localization.members if localization.kind == "object" else ():
        if part.key == "stringUnit" and (value := member(part.value, "value")) and value.kind == "text":
            yield Leaf(path, value.text, value.place, _STATES.get(said(part.value, "state")))
        elif part.key == "stringSet" and (values := member(part.value, "values")) and values.kind == "array":
            state = _STATES.get(said(part.value, "state"))
            for item in (m for m in values.members if m.value.kind == "text"):
                yield Leaf((*path, "set", item.key), item.value.text, item.value.place, state)
        elif part.key == "variations" and part.value.kind == "object":
            for kind in part.value.members:
                yield from _choices(kind.value, (*path, kind.key))
        elif part.key == "substitutions":
            yield from _choices(part.value, (*path, part.key))


def _choices(value: Value, path: Path) -> Iterator[Leaf]:
    for choice in value.members if value.kind == "object" else ():
        yield from leaves(choice.value, (*path, choice.key))


def answering(path: Path, source: Mapping[Path, Leaf]) -> Leaf | None:
    """Return the source's text for a place in the target: what is chosen there as here, else what comes nearest."""
    kinds = path[::2]
    shape = path[:2] if kinds and kinds[0] in ("substitutions", "set") else ()
    while True:
        if path in source:
            return source[path]
        if path and (general := (*path[:-1], _OTHER)) in source:
            return source[general]
        if len(path) <= len(shape):
            break
        path = path[:-2]
    near = [leaf for place, leaf in source.items() if place[: len(shape)] == shape and (shape or _plain(place))]
    return next((leaf for leaf in near if leaf.path[-1:] == (_OTHER,)), near[-1] if near else None)


def _plain(path: Path) -> bool:
    return not {"substitutions", "set"}.intersection(path[::2])
