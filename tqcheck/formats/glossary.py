"""Glossaries, lists of forbidden terms, do-not-translate lists: CSV, TSV, TBX, or one term a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, csv, tsv
from tqcheck.formats.columns import known, named
from tqcheck.formats.status import status_of
from tqcheck.formats.tables import Row
from tqcheck.lang.tags import canonical
from tqcheck.model import Origin, Term
from tqcheck.opening import Opened, explaining

_ORDER = ("source", "target", "source_lang", "target_lang", "state", "case_sensitive", "note")
_YES, _NO = {"yes", "true", "1", "y", "x"}, {"no", "false", "0", "n", ""}


def read_terms(path: str, options: ReadOptions) -> tuple[Term, ...]:
    """Read all terms of a file. Raises UnreadableError for the first line that is not as it should be.

    A table has a header, or the columns source, target, source_lang, target_lang, status, case_sensitive and note in
    this order, of which only the first is needed. A line that is only a term must not be translated; lines that begin
    with "# " are comments there.
    """
    opened, options = Opened(path, encoding=options.encoding), options.canonical()
    with explaining(path):
        terms = tuple(_terms(opened, options))
    if not terms:
        raise UnreadableError("no terms in it.", path=path, mend="Give a file that holds terms.")
    return terms


def _terms(opened: Opened, options: ReadOptions) -> Iterator[Term]:
    head = opened.head()
    if head.lstrip().startswith("<"):
        from tqcheck.formats import tbx  # noqa: PLC0415  XML is loaded only for XML

        return tbx.read(opened, options)
    if "\t" in head.lstrip().split("\n", 1)[0]:
        return _table(tsv.rows(opened), opened.path, options)
    if opened.name.lower().endswith(".csv") or csv.sniff(head):
        return _table(csv.rows(opened, options), opened.path, options)
    return _lines(opened, options)


def _lines(opened: Opened, options: ReadOptions) -> Iterator[Term]:
    for number, line, problem in opened.lines():
        _refuse(problem, opened.path, number)
        if (term := line.strip()) and not term.startswith("# "):
            yield Term(
                source=term,
                target=None,
                source_lang=options.source_lang,
                target_lang=options.target_lang,
                status="do-not-translate",
                case_sensitive=True,
                origin=Origin(path=opened.path, line=number),
            )


def _table(rows: Iterator[Row], path: str, options: ReadOptions) -> Iterator[Term]:
    places: Mapping[str, int] = {}
    langs = (options.source_lang, options.target_lang)
    for row in rows:
        _refuse(row.problem, path, row.line)
        if not places:
            header, langs = _header(row.cells, options)
            places = header or {name: i for i, name in enumerate(_ORDER)}
            if header:
                continue
        try:
            yield _term(_Cells(row.cells, places), langs, Origin(path=path, line=row.line))
        except UsageError as error:
            raise UnreadableError(error.message, path=path, line=row.line, mend=error.mend) from error


def _header(names: Sequence[str], options: ReadOptions) -> tuple[dict[str, int], tuple[str | None, str | None]]:
    """Return the places that a header gives, none when the row is no header, and the languages of both sides."""
    plain = [name.strip().lower().replace(" ", "_") for name in names]
    places, langs = known(names), (options.source_lang, options.target_lang)
    layout = named(names, options)
    if layout:
        langs = layout.source_lang, layout.target_lang
        places |= {"target": layout.target} | ({} if layout.source is None else {"source": layout.source})
    elif "term" in plain:
        places["source"] = plain.index("term")
    if "case_sensitive" in plain:
        places["case_sensitive"] = plain.index("case_sensitive")
    # “Source, Quelle” is an entry: without a target only a row of nothing but names is a header.
    return (places if layout or ("source" in places and len(places) == len(names)) else {}), langs


class _Cells:
    """The cells of one row by the names of their fields; absent ones are empty."""

    def __init__(self, cells: Sequence[str], places: Mapping[str, int]) -> None:
        self._cells, self._places = cells, places

    def __getitem__(self, name: str) -> str:
        place = self._places.get(name, len(self._cells))
        return self._cells[place].strip() if place < len(self._cells) else ""


def _term(cells: _Cells, langs: tuple[str | None, str | None], origin: Origin) -> Term:
    source, target = cells["source"] or None, cells["target"] or None
    status = status_of(cells["state"]) if cells["state"] else "preferred" if target else "do-not-translate"
    if source is None and (target is None or status != "forbidden"):
        raise UsageError("no source term.", mend="Only a forbidden term may stand alone, as target.")
    if target is None and status != "do-not-translate":
        raise UsageError("no target term.", mend="Only a term that is not translated may stand alone, as source.")
    return Term(
        source=source,
        target=target,
        source_lang=canonical(cells["source_lang"]) if cells["source_lang"] else langs[0],
        target_lang=canonical(cells["target_lang"]) if cells["target_lang"] else langs[1],
        status=status,
        case_sensitive=_truth(cells["case_sensitive"]),
        note=cells["note"] or None,
        origin=origin,
    )


def _truth(text: str) -> bool:
    if text.lower() in _YES | _NO:
        return text.lower() in _YES
    raise UsageError(f"case_sensitive is {text!r}.", mend="Give yes or no.")


def _refuse(problem: str | None, path: str, line: int) -> None:
    if problem:
        raise UnreadableError(problem, path=path, line=line)
