"""Greedy generation in batches, with how sure each token was and whether a text came to its end."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tqcheck.errors import ModelError
from tqcheck.hub import extra
from tqcheck.neural import Place, quiet

_ROOM, _ROOM_FAST = 2_000, 24_000
"""Tokens that a batch may hold, padding included: on processors more are not faster."""


Ended = Callable[[list[int]], bool]


def _never(_: list[int]) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Written:
    """What a network wrote for one prompt."""

    ids: list[int]
    """Without the token of the language and what ends a text."""
    logs: list[float]
    """The log-probabilities of these tokens, and of the one that ended it."""
    complete: bool
    """False where it was cut."""

    @property
    def confidence(self) -> float | None:
        """0..1: the geometric mean of the probabilities."""
        return math.exp(sum(self.logs) / len(self.logs)) if self.logs else None


class _Task(NamedTuple):
    """A batch."""

    prompts: list[list[int]]
    limits: list[int]
    first: int | None
    ended: Ended

    def halves(self) -> tuple[_Task, _Task]:
        half = len(self.prompts) // 2
        cut = [(self.prompts[part], self.limits[part]) for part in (slice(half), slice(half, None))]
        return _Task(*cut[0], self.first, self.ended), _Task(*cut[1], self.first, self.ended)


class Writer:
    """A network of transformers that writes, always the likeliest token."""

    def __init__(self, network: Any, tokenizer: Any, place: Place) -> None:  # noqa: ANN401  of transformers
        self._network, self._place = network, place
        self._torch = extra("torch")
        own, config = network.generation_config, network.config
        ends = own.eos_token_id if own.eos_token_id is not None else tokenizer.eos_token_id
        self._ends = frozenset([ends] if isinstance(ends, int) else ends or ())
        self._pad = next((i for i in (tokenizer.pad_token_id, own.pad_token_id, *self._ends) if i is not None), 0)
        self._encodes = bool(config.is_encoder_decoder)
        start = own.decoder_start_token_id if self._encodes else None
        # Its own settings may ask for beams, chance, or an end at the limit, which would hide that a text was cut.
        network.generation_config = extra("transformers").GenerationConfig(
            do_sample=False,
            num_beams=1,
            pad_token_id=self._pad,
            eos_token_id=sorted(self._ends) or None,
            decoder_start_token_id=start if start is not None else getattr(config, "decoder_start_token_id", None),
            bad_words_ids=own.bad_words_ids,
            suppress_tokens=own.suppress_tokens,
        )

    def write(
        self, prompts: Sequence[list[int]], limits: Sequence[int], *, first: int | None = None, ended: Ended = _never
    ) -> list[Written]:
        """Return what follows each prompt, up to as many tokens as `limits` says.

        `first` is a token that it must begin with; `ended` tells from all tokens so far whether it is at its end, where
        the network may not say so itself. Raises ModelError when the network fails.
        """
        found: dict[int, Written] = {}
        for batch in self._batches([len(p) + n for p, n in zip(prompts, limits, strict=True)]):
            task = _Task([prompts[i] for i in batch], [limits[i] for i in batch], first, ended)
            found |= zip(batch, self._batch(task), strict=True)
        return [found[i] for i in range(len(prompts))]

    def _batches(self, sizes: list[int]) -> Iterator[list[int]]:
        """Yield the numbers of texts of about the same length, the longest first."""
        room = _ROOM_FAST if self._place.fast else _ROOM
        batch: list[int] = []
        for index in sorted(range(len(sizes)), key=lambda i: -sizes[i]):
            if batch and (len(batch) + 1) * sizes[batch[0]] > room:
                yield batch
                batch = []
            batch.append(index)
        if batch:
            yield batch

    def _batch(self, task: _Task) -> list[Written]:
        torch = self._torch
        try:
            with torch.inference_mode(), quiet():
                return self._generated(task)
        except torch.OutOfMemoryError as error:
            if len(task.prompts) == 1:
                raise ModelError(f"a text does not fit into memory: {error}") from error
        except (RuntimeError, ValueError, IndexError) as error:
            raise ModelError(f"the model failed: {error}") from error
        one, other = task.halves()
        return self._batch(one) + self._batch(other)

    def _generated(self, task: _Task) -> list[Written]:
        torch, longest = self._torch, max(map(len, task.prompts))
        rows = [self._padded(p, longest - len(p), self._pad) for p in task.prompts]
        mask = [self._padded([1] * len(p), longest - len(p), 0) for p in task.prompts]
        begin = 1 if self._encodes else longest
        heard: list[Any] = []

        def hear(_: Any, scores: Any) -> Any:  # noqa: ANN401  tensors
            heard.append((scores.max(-1).values - scores.logsumexp(-1)).float())
            return scores

        def stop(ids: Any, _: Any) -> Any:  # noqa: ANN401  likewise
            return torch.tensor([task.ended(row) for row in ids[:, begin:].tolist()], device=ids.device)

        made = self._network.generate(
            input_ids=torch.tensor(rows, device=self._place.device),
            attention_mask=torch.tensor(mask, device=self._place.device),
            max_new_tokens=max(task.limits),
            forced_bos_token_id=task.first,
            logits_processor=[hear],
            stopping_criteria=None if task.ended is _never else [stop],
        )
        tokens, logs = made[:, begin:].tolist(), torch.stack(heard, 1).tolist()
        forced = 0 if task.first is None else 1
        return [
            self._written(row[forced:limit], sure[forced:limit], task.ended)
            for row, sure, limit in zip(tokens, logs, task.limits, strict=True)
        ]

    def _padded(self, row: list[int], number: int, value: int) -> list[int]:
        return row + [value] * number if self._encodes else [value] * number + row

    def _written(self, ids: list[int], logs: list[float], ended: Ended) -> Written:
        end = next((n for n, token in enumerate(ids) if token in self._ends or token == self._pad), len(ids))
        if ended(ids[:end]):
            return Written(ids[:end], logs[:end], complete=True)
        return Written(ids[:end], logs[: end + 1], complete=end < len(ids))
