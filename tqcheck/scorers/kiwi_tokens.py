"""The tokenizer of a COMET model: the folder seldom holds it, for it is that of the encoder it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.hub import extra
from tqcheck.neural import quiet
from tqcheck.scorers.pairs import Pair

_SAME = (
    "microsoft/infoxlm-large",
    "FacebookAI/xlm-roberta-large",
    "xlm-roberta-large",
    "FacebookAI/xlm-roberta-base",
    "xlm-roberta-base",
    "facebook/xlm-roberta-xl",
    "facebook/xlm-roberta-xxl",
)
"""All of them share one vocabulary: where the very one is not at hand, any does."""
_FILES = ("tokenizer.json", "sentencepiece.bpe.model", "vocab.txt")


class Tokens:
    """Texts → token ids."""

    def __init__(self, folder: Path, pretrained: str, encoder: str) -> None:
        """Look in the folder, then for the encoder on this machine. Raises ModelError when it is nowhere."""
        self._tokenizer = _found(folder, pretrained, encoder)
        self.padding = int(self._tokenizer.pad_token_id)

    def pairs(self, pairs: Sequence[Pair]) -> list[tuple[list[int]]]:
        """Return the translation and the source as one text, with the marks that the encoder knows between them."""
        return [(ids,) for ids in self._ids([p.target for p in pairs], [p.source for p in pairs])]

    def sides(self, pairs: Sequence[Pair]) -> list[tuple[list[int], list[int]]]:
        """Return the translation and the source apart."""
        both = (self._ids([p.target for p in pairs]), self._ids([p.source for p in pairs]))
        return list(zip(*both, strict=True))

    def _ids(self, *texts: list[str]) -> list[list[int]]:
        encoded = self._tokenizer(*texts, truncation=False, return_attention_mask=False, verbose=False)
        ids: list[list[int]] = encoded["input_ids"]
        return ids


def _found(folder: Path, pretrained: str, encoder: str) -> Any:  # noqa: ANN401  a tokenizer of transformers
    transformers = extra("transformers")
    tried: list[str] = []
    for place in _places(folder, pretrained, encoder):
        try:
            with quiet():
                return transformers.AutoTokenizer.from_pretrained(place, local_files_only=True, trust_remote_code=False)
        except (OSError, ValueError) as error:
            tried.append(f"{place}: {str(error).splitlines()[0]}")
    raise ModelError(
        f"the tokenizer of {pretrained or 'its encoder'} is not on this machine.",
        path=str(folder),
        mend=f"Fetch it: `hf download {pretrained or _SAME[0]} --include '*.json' '*.model'`, or put its files there. "
        "The checks that do not need it run without it.",
    )


def _places(folder: Path, pretrained: str, encoder: str) -> Iterator[str]:
    if any((folder / name).is_file() for name in _FILES):
        yield str(folder)
    if pretrained:
        yield pretrained
    if encoder.startswith("XLM-RoBERTa") or encoder == "MiniLM":
        yield from (name for name in _SAME if name != pretrained)
