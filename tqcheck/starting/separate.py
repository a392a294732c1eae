"""Projects with files for each language: how they lie, and which language is that of the sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from tqcheck.formats import detect
from tqcheck.project.bundle import Bundle
from tqcheck.project.groups import Groups, rooted
from tqcheck.project.layout import Layout
from tqcheck.project.meant import keyed, meant
from tqcheck.project.template import HOLE, Folders, templates
from tqcheck.starting import Kind


def likeliest_source() -> str | None:
    """Return the language that has most to say in files of one language each; English where it is one of them."""
    groups, sizes = Groups(None, (), format=None), Counter[str]()
    for item in meant((".",)):
        group = groups.of(rooted(item.path)) if keyed(item.path) else None
        tag = group.tag(rooted(item.path)) if group else None
        if tag:
            sizes[tag] += Path(item.path).stat().st_size
    english = [tag for tag in sizes if tag == "en" or tag.startswith("en-")]
    return min(english, key=len) if english else max(sizes, key=lambda tag: (sizes[tag], tag), default=None)


def kinds(bundles: Iterable[Bundle]) -> Iterator[Kind]:
    """Yield what is translated in files of its own, by layout."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for bundle in bundles:
        for target in bundle.targets:
            where = _where(target.path, bundle.source)
            name = bundle.format or detect(target.path).name
            found.setdefault((name, where), []).append((target.path, target.target_lang or ""))
    for (name, where), files in _merged(found).items():
        paths, tags = [path for path, _ in files], {tag for _, tag in files if tag}
        yield Kind(format=name, where=where, files=tuple(paths), languages=tuple(sorted(tags)), separate=True)


def folder_of(where: str) -> str | None:
    """Return the folder under which the files of a layout lie; None when it is the working directory itself."""
    folder = Layout(where).folder
    return None if folder in {".", ""} else Path(folder).as_posix()


def pattern_of(where: str) -> str:
    """Return a pattern of the files of a layout."""
    return re.sub(r"\{\w+\}", "*", where)


def _where(path: str, source: str) -> str:
    """Return the path with `{lang}` where it names its language, as the source's path does in the same place."""
    folders, whole = Folders(), rooted(source)
    for template in templates(rooted(path)):
        if whole == template.nameless() or whole in template.files(folders).values():
            start = rooted(".").rstrip("/") + "/"
            return template.text.removeprefix(start)
    return Path(path).as_posix()


def _merged(found: dict[tuple[str, str], list[tuple[str, str]]]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return the same with one layout for files that lie side by side and differ in name."""
    merged: dict[tuple[str, str], list[tuple[str, str]]] = {}
    shapes = Counter((name, _named(where)) for name, where in found)
    for (name, where), files in found.items():
        shape = _named(where)
        merged.setdefault((name, shape if shapes[name, shape] > 1 else where), []).extend(files)
    return merged


def _named(where: str) -> str:
    place = PurePosixPath(where)
    return where if HOLE in place.name else str(place.with_name(f"{{file}}{place.suffix}"))
