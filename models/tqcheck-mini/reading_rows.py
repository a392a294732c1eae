"""The run-time model over kept-back rows: everything is read once, and later from the cache."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from heldout import Held

from tqcheck.cache import Cache
from tqcheck.lang.tags import canonical
from tqcheck.model import Segment
from tqcheck.reading import Reading
from tqcheck.scorers.embedded import Embedded
from tqcheck.scorers.folder import ModelFolder
from tqcheck.scorers.place import place

_WINDOW = 512


def segment(held: Held) -> Segment:
    """Return the row as the program reads it from a file."""
    tags = {f"{side}_lang": canonical(tag) if tag else None
            for side, tag in (("source", held.source_lang), ("target", held.target_lang))}  # fmt: skip
    return Segment(id=held.id, source=held.source, target=held.target, document=held.dataset, **tags)


def stream(folder: Path, rows: Sequence[Held], settings: Mapping[str, Any]) -> Iterator[tuple[Held, Reading]]:
    """Yield the rows with their readings, calibrated by `settings`; rows that are too long are left out."""
    opened = ModelFolder.open(folder)
    model = Embedded(replace(opened, settings={**opened.settings, **settings}), Cache(place()))
    started = told = time.monotonic()
    for first in range(0, len(rows), _WINDOW):
        part = rows[first : first + _WINDOW]
        for held, answer in zip(part, model.read([segment(held) for held in part]), strict=True):
            if isinstance(answer, Reading) and answer.scores:
                yield held, answer
        if time.monotonic() - told > 30:
            told = time.monotonic()
            done = first + len(part)
            print(f"read {done:,} of {len(rows):,}, {done / (told - started):.0f} a second", file=sys.stderr)
    failure = model.close()
    if failure:
        print(f"the cache: {failure}", file=sys.stderr)


def read(folder: Path, rows: Sequence[Held], settings: Mapping[str, Any]) -> dict[str, Reading]:
    """Return the readings by id."""
    return {held.id: reading for held, reading in stream(folder, rows, settings)}


def settings(folder: Path) -> dict[str, Any]:
    """Return what `config.json` says."""
    return json.loads((folder / "config.json").read_text(encoding="utf-8"))
