"""Translation models of transformers: by the path of a folder or by an id of the hub."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tqcheck.encoder_decoder import EncoderDecoder
from tqcheck.hub import Snapshot
from tqcheck.text.scripts import spaceless
from tqcheck.translating import Translation
from tqcheck.translators.generation import Writer, Written
from tqcheck.translators.of_snapshot import OfSnapshot

_COMFORTABLE = 96
"""Tokens from which a text is translated sentence by sentence: these models have learnt from single sentences, and of
several they tend to leave out the later ones."""


def open_model(name: str) -> Seq2Seq:
    """Open a model; it loads when it first translates. Raises ModelError when it is not to be had."""
    return Seq2Seq(Snapshot.open(name))


class Seq2Seq(OfSnapshot):
    """A translation model. Greedy: what it writes is compared, not read, and beams cost their number."""

    @cached_property
    def _model(self) -> EncoderDecoder:
        return EncoderDecoder(self._snapshot, fast=True)

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self._model.network, self._model.tokenizer, self._model.place)

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """See `Translator`. A long text is translated sentence by sentence."""
        limit = min(_COMFORTABLE, self._model.most_tokens)
        sizes = [len(ids) for ids in self._model.sources(texts, source_lang, target_lang)]
        pieces = [_sentences(t, source_lang) if n > limit else [t] for t, n in zip(texts, sizes, strict=True)]
        made = iter(self._pieces([piece for of_text in pieces for piece in of_text], source_lang, target_lang))
        return [_joined([next(made) for _ in of_text]) for of_text in pieces]

    def _pieces(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[tuple[str, Written] | str]:
        """Return each translation with how it was written, or why there is none."""
        ids = self._model.sources(texts, source_lang, target_lang)
        most = self._model.most_tokens
        short = [i for i, one in enumerate(ids) if len(one) <= most and texts[i].strip()]
        rooms = [min(most, 2 * len(ids[i]) + 20) for i in short]
        written = self._writer.write([ids[i] for i in short], rooms, first=self._model.first(target_lang))
        long = f"longer than the {most} tokens that the model reads"
        found: list[tuple[str, Written] | str] = [long if text.strip() else "there is no text" for text in texts]
        for i, one in zip(short, written, strict=True):
            found[i] = (self._model.text(one.ids), one)
        return found


def _sentences(text: str, lang: str) -> list[str]:
    from tqcheck.text.sentences import sentences  # noqa: PLC0415  only long texts need it

    return [text[start:end] for start, end in sentences(text, lang)] or [text]


def _joined(pieces: list[tuple[str, Written] | str]) -> Translation | str:
    """Return the translation of a text from those of its sentences; why one has none stands for all."""
    good = [piece for piece in pieces if not isinstance(piece, str)]
    if len(good) < len(pieces):
        return next(piece for piece in pieces if isinstance(piece, str))
    whole = Written([], [log for _, one in good for log in one.logs], complete=all(one.complete for _, one in good))
    text = ("" if spaceless(good[0][0]) else " ").join(text for text, _ in good)
    return Translation(text=text, confidence=whole.confidence, complete=whole.complete)
