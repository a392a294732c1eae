"""The network of a COMET model that needs no reference: an encoder, a mixture of its layers, and a head.

With hidden states h₀ … h_L of the encoder, weights s = softmax(w) or sparsemax(w) and a number γ, a text is read as
Σ γ·s_k·h_k; of that the first token, or the mean or the maximum over all, goes through the head, a chain of linear
layers. Where translation t and source s are read apart the head gets (t, s, t·s, |t−s|).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, extra
from tqcheck.neural import place
from tqcheck.scorers.batches import PAIRS, TOKENS, batches
from tqcheck.scorers.kiwi_encoder import encoder

Texts = tuple[list[int], ...]
"""The ids of one text that holds both sides, or of the translation and of the source."""
_SAFE = (2, 6)
_ON_GPU = 8
"""How much bigger batches are there."""
_ACTIVATIONS = {"tanh": "tanh", "sigmoid": "sigmoid", "relu": "relu"}


class Shape(NamedTuple):
    """What `hparams.yaml` says of the network."""

    encoder: str
    pretrained: str
    together: bool
    """Whether translation and source are one text."""
    layer: int | None
    """The layer that is read; None for a mixture of all."""
    sparse: bool
    """sparsemax in place of softmax."""
    norm: bool
    """Whether layers are normalised, over all tokens of a text, before they are mixed."""
    pool: str
    activation: str
    final: str | None


class Network:
    """The loaded network. Raises ModelError when it cannot be loaded."""

    def __init__(self, snapshot: Snapshot, shape: Shape) -> None:
        self._torch = extra("torch")
        self._shape = shape
        self._place = place()
        tensors = _tensors(self._torch, snapshot)
        self.encoder = shape.encoder
        made = encoder(snapshot.path, shape.encoder, shape.pretrained, _below(tensors, "encoder.model."))
        self._encoder = made.to(self._place.device, self._place.dtype).eval()
        self.most_tokens = int(made.config.max_position_embeddings) - 2
        """Of one text; two places are taken by what precedes the first."""
        self._mixture = None if shape.layer is not None else self._layers(tensors)
        self._head = [(self._placed(w), self._placed(b)) for w, b in _head(tensors)]
        wide = self._head[0][0].shape[1] // int(made.config.hidden_size)
        if wide != (1 if shape.together else 4):
            raise ModelError("its head does not fit its encoder.", path=str(snapshot.path))
        self._activation, self._final = _function(shape.activation), _function(shape.final)

    def read(self, texts: Sequence[Texts], *, padding: int) -> Iterator[tuple[int, float]]:
        """Yield what it gives for each, long ones first. Raises ModelError when memory does not suffice."""
        sizes = [(len(ids[0]), len(ids[-1]) if len(ids) > 1 else 0) for ids in texts]
        grown = _ON_GPU if self._place.fast else 1
        for batch in batches(sizes, pairs=PAIRS * grown, tokens=TOKENS * grown):
            try:
                with self._torch.inference_mode():
                    given = self._given([texts[i] for i in batch], padding).float().flatten().tolist()
            except self._torch.OutOfMemoryError as error:
                raise ModelError("the memory of the GPU does not suffice for it.") from error
            yield from zip(batch, given, strict=True)

    def _given(self, texts: Sequence[Texts], padding: int) -> Any:  # noqa: ANN401  a tensor
        torch = self._torch
        read = [self._embedded([ids[side] for ids in texts], padding) for side in range(len(texts[0]))]
        values = read[0]
        if len(read) > 1:
            target, source = read
            values = torch.cat((target, source, target * source, (target - source).abs()), dim=1)
        for number, (weight, bias) in enumerate(self._head):
            values = torch.nn.functional.linear(values, weight, bias)
            values = (self._activation if number < len(self._head) - 1 else self._final)(torch, values)
        return values

    def _embedded(self, ids: Sequence[list[int]], padding: int) -> Any:  # noqa: ANN401  likewise
        """Return a vector for each text: [texts, hidden]."""
        torch = self._torch
        longest = max(map(len, ids))
        rows = torch.tensor([row + [padding] * (longest - len(row)) for row in ids], device=self._place.device)
        lengths = torch.tensor([len(row) for row in ids], device=self._place.device)
        mask = torch.arange(longest, device=self._place.device)[None, :] < lengths[:, None]
        states = self._encoder(input_ids=rows, attention_mask=mask.long(), output_hidden_states=True).hidden_states
        return _pooled(torch, self._mixed(states, mask), mask, self._shape.pool)

    def _mixed(self, states: Sequence[Any], mask: Any) -> Any:  # noqa: ANN401  likewise
        if self._mixture is None:
            return states[self._shape.layer or 0].float()
        if len(states) != len(self._mixture):
            raise ModelError(f"its encoder has {len(states)} layers, its mixture {len(self._mixture)}.")
        layers = (_normalised(state.float(), mask) if self._shape.norm else state.float() for state in states)
        return sum(weight * layer for weight, layer in zip(self._mixture, layers, strict=True))

    def _layers(self, tensors: Mapping[str, Any]) -> Any:  # noqa: ANN401  likewise
        """Return the weight of each layer, γ included."""
        found = _below(tensors, "layerwise_attention.scalar_parameters.")
        if not found or "layerwise_attention.gamma" not in tensors:
            raise ModelError("the checkpoint has no weights for a mixture of layers.")
        numbers = self._torch.cat([found[name].float().flatten() for name in sorted(found, key=int)])
        spread = sparsemax(self._torch, numbers) if self._shape.sparse else self._torch.softmax(numbers, dim=0)
        return self._placed(spread * tensors["layerwise_attention.gamma"].float())

    def _placed(self, tensor: Any) -> Any:  # noqa: ANN401  likewise
        return tensor.float().to(self._place.device)


def sparsemax(torch: Any, numbers: Any) -> Any:  # noqa: ANN401  the module and a tensor [n]
    """Return the point of the simplex nearest to `numbers` (Martins & Astudillo 2016, algorithm 1)."""
    ordered = numbers.sort(descending=True).values
    ranks = torch.arange(1, len(ordered) + 1, dtype=ordered.dtype, device=ordered.device)
    sums = ordered.cumsum(0)
    support = int((1 + ranks * ordered > sums).sum())
    return (numbers - (sums[support - 1] - 1) / support).clamp(min=0)


def _normalised(state: Any, mask: Any) -> Any:  # noqa: ANN401  tensors [texts, tokens, hidden], [texts, tokens]
    """Bring each text to mean 0 and variance 1 over its tokens and dimensions together."""
    inside = mask.unsqueeze(-1).float()
    count = inside.sum(dim=(1, 2), keepdim=True) * state.shape[-1]
    mean = (state * inside).sum(dim=(1, 2), keepdim=True) / count
    variance = (((state - mean) * inside) ** 2).sum(dim=(1, 2), keepdim=True) / count
    return (state - mean) / (variance + 1e-12).sqrt()


def _pooled(torch: Any, state: Any, mask: Any, pool: str) -> Any:  # noqa: ANN401  likewise
    if pool == "cls":
        return state[:, 0]
    inside = mask.unsqueeze(-1)
    if pool == "max":
        return torch.where(inside, state, float("-inf")).amax(dim=1)
    if pool == "avg":
        return torch.where(inside, state, 0.0).sum(dim=1) / inside.sum(dim=1)
    raise ModelError(f"there is no pooling {pool!r}.")


def _function(name: str | None) -> Any:  # noqa: ANN401  torch and a tensor → a tensor
    if name is None:
        return lambda _, values: values
    known = _ACTIVATIONS.get(name.lower())
    if known is None:
        raise ModelError(f"its head has the activation {name!r}, which is not known.")
    return lambda torch, values: getattr(torch, known)(values)


def _tensors(torch: Any, snapshot: Snapshot) -> Mapping[str, Any]:  # noqa: ANN401  the module
    safe = [path for path in snapshot.weights if path.suffix == ".safetensors"]
    if safe:
        load = extra("safetensors.torch").load_file
        return {name: tensor for path in safe for name, tensor in load(str(path)).items()}
    path = next((path for path in snapshot.weights if path.suffix == ".ckpt"), None)
    if path is None:
        raise ModelError("has no checkpoints/model.ckpt.", path=str(snapshot.path))
    read = _checkpoint(torch, path)
    tensors: Mapping[str, Any] = read.get("state_dict", read) if isinstance(read, dict) else {}
    return tensors


def _checkpoint(torch: Any, path: Path) -> Any:  # noqa: ANN401  what the file holds
    """Read tensors and plain values; what else a pickle may hold is refused."""
    mend = "Write its state_dict as model.safetensors beside it, where you trust its maker."
    if tuple(map(int, re.findall(r"\d+", torch.__version__)[:2])) < _SAFE:
        # CVE-2025-32434: before, weights_only could be made to run code
        raise ModelError("a checkpoint is read with torch 2.6 or later only.", path=str(path), mend=mend)
    try:
        return torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except RuntimeError:  # of an older torch, which has no way to map
        pass
    except Exception as error:
        raise ModelError(f"cannot be read: {_line(error)}.", path=str(path), mend=mend) from error
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        raise ModelError(f"cannot be read: {_line(error)}.", path=str(path), mend=mend) from error


def _line(error: Exception) -> str:
    return (str(error) or type(error).__name__).strip().splitlines()[0].rstrip(".")


def _below(tensors: Mapping[str, Any], prefix: str) -> dict[str, Any]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def _head(tensors: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Return the linear layers of the head in order: between their numbers stand functions without weights."""
    found = _below(tensors, "estimator.ff.")
    numbers = sorted({int(n) for name in found for n in re.findall(r"^(\d+)\.weight$", name)})
    if not numbers or any(f"{n}.bias" not in found for n in numbers):
        raise ModelError("the checkpoint has no head (estimator.ff).")
    return [(found[f"{n}.weight"], found[f"{n}.bias"]) for n in numbers]
