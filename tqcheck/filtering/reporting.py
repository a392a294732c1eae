"""How a corpus was sorted, for people and for machines."""

from __future__ import annotations

import json

from tqcheck.filtering.outcomes import Counts
from tqcheck.model import Summary

_SHOWN = 20
"""How many reasons are told to people, those against most pairs first."""


def as_text(counts: Counts) -> str:
    """Return the counts and the reasons, a line each."""
    went = f"{counts.kept:,} kept, {counts.rejected:,} rejected"
    skipped = f", {counts.skipped:,} could not be read or checked" if counts.skipped else ""
    lines = [f"{counts.read:,} {'pair' if counts.read == 1 else 'pairs'}: {went}{skipped}."]
    reasons = counts.reasons.most_common()
    width = max((len(f"{count:,}") for _, count in reasons), default=0)
    lines += [f"  {count:>{width},}  {reason}" for reason, count in reasons[:_SHOWN]]
    if len(reasons) > _SHOWN:
        lines.append(f"  and {len(reasons) - _SHOWN} more reasons")
    if counts.blank:
        lines.append(f"  {counts.blank:,} blank {'line was' if counts.blank == 1 else 'lines were'} left out")
    return "\n".join(lines) + "\n"


def as_json(counts: Counts, summary: Summary) -> str:
    """Return the same as one JSON object; what was skipped is told for the first of them."""
    document = {
        "read": counts.read,
        "kept": counts.kept,
        "rejected": counts.rejected,
        "skipped": counts.skipped,
        "blank": counts.blank,
        "reasons": [{"reason": reason, "pairs": pairs} for reason, pairs in counts.reasons.most_common()],
        "skips": [{"what": s.what, "why": s.why, "incomplete": s.incomplete} for s in summary.skipped],
        "incomplete": summary.incomplete,
        "signature": summary.signature,
        "seconds": round(summary.seconds, 3),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
