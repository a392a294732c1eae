"""Quality-estimation models of the regression kind: classification heads of transformers over a pair of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, get_args

from tqcheck.errors import ModelError, UsageError
from tqcheck.hub import Snapshot, extra
from tqcheck.model import Segment
from tqcheck.neural import place, quiet
from tqcheck.reading import Reading
from tqcheck.scorers.batches import PAIRS, TOKENS, batches
from tqcheck.scorers.pairs import Pair, PairScorer, Said, notice, short
from tqcheck.scorers.quality import kept, scale, told

Order = Literal["source-target", "target-source"]
_FORMAT = "regression 1"
_ON_GPU = 8
"""How much bigger batches are there."""
_UNLIMITED = 1 << 20
"""Tokenizers that know no limit give one beyond this."""
_GOOD = re.compile(r"^(good|ok|correct|acceptable|entailment|adequate|label_1|1|true|positive)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a model's configuration does not say; written behind its name: `owner/name?order=target-source`."""

    order: Order = "source-target"
    """Which text comes first."""
    scale: str | None = None
    """How the number of a head with one output becomes 0..1: it is that already (`unit`), 0..100 (`percent`), or a
    `logit`; None: as its configuration says it, otherwise `unit`."""
    good: str | None = None
    """Of two classes the name or number of the one that is good; of one output `low` where low is good."""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Options:
        """Return the options of these names and values. Raises UsageError for one that is none."""
        unknown = sorted(given.keys() - cls.__slots__)
        if unknown:
            raise UsageError(f"a model has no option {unknown[0]!r}.", mend=f"It may be {', '.join(cls.__slots__)}.")
        if given.get("order", "source-target") not in get_args(Order):
            raise UsageError(f"order is {given['order']!r}.", mend=f"It may be {' or '.join(get_args(Order))}.")
        if "scale" in given:
            scale(given["scale"])
        return cls(**given)  # type: ignore[arg-type]  # checked above


def open_regression(snapshot: Snapshot, cache: Path | None, options: Options) -> PairScorer:
    """Open a model. Raises ModelError when its head has neither one output nor two classes."""
    return PairScorer(Regression(snapshot, options), cache, notice=notice(snapshot))


class Regression:
    """A classification head with one output or two classes.

    The raw number is the output, or the probability of the good class.
    """

    def __init__(self, snapshot: Snapshot, options: Options) -> None:
        self._snapshot, self._options = snapshot, options
        self.scores = (f"quality:{short(snapshot.name)}",)
        self._good = _good(snapshot, options)
        self._value = _value(snapshot.settings, options, classes=self._good is not None)

    @property
    def signature(self) -> str:
        """See `PairModel`."""
        return self._snapshot.signature

    def key(self, pair: Pair) -> str:  # noqa: ARG002  the same for all
        """See `PairModel`; the scale is no part of it."""
        return f"{_FORMAT} {self._snapshot.hash} {self._options.order} {self._good}"

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        """The tokenizer and the model. Raises ModelError when they cannot be loaded."""
        transformers = extra("transformers")
        path, where = str(self._snapshot.path), place()
        try:
            with quiet():
                tokenizer = transformers.AutoTokenizer.from_pretrained(
                    path, local_files_only=True, trust_remote_code=False
                )
                model, told_ = transformers.AutoModelForSequenceClassification.from_pretrained(
                    path, local_files_only=True, trust_remote_code=False, use_safetensors=True, output_loading_info=True
                )
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            why = (str(error) or type(error).__name__).strip().splitlines()[0]
            raise ModelError(f"cannot be loaded: {why.rstrip('.')}.", path=path) from error
        if told_["missing_keys"]:
            missing = sorted(told_["missing_keys"])
            raise ModelError(f"{len(missing)} tensors are missing ({missing[0]}).", path=path)
        return tokenizer, model.to(where.device, where.dtype).eval()

    def read(self, pairs: Sequence[Pair]) -> Iterator[Said]:
        """See `PairModel`."""
        tokenizer, model = self._loaded
        torch, where = extra("torch"), place()
        rows = self._encoded(tokenizer, pairs)
        limit = _limit(tokenizer, model)
        lengths = [len(row["input_ids"]) for row in rows]
        short_enough = [i for i, length in enumerate(lengths) if length <= limit]
        grown = _ON_GPU if where.fast else 1
        sizes = [(lengths[i], 0) for i in short_enough]
        for batch in batches(sizes, pairs=PAIRS * grown, tokens=TOKENS * grown):
            asked = [short_enough[place_] for place_ in batch]
            padded = tokenizer.pad([rows[i] for i in asked], return_tensors="pt").to(where.device)
            with torch.inference_mode():
                logits = model(**padded).logits.float()
            yield from zip(asked, map(kept, self._raw(logits)), strict=True)
        for index in set(range(len(rows))).difference(short_enough):
            yield index, f"longer than the {limit} tokens that it reads of a pair"

    def reading(self, segment: Segment, said: bytes) -> Reading:  # noqa: ARG002  one curve for all languages
        """See `PairModel`."""
        return told(self.scores[0], said, self._value)

    def close(self) -> None:
        """Let go of the model."""
        self.__dict__.pop("_loaded", None)

    def _encoded(self, tokenizer: Any, pairs: Sequence[Pair]) -> list[dict[str, list[int]]]:  # noqa: ANN401  of transformers
        sides = [pair.source for pair in pairs], [pair.target for pair in pairs]
        first, second = sides if self._options.order == "source-target" else sides[::-1]
        encoded = tokenizer(first, second, truncation=False, verbose=False)
        return [{name: encoded[name][i] for name in encoded} for i in range(len(pairs))]

    def _raw(self, logits: Any) -> list[float]:  # noqa: ANN401  a tensor [pairs, outputs]
        if self._good is None:
            outputs: list[float] = logits[:, 0].tolist()
            return outputs
        probabilities: list[float] = logits.softmax(dim=-1)[:, self._good].tolist()
        return probabilities


