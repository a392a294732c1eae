"""All that the cases of a check make it say, the doubtful hits too, as files to look at.

TQCHECK_SNAPSHOTS=write makes them anew. Cases that a real model reads are left out: its numbers depend on the machine.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tqcheck.checks import Rule, rules
from tqcheck.checks.cases import Case, cases
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.model import Hit

FOLDER = Path(__file__).parent / "said"
WRITE = os.environ.get("TQCHECK_SNAPSHOTS") == "write"


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.code)
def test_said(rule: Rule) -> None:
    said = {f"{case.kind}-{case.number}": list(lines(case)) for case in cases(rule) if case.readings or not rule.needs}
    said = {case: them for case, them in said.items() if them}
    path = FOLDER / f"{rule.code}.json"
    if WRITE and said:
        path.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert said == (json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {})


def lines(case: Case) -> Iterator[str]:
    """Yield a line for each hit: its segment, how sure and how bad it is, its spans, what it says, how to mend it."""
    found_in = hits(build(case.rule, case.options), case.segments, readings=case.readings or None)
    for segment, found in zip(case.segments, found_in, strict=True):
        yield from (f"{segment.id}: {line(case.rule, hit)}" for hit in found)


def line(rule: Rule, hit: Hit) -> str:
    assert 0 < hit.confidence <= 1
    spans = " ".join(f"{s.side[0]}{s.start}:{s.end}" for s in hit.spans)
    fix = f" → {hit.fix.start}:{hit.fix.end} “{hit.fix.replacement}”{'' if hit.fix.safe else '?'}" if hit.fix else ""
    severity = (hit.severity or rule.severity).value
    return f"{hit.confidence:.2f} {severity} {spans} {hit.message} [{hit.evidence}]{fix}"
