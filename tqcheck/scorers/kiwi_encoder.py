"""The encoder of a COMET model: its weights are in the checkpoint, its shape is that of a model of the hub."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.hub import extra
from tqcheck.neural import quiet

_CLASSES = {
    "XLM-RoBERTa": "XLMRoberta",
    "XLM-RoBERTa-XL": "XLMRobertaXL",
    "MiniLM": "Bert",
}
"""Names of COMET and of transformers."""
_HEADS = {384: 12, 768: 12, 1024: 16, 2560: 32, 4096: 32}
"""Attention heads by hidden size, which no tensor shows: MiniLM, base, large, XL and XXL."""
_NOT_READ = ("position_ids", "token_type_ids", "pooler.")


def encoder(folder: Path, kind: str, pretrained: str, tensors: Mapping[str, Any]) -> Any:  # noqa: ANN401  a model of transformers
    """Return the encoder with its weights. Raises ModelError when it is of no kind that is known, or incomplete."""
    if kind not in _CLASSES:
        raise ModelError(f"its encoder is {kind}.", path=str(folder), mend=f"Read are {', '.join(_CLASSES)}.")
    transformers = extra("transformers")
    config = _config(folder, kind, pretrained, tensors)
    read = {name: tensor for name, tensor in tensors.items() if not any(part in name for part in _NOT_READ)}
    with quiet():
        model, told = getattr(transformers, f"{_CLASSES[kind]}Model").from_pretrained(
            None, config=config, state_dict=read, output_loading_info=True, add_pooling_layer=False
        )
    lacking = {name for name in told["missing_keys"] if not any(part in name for part in _NOT_READ)}
    wrong = sorted({*lacking, *(str(key) for key in told["mismatched_keys"])})
    if wrong:
        raise ModelError(f"{len(wrong)} tensors of its encoder are missing ({wrong[0]}).", path=str(folder))
    return model


def _config(folder: Path, kind: str, pretrained: str, tensors: Mapping[str, Any]) -> Any:  # noqa: ANN401  likewise
    """Return the configuration of the encoder: from the folder, the hub's cache, or the shapes of its tensors."""
    made = getattr(extra("transformers"), f"{_CLASSES[kind]}Config")
    for place in _places(folder, pretrained):
        try:
            config = made.from_pretrained(place, local_files_only=True)
        except (OSError, ValueError):
            continue
        if config.hidden_size == _shape(tensors, "embeddings.word_embeddings.weight")[1]:
            return config
    return made(**_by_shapes(folder, kind, pretrained, tensors))


def _places(folder: Path, pretrained: str) -> Iterator[str]:
    if (folder / "config.json").is_file():
        yield str(folder)
    if pretrained:
        yield pretrained


def _by_shapes(folder: Path, kind: str, pretrained: str, tensors: Mapping[str, Any]) -> dict[str, Any]:
    words, hidden = _shape(tensors, "embeddings.word_embeddings.weight")
    if hidden not in _HEADS:
        raise ModelError(
            f"nothing says how many attention heads its encoder of {hidden} dimensions has.",
            path=str(folder),
            mend=f"Put the config.json of {pretrained or 'its encoder'} there, or `hf download {pretrained}`.",
        )
    inner = next(
        (name for name in tensors if name.endswith("0.intermediate.dense.weight")), "intermediate.dense.weight"
    )
    layers = {found[1] for name in tensors if (found := re.match(r"encoder\.layer\.(\d+)\.", name))}
    roberta = kind.startswith("XLM-RoBERTa")
    return {
        "vocab_size": words,
        "hidden_size": hidden,
        "num_hidden_layers": len(layers),
        "num_attention_heads": _HEADS[hidden],
        "intermediate_size": _shape(tensors, inner)[0],
        "max_position_embeddings": _shape(tensors, "embeddings.position_embeddings.weight")[0],
        "type_vocab_size": _shape(tensors, "embeddings.token_type_embeddings.weight")[0],
        "layer_norm_eps": 1e-5 if roberta else 1e-12,
        "pad_token_id": 1 if roberta else 0,
    }


def _shape(tensors: Mapping[str, Any], name: str) -> tuple[int, ...]:
    if name not in tensors:
        raise ModelError(f"the checkpoint has no encoder ({name}).")
    return tuple(tensors[name].shape)
