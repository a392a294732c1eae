"""The network: lower layers read each side alone, upper layers read both, heads judge words and the pair.

Shapes: B pairs, S and T tokens of source and target (specials included, right padded), H hidden units.
"""

from __future__ import annotations

from typing import NamedTuple

import torch
from e5 import Base
from torch import Tensor, nn
from torch.nn import functional

MASKED = -1e4
"""In place of minus infinity, which int8 and bfloat16 do not like."""


class Output(NamedTuple):
    """What one pass gives, in the order of the exported graph's outputs."""

    source_support: Tensor
    """[B, S] cosine of each token's best counterpart on the other side."""
    target_support: Tensor
    source_match: Tensor
    """[B, S] index of that counterpart."""
    target_match: Tensor
    source_vector: Tensor
    """[B, H] unit length; depends on its own side only."""
    target_vector: Tensor
    source_omission: Tensor
    """[B, S] logit: this token is not rendered."""
    target_error: Tensor
    """[B, T] logit: this token is wrong."""
    risk: Tensor
    """[B] logit: the pair has a major error."""
    quality: Tensor
    """[B] direct assessment, standardised."""


class Layer(nn.Module):
    """A BERT layer, normalised after each half (https://arxiv.org/abs/1810.04805)."""

    def __init__(self, hidden: int, heads: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = nn.Linear(hidden, 4 * hidden), nn.Linear(4 * hidden, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, epsilon), nn.LayerNorm(hidden, epsilon)
        self.dropout = 0.0

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """`x` [B, L, H]; `bias` [B, 1, 1, L] is 0 on tokens and MASKED on padding."""
        batch, length, hidden = x.shape
        q, k, v = (
            part(x).view(batch, length, self.heads, hidden // self.heads).transpose(1, 2)
            for part in (self.q, self.k, self.v)
        )
        mixed = self.ao(attend(q, k, v, bias).transpose(1, 2).reshape(batch, length, hidden))
        x = self.aln(x + functional.dropout(mixed, self.dropout, self.training))
        wide = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(wide, self.dropout, self.training))


class Network(nn.Module):
    """Word embeddings come from outside; everything else is here."""

    def __init__(self, *, hidden: int, heads: int, layers: int, split: int, epsilon: float = 1e-12) -> None:
        super().__init__()
        self.split = split
        self.position = nn.Embedding(512, hidden)
        self.kind = nn.Parameter(torch.zeros(hidden))
        self.norm = nn.LayerNorm(hidden, epsilon)
        self.layers = nn.ModuleList(Layer(hidden, heads, epsilon) for _ in range(layers))
        self.side = nn.Parameter(torch.zeros(2, hidden))
        self.token_head = nn.ModuleList(_head(hidden + 3, 1) for _ in range(2))
        self.pair_head = _head(5 * hidden + 9, 2, width=256)

    def embed(self, words: Tensor) -> Tensor:
        """Word embeddings [B, L, H] → the input of the first layer."""
        places = torch.arange(words.shape[1], device=words.device)
        return self.norm(words + self.position(places) + self.kind)

    def alone(self, words: Tensor, mask: Tensor) -> Tensor:
        """Return the states of one side [B, L, H] after the lower layers."""
        x, bias = _narrow(self.embed(words)), _bias(mask)
        for layer in self.layers[: self.split]:
            x = layer(x, bias)
        return x

    def forward(self, source: Tensor, source_mask: Tensor, target: Tensor, target_mask: Tensor) -> Output:
        """Word embeddings and masks of both sides → everything."""
        return self.together(self.alone(source, source_mask), source_mask, self.alone(target, target_mask), target_mask)

    def together(self, source: Tensor, source_mask: Tensor, target: Tensor, target_mask: Tensor) -> Output:
        """States of both sides after the lower layers → everything."""
        s_in, t_in = _content(source_mask), _content(target_mask)
        source, target = source.float(), target.float()
        s_unit, t_unit = _centred(source, s_in), _centred(target, t_in)
        cosine = (s_unit @ t_unit.transpose(1, 2)).float()
        s_support, s_match = (cosine + (t_in[:, None, :] - 1) * -MASKED).max(2)
        t_support, t_match = (cosine + (s_in[:, :, None] - 1) * -MASKED).max(1)
        s_back, t_back = t_support.gather(1, s_match), s_support.gather(1, t_match)
        s_vector, t_vector = _pooled(source, s_in), _pooled(target, t_in)
        x = _narrow(torch.cat([source + self.side[0], target + self.side[1]], 1))
        bias = _bias(torch.cat([source_mask, target_mask], 1))
        for layer in self.layers[self.split :]:
            x = layer(x, bias)
        s_top, t_top = x[:, : source.shape[1]].float(), x[:, source.shape[1] :].float()
        omission = self.token_head[0](_with(s_top, s_support, s_back)).squeeze(2)
        error = self.token_head[1](_with(t_top, t_support, t_back)).squeeze(2)
        features = torch.cat(
            [
                t_top[:, 0],
                _mean(s_top, s_in),
                _mean(t_top, t_in),
                _worst(s_top, omission, s_in),
                _worst(t_top, error, t_in),
                *_summaries(s_support, omission, s_in),
                *_summaries(t_support, error, t_in),
                (functional.normalize(s_vector, dim=1) * functional.normalize(t_vector, dim=1)).sum(1, keepdim=True),
            ],
            1,
        )
        judged = self.pair_head(features)
        return Output(
            source_support=s_support * s_in,
            target_support=t_support * t_in,
            source_match=s_match,
            target_match=t_match,
            source_vector=functional.normalize(s_vector, dim=1),
            target_vector=functional.normalize(t_vector, dim=1),
            source_omission=omission,
            target_error=error,
            risk=judged[:, 0],
            quality=judged[:, 1],
        )


def attend(q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
    """Attention of [B, heads, L, d]; on a CPU as products, whose gradient costs a fifth of the fused kernel's."""
    if q.is_cuda or torch.compiler.is_exporting():
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
    batch, heads, length, depth = q.shape
    q, k, v = (x.reshape(batch * heads, length, depth) for x in (q, k, v))
    bias = bias.to(q.dtype).expand(batch, heads, 1, length).reshape(batch * heads, 1, length)
    with torch.autocast("cpu", enabled=False):
        score = torch.baddbmm(bias, q, k.transpose(1, 2), alpha=depth**-0.5)
        return torch.bmm(torch.softmax(score, 2), v).view(batch, heads, length, depth)


def _narrow(x: Tensor) -> Tensor:
    """In training on a CPU what passes from layer to layer is bfloat16 too: half of a step went into casts."""
    return x.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else x


def from_base(base: Base, *, split: int) -> Network:
    """Return a network with the weights of the base and heads at random."""
    net = Network(hidden=base.hidden, heads=base.heads, layers=base.layers, split=split, epsilon=base.epsilon)
    tensors = {name: torch.tensor(values) for name, values in base.tensors.items()}
    with torch.no_grad():
        net.position.weight.copy_(tensors["emb.pos"].view(512, -1))
        net.kind.copy_(tensors["emb.type"].view(2, -1)[0])
        _fill(net.norm, tensors, "emb.ln")
        for i, layer in enumerate(net.layers):
            for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                _fill(getattr(layer, name), tensors, f"l{i}.{name}")
    return net


def _fill(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(tensors[f"{name}.w"].view_as(module.weight))
    module.bias.copy_(tensors[f"{name}.b"])


def _head(inputs: int, outputs: int, width: int = 128) -> nn.Sequential:
    return nn.Sequential(nn.Linear(inputs, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, outputs))


def _bias(mask: Tensor) -> Tensor:
    return ((mask - 1) * -MASKED)[:, None, None, :].to(torch.float32)


def _content(mask: Tensor) -> Tensor:
    """1 on tokens of the text, 0 on `<s>`, `</s>` and padding; [B, L] float."""
    inside = mask[:, 1:-1] * mask[:, 2:]
    edge = torch.zeros_like(mask[:, :1])
    return torch.cat([edge, inside, edge], 1).to(torch.float32)


def _mean(x: Tensor, weight: Tensor) -> Tensor:
    return (x * weight[:, :, None]).sum(1) / weight.sum(1, keepdim=True).clamp(min=1)


def _pooled(x: Tensor, weight: Tensor) -> Tensor:
    return _mean(x, weight)


def _centred(x: Tensor, weight: Tensor) -> Tensor:
    """Return unit vectors after taking away the sentence's own mean direction."""
    unit = functional.normalize(x, dim=2)
    return functional.normalize(unit - _mean(unit, weight)[:, None, :], dim=2)


def _with(x: Tensor, support: Tensor, back: Tensor) -> Tensor:
    return torch.cat([x, torch.stack([support, back, support * back], 2)], 2)


def _worst(x: Tensor, logit: Tensor, weight: Tensor) -> Tensor:
    """States of the tokens thought most wrong, weighted by a softmax over the side."""
    share = torch.softmax(logit + (weight - 1) * -MASKED, 1)
    return (x * share[:, :, None]).sum(1)


def _summaries(support: Tensor, logit: Tensor, weight: Tensor) -> list[Tensor]:
    """Mean support, its lowest few (soft), and the highest and mean token logit; each [B, 1]."""
    outside = (weight - 1) * -MASKED
    low = torch.softmax(-8 * support + outside, 1)
    return [
        _mean(support[:, :, None], weight),
        (low * support).sum(1, keepdim=True),
        (logit + outside).amax(1, keepdim=True).clamp(min=-20) / 4,
        _mean(logit[:, :, None], weight) / 4,
    ]
