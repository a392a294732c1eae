"""The journal: what became of a segment comes back as it was, and what models could not read is not forgotten."""

import json
import os
from dataclasses import fields

import pytest

from tqcheck.errors import UsageError
from tqcheck.journal import Journal, record
from tqcheck.journal.values import decoded, encoded
from tqcheck.model import (
    Aside,
    BackTranslation,
    Finding,
    Fix,
    Origin,
    Reason,
    Result,
    Score,
    Segment,
    Severity,
    Skip,
    Span,
    Verdict,
)  # fmt: skip
from tqcheck.panel import Judged
from tqcheck.pipeline import Run
from tqcheck.scorers import Failure
from tqcheck.scorers.ensemble import Ensemble
from tqcheck.select import Plan

SEGMENT = Segment(id="1", source="Un chat \ud800.", target="The the cat.")
SPAN = Span(side="target", start=0, end=7)
FINDING = Finding(
    code="LNG102", name="doubled-word", segment=SEGMENT, severity=Severity.MINOR, message="“the” twice \u2028",
    spans=(SPAN,),    confidence=0.1 + 0.2, evidence="e", fix=Fix(start=0, end=4, replacement="", safe=False),
)  # fmt: skip
RESULT = Result(
    segment=SEGMENT, findings=(FINDING,), verdict=Verdict(risk=1 / 3, because=(Reason(what="LNG102", weight=0.7),)),
    scores=(Score(scorer="quality", value=0.25, raw=-3.5),),
    back=BackTranslation(text="Le chat", by="m@1", matches=((SPAN, SPAN),), confidence=0.5),
    aside=(Aside(finding=FINDING, by="suppression", reason="so"),),
)  # fmt: skip
FULL = Judged(
    RESULT, failed=(Skip(what="w", why="y", origin=Origin(path="p", line=3, key="k")),), ran=frozenset({"A", "B"}),
    found=frozenset({"A"}), below=(FINDING,),
)  # fmt: skip
NOTHING = Verdict(risk=0.0)


def nothing(_segment: Segment) -> Verdict:
    return NOTHING


PLAIN = Judged(Result(segment=SEGMENT, findings=(), verdict=NOTHING))


def test_everything_comes_back() -> None:
    assert decoded(json.loads(json.dumps(encoded(FULL))), SEGMENT) == FULL
    for value in (FULL, FULL.result):
        assert all(getattr(value, f.name) for f in fields(value)), "a new field: let this test see it"


def test_a_group_comes_back(tmp_path) -> None:
    path = tmp_path / "j"
    skip = Skip(what="a model", why="gone")
    journal = Journal(path, {"a": (1, 2)})
    assert not journal.resumed
    assert list(journal.records()) == []
    journal.write([record(4, [PLAIN, FULL, None], nothing=nothing, skips=(skip,), unread=[["m", "w", True, 2, "1"]])])
    journal.close(done=False)
    journal = Journal(path, {"a": (1, 2)})
    assert journal.resumed
    (done,) = journal.records()
    assert list(done.of([SEGMENT] * 3, nothing)) == [PLAIN, FULL, None]
    assert (done.count, done.skips, list(done.unread)) == (4, (skip,), [["m", "w", True, 2, "1"]])
    assert list(done.judged) == [1]
    journal.close(done=True)
    assert not path.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows locks files in another way")
def test_two_runs_do_not_write_one_journal(tmp_path) -> None:
    first = Journal(tmp_path / "j", {})
    with pytest.raises(UsageError, match="another run is writing it"):
        Journal(tmp_path / "j", {})
    first.close(done=False)


def test_what_models_could_not_read_is_counted_on() -> None:
    before, after = Ensemble((), cache=None), Ensemble((), cache=None)
    before.recall([("m", "too long", False, 2, "7"), ("m", "failed", True, 1, "9")])
    after.recall(json.loads(json.dumps(before.unread())))
    told = after.finish()
    assert [(s.what, s.why, s.incomplete) for s in told] == [
        ("m on 2 segments (the first is 7)", "too long", False),
        ("m on 1 segment (the first is 9)", "failed", True),
    ]
    assert isinstance(told[1].why, Failure)


def test_a_journal_of_more_than_there_is(tmp_path) -> None:
    journal = Journal(tmp_path / "j", {})
    list(journal.records())
    journal.write([record(3, [PLAIN] * 3, nothing=nothing, skips=(), unread=[])])
    journal.close(done=False)
    journal = Journal(tmp_path / "j", {})
    with pytest.raises(UsageError, match="the journal knows more"):
        list(Run([SEGMENT], Plan(checks=(), profile="review", floor=0.5, signature=""), journal=journal))
    journal.close(done=False)
