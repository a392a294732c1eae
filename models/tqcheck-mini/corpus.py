"""Rows to learn from and to measure on: the labelled sets (see card.md), and pairs with synthetic errors.

A set is `<name>.jsonl.xz` in a folder; the keys are `src mt ref_or_good label score spans severity category meta`.
Rows whose sha256(src) begins with a hex digit 0 or 1 are kept back: they are never learnt from, only measured on.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import lzma
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import sacrebleu
from langcodes import Language, LanguageTagError, standardize_tag

Spans = tuple[tuple[int, int], ...]
_SEVERITY_RISK = {"critical": 0.97, "major": 0.85, "minor": 0.3, "base": 1.0}
_CLEAN_RISK = 0.03
_SPAN_WEIGHT = {"critical": 1.0, "major": 1.0, "minor": 0.4}
_VARIANT = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One pair with what is known of it; None is unknown."""

    dataset: str
    source_lang: str
    target_lang: str
    source: str
    target: str
    risk: float | None = None
    """The probability of a major error."""
    quality: float | None = None
    """Direct assessment, standardised."""
    target_spans: Spans | None = None
    """Wrong characters."""
    source_spans: Spans | None = None
    """Characters that are not rendered."""
    token_weight: float = 1.0


Unit = tuple[Row, ...]
"""One row, or a good pair and the bad one made of it."""


def kept_back(source: str) -> bool:
    """Tell whether a row belongs to the eighth that is only measured on."""
    return hashlib.sha256(source.encode()).hexdigest()[0] in "01"


@cache
def tag(code: str) -> str:
    """Return the BCP 47 tag of a set's language code, without the script where it goes without saying."""
    code = _VARIANT.sub("", code)
    try:
        language = Language.get(standardize_tag(code, macro=True))
    except LanguageTagError:  # some of Tatoeba's codes are its own
        return code
    usual = Language.get(language.language or "und").maximize().script
    if language.script in {usual, "Hani", "Hira", "Kana", "Hang"}:
        language = language.update_dict({"script": None})
    return str(language)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a set."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def units(name: str, folder: Path) -> Iterator[Unit]:
    """Yield what can be learnt from the set `name`, kept-back rows left out."""
    for row in read(folder / f"{name}.jsonl.xz"):
        if row["src"].strip() and row["mt"].strip() and not kept_back(row["src"]):
            yield from _READERS[name](name, row)


def ranked(folder: Path) -> list[Unit]:
    """Return the outputs of several systems for each source of `flores_dev_mt`, to be ranked by their chrF.

    The quality is chrF against the reference (https://aclanthology.org/W15-3049/), standardised by direction: weak, but
    of real systems in 58 languages. It says which output is better, not what the better one is worth.
    """
    grouped: dict[tuple[str, str, str], dict[str, float]] = defaultdict(dict)
    langs: dict[tuple[str, str, str], tuple[str, str]] = {}
    chrf = sacrebleu.CHRF()
    for row in read(folder / "flores_dev_mt.jsonl.xz"):
        if not kept_back(row["src"]) and row["mt"].strip():
            key = (row["src_lang"], row["tgt_lang"], row["src"])
            langs[key] = (tag(row["src_lang"]), tag(row["tgt_lang"]))
            grouped[key][row["mt"]] = chrf.sentence_score(row["mt"], [row["ref_or_good"]]).score
    by_direction: dict[tuple[str, str], list[float]] = defaultdict(list)
    for key, outputs in grouped.items():
        by_direction[langs[key]] += outputs.values()
    spread = {d: (statistics.fmean(v), statistics.pstdev(v) or 1.0) for d, v in by_direction.items()}
    made = []
    for key, outputs in grouped.items():
        (source, target), (mean, deviation) = langs[key], spread[langs[key]]
        row = Row(dataset="flores_dev_mt", source_lang=source, target_lang=target, source=key[2], target="")
        made.append(
            tuple(replace(row, target=text, quality=(score - mean) / deviation) for text, score in outputs.items())
        )
    return [unit for unit in made if len(unit) > 1]


def _row(name: str, row: dict[str, Any], target: str, **known: object) -> Row:
    return Row(
        dataset=name,
        source_lang=tag(row["src_lang"]),
        target_lang=tag(row["tgt_lang"]),
        source=row["src"],
        target=target,
        **known,
    )


def _annotated(name: str, row: dict[str, Any]) -> Iterator[Unit]:
    """Three annotators said whether there is a critical error."""
    votes = [float(v > 0) for v in json.loads(row["meta"]["annotators"])]
    soft = (row["label"] + sum(votes) / len(votes)) / 2
    yield (_row(name, row, row["mt"], risk=soft),)


def _labelled(name: str, row: dict[str, Any]) -> Iterator[Unit]:
    yield (_row(name, row, row["mt"], risk=float(row["label"])),)


def _assessed(name: str, row: dict[str, Any]) -> Iterator[Unit]:
    spans = moved([(s[0], s[1]) for s in row.get("spans") or []], row["meta"].get("mt_tok", row["mt"]), row["mt"])
    yield (_row(name, row, row["mt"], quality=row["meta"]["z_mean"], target_spans=spans, token_weight=0.3),)


