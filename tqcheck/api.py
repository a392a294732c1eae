"""The Python entry: `check` for a report in memory, `run` to stream, `read` for segments alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from tqcheck import baseline, formats
from tqcheck.baseline.known import Known
from tqcheck.bitext import Alignment, alone
from tqcheck.bitext.making import AlignOptions, align_files
from tqcheck.bitext.pair import FilePair
from tqcheck.config import Config, load, read_names
from tqcheck.config import profile as known_profile
from tqcheck.errors import UnreadableError
from tqcheck.formats.glossary import read_terms
from tqcheck.jobs.number import number
from tqcheck.journal import Journal
from tqcheck.lang.tags import canonical
from tqcheck.model import Result, Segment, Skip, Term
from tqcheck.notebook.inputs import Pairs, in_memory, of_file
from tqcheck.notebook.table import Columns, Table
from tqcheck.pipeline import Run
from tqcheck.progress import Watched, watching
from tqcheck.project import Project
from tqcheck.project.finding import found
from tqcheck.project.meant import keyed
from tqcheck.report import Report
from tqcheck.revisions import Changes, Then
from tqcheck.scorers import wanted
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.select import Plan, plan, reporting_ties

Name = str | int | None
"""Of a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Files as they were named; each iteration reads them again. An unreadable file is a skip, the others go on."""

    paths: tuple[str, ...] = ()
    pair: FilePair | None = None
    """A source and a target file."""
    project: Project = field(default_factory=Project)
    """Files of one language each, with their sources."""
    options: formats.ReadOptions = field(default_factory=formats.ReadOptions)
    languages: Mapping[str, str] = field(default_factory=dict)
    """The target languages of those paths of which a layout tells it."""
    format: str | None = None

    @classmethod
    def meant(
        cls,
        paths: Iterable[str],
        options: formats.ReadOptions,
        *,
        layouts: tuple[str, ...] = (),
        format: str | None = None,  # noqa: A002
    ) -> Files:
        """Return what files, folders and patterns mean; without any, what lies where `layouts` says.

        Raises UsageError for what gives nothing to read, and where it is not plain which language is the source.
        """
        all_found = found(paths, options, layouts=layouts, format=format)
        return cls(
            paths=all_found.paths,
            project=all_found.project,
            options=options,
            languages=all_found.languages,
            format=format,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every file that is read."""
        return (*self.paths, *(self.pair.names if self.pair else ()), *self.project.names)

    def __iter__(self) -> Iterator[Segment | Skip]:
        """Yield what the files hold, in order."""
        for path in self.paths:
            options = replace(self.options, target_lang=self.languages.get(path, self.options.target_lang))
            yield from _or_skip(path, partial(alone.read, path, options, format=self.format))
        if self.pair:
            yield from _or_skip(self.pair.names[1], partial(iter, self.pair))
        yield from self.project

    def of_copy(self, path: str, copy: str) -> Files:
        """Return what reads one of these files alone, from a copy of it and as it was read here."""
        sources = {bundle.source for bundle in self.project.bundles}
        project = self.project.elsewhere(lambda p: copy if p == path else p if p in sources else None)
        target = self.pair and self.pair.names[1]
        return replace(
            self,
            paths=tuple(copy for p in self.paths if p == path),
            pair=self.pair.elsewhere(self.pair.names[0], copy) if self.pair and target == path else None,
            project=replace(project, bundles=tuple(bundle for bundle in project.bundles if bundle.targets)),
            languages={copy: self.languages[path]} if path in self.languages else {},
        )

    def since(self, revision: str) -> Changes:
        """Return what tells which segments changed since a revision of git. Raises UsageError without git or it."""
        return Changes(revision, self.names, self._then, alone=self.paths)

    def _then(self, then: Then) -> Files:
        """Return the same files as they were."""
        pair = tuple(map(then, self.pair.names)) if self.pair else ()
        source, target = pair or (None, None)
        return replace(
            self,
            paths=tuple(filter(None, map(then, self.paths))),
            pair=self.pair.elsewhere(source, target) if self.pair and source and target else None,
            project=self.project.elsewhere(then),
        )


def _or_skip(name: str, reading: Callable[[], Iterator[Segment | Skip]]) -> Iterator[Segment | Skip]:
    """Yield what `reading` reads; a file that cannot be read (further) becomes a skip."""
    try:
        yield from reading()
    except UnreadableError as error:
        yield Skip(what=name, why=str(error))


def read(
    path: str | Path,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    format: str | None = None,  # noqa: A002
) -> Iterator[Segment | Skip]:
    """Yield the segments of a file, and a skip for each thing in it that cannot be read.

    Raises UnreadableError when the file as a whole cannot be read, UsageError for an unknown language tag or format.
    """
    yield from alone.read(str(path), _read_options(source_lang, target_lang), format=format)


