"""JSON built by hand is the JSON that the library would build."""

import json

from hypothesis import given
from hypothesis import strategies as st
from sample_run import finding, pair, result

from tqcheck.model import Fix, Score, Severity, Skip
from tqcheck.reporters import records

ANY = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["\u2028a\u2029\x85", 'quo"te\\', "\ud800 alone", "\x00\x1f\x7f", "日本"]
)


@given(ANY, ANY, ANY, st.floats(0, 1))
def test_one_line_holds_what_was_found(text, message, evidence, risk) -> None:
    segment = pair(1, text, text)
    found = finding(segment, "ACC101", "number-mismatch", Severity.MAJOR, message, evidence=evidence, confidence=risk,
                    fix=Fix(start=0, end=1, replacement=text))  # fmt: skip
    line = records.result(result(segment, risk, found))
    assert len(line.splitlines()) == 1
    assert json.loads(line) == {
        "id": "1",
        "risk": round(risk, 6),
        "scores": {},
        "findings": [
            {
                "code": "ACC101",
                "name": "number-mismatch",
                "severity": "major",
                "confidence": round(risk, 6),
                "message": message,
                "spans": [],
                "evidence": evidence,
                "fix": {"start": 0, "end": 1, "replacement": text},
            }
        ],
    }


@given(ANY, ANY, ANY)
def test_a_full_result_holds_texts_and_place(source, target, path) -> None:
    read = json.loads(records.full_result(result(pair(7, source, target, path=path, key=source), 0.5)))
    assert (read["source"], read["target"], read["path"], read["line"], read["key"]) == (
        source,
        target,
        path,
        7,
        source,
    )
    assert read["source_lang"] == "fr"
    assert read["because"] == []


def test_keys_of_the_interface() -> None:
    segment = pair(1, "un", "one")
    with_score = result(segment, 0.25)
    object.__setattr__(with_score, "scores", (Score(scorer="encoder", value=0.75, raw=3.0),))
    assert records.result(with_score) == '{"id":"1","risk":0.25,"scores":{"encoder":0.75},"findings":[]}'


def test_skip() -> None:
    assert json.loads(records.skip(Skip(what="a", why="b"))) == {
        "what": "a", "why": "b", "path": None, "line": None, "incomplete": True,
    }  # fmt: skip
