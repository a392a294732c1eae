"""Conditions of `tqcheck filter --where`."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tqcheck.errors import UsageError
from tqcheck.filtering.expression import conditions
from tqcheck.model import Finding, Result, Score, Segment, Severity, Verdict


def result(source="你好，世界。", target="Hello, world.", *, risk=0.3, found=(), scores=()):
    segment = Segment(id="7", source=source, target=target, source_lang="zh", target_lang="en", note="greeting")
    findings = tuple(
        Finding(code=code, name=name, segment=segment, severity=severity, message="m", spans=(), confidence=0.9)
        for code, name, severity in found
    )
    return Result(
        segment=segment,
        findings=findings,
        verdict=Verdict(risk=risk),
        scores=tuple(Score(scorer=name, value=value, raw=0) for name, value in scores),
    )


NUMBER = ("ACC101", "number-mismatch", Severity.MAJOR)
DOUBLED = ("LNG102", "doubled-word", Severity.MINOR)
SCORES = frozenset({"quality", "similarity", "forced:opus-mt:source"})


def holds(text, of):
    return all(part.holds(of) for part in conditions(text, scores=SCORES))


@pytest.mark.parametrize(("text", "true"), [
    ("risk < 0.5", True),
    ("0.1 < risk <= 0.3", True),
    ("not risk < 0.5", False),
    ("codes", True),
    ("not codes", False),
    ('"ACC101" in codes', True),
    ('"ACC102" not in codes', True),
    ('"doubled-word" in names and "major" in severities', True),
    ("worst < major", False),
    ("worst >= major", True),
    ("worst == critical or minor < major", True),
    ('found("ACC")', True),
    ('found("acc2", "TRM")', False),
    ('found("Doubled-Word")', True),
    ("len(source) == 6 and len(target) == 13", True),
    ("len(codes) == 2", True),
    ("words(target) > 2", False),
    ("2 < ratio < 13 / 6 + 0.001", True),
    ("len(target) - 2 * len(source) == 1 and -risk < 0", True),
    ("abs(len(source) - len(target)) <= max(3, 7, min(1, 2))", True),
    ('target_lang in ["en", "fr"] and source_lang not in ("ja", "ko")', True),
    ('"World" in target', False),
    ('"world" in lower(target)', True),
    ('lower(note) == "GREETING" or id == "7"', True),
    ("quality > 0.5", True),
    ('score("forced:opus-mt:source") > 0.1', False),
    ("similarity > 0.1", False),
    ("similarity <= 0.1", False),
    ("not similarity > 0.1", True),
    ("1 / (len(note) - 8) > 0", False),
    ("risk / 0 > 0 or risk / 0 <= 0", False),
    (" \n risk\n <\n 0.5 ", True),
    ("True", True),
])  # fmt: skip
def test_what_holds(text, true):
    of = result(found=(NUMBER, DOUBLED), scores=(("quality", 0.8), ("forced:opus-mt:source", 0.05)))
    assert holds(text, of) is true


def test_each_part_of_and_is_told_apart():
    parts = conditions('ratio < 3 and ("é" in target or risk < 0.1) and len(source) > 0')
    assert [part.text for part in parts] == ["ratio < 3", '"é" in target or risk < 0.1', "len(source) > 0"]
    assert [part.holds(result()) for part in parts] == [True, False, True]
    assert [part.text for part in conditions("risk < 1 or risk > 2")] == ["risk < 1 or risk > 2"]


@pytest.mark.parametrize("source", [None, ""])
def test_without_source_there_is_no_ratio(source):
    assert not holds("ratio < 3", result(source))
    assert not holds("ratio >= 3", result(source))
    assert holds("len(source) == 0", result(source))


@pytest.mark.parametrize(("text", "column", "said"), [
    ("", 1, "there is no condition"),
    ("risk <", 7, "invalid syntax"),
    ("  risk < 1 an codes", 12, "invalid syntax"),
    ("risk", 1, "this is a number, neither true nor false"),
    ("risk < 1 and target", 14, "this is a text, neither true nor false"),
    ("quallity > 1", 1, "there is no 'quallity' in this run; there are codes,"),
    ('"дом" in target and riks < 1', 21, "there is no 'riks'"),
    ('risk < "a"', 8, "a number cannot be compared so with a text"),
    ("1 in codes", 6, "a number cannot be compared so with a list"),
    ("worst > 1", 9, "a severity cannot be compared so with a number"),
    ("codes == codes", 10, "a list cannot be compared so with a list"),
    ("target is source", 11, "a text cannot be compared so with a text"),
    ("target.upper() == target", 1, "only abs, found, len, lower, max, min, score, words can be called"),
    ("target.upper == target", 1, "a point behind a name has no place in a condition"),
    ("codes[0] == target", 1, "a bracket behind a name has no place"),
    ("[c for c in codes]", 1, "for has no place"),
    ("len(lambda: 1) > 1", 5, "a function has no place"),
    ('__import__("os")', 1, "only abs, found"),
    ("len() > 1", 1, "only abs, found"),
    ("len(source, target) > 1", 13, "len takes one value"),
    ("len(risk) > 1", 5, "len does not take a number"),
    ("words(codes) > 1", 7, "words does not take a list"),
    ("max(risk, target) > 1", 11, "this is a text; a number is expected here"),
    ("risk ** 9 > 1", 1, "only +, -, * and / can be reckoned with"),
    ('"a" * 9 == target', 1, "this is a text; a number is expected here"),
    ("~risk > 1", 1, "only not and - can stand before a value"),
    ("target == None", 11, "only numbers, texts in quotation marks"),
    ("target in [1]", 12, "a text in quotation marks is expected here"),
    ("found(codes)", 7, "a text in quotation marks is expected here"),
    ('score("kiwi") > 1', 7, "no model of this run gives the score 'kiwi'; there are: forced:opus-mt:source, quality"),
    ('f"{risk}" == target', 1, "an f-string has no place"),
    ("(x := risk) > 1", 2, ":= has no place"),
    ("risk < 1 if codes else risk > 1", 1, "if has no place"),
])  # fmt: skip
def test_mistakes_are_told_by_column(text, column, said):
    with pytest.raises(UsageError) as caught:
        conditions(text, scores=SCORES)
    assert str(caught.value).startswith(f"--where, column {column}: {said}")


@pytest.mark.parametrize(
    "text", ["(" * 5000 + "risk", "-" * 9000 + "risk", "x" * 10_001, "risk < 1\0", "not " * 2400 + "codes"]
)
def test_what_is_too_much_is_refused(text):
    with pytest.raises(UsageError, match="--where, column"):
        conditions(text)


SAID = "risk codes target worst major len ( ) < in and not or 'a' 1 [ ] , + / found score . min == é for lambda :"
WORDS = st.sampled_from(SAID.split())


@given(st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=12).map(" ".join)))
@example("risk < 1")
def test_any_text_is_understood_or_refused(text):
    try:
        made = conditions(text, scores=SCORES)
    except UsageError as error:
        assert str(error).startswith("--where, column ")  # noqa: PT017  either is right
    else:
        assert all(
            part.holds(of) in {True, False} for part in made for of in (result(), result(None, "", found=(NUMBER,)))
        )
