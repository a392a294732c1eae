"""Two documents, of which one translates the other: their sentences, and which of them belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tqcheck.bitext.joining import joined
from tqcheck.document import Bead, Sentence
from tqcheck.model import Origin, Segment, Skip

DOUBTFUL = 0.5
"""Pairs that are less sure than this are doubtful: what a check says by comparing their sides is as much less sure."""
LENGTHS = "gale-church"
"""The method that needs no model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """What `tqcheck.align` returns."""

    source_path: str
    target_path: str
    source: tuple[Sentence, ...] = field(repr=False)
    target: tuple[Sentence, ...] = field(repr=False)
    beads: tuple[Bead, ...] = field(repr=False)
    """In the order of the documents; each sentence is in exactly one."""
    source_lang: str | None
    """As it was given or found; None where it could not be found."""
    target_lang: str | None
    method: str
    """The signature of the model whose vectors were compared, or `gale-church` where lengths decided."""
    split: str
    """What a sentence is: `sentences`, `lines` or `blocks`."""
    by_line: bool = False
    """Whether both files were split into lines, so that blank ones count where `indices` tells numbers."""
    skipped: tuple[Skip, ...] = ()
    """What was left out of the documents, and what else there is to know of how they were read."""

    @property
    def signature(self) -> str:
        """One line that says what made it."""
        return (
            f"align:{self.method}|split:{self.split}|languages:{self.source_lang or 'und'}-{self.target_lang or 'und'}"
        )

    def texts(self, bead: Bead) -> tuple[str, str]:
        """Return the text of each side; empty where it has no sentence."""
        return (
            joined([self.source[i].text for i in bead.source]),
            joined([self.target[i].text for i in bead.target]),
        )

    def indices(self, bead: Bead) -> tuple[list[int], list[int]]:
        """Return the numbers of the sentences of each side from 0; of lines, blank ones too, where it is by line."""
        if self.by_line:
            return [self.source[i].block for i in bead.source], [self.target[i].block for i in bead.target]
        return list(bead.source), list(bead.target)

    def segments(self) -> Iterator[Segment]:
        """Yield a segment for each bead, in the order of the translation; its origin is where a person would mend it.

        That is the line of the first sentence of the translation, or of the source where it has no counterpart.
        """
        after = 0
        for number, bead in enumerate(self.beads, 1):
            source, target = self.texts(bead)
            yield Segment(
                id=str(number),
                source=source,
                target=target,
                source_lang=self.source_lang,
                target_lang=self.target_lang,
                origin=self._origin(bead, after),
                document=self.target_path,
                alignment=bead.confidence,
            )
            after = bead.target[-1] + 1 if bead.target else after

    def summary(self) -> str:
        """Return in one line how many sentences met, and how."""
        kinds = Counter(_kind(bead) for bead in self.beads)
        parts = [f"{count:,} {kind}" for kind in _KINDS if (count := kinds[kind])]
        pairs = [bead for bead in self.beads if bead.source and bead.target]
        doubtful = sum(bead.confidence < DOUBTFUL for bead in pairs)
        if doubtful:
            parts.append(f"{doubtful:,} {'pair is' if doubtful == 1 else 'pairs are'} doubtful")
        if 2 * doubtful >= len(pairs):
            parts[-1] += "; do these documents translate each other?"
        unit = "line" if self.split == "lines" else self.split.removesuffix("s")
        counted = f"{len(self.source):,} {unit}{'' if len(self.source) == 1 else 's'} with {len(self.target):,}"
        return f"aligned with {self.source_path}, {counted}, by {_BY.get(self.method, self.method)}: {', '.join(parts)}"

    def notes(self) -> Iterator[Skip]:
        """Yield what a report must say of how the pairs came about."""
        yield from self.skipped
        yield Skip(what=self.target_path, why=self.summary(), incomplete=False)

    def _origin(self, bead: Bead, after: int) -> Origin:
        source, target = _numbers(bead.source), _numbers(bead.target)
        if bead.target:
            key = f"source {source}, target {target}" if bead.source else f"target {target}, not in the source"
            return Origin(path=self.target_path, line=self.target[bead.target[0]].line, key=key)
        place = f"after target {after}" if after else "before target 1"
        key = f"source {source}, missing {place}"
        return Origin(path=self.source_path, line=self.source[bead.source[0]].line, key=key)


_KINDS = ("one to one", "merged or split", "omitted", "added")
_BY = {LENGTHS: "lengths and shared words (no model)"}


def _kind(bead: Bead) -> str:
    if not bead.target:
        return "omitted"
    if not bead.source:
        return "added"
    return "one to one" if len(bead.source) == len(bead.target) == 1 else "merged or split"


def _numbers(indices: Sequence[int]) -> str:
    """Return the numbers of sentences as people count them, from 1."""
    if not indices:
        return ""
    first, last = indices[0] + 1, indices[-1] + 1
    return str(first) if first == last else f"{first}–{last}"
