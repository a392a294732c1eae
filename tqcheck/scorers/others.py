"""Models of others, by what was written after --models.

- `forced:MODEL`: a translation model that is asked how well each side explains the other; see `forced.py`.
- An id of the hub (`owner/name`) or the path of a folder: a COMETKiwi checkpoint where it has `hparams.yaml`, a
  classification head where its configuration says so. Options follow a question mark: `owner/name?order=target-source`.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

from tqcheck.errors import ModelError, UsageError
from tqcheck.hub import Snapshot
from tqcheck.scorers.pairs import PairScorer

FORCED = "forced:"
WEIGHTS = ("*.safetensors", "*.ckpt")
"""Of a checkpoint of COMET tensors alone are read, never a program."""


def open_other(name: str, cache: Path | None) -> PairScorer:
    """Open a model. Raises ModelError when there is none that can be used so, UsageError for an unknown option."""
    wanted, _, query = name.partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True))
    if name.startswith(FORCED):
        from tqcheck.scorers.forced import open_forced  # noqa: PLC0415  a kind loads when it is asked for

        _no_options(given, name)
        return open_forced(wanted.removeprefix(FORCED), cache)
    snapshot = Snapshot.open(wanted, weights=WEIGHTS)
    if snapshot.kind == "comet":
        from tqcheck.scorers.kiwi import open_kiwi  # noqa: PLC0415  likewise

        _no_options(given, name)
        return open_kiwi(snapshot, cache)
    if snapshot.kind == "classification":
        from tqcheck.scorers.regression import Options, open_regression  # noqa: PLC0415  likewise

        return open_regression(snapshot, cache, Options.of(given))
    mend = "Read are COMETKiwi checkpoints and heads for the classification of sequences."
    if snapshot.kind == "seq2seq":
        mend = f"It translates: write {FORCED}{wanted} to let it score, or --back-translate {wanted}."
    raise ModelError("is no model that estimates quality.", path=wanted, mend=mend)


def _no_options(given: dict[str, str], name: str) -> None:
    if given:
        raise UsageError(f"{name}: a model of this kind takes no options.", mend="Leave out what follows the `?`.")
