"""From what a person names to what is read: files that hold both languages, and sources with their translations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tqcheck.formats import SUFFIXES, ReadOptions
from tqcheck.lang.tags import language
from tqcheck.model import Skip
from tqcheck.project import Project
from tqcheck.project.bundle import Bundle
from tqcheck.project.groups import Group, Groups, rooted, shown
from tqcheck.project.layout import Layout
from tqcheck.project.meant import Meant, doubtful, keyed, looks_like, meant, plain, suffix
from tqcheck.project.notes import lacking, left_out, paired, told, unsourced
from tqcheck.project.nothing import demand_something
from tqcheck.project.pairing import Pairing
from tqcheck.project.sources import Source, language_of_files
from tqcheck.project.tokens import ancestors


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is to be read."""

    paths: tuple[str, ...]
    """Files that are read by themselves."""
    languages: Mapping[str, str]
    """Of those, the target language that a layout tells."""
    project: Project


@dataclass(frozen=True, slots=True)
class Target:
    """A translation in a file of its own."""

    item: Meant
    tag: str
    group: Group
    source: Source


def found(
    paths: Iterable[str],
    options: ReadOptions,
    *,
    layouts: tuple[str, ...] = (),
    format: str | None = None,  # noqa: A002  the word users know
) -> Found:
    """Find out which of these files, folders and patterns are translations, and of what.

    `layouts` says where a path tells its language, as in `locales/{lang}/{file}.json`, from the working directory;
    without, it is looked for in every part. Raises UsageError for a folder or a pattern that gives nothing to read,
    and where it is not plain which language is the source.
    """
    searched = tuple(paths) or tuple(dict.fromkeys(Layout(layout).folder for layout in layouts))
    search = _Search(options, layouts=layouts, format=format)
    for item in meant(searched):
        search.add(item)
    demand_something(searched, search.folders, search.orphans, search.left_out, options)
    return search.found()


class _Search:
    """Sorts files by what they are. Keys of its dictionaries are paths from the root."""

    def __init__(self, options: ReadOptions, *, layouts: tuple[str, ...], format: str | None) -> None:  # noqa: A002
        self._options = options
        self._layouts = tuple(map(Layout, layouts))
        self._format = format
        self._groups = Groups(options.source_lang, self._layouts, format=format)
        self._targets: dict[str, Target] = {}
        self._alone: dict[str, Meant] = {}
        self.orphans: dict[str, tuple[Meant, Group | None]] = {}
        """Files of which the source was not found."""
        self.folders: set[str] = set()
        """Those that gave something to read."""
        self.left_out: set[str] = set()
        """Languages that are not the one that is asked for."""

    def add(self, item: Meant) -> None:
        path = rooted(item.path)
        if not keyed(item.path, self._format):
            if plain(item):
                self._read_alone(path, item)
            return
        group = self._groups.of(path)
        tag = group.tag(path) if group else None
        if not group or not tag or not group.source:
            if item.folder is None:
                self._read_alone(path, item)
            elif not looks_like(item.path, self._format or SUFFIXES[suffix(item.path)]):
                return
            self.orphans[path] = (item, group)
        elif path == group.source.path or tag == group.source.lang:
            if item.folder is None:
                self._read_alone(path, item)
        elif item.folder is None or self._wanted(tag):
            self._targets[path] = Target(item, tag, group, group.source)
            self.folders.add(item.folder or "")

    def _read_alone(self, path: str, item: Meant) -> None:
        self._alone[path] = item
        self.folders.add(item.folder or "")

    def _wanted(self, tag: str) -> bool:
        asked = self._options.target_lang
        wanted = asked in {None, tag, language(tag)}
        if not wanted:
            self.left_out.add(tag)
        return wanted

    def found(self) -> Found:
        """Return what is to be read, once all is sorted."""
        shapes = {target.group.template.shape for target in self._targets.values()}
        orphans = {
            path: item
            for path, (item, group) in self.orphans.items()
            if item.folder is not None and (group or self._groups.shape(path) in shapes)
        }
        unsure = [item for item, group in self.orphans.values() if item.folder is None and group]
        alone = {path: item for path, item in (self._alone | orphans).items() if path not in self._sources()}
        passed_over = [path for path, item in alone.items() if doubtful(item)] if self._targets else []
        read = {path: item.path for path, item in alone.items() if path not in passed_over}
        bundles, notes = self._bundles()
        notes += left_out([alone[path].path for path in passed_over])
        notes += unsourced([item.path for item in (*orphans.values(), *unsure)], self._options.source_lang)
        languages = {name: tag for path, name in read.items() if (tag := self._layout_tag(path))}
        return Found(
            paths=tuple(read.values()), languages=languages, project=Project(bundles=bundles, notes=tuple(notes))
        )

    def _sources(self) -> dict[str, list[Target]]:
        found: dict[str, list[Target]] = {}
        for target in self._targets.values():
            found.setdefault(target.source.path, []).append(target)
        return found

    def _bundles(self) -> tuple[tuple[Bundle, ...], list[Skip]]:
        nameless = [t for t in self._targets.values() if t.source.lang is None]
        lang = language_of_files([t.source.path for t in nameless], self._options, self._format)
        bundles = tuple(self._bundle(path, targets, lang) for path, targets in self._sources().items())
        notes = [*paired(bundles, [t.source.told_by for t in self._targets.values()])]
        notes += told(lang, shown(nameless[0].source.path, like=nameless[0].item.path)) if nameless else []
        notes += lacking(self._kinds())
        return bundles, notes

    def _bundle(self, path: str, targets: list[Target], lang: str | None) -> Bundle:
        source_lang = targets[0].source.lang or lang
        return Bundle(
            source=shown(path, like=targets[0].item.path),
            source_lang=source_lang,
            targets=tuple(
                Pairing(
                    path=target.item.path,
                    source_lang=source_lang,
                    target_lang=(self._options.target_lang if target.item.folder is None else None) or target.tag,
                    inherits=any(tag in target.group.files or tag == source_lang for tag in ancestors(target.tag)),
                )
                for target in targets
                if target.tag != source_lang
            ),
            options=self._options,
            format=self._format,
        )

    def _kinds(self) -> list[list[tuple[str, dict[str, str], str | None]]]:
        """Return, kind by kind, the sources of folders with their translations."""
        found: dict[str, dict[str, tuple[str, dict[str, str], str | None]]] = {}
        for target in self._targets.values():
            if target.item.folder is not None:
                source, group = target.source, target.group
                name = shown(source.path, like=target.item.path)
                found.setdefault(group.template.shape, {})[source.path] = (name, group.files, source.lang)
        return [list(kind.values()) for kind in found.values()]

    def _layout_tag(self, path: str) -> str | None:
        return next((tag for layout in self._layouts if (tag := layout.language(path))), None)
