"""A translation network, asked how likely a given translation is, token by token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tqcheck.encoder_decoder import EncoderDecoder
from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, extra
from tqcheck.neural import quiet
from tqcheck.scorers.batches import PAIRS, TOKENS, batches
from tqcheck.scorers.forced_record import Expected, ExpectedWord
from tqcheck.scorers.pieces import places
from tqcheck.scorers.words import grouped

_ON_GPU = 8
"""How much bigger batches are there."""
_NUMBERS = 1 << 26
"""Tokens times vocabulary in a batch: 256 MB of logits."""
_IGNORED = -100
"""The label of what is no token."""


class Asked(NamedTuple):
    """How likely `text` is as a translation of `given`."""

    given: str
    text: str


class ForcedNetwork:
    """A loaded translation model. Raises ModelError when it cannot be loaded."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._model = EncoderDecoder(snapshot)
        tokenizer = self._model.tokenizer
        self._special = frozenset(tokenizer.all_special_ids) - {tokenizer.eos_token_id}

    def read(self, asked: Sequence[Asked], source_lang: str, target_lang: str) -> list[Expected | str]:
        """Return what it expects of each text, or why it says nothing. Raises ModelError for unknown languages."""
        sources = self._model.sources([a.given for a in asked], source_lang, target_lang)
        (nothing,) = self._model.sources([""], source_lang, target_lang)
        targets = self._model.targets([a.text for a in asked], target_lang)
        sizes = [(len(source), len(target)) for source, target in zip(sources, targets, strict=True)]
        limit = self._model.most_tokens
        short = [i for i, size in enumerate(sizes) if max(size) <= limit]
        found: list[Expected | str] = [f"longer than the {limit} tokens that it reads of a text"] * len(asked)
        pairs, tokens = self._batch()
        for batch in batches([sizes[i] for i in short], pairs=pairs, tokens=tokens):
            mine = [short[place] for place in batch]
            written = [targets[i] for i in mine]
            given = self._logs([sources[i] for i in mine], written)
            without = self._logs([nothing] * len(mine), written)
            for i, told, untold in zip(mine, given, without, strict=True):
                found[i] = self._expected(asked[i].text, targets[i], told, untold)
        return found

    def _batch(self) -> tuple[int, int]:
        """Return the most pairs and tokens of a batch: big vocabularies want small ones."""
        grown = _ON_GPU if self._model.place.fast else 1
        words = max(1, int(self._model.network.config.vocab_size))
        return PAIRS * grown, grown * max(32, min(TOKENS, 2 * _NUMBERS // words))

    def _logs(self, sources: Sequence[list[int]], targets: Sequence[list[int]]) -> list[list[float]]:
        """Return the log-probability of each token of each target."""
        torch = extra("torch")
        device = self._model.place.device
        padding = int(self._model.tokenizer.pad_token_id)
        rows = _padded(torch, sources, padding).to(device)
        mask = _padded(torch, [[1] * len(source) for source in sources], 0).to(device)
        labels = _padded(torch, targets, _IGNORED).to(device)
        try:
            with torch.inference_mode(), quiet():
                logits = self._model.network(input_ids=rows, attention_mask=mask, labels=labels).logits
                lost = torch.nn.functional.cross_entropy(
                    logits.float().transpose(1, 2), labels, ignore_index=_IGNORED, reduction="none"
                )
        except torch.OutOfMemoryError as error:
            raise ModelError("the memory of the GPU does not suffice for it.") from error
        return [(-row[: len(target)]).tolist() for row, target in zip(lost.cpu(), targets, strict=True)]

    def _expected(self, text: str, ids: Sequence[int], given: Sequence[float], without: Sequence[float]) -> Expected:
        pieces = self._model.tokenizer.convert_ids_to_tokens(list(ids))
        counted = [i for i, token in enumerate(ids) if token not in self._special]
        plain = ["" if token in self._model.tokenizer.all_special_ids else pieces[i] for i, token in enumerate(ids)]
        words = grouped(text, [0, *ids, 0], [(0, 0), *places(text, plain), (0, 0)])
        return Expected(
            sum(given[i] for i in counted) / max(1, len(counted)),
            tuple(_word(word.start, word.end, given, without, range(word.first - 1, word.last)) for word in words),
        )


def _word(start: int, end: int, given: Sequence[float], without: Sequence[float], tokens: range) -> ExpectedWord:
    log = sum(given[i] for i in tokens) / len(tokens)
    return ExpectedWord(start, end, log, log - sum(without[i] for i in tokens) / len(tokens))


def _padded(torch: Any, rows: Sequence[list[int]], padding: int) -> Any:  # noqa: ANN401  the module; a tensor [rows, longest]
    longest = max(map(len, rows))
    return torch.tensor([row + [padding] * (longest - len(row)) for row in rows])
