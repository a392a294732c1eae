"""Models that read pairs. Nothing of them loads, numpy included, before a run asks for one.

A scorer is a module with a factory in the table; a folder given by its path is one of our own kind, or of others.
"""

from __future__ import annotations

import difflib
import importlib
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tqcheck.carried import carried
from tqcheck.errors import ModelError
from tqcheck.model import Segment, Side
from tqcheck.reading import Reading

if TYPE_CHECKING:  # numpy loads with the first model
    import numpy as np
    from numpy.typing import NDArray

EMBEDDED = "tqcheck-mini"
"""The model that the program carries."""
ENVIRONMENT = "TQCHECK_MODELS"
"""Names or paths, with commas, or `none`: what reads where neither a flag nor the configuration says it."""
NONE = "none"
THREADS = "TQCHECK_THREADS"
"""In the environment: how many batches a model reads at a time; one a processor without it."""
_FOLDER = "tqcheck.scorers.embedded:open_folder"
_TABLE = {EMBEDDED: _FOLDER}
NAMES = tuple(_TABLE)
_ID = re.compile(r"\w[\w.-]*/\w[\w.-]*(@[\w./-]+)?", re.ASCII)
"""Of the hub: `owner/name`, with a revision behind it if need be."""


class Failure(str):
    """Why a segment could not be read, where the user is to know that the run is incomplete."""

    __slots__ = ()


class Scorer(Protocol):
    """A model, ready to read."""

    @property
    def signature(self) -> str:
        """Its name and the first 8 hex digits of the hash of its files: `tqcheck-mini@0123abcd`."""
        ...

    @property
    def scores(self) -> tuple[str, ...]:
        """The names of the scores that it gives."""
        ...

    def read(self, segments: Sequence[Segment]) -> list[Reading | str]:
        """Return what it says of each segment, or why it cannot be read; all have a source and a target.

        A reading without scores stands where there is nothing to read, such as code on both sides.

        Raises ModelError when it cannot read at all.
        """
        ...

    def close(self) -> str | None:
        """Let go of what it holds; return what went wrong meanwhile that no reading shows."""
        ...


@runtime_checkable
class Noted(Protocol):
    """A scorer of which a user must know something, such as a licence that forbids commercial use."""

    @property
    def notice(self) -> str | None:
        """What that is, in words that go on from its name; None for nothing."""
        ...


@runtime_checkable
class Embedder(Protocol):
    """A model that gives vectors of single texts, for alignment."""

    @property
    def signature(self) -> str:
        """See `Scorer`."""
        ...

    def vectors(self, texts: Sequence[str], side: Side) -> NDArray[np.float32]:
        """Return unit vectors, shape `(len(texts), width)`; the dot product of two sides is their similarity.

        Raises ModelError when the model cannot be loaded.
        """
        ...


def wanted(given: Sequence[str] | None) -> tuple[str, ...] | None:
    """Return the names or paths of the models that are to read.

    Those `given`, `none` for none of them; where nothing is given those of the environment; otherwise the one that the
    program carries; None if this build does not.
    """
    if given is None and ENVIRONMENT in os.environ:
        given = [word.strip() for word in os.environ[ENVIRONMENT].split(",") if word.strip()]
    if given is None:
        return (EMBEDDED,) if _complete(carried(EMBEDDED)) else None
    return tuple(dict.fromkeys(word for word in given if word != NONE))


def computes_on_gpu(name: str) -> bool:
    """Tell whether a model computes on a GPU where there is one: ours do not, others do."""
    return _of_others(name)


def open_scorer(name: str, *, cache: Path | None) -> Scorer:
    """Open a model; `cache` is the file that keeps what it said before.

    `name` is that of our own, the path of a folder, an id of the hub or `forced:MODEL`; see `others.py` for the latter.
    Raises ModelError when there is none or it cannot be used, UsageError for an option that it does not have.
    """
    if _of_others(name):
        from tqcheck.scorers.others import open_other  # noqa: PLC0415  loaded when one is asked for

        return open_other(name, cache)
    folder = carried(name) if name in _TABLE else Path(name)
    if folder is None or (name in _TABLE and not _complete(folder)):
        raise ModelError(f"this build does not carry {name}.", mend="Give the path of its folder with --models.")
    if name not in _TABLE and not folder.is_dir():
        near = difflib.get_close_matches(name, NAMES, n=1)
        known = f"It may be {', '.join(NAMES)}, the path of a folder, an id such as owner/name, or forced:MODEL."
        raise ModelError(f"there is no model {name!r}.", mend=f"Did you mean {near[0]!r}?" if near else known)
    module, _, factory = _TABLE.get(name, _FOLDER).partition(":")
    try:
        make: Callable[[Path, Path | None], Scorer] = getattr(importlib.import_module(module), factory)
    except ImportError as error:
        raise ModelError(f"{name} needs {error.name}, which is not installed.") from error
    return make(folder, cache)


def _of_others(name: str) -> bool:
    """Tell whether a model is none of our own kind: an id, or a folder of another kind."""
    word = name.partition("?")[0]
    folder = Path(word).expanduser()
    if name in _TABLE or word.startswith("forced:"):
        return name not in _TABLE
    if not folder.is_dir():
        return _ID.fullmatch(word) is not None
    ours = any((folder / file).is_file() for file in ("model.onnx", "embeddings.q4"))
    return not ours and any((folder / file).is_file() for file in ("config.json", "hparams.yaml"))


def _complete(folder: Path | None) -> bool:
    return folder is not None and (folder / "model.onnx").is_file()
