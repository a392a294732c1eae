"""Which files are one string table in several languages, and which of them is the source."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tqcheck.errors import UnreadableError
from tqcheck.formats import by_name, detect
from tqcheck.project.layout import Layout
from tqcheck.project.sources import Source, source_of
from tqcheck.project.template import Folders, Template, templates


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The files of one template. Paths are from the root."""

    template: Template
    files: dict[str, str]
    """By language; a source that does not name its own is not among them."""
    source: Source | None

    def tag(self, path: str) -> str | None:
        """Return the language of one of the files."""
        return next((tag for tag, file in self.files.items() if file == path), None)


class Groups:
    """Finds the group of a file by looking at what lies beside it; each folder is looked into once."""

    def __init__(self, source_lang: str | None, layouts: tuple[Layout, ...], *, format: str | None) -> None:  # noqa: A002
        """Take the user's word on the language of sources, on where languages stand, and on the format."""
        self._source_lang = source_lang
        self._layouts = layouts
        self._format = format
        self._folders = Folders()
        self._known: dict[Template, Group] = {}

    def of(self, path: str) -> Group | None:
        """Return the group of a file, one with a source if it can be, the one with most languages; None without any."""
        found = [group for group in self._possible(path) if len(group.files) > 1 or group.source]
        return max(found, key=lambda g: (g.source is not None, len(g.files)), default=None)

    def shape(self, path: str) -> str | None:
        """Return the likeliest shape of a file's path; None when no part of it names a language."""
        return next((template.shape for template in self._templates(path)), None)

    def _possible(self, path: str) -> Iterator[Group]:
        for template in self._templates(path):
            if template not in self._known:
                self._known[template] = self._group(template)
            group = self._known[template]
            if group.tag(path):
                yield group

    def _templates(self, path: str) -> Iterator[Template]:
        if self._layouts:
            return (found for layout in self._layouts if (found := layout.template(path)))
        return templates(path)

    def _group(self, template: Template) -> Group:
        source = source_of(template, self._folders, self._source_lang)
        if source and not self._has_keys(source.path):
            source = None
        return Group(template=template, files=template.files(self._folders), source=source)

    def _has_keys(self, path: str) -> bool:
        try:
            found = by_name(self._format) if self._format else detect(path)
        except UnreadableError:
            return True  # its reader says what is wrong with it
        return found.entries is not None


def rooted(path: str) -> str:
    """Return a path from the root, with `/` between its parts."""
    return Path(os.path.abspath(path)).as_posix()  # noqa: PTH100  symbolic links stay as they are


def shown(path: str, *, like: str) -> str:
    """Return a path from the root as it would have been named by who named `like`."""
    return path if Path(like).is_absolute() else os.path.relpath(path)
