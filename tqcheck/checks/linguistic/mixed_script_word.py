"""LNG305: a word with letters of two scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.tags import script
from tqcheck.model import Fix, Hit, Segment, Severity, Span
from tqcheck.text.homoglyphs import Mixed, mixed_words
from tqcheck.text.prose import target_prose


@rule("LNG305", "mixed-script-word", Severity.MINOR, mqm="linguistic-conventions/spelling", needs_source=False)
@dataclass(frozen=True, slots=True)
class MixedScriptWord:
    """A word of the target has letters of another script that look alike.

    ## Why it matters
    `Моscow` with Cyrillic М and о looks right, but no search finds it, screen readers spell it out, and it is a
    known trick to pass filters.

    ## How it decides
    Within one word, Latin, Greek and Cyrillic letters meet, and each letter of the rarer script has a twin of the
    same shape in the other. A Latin name with a Cyrillic or Greek ending (`iPhoneом`), words joined by a hyphen and
    letters without a twin (µ, `TNFα`) are silent, and so is a word that the source has. In a capitalised word inside
    the sentence it is major, unless three words or more are mixed: then the whole text was typed so.

    ## When it is wrong
    In ciphers, trade names and alphabets that are still typed with letters of two scripts.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield one hit for all words of two scripts."""
        text, source = target_prose(segment), segment.source or ""
        found = [w for w in mixed_words(text) if w.mended is not None and text[w.start : w.end] not in source]
        if found and script(segment.target_lang or "und") != "Latn":
            found = [w for w in found if not w.tail]
        if found:
            yield _hit(segment.target, found, sure=any(w.mended in source for w in found if w.mended))


def _hit(text: str, found: list[Mixed], *, sure: bool) -> Hit:
    word = max(found, key=lambda w: w.end - w.start)
    form, letter = text[word.start : word.end], text[word.foreign[0]]
    certain = sure or len(form) > 3
    more = f", and so are {len(found) - 1} other words" if len(found) > 1 else ""
    return Hit(
        message=f"“{form}” is written with a “{letter}” (U+{ord(letter):04X}) that is no {word.script} letter{more}.",
        spans=tuple(Span(side="target", start=w.start, end=w.end) for w in found),
        confidence=0.85 if certain else 0.6,
        severity=Severity.MAJOR if len(found) < 3 and any(_name(text, w) for w in found) else None,
        fix=Fix.of_all(text, ((w.start, w.end, str(w.mended)) for w in found), safe=certain),
    )


def _name(text: str, word: Mixed) -> bool:
    """Tell whether the word is capitalised although no sentence begins with it."""
    form = text[word.start : word.end]
    return form[0].isupper() and not form.isupper() and text[: word.start].rstrip()[-1:] not in ("", ".", "!", "?")