def check(  # noqa: PLR0913  one parameter a thing one may say
    data: object,
    *,
    source: Name = None,
    target: Name = None,
    id: Name = None,  # noqa: A002  the word users know
    note: Name = None,
    reference: Name = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
    config: Config | str | Path | None = None,
    select: Sequence[str] | str | None = None,
    ignore: Sequence[str] | str | None = None,
    profile: str | None = None,
    models: Sequence[str] | str | None = None,
    progress: bool | None = None,
) -> Report:
    """Check a file, a folder, a frame, or segments, `(source, target)` pairs, dicts or bare translations in memory.

    A frame is one of pandas, polars or Arrow (table, dataset, stream), or a dict of columns. `source`, `target`, `id`,
    `note` and `reference` name its columns, or those of a table in a file; what they do not say is told by usual names
    (`src`, `mt`, `fr` …). Languages are BCP 47 tags; without them, and without columns of them, the checks that depend
    on a language stay silent.

    `config` is a `Config` or the path of a configuration file; the words after it replace what it says: `select` and
    `ignore` take codes, beginnings of codes or names; `profile` is `ci`, `review` or `audit`; `models` are names or
    paths, an empty list for none. `progress` draws a bar, if it takes longer than a second: None in notebooks only.

    Raises UnreadableError when a file cannot be read, UsageError when a column, a tag or an option is wrong.
    """
    settings = configured(
        config,
        select=select,
        ignore=ignore,
        profile=profile,
        models=models,
        source_lang=source_lang,
        target_lang=target_lang,
    )
    columns = {"source": source, "target": target, "id": id, "note": note, "reference": reference}
    inputs = _inputs(data, columns, settings)
    with watching(inputs, wanted=progress) as seen:
        running = run(seen, settings)
        results = tuple(item for item in running if isinstance(item, Result))
    index = inputs.labels(results) if isinstance(inputs, Table) else None
    return Report(results=results, summary=running.summary(), index=index)


def configured(  # noqa: PLR0913  likewise
    config: Config | str | Path | None,
    *,
    select: Sequence[str] | str | None = None,
    ignore: Sequence[str] | str | None = None,
    profile: str | None = None,
    models: Sequence[str] | str | None = None,
    source_lang: str | None = None,
    target_lang: str | None = None,
) -> Config:
    """Return a configuration, or that of a file, with what is given in place of what it says. Raises UsageError."""
    settings = config if isinstance(config, Config) else load(Path(config)) if config else Config()
    return replace(
        settings,
        select=settings.select if select is None else _words(select),
        ignore=settings.ignore if ignore is None else _words(ignore),
        profile=known_profile(profile) if profile else settings.profile,
        models=settings.models if models is None else _words(models),
        source_lang=canonical(source_lang) if source_lang else settings.source_lang,
        target_lang=canonical(target_lang) if target_lang else settings.target_lang,
    )


def _words(given: Sequence[str] | str) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _inputs(data: object, columns: Columns, settings: Config) -> Files | Table | Pairs:
    options = _read_options(settings.source_lang, settings.target_lang)
    if isinstance(data, str | Path):
        if Path(data).is_dir() or keyed(str(data)):
            return Files.meant((str(data),), of_file(columns, options, format="json"), layouts=settings.layout)
        known = formats.detect(str(data))
        return Files(paths=(str(data),), options=of_file(columns, options, format=known.name))
    return in_memory(data, columns, options)


def align(  # noqa: PLR0913  one parameter a thing one may say
    source: str | Path,
    target: str | Path,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    split: str = "sentences",
    models: Sequence[str] | None = None,
    encoding: str | None = None,
    format: str | None = None,  # noqa: A002
) -> Alignment:
    """Find which sentences of two documents (text, Markdown, HTML, DOCX, SRT, VTT) belong together.

    Languages that are not given are found by the words of the documents. `split` says what a sentence is: `sentences`,
    `lines` or `blocks`. `models` are names or paths as in `Config`; without any, the lengths of sentences decide.
    `check(alignment.segments())` checks what was aligned.

    Raises UnreadableError when a document cannot be read, UsageError when a tag or an option is wrong.
    """
    options = AlignOptions(
        source_lang=source_lang, target_lang=target_lang, split=split, encoding=encoding, format=format
    )
    reading = Ensemble(wanted(models) or (), cache=None)
    try:
        made = align_files(str(source), str(target), options, embedder=reading.embedder)
    finally:
        reading.close()
    return replace(made, skipped=(*made.skipped, *reading.skips()))


def run(
    inputs: Iterable[Segment | Skip],
    config: Config,
    *,
    known: Known | None = None,
    changed: Callable[[Segment], bool] | None = None,
    journal: Journal | None = None,
) -> Run:
    """Return a run over `inputs` (iterable twice) with the checks, options, glossaries and names of `config`.

    `known` is there in place of the baseline of `config`; what is not `changed` is seen, but not judged;
    `journal` keeps what is done, for a run that goes on where this one was stopped.
    """
    if known is None and config.baseline:
        known = Known(baseline.load(config.baseline))
    made = reporting_ties(planned(config)) if changed else planned(config)
    models = bool(made.models or made.back_translate)
    jobs = number(config.jobs, models=models, paths=inputs.names if isinstance(inputs, Files | Watched) else ())
    return Run(inputs, made, known=known, changed=changed, jobs=jobs, journal=journal)


def planned(config: Config) -> Plan:
    """Return the checks of a configuration with options, glossaries and names. Raises UsageError, UnreadableError."""
    return plan(config, terms=_terms(config), names=read_names(config.names))


def _terms(config: Config) -> tuple[Term, ...]:
    options = _read_options(config.source_lang, config.target_lang)
    return tuple(term for path in config.glossary for term in read_terms(path, options))


def _read_options(source_lang: str | None, target_lang: str | None) -> formats.ReadOptions:
    options = formats.ReadOptions()
    if source_lang:
        options = replace(options, source_lang=canonical(source_lang))
    return replace(options, target_lang=canonical(target_lang)) if target_lang else options
