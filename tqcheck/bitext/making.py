"""From two files to an alignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from tqcheck.bitext import LENGTHS, Alignment
from tqcheck.document import Bead, Document, Sentence
from tqcheck.errors import ModelError, UnreadableError, UsageError
from tqcheck.lang.tags import canonical
from tqcheck.lang.writing import name
from tqcheck.model import Skip
from tqcheck.scorers import Embedder
from tqcheck.text.document_language import language_of

Split = Literal["sentences", "lines", "blocks"]
SPLITS: tuple[Split, ...] = get_args(Split)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignOptions:
    """What the user says of two documents."""

    source_lang: str | None = None
    """BCP 47; None: the document itself tells."""
    target_lang: str | None = None
    split: str = "sentences"
    encoding: str | None = None
    format: str | None = None
    """Of both documents; None: suffix and content tell."""

    def canonical(self) -> AlignOptions:
        """Return the same with canonical tags. Raises UsageError for an unknown tag or split."""
        if self.split not in SPLITS:
            raise UsageError(f"there is no way {self.split!r} to split.", mend=f"It may be {', '.join(SPLITS)}.")
        source, target = (tag and canonical(tag) for tag in (self.source_lang, self.target_lang))
        return replace(self, source_lang=source, target_lang=target)


def align_files(source: str, target: str, options: AlignOptions, *, embedder: Embedder | None) -> Alignment:
    """Read two documents and find which sentences belong together.

    Raises UsageError for one file given twice and for wrong options, UnreadableError for what is no readable document.
    """
    from tqcheck import documents  # noqa: PLC0415  only documents pay for their readers

    options = options.canonical()
    refuse_one_file(source, target)
    if options.format:
        documents.by_name(options.format)
    ours = _Reading.of(source, options.source_lang, options)
    theirs = _Reading.of(target, options.target_lang, options)
    beads, method, failures = _beads(ours.sentences, theirs.sentences, embedder)
    return Alignment(
        source_path=source,
        target_path=target,
        source=ours.sentences,
        target=theirs.sentences,
        beads=tuple(beads),
        source_lang=ours.lang,
        target_lang=theirs.lang,
        method=method,
        split=options.split,
        by_line=options.split == "lines" and ours.by_line and theirs.by_line,
        skipped=(*ours.notes(options.source_lang), *theirs.notes(options.target_lang), *failures),
    )


def refuse_one_file(source: str, target: str) -> None:
    """Raise UsageError when both names mean one file."""
    same = source == target or (Path(source).exists() and Path(target).exists() and Path(source).samefile(target))
    if same:
        raise UsageError("is given as source and as target.", path=target, mend="Give the translation as target.")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One document, as far as alignment needs it."""

    document: Document
    lang: str | None
    sentences: tuple[Sentence, ...]

    @classmethod
    def of(cls, path: str, lang: str | None, options: AlignOptions) -> _Reading:
        from tqcheck import documents  # noqa: PLC0415  only documents pay for their readers
        from tqcheck.documents.segmenting import segmented  # noqa: PLC0415  likewise

        document = documents.read(
            path, encoding=options.encoding, format=options.format, lines=options.split == "lines"
        )
        lang = lang or language_of(block.text for block in document.blocks)
        sentences = segmented(document, lang, split=cast("Split", options.split))
        if not sentences:
            raise UnreadableError("there is no text in it.", path=path, mend="Give a document that holds text.")
        return cls(document, lang, sentences)

    @property
    def by_line(self) -> bool:
        """Tell whether every line of the file is a block."""
        return all(block.line == number for number, block in enumerate(self.document.blocks, 1))

    def notes(self, given: str | None) -> Iterator[Skip]:
        yield from self.document.skipped
        if not given and self.lang:
            why = f"it is read as {name(self.lang)} ({self.lang}), as its words tell"
            yield Skip(what=self.document.path, why=why, incomplete=False)
        elif not given:
            why = "its language could not be told; what depends on a language is not checked"
            yield Skip(what=self.document.path, why=why, incomplete=False)


def _beads(
    source: Sequence[Sentence], target: Sequence[Sentence], embedder: Embedder | None
) -> tuple[Sequence[Bead], str, list[Skip]]:
    """Return the beads, the method, and what failed on the way: a model that cannot be loaded leaves the lengths."""
    from tqcheck.align import align  # noqa: PLC0415  loads numpy

    failures = []
    if embedder:
        try:
            return align(source, target, vectors=embedder.vectors), embedder.signature, []
        except ModelError as error:
            failures.append(Skip(what=f"the model {embedder.signature}", why=str(error)))
    return align(source, target, vectors=None), LENGTHS, failures
