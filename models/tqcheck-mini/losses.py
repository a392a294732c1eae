"""What a training step tries to make small. Unknown labels (NaN) take no part."""

from __future__ import annotations

import torch
from batches import Batch
from network import Output
from torch import Tensor, nn
from torch.nn import functional

WEIGHTS = {
    "risk": 1.0,
    "rank": 0.5,
    "pair": 0.7,
    "quality": 0.5,
    "quality_rank": 0.7,
    "error": 0.8,
    "omission": 0.5,
    "support": 0.3,
    "support_pair": 2.0,
    "similarity": 0.1,
}
RANKED = "flores_dev_mt|"
"""A set whose quality is another scale: only its ranks are learnt. A batch is of one set."""
_MARGIN = 0.05
"""By how much the mean support of a good translation should exceed that of the bad one."""


class Losses(nn.Module):
    """The parts of the loss by name; holds what only training needs: a bias for each set, the scale of support."""

    def __init__(self, sets: list[str]) -> None:
        super().__init__()
        self.index = {name: i for i, name in enumerate(sets)}
        self.bias = nn.Parameter(torch.zeros(len(sets)))
        self.scale = nn.Parameter(torch.tensor([8.0, 0.45]))

    def forward(self, out: Output, batch: Batch) -> dict[str, Tensor]:
        """Return each part as a scalar; parts without labels in this batch are left out."""
        offset = self.bias[[self.index[g.split("|")[0]] for g in batch.groups]]
        error = batch.error
        parts = {
            "risk": _binary(out.risk + offset, batch.risk),
            "rank": _rank(out.risk, batch.risk, batch.groups, gap=0.3),
            "pair": _pair(out.risk, batch.pairs),
            "quality": None if batch.groups[0].startswith(RANKED) else _smooth(out.quality, batch.quality),
            "quality_rank": _rank(out.quality, batch.quality, batch.groups, gap=0.25),
            "error": _tokens(out.target_error, error, batch.token_weight),
            "omission": _tokens(out.source_omission, batch.omission, batch.token_weight),
        }
        if len(batch.pairs):
            parts |= self._support(out, batch)
            parts["similarity"] = _similar(out, batch)
        return {name: value for name, value in parts.items() if value is not None}

    def _support(self, out: Output, batch: Batch) -> dict[str, Tensor | None]:
        scale, centre = self.scale[0], self.scale[1]
        one = torch.ones_like(batch.token_weight)
        target = _tokens(-scale * (out.target_support - centre), batch.error, one)
        source = _tokens(-scale * (out.source_support - centre), batch.omission, one)
        known = [v for v in (target, source) if v is not None]
        both = _mean_support(out.target_support, batch.target_mask) + _mean_support(
            out.source_support, batch.source_mask
        )
        good, bad = both[batch.pairs[:, 0]], both[batch.pairs[:, 1]]
        return {
            "support": sum(known[1:], known[0]) if known else None,
            "support_pair": functional.softplus((bad - good + _MARGIN) * 20).mean() / 20,
        }


def total(parts: dict[str, Tensor]) -> Tensor:
    """Return the weighted sum."""
    return sum((WEIGHTS[name] * value for name, value in parts.items()), torch.zeros(()))


def _mean_support(support: Tensor, mask: Tensor) -> Tensor:
    return support.sum(1) / (mask.sum(1) - 2).clamp(min=1)


def _binary(logit: Tensor, label: Tensor) -> Tensor | None:
    known = ~label.isnan()
    if not known.any():
        return None
    return functional.binary_cross_entropy_with_logits(logit[known].float(), label[known])


def _smooth(value: Tensor, label: Tensor) -> Tensor | None:
    known = ~label.isnan()
    return functional.smooth_l1_loss(value[known].float(), label[known]) if known.any() else None


def _rank(value: Tensor, label: Tensor, groups: tuple[str, ...], *, gap: float) -> Tensor | None:
    """Softplus of the difference for all two rows of one group whose labels differ by `gap` or more."""
    names = {g: i for i, g in enumerate(dict.fromkeys(groups))}
    group = torch.tensor([names[g] for g in groups], device=value.device)
    apart = (label[:, None] - label[None, :] >= gap) & (group[:, None] == group[None, :])
    if not apart.any():
        return None
    difference = value[:, None] - value[None, :]
    return functional.softplus(-difference[apart].float()).mean()


def _pair(risk: Tensor, pairs: Tensor) -> Tensor | None:
    if not len(pairs):
        return None
    return functional.softplus(risk[pairs[:, 0]].float() - risk[pairs[:, 1]].float()).mean()


def _tokens(logit: Tensor, label: Tensor, weight: Tensor) -> Tensor | None:
    known = ~label.isnan()
    if not known.any():
        return None
    each = weight[:, None].expand_as(label)[known]
    loss = functional.binary_cross_entropy_with_logits(logit[known].float(), label[known], reduction="none")
    return (loss * each).mean()


def _similar(out: Output, batch: Batch) -> Tensor | None:
    """Good translations are nearer to their own source than to the others of the batch (InfoNCE)."""
    good = batch.pairs[:, 0]
    if len(good) < 4:
        return None
    close = out.source_vector[good].float() @ out.target_vector[good].float().T / 0.05
    aim = torch.arange(len(good), device=close.device)
    return (functional.cross_entropy(close, aim) + functional.cross_entropy(close.T, aim)) / 2
