"""A translator that keeps what it made in the file of the score cache: a run that was stopped goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tqcheck.cache import Cache, key
from tqcheck.translating import Translation, Translator

_FORMAT = b"tqcheck translation 1"


class Cached:
    """Another translator, asked only for what it has not translated yet, `batch` texts at a time."""

    def __init__(self, translator: Translator, cache: Cache, *, batch: int) -> None:
        self._translator = translator
        self._cache = cache
        self._batch = batch

    @property
    def signature(self) -> str:
        """See `Translator`."""
        return self._translator.signature

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """See `Translator`. Each batch is kept as soon as it is there; why a text has no translation is not kept."""
        keys = {text: self._key(text, source_lang, target_lang) for text in dict.fromkeys(texts)}
        found = self._cache.found(list(keys.values()))
        kept = {text: _unpacked(found.get(key)) for text, key in keys.items()}
        had: dict[str, Translation | str] = {text: one for text, one in kept.items() if one}
        asked = [text for text in keys if text not in had]
        for first in range(0, len(asked), self._batch):
            part = asked[first : first + self._batch]
            made = self._translator.translate(part, source_lang=source_lang, target_lang=target_lang)
            had.update(zip(part, made, strict=True))
            self._cache.keep((keys[t], _packed(m)) for t, m in zip(part, made, strict=True) if not isinstance(m, str))
        return [had[text] for text in texts]

    def close(self) -> str | None:
        """See `Translator`; what went wrong with the cache comes last."""
        self._cache.close()
        failure = f"The cache of translations: {self._cache.failure}." if self._cache.failure else ""
        return " ".join(said for said in (self._translator.close(), failure) if said) or None

    def _key(self, text: str, source_lang: str, target_lang: str) -> bytes:
        return key(self._translator.signature, source_lang, target_lang, text, kind=_FORMAT)


def _packed(made: Translation) -> bytes:
    confidence = None if made.confidence is None else float(made.confidence)
    return json.dumps([made.text, confidence, made.complete]).encode()


def _unpacked(data: bytes | None) -> Translation | None:
    """Return a translation; None for an entry that is none."""
    try:
        found = json.loads(data or b"null")
    except ValueError:
        return None
    match found:
        case [str(text), float() | None as confidence, bool(complete)]:
            return Translation(text=text, confidence=confidence, complete=complete)
    return None
