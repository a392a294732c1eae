"""The words that a corpus itself uses, in bounded memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tqcheck.text.seams import seamed, seams

_USUAL, _LONGEST = 15, 40
"""Characters: of words on average, and of the longest that is learnt. Longer ones are sentences, as in Japanese."""
Suspect = tuple[int, tuple[str, ...]]
"""How often a text came, and which of its forms look like two words in one."""


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
            self._words.update(_words(text))
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

    @classmethod
    def of(cls, limit: int, words: Iterable[str], suspects: Mapping[int, Suspect]) -> Vocabulary:
        """Return one that has learnt these words, and of texts by their hash how often they came and their forms."""
        made = cls(limit)
        made._words = set(words)
        made._seamed = set(suspects)
        for times, forms in suspects.values():
            made._forms.update(dict.fromkeys(forms, times))
        return made


@dataclass(slots=True)
class VocabularyPart:
    """What a vocabulary learns from a part of a corpus, in order: joined, parts know the words that one would know."""

    limit: int
    texts: int = 0
    words: dict[str, int] = field(default_factory=dict)
    """With the number of the text that brought each."""
    suspects: dict[int, Suspect] = field(default_factory=dict)
    """By hash of a text with forms that look like two words in one."""

    def learn(self, text: str) -> None:
        """Add the words of `text`, and its forms that look like two words in one."""
        self.texts += 1
        if len(self.words) < self.limit:
            for word in _words(text):
                self.words.setdefault(word, self.texts)
        if len(self.suspects) < self.limit and seamed(text):
            times, forms = self.suspects.get(hash(text), (0, ()))
            self.suspects[hash(text)] = times + 1, forms or tuple({text[s.start : s.end] for s in seams(text)})

    def whole(self) -> Vocabulary:
        """Return the vocabulary."""
        return Vocabulary.of(self.limit, self.words, self.suspects)

    def take(self, later: VocabularyPart) -> None:
        """Add what the next part of the corpus has, until `limit` words are known: those that came first."""
        last = 0
        for word, number in later.words.items():
            if number != last and len(self.words) >= self.limit:
                break
            last = number
            self.words.setdefault(word, self.texts + number)
        for text, (times, forms) in later.suspects.items():
            if len(self.suspects) >= self.limit:
                break
            self.suspects[text] = self.suspects.get(text, (0, ()))[0] + times, forms
        self.texts += later.texts


def _words(text: str) -> list[str]:
    """Return what stands between spaces, in lower case, but for what is too long to be a word."""
    words = text.lower().split()
    return words if len(text) < _USUAL * len(words) else [word for word in words if len(word) <= _LONGEST]
