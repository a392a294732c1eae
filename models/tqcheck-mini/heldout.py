"""Kept-back rows with all that is known of them: what calibrations are learnt from, and what figures are measured on.

Sources whose sha256 begins with 0 are learnt from, those with 1 are left to check what was learnt. The sets xct_* are
never learnt from and count as a check whole. Every row has an id of its own.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import corpus
from corpus import changed, kept_back, read
from langcodes import standardize_tag
from synthesis import Generator, Pair

LABELLED = ("ced_wmt21", "halluc_nmt_deen", "halluc_mitigation_deen", "token_halluc_zhen", "refresd_enfr", "bio_mqm",
            "qrev_enhr_ensr", "po_pythondocs", "xct_entity")  # fmt: skip
CONTRASTIVE = ("demetr", "synced_ende", "po_fix", "xct_entity_swap")
CLEAN = ("ntrex_clean", "tico19_clean", "flores_xy_clean")
NEVER_LEARNT = ("xct_entity", "xct_entity_swap")
Spans = tuple[tuple[int, int, float], ...]
"""Start, end, and how much it counts: 1 a major error, 0.5 a minor one."""
_COUNTS = {"major": 1.0, "critical": 1.0, "minor": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A pair; None is unknown."""

    id: str
    dataset: str
    source_lang: str | None
    target_lang: str | None
    source: str
    target: str
    origin: str
    """The source of the row that it was made of."""
    label: float | None = None
    """1 for a major error, 0 for none."""
    score: float | None = None
    """The direct assessment of people, 0..100."""
    rank: float | None = None
    """The same, standardised by annotator."""
    target_spans: Spans | None = None
    source_spans: Spans | None = None
    category: str = ""
    severity: str = ""
    twin: str | None = None
    """The id of the good translation of the same source that this bad one is compared with."""

    @property
    def pair(self) -> str:
        """Source and target language."""
        return f"{self.source_lang}-{self.target_lang}"

    @property
    def checking(self) -> bool:
        """Tell whether the row is left to check what was learnt."""
        return self.dataset in NEVER_LEARNT or _first(self.origin) == "1"

    @property
    def kept(self) -> bool:
        """Tell whether the network has not seen the row."""
        return self.dataset in NEVER_LEARNT or kept_back(self.origin)


@cache
def language(code: str) -> str | None:
    """Return the tag that a user gives for a set's language code."""
    plain = standardize_tag(code.partition("#")[0])
    return plain if len(plain.partition("-")[0]) == 2 else standardize_tag(plain, macro=True)


def labelled(name: str, folder: Path, *, limit: int = 0, whole: bool = False) -> list[Held]:
    """Return the rows of a labelled set of `folder`, kept-back ones only unless `whole`, at most `limit`."""
    found = []
    for number, row in _rows(name, folder, limit, whole=whole or name in NEVER_LEARNT):
        known = {"label": float(row["label"])} if row.get("label") is not None else {}
        found.append(_held(name, number, row, row["mt"], target_spans=_marked(row), **known))
    return found


def assessed(name: str, folder: Path, *, limit: int = 0) -> list[Held]:
    """Return the kept-back rows of a set with direct assessments and word tags."""
    found = []
    for number, row in _rows(name, folder, limit):
        tagged = [(s[0], s[1]) for s in row.get("spans") or []]
        moved = corpus.moved(tagged, row["meta"].get("mt_tok", row["mt"]), row["mt"])
        spans = None if moved is None else tuple((a, b, 0.5) for a, b in moved)
        known = {"score": float(row["score"]), "rank": float(row["meta"]["z_mean"])}
        found.append(_held(name, number, row, row["mt"], target_spans=spans, **known))
    return found


def contrastive(name: str, folder: Path, *, limit: int = 0) -> list[Held]:
    """Return the kept-back rows of a contrastive set, each bad translation after the good one."""
    found = []
    for number, row in _rows(name, folder, limit, whole=name in NEVER_LEARNT):
        good, bad = row["ref_or_good"].strip(), row["mt"].strip()
        right = _held(name, number, row, good, label=0.0, target_spans=())
        right = replace(right, id=f"{right.id}:good")
        spans = changed(good, bad) if row.get("severity") != "base" else None
        label = None if row.get("severity") in ("minor", None) and name == "demetr" else 1.0
        marked = None if spans is None else tuple((a, b, 1.0) for a, b in spans)
        found += [right, _held(name, number, row, bad, label=label, target_spans=marked, twin=right.id)]
    return found


def professional(name: str, folder: Path, *, limit: int = 0, whole: bool = False) -> list[Held]:
    """Return professional translations: sound, so that every alarm is false."""
    sound = {"label": 0.0, "target_spans": (), "source_spans": ()}
    return [_held(name, n, row, row["mt"], **sound) for n, row in _rows(name, folder, limit, whole=whole)]


def references(folder: Path, *, limit: int = 0) -> list[Held]:
    """Return the kept-back references of flores_dev_mt, each once."""
    seen, found = set(), []
    for number, row in _rows("flores_dev_mt", folder, 0):
        key = (row["src_lang"], row["tgt_lang"], row["src"])
        if key not in seen and row["ref_or_good"].strip():
            seen.add(key)
            sound = {"label": 0.0, "target_spans": (), "source_spans": ()}
            found.append(_held("flores_dev", number, row, row["ref_or_good"].strip(), **sound))
    return sorted_by_hash(found, limit)


