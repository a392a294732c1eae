"""Layouts that the user gives: `locales/{lang}/{file}.json`."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tqcheck.errors import UsageError
from tqcheck.project.template import HOLE, Template, holed

_PART = re.compile(r"\{(\w+)\}|(\*\*/)|(\*)|(\{|\})")


@dataclass(frozen=True)
class Layout:
    """A pattern of paths. `{lang}` is the language, `{word}` and `*` part of a name, `**/` any number of folders.

    A word that comes again is the same again. Raises UsageError for a pattern without `{lang}` or with a stray brace.
    """

    pattern: str
    """From the working directory, where it is not from the root."""

    def __post_init__(self) -> None:
        if HOLE not in self.pattern:
            raise UsageError(f"the layout {self.pattern!r} has no {HOLE}.", mend="Write it where the language stands.")
        _ = self._matching

    def template(self, path: str) -> Template | None:
        """Return the template that a path from the root is an example of; None when it is none."""
        found = self._matching.fullmatch(path)
        if not found:
            return None
        places = [found.span(f"lang{n or ''}") for n in range(self._holes)]
        template = holed(path, *places, any_language=True)
        return template if template.tag(found.group("lang")) else None

    def language(self, path: str) -> str | None:
        """Return the language that a path from the root tells; None where it is no example or tells none."""
        found = self._matching.fullmatch(path)
        return Template(self.pattern, any_language=True).tag(found.group("lang")) if found else None

    @property
    def folder(self) -> str:
        """The folder under which all its files are, from the working directory if it lies in that."""
        folder = re.split(r"[{*]", self._absolute, maxsplit=1)[0].rpartition("/")[0] or "/"
        inside = Path(folder).is_relative_to(Path.cwd())
        return os.path.relpath(folder) if inside else folder

    @property
    def _absolute(self) -> str:
        return os.path.abspath(self.pattern).replace(os.sep, "/")  # noqa: PTH100  a pattern is no Path; symbolic links stay

    @cached_property
    def _holes(self) -> int:
        return self._absolute.count(HOLE)

    @cached_property
    def _matching(self) -> re.Pattern[str]:
        text, at, seen, holes = "", 0, set[str](), 0
        for match in _PART.finditer(self._absolute):
            text += re.escape(self._absolute[at : match.start()])
            word, folders, star, stray = match.groups()
            at = match.end()
            if stray:
                raise UsageError(f"the layout {self.pattern!r} has a stray {stray!r}.", mend="Write {lang} or {file}.")
            if word == "lang":
                text += f"(?P<lang{holes or ''}>(?P=lang))" if holes else "(?P<lang>[^/]+?)"
                holes += 1
            elif word:
                text += f"(?P=x{word})" if word in seen else f"(?P<x{word}>[^/]+)"
                seen.add(word)
            else:
                text += "(?:[^/]+/)*" if folders else "[^/]*" if star else ""
        return re.compile(text + re.escape(self._absolute[at:]))
