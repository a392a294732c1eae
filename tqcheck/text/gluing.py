"""Small words that are written as one with the next: *ofthe*, *andfour*: `lang/tables/gluing/<tag>.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from tqcheck.lang.tables import section
from tqcheck.text.tokens import Word, lowered, words

_SHORTEST = 5
"""Letters below which two words are too often one by chance: *into*, *upon*, *forme*."""


@cache
def _glued(tag: str) -> Mapping[str, int]:
    """Return every form of two words, with the length of the first; empty for a language without a table."""
    table = section(tag, "gluing")
    before, right = table.get("before", "").split(), set(table.get("right", "").split())
    after = table.get("after", "").split() or before
    forms = {one + other: len(one) for one in before for other in after if one != other}
    return {form: cut for form, cut in forms.items() if len(form) >= _SHORTEST and form not in right}


def glued(text: str, tag: str) -> Iterator[tuple[Word, int]]:
    """Yield the words of `text` that are two small words of the language, in small letters, and where they part."""
    known = _glued(tag)
    if known and not known.keys().isdisjoint(lowered(text)):
        for word in words(text):
            cut = known.get(word.text.lower())
            if cut and word.text[1:].islower():
                yield word, cut