def _good(snapshot: Snapshot, options: Options) -> int | None:
    """Return the number of the good class; None where there is one output. Raises ModelError and UsageError."""
    labels = _labels(snapshot.settings)
    if len(labels) == 1:
        if options.good not in {None, "low", "high"}:
            raise UsageError(f"good is {options.good!r}.", path=snapshot.name, mend="Of one output it is low or high.")
        return None
    if len(labels) != 2:
        kinds = f"a head with {len(labels)} classes"
        raise ModelError(f"has {kinds}.", path=snapshot.name, mend="Read are heads with one output or two classes.")
    if options.good is not None:
        named = [i for i, label in enumerate(labels) if options.good in {str(i), label}]
        if not named:
            raise UsageError(f"good is {options.good!r}.", path=snapshot.name, mend=f"Classes: {', '.join(labels)}.")
        return named[0]
    named = [i for i, label in enumerate(labels) if _GOOD.match(label)]
    return named[0] if len(named) == 1 else 1


def _labels(settings: Mapping[str, Any]) -> list[str]:
    """Return the names of the outputs; two where a configuration says nothing, as transformers has it."""
    known = settings.get("id2label")
    if isinstance(known, Mapping) and known:
        return [str(known[key]) for key in sorted(known, key=int)]
    return [str(i) for i in range(int(settings.get("num_labels", 2)))]


def _value(settings: Mapping[str, Any], options: Options, *, classes: bool) -> Callable[[float], float]:
    if classes:
        return scale("unit")
    name = options.scale or ("logit" if _sigmoid(settings) else "unit")
    made = scale(name)
    return (lambda raw: 1 - made(raw)) if options.good == "low" else made


def _sigmoid(settings: Mapping[str, Any]) -> bool:
    """Tell whether sentence-transformers, which trains such heads too, puts a sigmoid behind it."""
    told_ = settings.get("sentence_transformers")
    return isinstance(told_, Mapping) and str(told_.get("activation_fn", "")).endswith("Sigmoid")


def _limit(tokenizer: Any, model: Any) -> int:  # noqa: ANN401  of transformers
    """Return how many tokens it reads; RoBERTa and its kin lose two places to what precedes the first."""
    places = int(getattr(model.config, "max_position_embeddings", 0) or _UNLIMITED)
    if "roberta" in str(model.config.model_type) or model.config.model_type == "camembert":
        places -= 2
    given = int(tokenizer.model_max_length)
    return min(places, given) if given < _UNLIMITED else places
