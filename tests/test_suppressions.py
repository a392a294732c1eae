"""Suppressions in a run: what is set aside, what is refused, what is no longer needed."""

from dataclasses import replace

import pytest

from tqcheck import Config, check
from tqcheck.model import Origin, Segment, Suppression
from tqcheck.suppressions import silenced

DOUBLED = Segment(id="a", source="Le train part.", target="The the train leaves.", source_lang="fr", target_lang="en",
                  origin=Origin(path="a.po", line=9, key="a"))  # fmt: skip
CLEAN = replace(DOUBLED, id="b", target="The train leaves.", origin=Origin(path="a.po", line=19, key="b"))


def asking(segment, check="LNG102", reason="a stammer is quoted", line=7) -> Segment:
    return replace(segment, suppressions=(Suppression(check=check, reason=reason, line=line),))


def report(*segments, select=("LNG102",), **more):
    return check(list(segments), config=Config(select=select, models=(), **more))


def notes(found) -> list[str]:
    return [f"{s.origin}: {s.what}: {s.why}" for s in found.summary.skipped if s.origin]


@pytest.mark.parametrize("word", ["LNG102", "lng102", "doubled-word", "LNG", "ALL"])
def test_a_finding_is_set_aside_with_its_reason(word) -> None:
    found = report(asking(DOUBLED, word))
    (result,) = found.results
    assert result.findings == ()
    assert [(a.finding.code, a.by, a.reason) for a in result.aside] == [
        ("LNG102", "suppression", "a stammer is quoted")
    ]
    assert (found.summary.aside, found.summary.suppressed, found.summary.by_check) == (1, 1, {})
    assert result.verdict.risk < report(DOUBLED).results[0].verdict.risk
    assert notes(found) == []


@pytest.mark.parametrize(("word", "reason", "why"), [
    ("LNG102", "", "it gives no reason"),
    ("LNG102", "…", "it gives no reason"),
    ("LGN102", "a stammer", "there is no check 'LGN102', so it suppresses nothing. Did you mean LNG102?"),
    ("", "a stammer", "it names no check, so it suppresses nothing. Write `tqcheck: ignore[ACC101] why it is"),
])  # fmt: skip
def test_what_cannot_be_obeyed_is_told_and_the_finding_stays(word, reason, why) -> None:
    found = report(asking(DOUBLED, word, reason))
    assert [f.code for f in found.findings] == ["LNG102"]
    (note,) = notes(found)
    assert note.startswith(f"a.po:7: suppression of {word}: " if word else "a.po:7: a suppression: ")
    assert why in note
    assert not found.summary.incomplete


def test_what_is_not_needed_is_told() -> None:
    assert notes(report(asking(CLEAN))) == ["a.po:7: suppression of LNG102: it suppresses nothing: take it out."]


@pytest.mark.parametrize("select", [("ACC101",), ("LNG103",)])
def test_nothing_is_told_of_a_check_that_is_not_asked(select) -> None:
    assert notes(report(asking(CLEAN), select=select)) == []


def test_nothing_is_told_of_checks_that_need_what_is_not_there() -> None:
    alone = replace(CLEAN, source=None)
    assert notes(report(asking(alone, "ACC101"), select=("ACC101", "LNG102"))) == []
    assert notes(report(asking(CLEAN, "ACC7"), select=("ACC7", "LNG102"))) == []


def test_siblings_share_a_suppression() -> None:
    one, other = (asking(replace(s, origin=Origin(path="a.po", line=9, key="a"))) for s in (DOUBLED, CLEAN))
    assert notes(report(one, other)) == []


def test_one_in_a_sources_file_serves_all_languages() -> None:
    shared = (Suppression(check="LNG102", reason="a stammer", line=3, path="en.po"),)
    one, other = (replace(s, suppressions=shared) for s in (DOUBLED, replace(CLEAN, origin=Origin(path="b.po"))))
    assert notes(report(one, other)) == []
    assert notes(report(other)) == ["en.po:3: suppression of LNG102: it suppresses nothing: take it out."]


def test_one_that_a_strict_profile_makes_superfluous_is_still_needed() -> None:
    twice = replace(DOUBLED, source="Il part à 9 h.", target="He left at 9. He left at 10 h.")
    unsure = report(twice, select=("ACC101",), profile="audit").findings
    assert all(notes(report(asking(twice, "ACC101"), select=("ACC101",), profile=p)) == [] for p in ("ci", "audit"))
    assert [f.confidence < 0.8 for f in unsure] == [True]


def test_flags_of_a_file_silence() -> None:
    for word in ("LNG102", "doubled-word", "LNG", "ALL"):
        found = report(replace(DOUBLED, ignore=frozenset({word, "ignore-me"})))
        assert (found.findings, found.summary.aside) == ((), 0)
    assert "LNG102" in silenced(frozenset({"LNG", "nonsense"}))
