"""What every check promises, whatever it looks for."""

import dataclasses
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readings import anything

from tqcheck.checks import AnyCheck, Rule, rules
from tqcheck.checks.cases import case_file, cases
from tqcheck.checks.options import build, options
from tqcheck.checks.running import hits
from tqcheck.model import Segment
from tqcheck.text.scripts import counts

HEADINGS = ["## Why it matters", "## How it decides", "## When it is wrong"]
DIMENSIONS = {"ACC": "accuracy", "TRM": "terminology", "LNG": "linguistic", "LOC": "locale", "MKP": "markup",
              "CON": "consistency"}  # fmt: skip
every_rule = pytest.mark.parametrize("rule", rules(), ids=lambda r: r.code)


@every_rule
def test_page(rule: Rule) -> None:
    page = rule.cls.__doc__ or ""
    assert [line.strip() for line in page.splitlines() if line.strip().startswith("## ")] == HEADINGS
    assert page.splitlines()[0].endswith("."), "the first line is a sentence"


@every_rule
def test_name_and_place(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.module.split(".")[2] == DIMENSIONS[rule.code[:3]]
    assert rule.mqm


def test_codes_and_names_are_unique() -> None:
    assert len({r.code for r in rules()}) == len({r.name for r in rules()}) == len(rules())


@every_rule
def test_is_frozen_and_documents_its_options(rule: Rule) -> None:
    assert dataclasses.is_dataclass(rule.cls)
    assert rule.cls.__dataclass_params__.frozen
    assert all(option.doc for option in options(rule))
    assert isinstance(build(rule, {}), AnyCheck)


@every_rule
def test_has_cases_in_several_scripts(rule: Rule) -> None:
    assert case_file(rule) is not None
    found = list(cases(rule))
    assert sum(c.kind == "fires" for c in found) >= 3
    assert sum(c.kind == "silent" for c in found) >= 3
    scripts = {script for c in found for s in c.segments for script in counts(s.target + (s.source or ""))}
    assert len(scripts) >= 3, scripts
    assert all(c.why for c in found)


TEXT = st.text(max_size=60) | st.lists(
    st.sampled_from(["the", "The", "Israel", "%s", "{0}", "{n, plural, one {#} other {#}}", "<b>", "</b>", "10 000",
                     "3,5", "“", "”", "?", "。", "เ", "नहीं", "не", "http://a.b/c", "a@b.cd", " ", "\u200b", "\u202e",
                     "&amp;", "Ã©", "[x](y)", ":ref:`a`", "$t(k)", "\n", "不", "ال", "’", "1.000,5", "iPhone",
                     "\ud800", "\0", "\x1b[2J", "\u2066", "e" + "\u0301" * 200, "a" * 5_000, "1" * 2_000, "(" * 300,
                     "{" * 300, "`" * 300, "\U0010ffff", "\ufeff", "\u2028", "\r", "👩\u200d👧", "İ", "½", "Ⅷ"]),
    max_size=14,
).map(" ".join)  # fmt: skip
TAGS = st.sampled_from([None, "en", "fr", "de", "ar", "ja", "zh-Hant", "th", "hi", "sr-Latn", "tr", "mey"])


@every_rule
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pairs=st.lists(st.tuples(st.none() | TEXT, TEXT), min_size=1, max_size=3),
    source_lang=TAGS,
    target_lang=TAGS,
    length=st.none() | st.integers(0, 50),
)
def test_any_text(rule, pairs, source_lang, target_lang, length) -> None:
    segments = [
        Segment(id=str(i), source=source, target=target, source_lang=source_lang, target_lang=target_lang,
                max_length=length, document="d")
        for i, (source, target) in enumerate(pairs)
        if source is not None or not rule.needs_source
    ]  # fmt: skip
    readings = [anything(s) for s in segments] if rule.needs else None
    for segment, found in zip(segments, hits(build(rule, {}), segments, readings=readings), strict=True):
        for hit in found:
            assert hit.message
            assert 0 < hit.confidence <= 1
            for span in hit.spans:
                assert 0 <= span.start <= span.end <= len(segment.text(span.side))
            if hit.fix:
                assert 0 <= hit.fix.start <= hit.fix.end <= len(segment.target)
