"""Which column of a table, or key of a JSON record, holds which field of a segment."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from babel.localedata import exists

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.lang.tags import canonical, language, registered, related

ALIASES: Mapping[str, tuple[str, ...]] = {
    "source": ("source", "src", "source_text", "src_text", "original", "source_segment"),
    "target": ("target", "tgt", "trg", "target_text", "translation", "translated", "mt", "hypothesis", "hyp",
               "target_segment", "machine_translation", "translated_text"),
    "id": ("id", "segment_id", "seg_id", "segid", "uid"),
    "source_lang": ("source_lang", "src_lang", "source_language", "src_language", "lang_src", "sl"),
    "target_lang": ("target_lang", "tgt_lang", "trg_lang", "target_language", "tgt_language", "lang_tgt", "tl"),
    "note": ("note", "notes", "comment", "comments"),
    "reference": ("reference", "ref", "reference_text", "ref_text", "reference_translation"),
    "document": ("document", "doc", "doc_id", "docid", "document_id"),
    "max_length": ("max_length", "maxlength", "max_len", "length_limit"),
    "state": ("state", "status"),
    "key": ("key", "context", "msgctxt"),
    "variant": ("variant", "plural"),
    "syntax": ("syntax", "flags"),
    "ignore": ("ignore", "ignored", "ignore_checks"),
}  # fmt: skip
"""The names by which fields are known, compared in lower case, with `_` for spaces and hyphens."""
ADDED = ("risk", "codes", "findings")
"""The columns of an annotated copy; a reader passes over them."""
_FIELD = {alias: name for name, aliases in ALIASES.items() for alias in aliases}
_ANNOTATED = re.compile(r"\t[01]\.\d+\t[A-Z0-9, ]*\t\[.*\]$")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_](?:[A-Z][a-z]{3}|[A-Za-z]{2}|\d{3}))*")
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z(][a-z)]+)*|[a-z]{4,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where each field stands in a row."""

    target: int
    """Counted from 0, as all places here."""
    source: int | None
    others: Mapping[str, int] = field(default_factory=dict)
    """The places of further fields of a segment."""
    source_lang: str | None = None
    """What the options or the header say, for rows that say nothing of their own."""
    target_lang: str | None = None
    names: tuple[str, ...] = ()
    """The header; empty without one."""
    width: int = 0
    """How many cells a row should have."""

    def called(self, place: int) -> str:
        """Return how a person knows the column: its name, or its number counted from 1."""
        return f"“{self.names[place]}”" if place < len(self.names) else f"column {place + 1}"

    def used(self) -> tuple[int, ...]:
        """Return the places that are needed, each once."""
        sides = (self.target,) if self.source is None else (self.target, self.source)
        return tuple(dict.fromkeys((*sides, *self.others.values())))

    def narrowed(self) -> Layout:
        """Return the same layout for rows that hold only the columns that are used, in the order of `used`."""
        used = self.used()
        at = {place: i for i, place in enumerate(used)}
        return replace(
            self,
            target=at[self.target],
            source=None if self.source is None else at[self.source],
            others={name: at[place] for name, place in self.others.items()},
            names=tuple(self.names[place] for place in used),
            width=len(used),
        )


def named(names: Sequence[str], options: ReadOptions, *, sure: bool = False) -> Layout | None:
    """Return the layout that these names give; None when they name no target.

    Unless it is `sure` that they are names, None also when they may be a row of data: a lone “translation” is a word.
    Raises UsageError when they name more than two languages and the options do not choose.
    """
    if _lost(names, options, sure=sure):
        return None
    places = known(names)
    languages = _languages(names, places)
    places = {name: i for name, i in places.items() if i not in languages}
    if not (sure or _chosen(options) & set(names) or _is_header(names, places, languages)):
        return None
    places |= _asked(names, options)
    if "target" not in places or ("source" not in places and languages):
        places |= _by_language(names, languages, options, places)
    return _layout(names, places, languages, options) if "target" in places else None


def numbered(row: Sequence[str], options: ReadOptions) -> Layout:
    """Return the layout of a table without header: what the options say, or source and target, or target alone.

    Raises UsageError when there are more than two columns and the options do not choose.
    """
    places = _asked((), options, width=len(row))
    width = len(unannotated(row))
    if "target" not in places:
        if width > 2 or "source" in places:
            mend = "Name them, such as --source-column 1 --target-column 2, or give the file a header."
            raise UsageError(f"{width} columns, and no header that names source and target.", line=1, mend=mend)
        places |= {"source": 0, "target": 1} if width == 2 else {"target": 0}
    return _layout((), places, {}, options, width=len(row))


def unannotated(row: Sequence[str]) -> Sequence[str]:
    """Return the row, header or not, without the columns that an annotated copy adds at its end."""
    added = tuple(row[-len(ADDED) :]) == ADDED or _ANNOTATED.search("\t".join(row))
    return row[: -len(ADDED)] if added else row


def missing(names: Sequence[str], options: ReadOptions, *, sure: bool = False) -> str | None:
    """Say which column is missing when `names` are plainly a header, yet give no layout; None for a row of data."""
    there = f"among: {', '.join(names)}."
    if lost := _lost(names, options, sure=sure):
        close = difflib.get_close_matches(lost, names, 1)
        return f"no column {lost!r} {there}" + (f" Did you mean {close[0]!r}?" if close else "")
    found = known(names)
    if sure or "source" not in found or len(found) < 2:
        return None
    return f"no column for the target {there} Name it with --target-column."


