"""Our own models: folders with `model.onnx`, `embeddings.q4`, `vocabulary.bin` and `config.json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from tqcheck.cache import Cache, key
from tqcheck.model import Segment, Side
from tqcheck.reading import Reading
from tqcheck.scorers.encoder import Encoder, Floats
from tqcheck.scorers.folder import Calibration, ModelFolder
from tqcheck.scorers.record import FORMAT, SCORES, Record, record, scores, word_readings
from tqcheck.scorers.words import grouped
from tqcheck.text.prose import MASK, source_prose, target_prose

Texts = tuple[str, str]


def open_folder(path: Path, cache: Path | None) -> Embedded:
    """Open a model. Raises ModelError when a file is missing or no good; the network loads when it is first needed."""
    return Embedded(ModelFolder.open(path), Cache(cache) if cache else None)


class Embedded:
    """A model of our own, with the cache of what it said before."""

    scores = SCORES

    def __init__(self, folder: ModelFolder, cache: Cache | None) -> None:
        self._folder = folder
        self._cache = cache
        self._calibration = Calibration(folder.settings)

    @property
    def signature(self) -> str:
        """See `Scorer`."""
        return self._folder.signature

    @cached_property
    def encoder(self) -> Encoder:
        """The loaded network; alignment shares it. Raises ModelError when it cannot be loaded."""
        return Encoder(self._folder)

    def vectors(self, texts: Sequence[str], side: Side) -> Floats:
        """See `Embedder`."""
        return self.encoder.vectors(texts, side=side)

    def read(self, segments: Sequence[Segment]) -> list[Reading | str]:
        """See `Scorer`."""
        texts = [_texts(segment) for segment in segments]
        kept = self._records(dict.fromkeys(texts))
        return [self._reading(segment, kept[pair]) for segment, pair in zip(segments, texts, strict=True)]

    def close(self) -> str | None:
        """Let go of the network and the cache; return what went wrong with the cache."""
        if "encoder" in self.__dict__:
            self.encoder.close()
        if self._cache is None:
            return None
        self._cache.close()
        return self._cache.failure

    def _records(self, texts: dict[Texts, None]) -> dict[Texts, Record | str]:
        """Return a record for each pair of texts, from the cache where it is there, or why there is none."""
        records: dict[Texts, Record | str] = {}
        keys = {pair: self._key(pair) for pair in texts} if self._cache else {}
        if self._cache:
            found = self._cache.found(list(keys.values()))
            for pair in (pair for pair, key in keys.items() if key in found):
                with suppress(ValueError):  # what a broken file holds is no record: the pair is read again
                    records[pair] = Record.unpacked(found[keys[pair]])
        made = dict(self._read([pair for pair in texts if pair not in records]))
        if self._cache and made:
            self._cache.keep((keys[pair], r.packed()) for pair, r in made.items() if isinstance(r, Record))
        return records | made

    def _read(self, pairs: Sequence[Texts]) -> Iterator[tuple[Texts, Record | str]]:
        if not pairs:
            return
        tokens = self.encoder.tokenizer.tokens([text for pair in pairs for text in pair])
        sides = list(zip(pairs, zip(tokens[::2], tokens[1::2], strict=True), strict=True))
        limit = self._folder.max_tokens
        short = [(pair, both) for pair, both in sides if max(len(side.ids) for side in both) <= limit]
        for index, outputs in self.encoder.read([both for _, both in short]):
            pair, both = short[index]
            words = [grouped(text, *side) for text, side in zip(pair, both, strict=True)]
            yield pair, record(outputs, (words[0], words[1]))
        for pair, both in sides:
            if max(len(side.ids) for side in both) > limit:
                yield pair, f"longer than the {limit - 2} tokens that it reads of a text"

    def _reading(self, segment: Segment, kept: Record | str) -> Reading | str:
        if isinstance(kept, str):
            return kept
        if not kept.both_sides:
            return Reading(scores=())
        languages = (segment.source_lang, segment.target_lang)
        curves = self._calibration.curves(*languages)
        return Reading(
            scores=scores(kept, curves),
            words=word_readings(kept, curves),
            claims=self._calibration.claims(*languages),
        )

    def _key(self, pair: Texts) -> bytes:
        return key(self._folder.network, *pair, kind=FORMAT)


def _texts(segment: Segment) -> Texts:
    """Return both sides with blanks, as many, for what is not prose: the model has learned prose only."""
    return source_prose(segment).replace(MASK, " "), target_prose(segment).replace(MASK, " ")
