"""Beginning with a repository: what there is to check in it, and a configuration that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Files of one format that lie in one way. Paths are from the working directory."""

    format: str
    where: str
    """A path, a pattern, or a layout with `{lang}`."""
    files: tuple[str, ...]
    """The translations; without the sources where these are files of their own."""
    languages: tuple[str, ...]
    """Of the translations, sorted."""
    separate: bool = False
    """Whether each language has files of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What there is in a repository."""

    kinds: tuple[Kind, ...] = ()
    paths: tuple[str, ...] = ()
    """Files, folders and patterns that mean the files of all kinds."""
    glossaries: tuple[tuple[str, int], ...] = ()
    """With how many terms each has."""
    source_lang: str | None = None
    told_by: str = ""
    """What says so, as a clause; empty where the user does."""
    left: tuple[tuple[str, str], ...] = ()
    """What is not taken, with the reason."""
