"""Put the figures of metrics.json into card.md: `python card.py` (both in this folder), after evaluate.py."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
_MARKED = re.compile(r"(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", re.DOTALL)
_KINDS = ("rules alone", "support", "risk of the model", "combined risk")


def tables(found: Mapping[str, Any]) -> dict[str, str]:
    """Return the tables by the names of their places in the card."""
    return {"sets": _sets(found), "pairs": _pairs(found), "clean": _clean(found), "spans": _spans(found),
            "run": _run(found)}  # fmt: skip


def filled(card: str, found: Mapping[str, Any]) -> str:
    """Return the card with its tables made anew. Raises KeyError for a place that has no table."""
    made = tables(found)
    return _MARKED.sub(lambda m: f"{m[1]}{made[m[2]]}\n{m[3]}", card)


def _sets(found: Mapping[str, Any]) -> str:
    names = list(dict.fromkeys(name for kind in (*_KINDS, "quality") for name in found.get(kind, {})))
    rows = []
    for name in names:
        figures = [found.get(kind, {}).get(name) for kind in _KINDS]
        known = next(f for f in (*figures, found.get("quality", {}).get(name)) if f)
        crossed = found.get("risk, cross-fitted", {}).get("with_scores", {}).get("sets", {}).get(name)
        measure = known["measure"] + (f" (quality {found['quality'][name]['value']:.3f})" if name == "mlqe_pe" else "")
        rows.append((name, measure, f"{known['rows']:,}", *(_short(f and f["value"]) for f in figures),
                     _short(crossed)))  # fmt: skip
    return _table(("set", "measure", "rows", *_KINDS, "cross-fitted"), rows)


def _pairs(found: Mapping[str, Any]) -> str:
    rows = []
    for name, figure in found["combined risk"].items():
        by = {k: v for k, v in figure["by"].items() if re.fullmatch(r"[a-z]{2,3}-[a-z]{2,3}", k)}
        if 1 < len(by) <= 40:
            rows.append((name, " ".join(f"{pair} {_short(value)}" for pair, value in by.items())))
    return _table(("set", "combined risk by pair of languages"), rows)


def _clean(found: Mapping[str, Any]) -> str:
    keys = (
        "rows",
        "major",
        "any",
        "major, by the model",
        "any, by the model",
        "major, rules alone",
        "any, rules alone",
    )
    rows = [(name, *(f"{figure[key]:,}" for key in keys)) for name, figure in found["clean"].items()]
    return _table(("set", *keys), rows)


def _spans(found: Mapping[str, Any]) -> str:
    rows = [(name, f"{f['rows']:,}", *(_short(f[kind][key]) for kind in ("rules alone", "all")
             for key in ("precision", "recall", "f1"))) for name, f in found["spans"].items()]  # fmt: skip
    return _table(("set", "rows", "rules: precision", "recall", "F1", "all: precision", "recall", "F1"), rows)


def _run(found: Mapping[str, Any]) -> str:
    rows = [(name, f"{value:,}") for name, value in found["speed"].items()]
    rows += [(f"`{name}`", f"{size / 1e6:.1f} MB") for name, size in found["bytes"].items()]
    rows += [
        (f"expected calibration error, {name}", _short(value)) for name, value in found["calibration error"].items()
    ]
    return _table(("what", "measured"), rows)


def _short(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}".replace("0.", ".", 1)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    """Fill the card in this folder."""
    found = json.loads((FOLDER / "metrics.json").read_text(encoding="utf-8"))
    card = FOLDER / "card.md"
    card.write_text(filled(card.read_text(encoding="utf-8"), found), encoding="utf-8")


if __name__ == "__main__":
    main()