def _chosen(options: ReadOptions) -> set[str]:
    """Return the names of columns that the options give, numbers left out."""
    return {c for c in _wanted(options).values() if c and not c.isdecimal()}


def _wanted(options: ReadOptions) -> Mapping[str, str | None]:
    """Return the columns that the options give, by field."""
    return {"source": options.source_column, "target": options.target_column, "id": options.id_column,
            "note": options.note_column, "reference": options.reference_column}  # fmt: skip


def _lost(names: Sequence[str], options: ReadOptions, *, sure: bool) -> str | None:
    """Return a column that the options name and that is not there. A JSON record (`sure`) may lack what is no side."""
    optional = {options.id_column, options.note_column, options.reference_column} if sure else set()
    return next((c for c in sorted(_chosen(options)) if c not in names and c not in optional), None)


def _asked(names: Sequence[str], options: ReadOptions, *, width: int = 0) -> dict[str, int]:
    """Return the places of the columns that the options name, by name or else by number."""
    found = {}
    for name, column in _wanted(options).items():
        if column in names:
            found[name] = names.index(column)
        elif column and column.isdecimal() and 0 < int(column) <= max(width, len(names)):
            found[name] = int(column) - 1
        elif column and (width or column.isdecimal()):
            count = max(width, len(names))
            raise UsageError(f"no column {column!r}: there are {count}, and no header that names it.", line=1,
                             mend="Give a number counted from 1, or a name of the header.")  # fmt: skip
    return found


def known(names: Sequence[str]) -> dict[str, int]:
    """Return the places of the names that are known; of several for one field, the most usual name wins."""
    plain = [_plain(n) for n in names]
    found = {}
    for name, aliases in ALIASES.items():
        place = next((plain.index(a) for a in aliases if a in plain), None)
        if place is not None:
            found[name] = place
    return found


def _languages(names: Sequence[str], places: Mapping[str, int]) -> dict[int, str]:
    """Return the columns that are named by a language. `id` is Indonesian where it stands beside one language only."""
    free = [i for i in range(len(names)) if i not in places.values()]
    found = {i: tag for i in free if (tag := language_of(names[i]))}
    if len(found) == 1 and len(names) == 2 and "id" in names:
        found[names.index("id")] = "id"
    return found


@lru_cache(maxsize=1024)
def language_of(name: str) -> str | None:
    """Return the tag of a header that is a language tag or an English name of a language; None for any other."""
    if _plain(name) in _FIELD or _plain(name) in ADDED:
        return None
    if _TAG.fullmatch(name) and registered(name):
        tag = canonical(name)
        # Of the three-letter codes only those that CLDR has data for: “non” is rather a word than Old Norse.
        return tag if len(language(tag)) == 2 or exists(language(tag)) else None
    return _names().get(name.lower()) if _NAME.fullmatch(name) else None


@cache
def _names() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  only a header of languages pays for the names

    return {name.lower(): code for code, name in Locale("en").languages.items() if code.isalpha()}


def _by_language(
    names: Sequence[str], languages: Mapping[int, str], options: ReadOptions, places: Mapping[str, int]
) -> dict[str, int]:
    """Choose the columns of source and target among those named by languages."""
    left = {i: tag for i, tag in languages.items() if i not in places.values()}
    found = {}
    for name, wanted in (("source", options.source_lang), ("target", options.target_lang)):
        if name not in places and wanted:
            match = [i for i, tag in left.items() if tag == wanted] or [i for i in left if related(left[i], wanted)]
            found.update({name: match[0]} if match else {})
            left.pop(found.get(name, -1), None)
    unfilled = [name for name in ("source", "target") if name not in places and name not in found]
    if unfilled and len(left) > len(unfilled):
        there = ", ".join(names[i] for i in languages)
        raise UsageError(f"several languages: {there}.", line=1, mend="Choose with --source-lang and --target-lang.")
    return found | dict(zip(unfilled[-len(left) :], left, strict=False))


def _is_header(names: Sequence[str], places: Mapping[str, int], languages: Mapping[int, str]) -> bool:
    """Tell a header from a row of data: it names both sides, or one side and nothing that could be a sentence."""
    sides = {"source", "target"} & places.keys()
    if len(sides) == 2:
        return True
    if all(i in places.values() or i in languages or _plain(n) in {*_FIELD, *ADDED} for i, n in enumerate(names)):
        return "target" in sides or len(names) > 1
    if languages or "target" not in sides:  # “Yes, Oui, en, fr” is a row of data
        return False
    return names[places["target"]] != "translation" and all(map(_IDENTIFIER.fullmatch, names))


def _layout(
    names: Sequence[str],
    places: Mapping[str, int],
    languages: Mapping[int, str],
    options: ReadOptions,
    *,
    width: int = 0,
) -> Layout:
    source, target = places.get("source"), places["target"]
    return Layout(
        target=target,
        source=source,
        others={name: i for name, i in places.items() if name not in {"source", "target"}},
        source_lang=options.source_lang or (languages.get(source) if source is not None else None),
        target_lang=options.target_lang or languages.get(target),
        names=tuple(names),
        width=width or len(names),
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip().lower())
