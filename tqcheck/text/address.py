"""How a text addresses its reader: tu or vous, du or Sie, です・ます or だ; by `lang/tables/address/<tag>.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from tqcheck.lang.tables import section
from tqcheck.text.characters import characters
from tqcheck.text.quotes import DOUBLE
from tqcheck.text.tokens import Word, words

_QUOTES = DOUBLE | frozenset("‹›‚「」『』《》〈〉")
_SENTENCE = frozenset(".!?…:;¡¿।։。！？\n\r•")
_AFTER = ("", ",", ".", "!", "?", ":", ";", "…", ")", "।", "،", "؟")
_BEFORE = ("", "(", "¿", "¡")
_CERTAINTY = 0.7
_LONGEST = 7  # characters of an ending with its full stop
_DASHES = ("—", "–", "- ")


class Use(NamedTuple):
    """A word or an ending by which a text addresses its reader: `text[start:end]`."""

    form: str
    """`intimate`, `familiar`, `plural`, `polite`, `formal` or `plain`."""
    start: int
    end: int


class Entry(NamedTuple):
    """One way in which a word can say a form."""

    form: str
    rest: tuple[str, ...]
    """The words that must follow."""
    case: str
    """`lower` (or a capital at the start of a sentence), `capital` (not at the start) or `start` (only there)."""


@dataclass(frozen=True, slots=True)
class Address:
    """What the table of a language says, ready for look-ups."""

    names: Mapping[str, str]
    """What each form is called: `familiar` → `du`."""
    certainty: Mapping[str, float]
    """0..1: how sure it is that a form is out of place; little for one that also addresses several people."""
    entries: Mapping[str, tuple[Entry, ...]]
    """By the word as it is written in the table."""
    triggers: frozenset[str]
    """The same words as they may stand between spaces."""
    pieces: Mapping[str, str]
    """Forms of characters that stand inside longer runs, in languages without spaces."""
    endings: Mapping[str, str]
    """Forms of the ends of sentences, with their full stop."""
    marks: tuple[str, ...]
    """The full stops that they have."""
    kept: frozenset[str]
    """Words with a hyphen that are one word, in languages that put a hyphen before a pronoun."""
    table: Mapping[str, Any]

    def likely(self, text: str) -> bool:
        """Tell whether `text` may address its reader: a cheap first question."""
        if self.entries and not self.triggers.isdisjoint(text.replace("-", " ").split()):
            return True
        if self.pieces and any(piece in text for piece in self.pieces):
            return True
        return bool(self.marks) and any(mark in text for mark in self.marks)


@cache
def address(tag: str) -> Address | None:
    """Return what is known of the nearest tag that has a table; None when none has."""
    table = section(tag, "address")
    if not table:
        return None
    entries: dict[str, list[Entry]] = {}
    for form, known in table.items():
        for key, case in (("words", "lower"), ("capital", "capital"), ("starts", "start")):
            for written in known.get(key, ()):
                first, *rest = written.split()
                entries.setdefault(first, []).append(Entry(form, tuple(rest), case))
    endings = {ending: form for form, known in table.items() for ending in known.get("endings", ())}
    capitals = {word.capitalize() for word in entries if word.islower()}
    return Address(
        names={form: known["name"] for form, known in table.items()},
        certainty={form: known.get("certainty", _CERTAINTY) for form, known in table.items()},
        entries={word: tuple(found) for word, found in entries.items()},
        triggers=frozenset(b + word + a for word in {*entries, *capitals} for b in _BEFORE for a in _AFTER),
        pieces={piece: form for form, known in table.items() for piece in known.get("pieces", ())},
        endings=endings,
        marks=tuple({ending[-1] for ending in endings}),
        kept=frozenset(word for known in table.values() for word in known.get("not_in", ())),
        table=table,
    )


def uses(text: str, known: Address) -> Iterator[Use]:
    """Yield how `text` addresses its reader, quotations and dialogue left out; nothing when a quotation is open."""
    quoted = _quoted(text)
    if quoted is None or text.lstrip().startswith(_DASHES):
        return
    for use in (*_by_word(text, known), *_by_piece(text, known), *_by_ending(text, known)):
        if not any(start < use.start < end for start, end in quoted) and known.names[use.form]:
            yield use


def _quoted(text: str) -> list[tuple[int, int]] | None:
    if _QUOTES.isdisjoint(characters(text)):
        return []
    places = [at for at, c in enumerate(text) if c in _QUOTES]
    return None if len(places) % 2 else list(zip(places[::2], places[1::2], strict=True))


def _by_piece(text: str, known: Address) -> Iterator[Use]:
    for piece, form in known.pieces.items():
        facts = known.table[form]
        after, before = tuple(facts.get("not_after", ())), tuple(facts.get("not_before", ()))
        for match in re.finditer(re.escape(piece), text) if piece in text else ():
            if not text.startswith(before or "\0", match.end()) and not text[: match.start()].endswith(after or "\0"):
                yield Use(form, match.start(), match.start() + len(piece.rstrip(" ។?")))


def _by_ending(text: str, known: Address) -> Iterator[Use]:
    """Yield the longest known ending of each sentence, without its full stop."""
    for mark in known.marks:
        at = text.find(mark)
        while at >= 0:
            ending = next(
                (e for n in range(_LONGEST, 1, -1) if (e := text[max(0, at - n + 1) : at + 1]) in known.endings), ""
            )
            if ending:
                yield Use(known.endings[ending], at - len(ending) + 1, at)
            at = text.find(mark, at + 1)


def _by_word(text: str, known: Address) -> Iterator[Use]:
    if not known.entries:
        return
    found = tuple(_last_part(word, known) for word in words(text))
    for index, word in enumerate(found):
        for entry in (*known.entries.get(word.text, ()), *_lowered(word, known)):
            last = index + len(entry.rest)
            if tuple(w.text for w in found[index + 1 : last + 1]) != entry.rest or not _cased(text, word, entry):
                continue
            named = entry.case == "lower" and _in_name(text, found, index)
            if not named and _free(found, index, last, known=known, form=entry):
                yield Use(entry.form, word.start, found[last].end)
                break


def _last_part(word: Word, known: Address) -> Word:
    """Return what follows the last hyphen: *veux-tu*, but not *rendez-vous*."""
    if not known.kept or "-" not in word.text or word.text.lower() in known.kept:
        return word
    last = word.text.rpartition("-")[2]
    return Word(last, word.end - len(last), word.end)


def _lowered(word: Word, known: Address) -> tuple[Entry, ...]:
    low = word.text.lower()
    return () if low == word.text else tuple(e for e in known.entries.get(low, ()) if e.case == "lower")


def _cased(text: str, word: Word, entry: Entry) -> bool:
    if entry.case == "lower" and not word.text[0].isupper():
        return True
    if word.text[1:].isupper() and len(word.text) > 1:
        return False
    starts = _starts(text, word)
    return starts if entry.case != "capital" else not starts


def _starts(text: str, word: Word) -> bool:
    before = text[: word.start].rstrip(" \u00a0\u202f(\"“”„«»'‘’*_-–—")
    return not before or before[-1] in _SENTENCE


def _in_name(text: str, found: tuple[Word, ...], index: int) -> bool:
    """Tell whether a small word stands between capitalised ones: *Cirque du Soleil*."""
    around = found[index - 1 : index] + found[index + 1 : index + 2]
    return len(around) == 2 and all(w.text[0].isupper() for w in around) and not _starts(text, around[0])


def _free(found: tuple[Word, ...], index: int, last: int, *, known: Address, form: Entry) -> bool:
    """Tell whether the words around it leave the word its meaning: not *5 u*, *người bạn*, *Pan Kowalski*."""
    facts = known.table[form.form]
    before = found[index - 1].text.lower() if index else ""
    after = found[last + 1].text if last + 1 < len(found) else ""
    if before[-1:].isdigit() or before in facts.get("not_after", ()) or after.lower() in facts.get("not_before", ()):
        return False
    return not (form.case == "capital" and facts.get("not_before_capital") and after[:1].isupper())
