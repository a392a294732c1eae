"""The words that a corpus itself uses, in bounded memory."""

from __future__ import annotations

from collections import Counter

from tqcheck.text.seams import seamed, seams


class Vocabulary:
    """The words of one language, learnt from texts until `limit` of them are known.

    A word is kept as it stands between spaces, in lower case: about 100 bytes each.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._words: set[str] = set()
        self._forms: Counter[str] = Counter()
        self._seamed: set[int] = set()

    def learn(self, text: str) -> None:
        """Add the words of `text`, and count the forms that look like two words in one."""
        if len(self._words) < self._limit:
            self._words.update(text.lower().split())
        if len(self._seamed) < self._limit and seamed(text):
            self._seamed.add(hash(text))
            self._forms.update({text[s.start : s.end] for s in seams(text)})

    def suspects(self, text: str) -> bool:
        """Tell whether a text may have two words in one; true of every text when too many were seen."""
        return hash(text) in self._seamed or len(self._seamed) >= self._limit

    def knows(self, word: str) -> bool:
        """Tell whether the corpus has the word by itself."""
        return word.lower() in self._words

    def texts_with(self, form: str) -> int:
        """Return in how many texts a form that looks like two words was seen."""
        return self._forms[form]