def synthetic(clean: list[Held], *, limit: int, seed: int) -> list[Held]:
    """Return some of the sound pairs, each followed by itself with an error made in it."""
    pairs = [Pair(source_lang=h.source_lang, target_lang=h.target_lang, source=h.source, target=h.target)
             for h in clean]  # fmt: skip
    generator = Generator(pairs, seed=seed)
    chosen = sorted(random.Random(seed).sample(range(len(clean)), min(limit, len(clean))))
    found = []
    for index in sorted(chosen, key=lambda i: (clean[i].target_lang, clean[i].source_lang)):
        good, bad = clean[index], generator.corrupt(pairs[index])
        if bad is None:
            continue
        label = None if bad.severity == "minor" else 1.0
        sides = {f"{side}_spans": tuple((a, b, 1.0) for a, b in getattr(bad, f"{side}_spans"))
                 for side in ("source", "target")}  # fmt: skip
        right = replace(good, dataset="synthetic", id=f"synthetic:{index}:good", category=bad.kind)
        wrong = replace(right, id=f"synthetic:{index}", source=bad.source, target=bad.target, label=label,
                        severity=bad.severity, twin=right.id, **sides)  # fmt: skip
        found += [right, wrong]
    return found


def mismatched(clean: list[Held], *, limit: int, seed: int) -> list[Held]:
    """Return sources with the translation of another one: of the same set, half of the same and half of any length."""
    rng = random.Random(seed)
    groups: dict[tuple[str, str], list[Held]] = {}
    for held in clean:
        groups.setdefault((held.dataset, held.pair), []).append(held)
    found = []
    for members in groups.values():
        members.sort(key=lambda h: len(h.target))
        for index, held in enumerate(members):
            other = members[max(0, index - 1)] if rng.random() < 0.5 else rng.choice(members)
            if other.source != held.source and other.checking == held.checking:
                wrong = {"dataset": "mismatched", "category": "mismatched", "severity": "critical", "label": 1.0}
                found.append(replace(held, id=f"{held.id}:other", target=other.target, target_spans=None,
                                     source_spans=None, **wrong))  # fmt: skip
    return sorted_by_hash(found, limit)


def _rows(name: str, folder: Path, limit: int, *, whole: bool = False) -> Iterator[tuple[int, dict[str, Any]]]:
    numbered = enumerate(read(folder / f"{name}.jsonl.xz"))
    rows = [(n, r) for n, r in numbered if r["src"].strip() and r["mt"].strip() and (whole or kept_back(r["src"]))]
    rows.sort(key=lambda r: hashlib.sha256(f"{r[1]['id']} {r[1]['mt']}".encode()).digest())
    yield from rows[:limit] if limit else rows


def sorted_by_hash(found: Iterable[Held], limit: int) -> list[Held]:
    """Return at most `limit` of the rows, drawn by their ids; all for 0."""
    ordered = sorted(found, key=lambda h: hashlib.sha256(h.id.encode()).digest())
    return ordered[:limit] if limit else ordered


def _held(name: str, number: int, row: dict[str, Any], target: str, **known: object) -> Held:
    return Held(
        id=f"{name}:{number}",
        dataset=name,
        source_lang=language(row["src_lang"]),
        target_lang=language(row["tgt_lang"]),
        source=row["src"],
        target=target,
        origin=row["src"],
        category=row.get("category") or "",
        severity=row.get("severity") or "",
        **known,
    )


def _marked(row: dict[str, Any]) -> Spans | None:
    """Return the spans of people; None for sets without, or where they stand in another text."""
    if "spans" not in row or row.get("meta", {}).get("mt_tok"):
        return () if row["dataset"] in ("bio_mqm", "qrev_enhr_ensr") and not row.get("label") else None
    return tuple((s[0], s[1], _COUNTS.get(s[2], 0.5)) for s in row["spans"])


def _first(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[0]


def as_line(held: Held) -> str:
    """Return what `models/risk/fit.py` reads of a row."""
    pair = {"source": held.source, "target": held.target, "source_lang": held.source_lang}
    known = {
        "target_lang": held.target_lang,
        "id": held.id,
        "twin": held.twin,
        "group": held.dataset,
        "origin": held.origin,
    }
    return json.dumps({**pair, **known, "label": held.label, "score": held.rank}, ensure_ascii=False)


def gathered(data: Path, *, share: float, seed: int) -> list[Held]:
    """Return what calibrations are learnt from and checked on; `share` takes that part of the usual numbers."""
    dev, train = data / "dev", data / "train"

    def some(rows: int) -> int:
        return max(1, int(rows * share))

    found = [h for name in LABELLED if name not in NEVER_LEARNT for h in labelled(name, dev, limit=some(3600))]
    found += labelled("bio_mqm_train", train, limit=some(2000))
    found += assessed("mlqe_pe", dev, limit=some(900)) + assessed("mlqe_pe_train", train, limit=some(1200))
    found += [h for name in CONTRASTIVE if name not in NEVER_LEARNT for h in contrastive(name, dev, limit=some(1300))]
    sound = [h for name in CLEAN for h in professional(name, dev)] + references(train)
    found += synthetic(sound, limit=some(2500), seed=seed) + mismatched(sound, limit=some(1500), seed=seed)
    return found + sorted_by_hash(sound, some(6000))