def _marked(name: str, row: dict[str, Any]) -> Iterator[Unit]:
    """Spans with severities: major ones count as wrong, minor ones as half wrong."""
    spans = [(s[0], s[1]) for s in row.get("spans") or [] if s[2] in ("major", "critical")]
    minor = bool(row.get("spans")) and not spans
    risk = float(row["label"]) if row["label"] else (0.2 if minor else _CLEAN_RISK)
    known = {"target_spans": None} if minor else {"target_spans": tuple(spans)}
    yield (_row(name, row, row["mt"], risk=risk, **known),)


def _contrastive(name: str, row: dict[str, Any]) -> Iterator[Unit]:
    good, bad = row["ref_or_good"].strip(), row["mt"].strip()
    if not good or good == bad:
        return
    risk = _SEVERITY_RISK[row.get("severity") or "minor"]
    yield (
        _row(name, row, good, risk=_CLEAN_RISK, target_spans=()),
        _row(name, row, bad, risk=risk, target_spans=changed(good, bad)),
    )


def changed(good: str, bad: str) -> Spans | None:
    """Return the characters of `bad` that are not in `good`, by words; None when that says nothing."""
    a, b = re.findall(r"\w+|\W", good), re.findall(r"\w+|\W", bad)
    starts = [0]
    for part in b:
        starts.append(starts[-1] + len(part))
    blocks = difflib.SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes()
    spans = tuple((starts[j1], starts[j2]) for kind, _, _, j1, j2 in blocks if kind != "equal" and j2 > j1)
    return spans or None


def moved(spans: list[tuple[int, int]], tokenised: str, text: str) -> Spans | None:
    """Carry spans of a tokenised text over to the text itself; None when they differ in more than spaces."""
    if tokenised == text:
        return tuple(spans)
    here = [i for i, c in enumerate(text) if not c.isspace()]
    there = [i for i, c in enumerate(tokenised) if not c.isspace()]
    if [text[i] for i in here] != [tokenised[i] for i in there]:
        return None
    place = dict(zip(there, here, strict=True))
    found = [[place[i] for i in range(a, b) if i in place] for a, b in spans]
    return tuple((f[0], f[-1] + 1) for f in found if f)


_READERS = {
    "ced_wmt21": _annotated,
    "mlqe_pe": _assessed,
    "mlqe_pe_train": _assessed,
    "bio_mqm": _marked,
    "bio_mqm_train": _marked,
    "qrev_enhr_ensr": _marked,
    "halluc_nmt_deen": _labelled,
    "halluc_mitigation_deen": _labelled,
    "token_halluc_zhen": _labelled,
    "refresd_enfr": _labelled,
    "po_pythondocs": _labelled,
    "demetr": _contrastive,
    "synced_ende": _contrastive,
    "po_fix": _contrastive,
}


def clean(folder: Path, *, per_pair: int, kept: bool = False) -> list[tuple[str, str, str, str]]:
    """Return clean pairs `(source_lang, target_lang, source, target)` to make errors in, at most `per_pair` of a pair.

    From `train/tatoeba.tsv.xz` (its longest sentences), the references of `train/flores_dev_mt` and the professional
    translations of `dev/`; kept-back sources are left out, or with `kept` all others. Tatoeba gives only languages that
    the others have.
    """
    pairs = [p for path in _PROFESSIONAL for p in _professional(folder / path)]
    known = {lang for p in pairs for lang in p[:2]}
    for (a, b), texts in (_tatoeba(folder / "train/tatoeba.tsv.xz", known) if per_pair else {}).items():
        texts.sort(key=lambda t: hashlib.sha256(t[0].encode()).digest())
        chosen = sorted(texts[: 6 * per_pair], key=lambda t: -len(t[0]))[:per_pair]
        for i, (left, right) in enumerate(chosen):
            pairs.append((a, b, left, right) if i % 2 else (b, a, right, left))
    return [p for p in pairs if kept_back(p[2]) == kept]


def _tatoeba(path: Path, known: set[str]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    grouped: dict[tuple[str, str], list[tuple[str, str]]] = {}
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            a, b, left, right = line.rstrip("\n").split("\t")[:4]
            a, b = tag(a), tag(b)
            if a in known and b in known and (len(left) > _SHORTEST or len(right) > _SHORTEST):
                grouped.setdefault((a, b), []).append((left, right))
    return grouped


_SHORTEST = 18
_PROFESSIONAL = (
    "train/flores_dev_mt.jsonl.xz",
    "dev/ntrex_clean.jsonl.xz",
    "dev/tico19_clean.jsonl.xz",
    "dev/flores_xy_clean.jsonl.xz",
)


def _professional(path: Path) -> Iterator[tuple[str, str, str, str]]:
    seen = set()
    for row in read(path):
        target = row.get("ref_or_good") or row["mt"]
        key = (row["src_lang"], row["tgt_lang"], row["src"])
        if key not in seen:
            seen.add(key)
            yield tag(row["src_lang"]), tag(row["tgt_lang"]), row["src"], target.strip()
