"""COMETKiwi and its kin: folders with `hparams.yaml` and `checkpoints/model.ckpt`, as unbabel-comet writes them.

Read are the models that need no reference: `unified_metric` (COMETKiwi: translation and source in one text) and
`referenceless_regression_metric` (COMET-QE: each text by itself), after Rei et al. 2020 and 2022
(https://aclanthology.org/2020.wmt-1.101, https://aclanthology.org/2022.wmt-1.60).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, extra
from tqcheck.model import Segment
from tqcheck.reading import Reading
from tqcheck.scorers.kiwi_network import Network, Shape
from tqcheck.scorers.kiwi_tokens import Tokens
from tqcheck.scorers.pairs import Pair, PairScorer, Said, notice, short
from tqcheck.scorers.quality import kept, told, unit

_UNIFIED, _APART = "unified_metric", "referenceless_regression_metric"
_FORMAT = "kiwi 1"


def open_kiwi(snapshot: Snapshot, cache: Path | None) -> PairScorer:
    """Open a checkpoint. Raises ModelError when it is none that reads a source and a translation alone."""
    return PairScorer(Kiwi(snapshot, _settings(snapshot.path / "hparams.yaml")), cache, notice=notice(snapshot))


class Kiwi:
    """A model of COMET that needs no reference. What it gives is about 0..1 already: it learnt from such judgements."""

    def __init__(self, snapshot: Snapshot, settings: Mapping[str, Any]) -> None:
        self._snapshot, self._settings = snapshot, settings
        self.scores = (f"quality:{short(snapshot.name)}",)

    @property
    def signature(self) -> str:
        """See `PairModel`."""
        return self._snapshot.signature

    def key(self, pair: Pair) -> str:  # noqa: ARG002  the same for all
        """See `PairModel`."""
        return self._key

    @cached_property
    def _key(self) -> str:
        """The hash covers `hparams.yaml`."""
        return f"{_FORMAT} {self._snapshot.hash}"

    @cached_property
    def _network(self) -> Network:
        return Network(self._snapshot, _shape(self._settings))

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self._snapshot.path, str(self._settings.get("pretrained_model", "")), self._network.encoder)

    def read(self, pairs: Sequence[Pair]) -> Iterator[Said]:
        """See `PairModel`."""
        texts = self._tokens.pairs(pairs) if _together(self._settings) else self._tokens.sides(pairs)
        limit = self._network.most_tokens
        short_enough = [i for i, ids in enumerate(texts) if max(map(len, ids)) <= limit]
        for index, raw in self._network.read([texts[i] for i in short_enough], padding=self._tokens.padding):
            yield short_enough[index], kept(raw)
        for index in set(range(len(texts))).difference(short_enough):
            yield index, f"longer than the {limit} tokens that it reads of a pair"

    def reading(self, segment: Segment, said: bytes) -> Reading:  # noqa: ARG002  one curve for all languages
        """See `PairModel`."""
        return told(self.scores[0], said, unit)

    def close(self) -> None:
        """Let go of the network."""
        self.__dict__.pop("_network", None)


def _settings(path: Path) -> Mapping[str, Any]:
    yaml = extra("yaml")
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ModelError(f"cannot be read: {error}.", path=str(path)) from error
    if not isinstance(settings, dict):
        raise ModelError("is no table of settings.", path=str(path))
    found = settings.get("class_identifier")
    if found not in {_UNIFIED, _APART}:
        mend = f"Read are {_UNIFIED} (COMETKiwi) and {_APART} (COMET-QE)."
        raise ModelError(f"is of the class {found}, which is not read.", path=str(path), mend=mend)
    if found == _UNIFIED and "src" not in settings.get("input_segments", ["mt", "src", "ref"]):
        raise ModelError("compares with references only.", path=str(path), mend="Take a COMETKiwi model.")
    return settings


def _together(settings: Mapping[str, Any]) -> bool:
    return bool(settings["class_identifier"] == _UNIFIED)


def _shape(settings: Mapping[str, Any]) -> Shape:
    together = _together(settings)
    layer = settings.get("sent_layer" if together else "layer", "mix")
    return Shape(
        encoder=str(settings.get("encoder_model", "XLM-RoBERTa")),
        pretrained=str(settings.get("pretrained_model", "")),
        together=together,
        layer=None if layer == "mix" else int(layer),
        sparse=settings.get("layer_transformation")
        == "sparsemax",  # `sparsemax_patch` of the published ones is softmax
        norm=bool(settings.get("layer_norm", True)),
        pool="cls" if together else str(settings.get("pool", "avg")),
        activation=str(settings.get("activations", "Tanh")),
        final=settings.get("final_activation"),
    )
