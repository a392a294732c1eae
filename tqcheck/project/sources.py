"""Which of the files of one string table is the source."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tqcheck import formats
from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions
from tqcheck.formats.entry import Entry
from tqcheck.lang.tags import language
from tqcheck.project.template import Folders, Template

_ARB = re.compile(r"^[ \t]*template-arb-file\s*:\s*['\"]?([^\s'\"#]+)", re.MULTILINE)
_UP = 4
"""How many folders above an ARB file Flutter's `l10n.yaml` is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that others are translations of."""

    path: str
    lang: str | None
    """None where nobody says it."""
    told_by: str
    """Why it is the source where nobody said so, as a clause."""


def source_of(template: Template, folders: Folders, asked: str | None) -> Source | None:
    """Return the source of the files of a template; None when that is not plain.

    With `asked`, the language that the user gives, it is the file in that language, the one without a language, or the
    only one in a variety of that language. Without, it is what only a source can be: the file without a language in its
    name, and what a manifest of a browser extension or a Flutter project names.
    """
    files = template.files(folders)
    bare = template.nameless()
    if bare and not Path(bare).is_file():
        bare = None
    if asked in files and _whole(files[asked], bare):
        return Source(path=files[asked], lang=asked, told_by="")
    if bare:
        return Source(path=bare, lang=asked, told_by="its path names no language")
    if asked:
        near = [tag for tag in files if language(tag) == language(asked) and tag != asked]
        return Source(path=files[near[0]], lang=near[0], told_by="") if len(near) == 1 else None
    return _named(files)


def language_of_files(paths: Iterable[str], options: ReadOptions, format: str | None) -> str | None:  # noqa: A002
    """Return the language of the largest of these files, by its words; None where they do not tell it."""
    largest = max((path for path in paths if Path(path).is_file()), key=lambda p: Path(p).stat().st_size, default=None)
    if largest is None:
        return None
    from tqcheck.text.document_language import language_of  # noqa: PLC0415  loads what knows languages

    with suppress(UnreadableError, UsageError):
        entries = formats.entries(largest, replace(options, target_lang=None), format=format)
        return language_of(entry.text for entry in entries if isinstance(entry, Entry))
    return None


def _named(files: dict[str, str]) -> Source | None:
    for tag, path in files.items():
        where = _manifest(Path(path)) or _flutter(Path(path))
        if where:
            return Source(path=path, lang=tag, told_by=f"{where} names it")
    return None


def _manifest(path: Path) -> str | None:
    """Return the manifest of the browser extension whose default language a file of `_locales/` is in."""
    if path.parent.parent.name != "_locales":
        return None
    manifest = path.parent.parent.parent / "manifest.json"
    with suppress(OSError, ValueError):
        values = json.loads(manifest.read_text(encoding="utf-8-sig"))
        if isinstance(values, dict) and values.get("default_locale") == path.parent.name:
            return manifest.name
    return None


def _flutter(path: Path) -> str | None:
    """Return the `l10n.yaml` that names an ARB file its template."""
    if path.suffix != ".arb":
        return None
    for folder in list(path.parents)[:_UP]:
        with suppress(OSError, ValueError):
            found = _ARB.search((folder / "l10n.yaml").read_text(encoding="utf-8"))
            return "l10n.yaml" if found and found.group(1) == path.name else None
    return None


def _whole(path: str, bare: str | None) -> bool:
    """Tell whether a file is more than a few strings that differ from those of the file without a language.

    An empty `messages_en.properties` only keeps Java from asking the system.
    """
    with suppress(OSError):
        return 2 * Path(path).stat().st_size >= (Path(bare).stat().st_size if bare else 0)
    return True
