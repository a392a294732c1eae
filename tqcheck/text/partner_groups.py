"""Which texts come again with another partner, learnt in parts of a corpus that are joined afterwards.

Nobody who reads a part can know which of its texts have other partners elsewhere, so that all keep an excerpt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from tqcheck.model import Segment
from tqcheck.text.partners import Memory, Partner, PartnerJudge, Question, described, hashed

Group = dict[int, Partner]
"""The partners of one text, in the order in which they came first."""


@dataclass(slots=True)
class PartnerGathering:
    """The first pass of a check that compares partners, in one part of a corpus; about 500 bytes for each text."""

    everywhere: ClassVar[bool] = False
    question: Question
    groups: dict[int, Group] = field(default_factory=dict, repr=False)

    def add(self, segment: Segment) -> None:
        """Remember the pair."""
        pair = self.question.pair(segment)
        if pair is None:
            return
        key, partner = pair
        group = self.groups.setdefault(key, {})
        known = group.get(hashed(partner))
        if known:
            known.count += 1
        else:
            group[hashed(partner)] = described(segment, partner)

    def drain(self) -> dict[int, Group]:
        """Return the partners of each text so far, and forget them."""
        groups, self.groups = self.groups, {}
        return groups

    def joined(self, parts: Sequence[Group]) -> Group:
        """Return the partners of one text in several parts of the corpus."""
        whole: Group = {}
        for part in parts:
            for known_as, partner in part.items():
                first = whole.get(known_as)
                whole[known_as] = replace(first or partner, count=partner.count + (first.count if first else 0))
        return whole

    def told(self, _key: int, whole: Group) -> Group | None:
        """Return the partners of a text that has several."""
        return whole if len({partner.bare for partner in whole.values()}) > 1 else None

    def judge(self, known: Mapping[int, Group]) -> PartnerJudge:
        """Return the judge."""
        return PartnerJudge(self.question, Memory.of(known))
