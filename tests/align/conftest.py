"""Texts of our own in nine languages, parallel line by line, and a model that knows what each line of them means."""

import sys
from pathlib import Path

import numpy as np
import pytest

from tqcheck.document import Sentence

ROOT = Path(__file__).parent
sys.path[:0] = [str(ROOT.parent.parent / "models" / "alignment")]
WIDTH = 64


@pytest.fixture(scope="session")
def texts():
    """Lines by language."""
    return {p.name.split(".")[1]: p.read_text(encoding="utf-8").splitlines() for p in ROOT.glob("texts/*.txt")}


@pytest.fixture(scope="session")
def vectors(texts):
    """A fake encoder: a text is the sum of the meanings of the lines (or parts of lines) that it holds, and noise."""
    dice = np.random.default_rng(5)
    meanings = dice.normal(size=(len(texts["en"]), WIDTH))
    shared = dice.normal(size=WIDTH)  # strangers have a cosine of about .5, as in real models
    known = {line: meanings[number] for lines in texts.values() for number, line in enumerate(lines)}

    def encode(them, _):
        rows = []
        for text in them:
            held = [meaning for line, meaning in known.items() if line in text or text in line]
            own = np.random.default_rng([*text.encode()][:50]).normal(size=WIDTH)
            rows.append(sum(held, start=np.zeros(WIDTH)) / max(1, len(held)) + shared + 0.4 * own)
        return unit(rows)

    return encode


def unit(rows):
    rows = np.asarray(rows, dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="session")
def strangers():
    """Vectors that strangers have: what a document that goes on for long is made of."""

    def make(count, *, noise=0.5):
        dice = np.random.default_rng(count)
        meanings, shared = dice.normal(size=(count, WIDTH)), dice.normal(size=WIDTH)
        return unit(meanings + shared), unit(meanings + noise * dice.normal(size=meanings.shape) + shared)

    return make


@pytest.fixture(scope="session")
def lines():
    """Texts to sentences, every one a block of its own."""

    def make(them):
        return [Sentence(text=text, block=number) for number, text in enumerate(them)]

    return make
