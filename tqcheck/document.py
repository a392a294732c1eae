"""Documents that come without pairs: their blocks, the sentences of those, and which sentences belong together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tqcheck.model import Skip

BlockKind = Literal["heading", "paragraph", "item", "cue", "cell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a document that no sentence crosses."""

    text: str
    """Without markup; white space as a reader sees it."""
    kind: BlockKind = "paragraph"
    level: int = 0
    """Of a heading (1 is the highest), or of a nested item; 0 for the rest."""
    line: int | None = None
    """Counted from 1: where it begins in the file; None where the format has no lines, such as DOCX."""
    start: float | None = None
    """Of a cue: when it appears, in seconds."""
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as a person reads it."""

    path: str
    blocks: tuple[Block, ...]
    skipped: tuple[Skip, ...] = ()
    """What was left out, boilerplate by name included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, with what alignment may hold on to."""

    text: str
    block: int
    """The number of its block from 0; sentences of one block are neighbours."""
    kind: BlockKind = "paragraph"
    level: int = 0
    line: int | None = None
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """Sentences that translate each other; one side is empty where the other has no counterpart."""

    source: tuple[int, ...]
    """Numbers of sentences from 0, rising and without gaps."""
    target: tuple[int, ...]
    confidence: float
    """0..1: how sure it is that exactly these belong together."""
