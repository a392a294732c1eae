"""Translators that are another one for every pair of languages: opened when a pair first comes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tqcheck.translating import Translation, Translator


class ByPair:
    """A family of translators; `choose` opens the one for a source and a target language, or raises ModelError."""

    def __init__(self, name: str, choose: Callable[[str, str], Translator]) -> None:
        self._name = name
        self._choose = choose
        self._opened: dict[tuple[str, str], Translator] = {}

    @property
    def signature(self) -> str:
        """Those that have been opened so far; before that the name of the family."""
        return ", ".join(dict.fromkeys(t.signature for t in self._opened.values())) or self._name

    def between(self, source_lang: str, target_lang: str) -> Translator:
        """See `Family`."""
        pair = source_lang, target_lang
        if pair not in self._opened:
            self._opened[pair] = self._choose(*pair)
        return self._opened[pair]

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """See `Translator`."""
        return self.between(source_lang, target_lang).translate(texts, source_lang=source_lang, target_lang=target_lang)

    def close(self) -> str | None:
        """See `Translator`."""
        said = [report for translator in self._opened.values() if (report := translator.close())]
        self._opened.clear()
        return " ".join(said) or None
