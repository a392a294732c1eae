"""The network itself: tokens in, arrays out. One pass serves every score, and vectors of single texts too."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from tqcheck.errors import ModelError
from tqcheck.model import Side
from tqcheck.scorers import THREADS
from tqcheck.scorers.batches import batches
from tqcheck.scorers.embeddings import Embeddings
from tqcheck.scorers.folder import ModelFolder
from tqcheck.scorers.tokens import Tokenizer, Tokens

Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


class SideOutputs(NamedTuple):
    """One value for each token of one side, the special ones included."""

    support: Floats
    """-1..1: the cosine with the best counterpart on the other side."""
    match: Whole
    """The index of that token."""
    error: Floats
    """Logits: wrong (target), not rendered (source)."""


class Outputs(NamedTuple):
    """What the model says of one pair."""

    source: SideOutputs
    target: SideOutputs
    similarity: float
    quality: float
    risk: float
    """A logit."""


class Encoder:
    """A loaded model."""

    def __init__(self, folder: ModelFolder, *, threads: int | None = None) -> None:
        """Load it, to read `threads` batches at a time (None: one a processor). Raises ModelError when that fails."""
        self._limit = folder.max_tokens
        # One thread a batch and several batches at a time: threads inside a batch wait for each other.
        self._pool = ThreadPoolExecutor(threads or processors(), thread_name_prefix="tqcheck-encoder")
        loading = self._pool.submit(_session, str(folder.path / "model.onnx"))  # it lets Python go on meanwhile
        self.tokenizer = Tokenizer(folder.path / "vocabulary.bin")
        self._embeddings = Embeddings(folder.path / "embeddings.q4", hidden=int(folder.settings.get("hidden", 384)))
        self._session = loading.result()

    def read(self, pairs: Sequence[tuple[Tokens, Tokens]]) -> Iterator[tuple[int, Outputs]]:
        """Yield what the model says of each pair, with its index, as soon as it is known: in no particular order."""
        table = _Rows(self._embeddings, [side.ids for pair in pairs for side in pair])

        def ask(batch: list[int]) -> list[tuple[int, Outputs]]:
            sides = [[pairs[i][side].ids for i in batch] for side in (0, 1)]
            feed = table.feed("source", sides[0]) | table.feed("target", sides[1])
            return list(zip(batch, self._outputs(feed), strict=True))

        for answers in self._pool.map(ask, batches([(len(s.ids), len(t.ids)) for s, t in pairs])):
            yield from answers

    def vectors(self, texts: Sequence[str], *, side: Side = "source") -> Floats:
        """Return unit vectors, shape `(len(texts), hidden)`; the dot product of two sides is their similarity.

        Of a text that is too long only the beginning counts.
        """
        other: Side = "target" if side == "source" else "source"
        tokens = [t.ids if len(t.ids) <= self._limit else [*t.ids[: self._limit - 1], t.ids[-1]]
                  for t in self.tokenizer.tokens(texts)]  # fmt: skip
        table = _Rows(self._embeddings, tokens)
        vectors = np.empty((len(texts), self._embeddings.hidden), dtype=np.float32)
        only = onnxruntime.RunOptions()
        only.only_execute_path_to_fetches = True

        def ask(batch: list[int]) -> None:
            unused = table.feed(other, [_EMPTY] * len(batch))  # asked for, not looked at
            feed = table.feed(side, [tokens[i] for i in batch]) | unused
            vectors[batch] = self._session.run([f"{side}_vector"], feed, only)[0]

        for _ in self._pool.map(ask, batches([(len(ids), 0) for ids in tokens])):
            pass
        return vectors

    def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown()

    def _outputs(self, feed: dict[str, NDArray[np.generic]]) -> Iterator[Outputs]:
        found = dict(zip(_NAMES, self._session.run(_NAMES, feed), strict=True))
        similarity = np.einsum("bh,bh->b", found["source_vector"], found["target_vector"])
        for row in range(len(similarity)):
            yield Outputs(
                SideOutputs(found["source_support"][row], found["source_match"][row], found["source_omission"][row]),
                SideOutputs(found["target_support"][row], found["target_match"][row], found["target_error"][row]),
                float(similarity[row]),
                float(found["quality"][row]),
                float(found["risk"][row]),
            )


_NAMES = [
    "source_support", "source_match", "source_omission", "source_vector",
    "target_support", "target_match", "target_error", "target_vector", "quality", "risk",
]  # fmt: skip

_EMPTY = [0, 2]
"""A text without words: the two special tokens that the network looks for on every side."""


class _Rows:
    """The embeddings of a window of texts, each row made once."""

    def __init__(self, embeddings: Embeddings, texts: Sequence[list[int]]) -> None:
        self._known = np.array(sorted({*_EMPTY}.union(*texts)), dtype=np.int64)
        self._rows = embeddings.rows(self._known)

    def feed(self, side: str, texts: Sequence[list[int]]) -> dict[str, NDArray[np.generic]]:
        """Return the inputs of one side, padded on the right."""
        lengths = np.array([len(ids) for ids in texts])
        mask = np.arange(lengths.max()) < lengths[:, None]
        ids = np.zeros(mask.shape, dtype=np.int64)
        ids[mask] = [i for text in texts for i in text]
        places = np.searchsorted(self._known, ids)
        return {f"{side}_embeddings": self._rows[places], f"{side}_mask": mask.astype(np.int64)}


def _session(path: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's errors have no type in common
        raise ModelError(f"cannot be loaded: {error}.", path=path) from error


def processors() -> int:
    """Return how many processors this process may use: all that it has, unless `TQCHECK_THREADS` says fewer."""
    if os.environ.get(THREADS, "").isdecimal():
        return max(1, int(os.environ[THREADS]))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
