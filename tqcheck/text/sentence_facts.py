"""What the tables say of where the sentences of a language end."""

from __future__ import annotations

import dataclasses
from functools import cache

from tqcheck.lang.tables import section
from tqcheck.text.scripts import dominant

UNKNOWN = "und"
_OF_SCRIPT = {
    "Cyrl": "ru", "Grek": "el", "Armn": "hy", "Geor": "ka", "Hebr": "he", "Arab": "ar", "Ethi": "am", "Deva": "hi",
    "Beng": "bn", "Guru": "pa", "Gujr": "gu", "Orya": "or", "Taml": "ta", "Telu": "te", "Knda": "kn", "Mlym": "ml",
    "Sinh": "si", "Thai": "th", "Laoo": "lo", "Tibt": "bo", "Mymr": "my", "Khmr": "km", "Hang": "ko", "Hira": "ja",
    "Kana": "ja", "Hani": "zh",
}  # fmt: skip
"""The language whose marks and abbreviations serve for a text in this script of which nothing else is known."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFacts:
    """One table `lang/tables/sentences/<tag>.toml`. Words are in lower case, without their full stop."""

    abbreviations: frozenset[str] = frozenset()
    """After these another word follows: titles and the like. What may stand last (`etc.`) is not among them."""
    before_numbers: frozenset[str] = frozenset()
    """Abbreviations when a number follows."""
    last_words: frozenset[str] = frozenset()
    """Words that look like initials or abbreviations, and are none, or hardly ever."""
    starters: frozenset[str] = frozenset()
    """Words that, with a capital, begin a sentence even after an abbreviation that may stand last."""
    ordinals_after: frozenset[str] = frozenset()
    """Words before a number that make its full stop that of an ordinal, whatever follows."""
    ordinals_before: frozenset[str] = frozenset()
    """Words after a number that do."""
    stops: tuple[str, ...] = ()
    """Marks that always end a sentence, beyond . ! ? and their kin."""
    not_stops: tuple[str, ...] = ()
    """Marks that never do."""
    short_before_dot: int = 0
    """A full stop after a word of fewer code points abbreviates; 0 where full stops end sentences."""
    after_quote: tuple[str, ...] = ()
    """Beginnings by which a sentence goes on after a quotation that ends like a sentence."""
    after_quote_not: tuple[str, ...] = ()
    """Beginnings that look like those and begin a sentence."""
    phrase_marks: tuple[str, ...] = ()
    """What stands before the white space that ends a phrase, and perhaps a sentence."""
    starts: tuple[str, ...] = ()
    """Where white space alone may end a sentence: how the next phrase begins when it does."""
    ends: tuple[str, ...] = ()
    """How the last phrase ends when it does."""
    continues: tuple[str, ...] = ()
    """How it begins when it never does."""
    shortest: int = 0
    """Code points that a piece has at least before such a cue counts."""
    length: int = 0
    """Code points after which a piece ends at the next white space without a cue; 0 where marks end sentences."""


@cache
def facts_of(lang: str) -> SentenceFacts:
    """Return the facts on a language, or those that serve for languages without a table."""
    table = section(lang, "sentences") or section(UNKNOWN, "sentences")
    known = SentenceFacts()
    found = {key: type(getattr(known, key))(value) for key, value in table.items()}
    return dataclasses.replace(known, **found)


def nearest(text: str, lang: str | None) -> str:
    """Return the tag whose rules serve best: the language's own, or those of the script when nothing is known of it."""
    if lang and section(lang, "sentences"):
        return lang
    return _OF_SCRIPT.get(dominant(text) or "", UNKNOWN)
