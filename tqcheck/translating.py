"""What a translation model gives, and the protocol behind which every back end stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """One text, translated."""

    text: str
    confidence: float | None = None
    """0..1: the geometric mean of the probabilities of its tokens; None where the back end does not say."""
    complete: bool = True
    """False where it was cut at the limit of the model: mostly a loop."""


class Translator(Protocol):
    """A translation model, ready to work."""

    @property
    def signature(self) -> str:
        """Its name and what tells versions apart: `apertium fra-spa-eng`, `opus-mt-en-fr@0123abcd`."""
        ...

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """Return a translation of each text, or why there is none. Tags are BCP 47.

        Raises ModelError when it cannot translate between these languages, or at all.
        """
        ...

    def close(self) -> str | None:
        """Let go of what it holds; return what there is to say at the end, such as what an endpoint cost."""
        ...


@runtime_checkable
class Family(Protocol):
    """A translator that is another one for every pair of languages."""

    def between(self, source_lang: str, target_lang: str) -> Translator:
        """Return the one for these languages. Raises ModelError when there is none."""
        ...
