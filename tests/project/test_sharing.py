"""Source strings that fail in most of their languages."""

from dataclasses import replace

import pytest

from tqcheck.model import Finding, Origin, Result, Segment, Severity, Verdict
from tqcheck.project import sharing
from tqcheck.project.sharing import Sharing


def segment(lang: str, key: str = "k", target: str = "x", **more) -> Segment:
    origin, source_origin = Origin(path=f"{lang}.json", line=4, key=key), Origin(path="en.json", line=9, key=key)
    return Segment(id=key, source="Ninty seconds", target=target, source_lang="en", target_lang=lang,
                   origin=origin, source_origin=source_origin, **more)  # fmt: skip


def result(of: Segment, *codes: str, severity: Severity = Severity.MINOR) -> Result:
    message = f"said of {of.target_lang}"
    findings = tuple(
        Finding(code=code, name=code, segment=of, severity=severity, message=message, spans=(), confidence=1)
        for code in codes
    )
    return Result(segment=of, findings=findings, verdict=Verdict(risk=0.1))


def view(results: list[Result], **options):
    made = Sharing(**options)
    for item in results:
        made.add(item)
    return made.shared([item.segment for item in results]), list(made.skips())


def test_most_languages() -> None:
    results = [result(segment(tag), "ACC101") for tag in ("fr", "de", "ja")] + [
        result(segment("ru")),
        result(segment("he")),
    ]
    (shared,), skips = view(results)
    assert (shared.code, shared.languages, shared.of) == ("ACC101", ("de", "fr", "ja"), 5)
    assert (str(shared.origin), shared.source, shared.message) == ("en.json:9", "Ninty seconds", "said of ja")
    assert shared.unit == results[0].segment.unit
    assert not skips


@pytest.mark.parametrize(("failing", "others"), [("fr de", ""), ("fr de ja", "ru he ko"), ("fr fr fr", "")])
def test_too_few_languages(failing, others) -> None:
    results = [result(segment(tag), "ACC101") for tag in failing.split()]
    results += [result(segment(tag)) for tag in others.split()]
    assert view(results) == ((), [])


def test_who_has_no_translation_does_not_have_it() -> None:
    results = [result(segment(tag), "ACC101") for tag in ("fr", "de", "ja")]
    results += [result(segment(tag, target="")) for tag in ("ru", "he", "ko")]
    (shared,), _ = view(results)
    assert shared.of == 3


def test_one_check_and_one_string() -> None:
    results = [result(segment(tag), code) for tag, code in (("fr", "ACC101"), ("de", "ACC102"), ("ja", "ACC103"))]
    results += [result(segment(tag, key=tag), "ACC101") for tag in ("fr", "de", "ja")]
    assert view(results)[0] == ()


def test_plural_forms_are_one_language() -> None:
    results = [result(segment("pl", variant=form), "ACC101") for form in ("one", "few", "many")]
    assert view(results)[0] == ()


def test_the_worst_severity_counts() -> None:
    results = [result(segment("fr"), "ACC101", severity=Severity.CRITICAL)]
    results += [result(segment(tag), "ACC101") for tag in ("de", "ja")]
    assert view(results)[0][0].severity is Severity.CRITICAL


def test_files_that_hold_both_languages_share_by_key_and_source() -> None:
    results = [result(replace(segment(tag), source_origin=None), "ACC101") for tag in ("fr", "de", "ja")]
    assert str(view(results)[0][0].origin) == "fr.json:4"


def test_limits_are_told(monkeypatch) -> None:
    results = [result(segment(tag, key=key), "ACC101") for tag in ("fr", "de", "ja") for key in ("a", "b", "c")]
    shared, (skip,) = view(results, most=2)
    assert len(shared) == 2
    assert skip.what == "3 findings"
    monkeypatch.setattr(sharing, "LISTED", 1)
    shared, (skip,) = view(results)
    assert len(shared) == 1
    assert skip.what.startswith("2 more source strings")
