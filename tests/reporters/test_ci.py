"""Reports for CI: each is what its reader can read, holds all that counts, and no text breaks out of it."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hostile_run import everything, hostile, in_most_languages, many
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_run import SKIPS, finding, pair, result, results, summary

from tqcheck.model import Origin, Severity, Skip
from tqcheck.reporters import ReporterOptions, places, reporter
from tqcheck.reporters.markdown import LONGEST
from tqcheck.reporters.markdown.escaping import escaped, length

FOLDER = Path(__file__).parent / "snapshots"
FORMATS = {"junit": "xml", "github": "txt", "gitlab": "json", "checkstyle": "xml", "markdown": "md"}
ANY = st.text(st.characters(), max_size=40) | st.sampled_from(
    ["\n::error::x", "]]>", "%0A", "\ud800", "\x00\x1b", "<b>", "|a|\n", "`", "\\", "&amp;", "\u2028", "\ufffe"]
)


def written(name, items, skips=(), options=None, **more) -> str:
    out = io.StringIO()
    writing = reporter(name, out, options or ReporterOptions())
    for item in items:
        writing.add(item)
    for skip in skips:
        writing.skip(skip)
    ending = summary(items, list(skips))
    writing.finish(
        replace(
            ending,
            aside=sum(len(i.aside) for i in items),
            suppressed=sum(a.by == "suppression" for i in items for a in i.aside),
            **more,
        )
    )
    return out.getvalue()


def named(text) -> str:
    """The text with lone surrogates as `tqcheck.cli.output` writes them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_snapshot(name) -> None:
    import os

    options = ReporterOptions(link="https://forge.example/team/app/blob/1234/{path}#L{line}", limit=6)
    text = named(written(name, everything(), SKIPS, options, fixed=("fr.po: ACC101 “alt” | <b>",)))
    path = FOLDER / f"{name}.{FORMATS[name]}"
    if os.environ.get("TQCHECK_SNAPSHOTS") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [*FORMATS, "sarif"])
def test_the_order_is_that_of_the_run(name) -> None:
    assert written(name, everything(), SKIPS) == written(name, everything(), SKIPS)


@pytest.mark.parametrize("name", [*FORMATS, "sarif"])
def test_what_was_not_checked_is_told(name) -> None:
    assert "there is no such file" in written(name, results()[1:2], SKIPS[1:2])


# GitHub


def commands(text) -> list[tuple[str, dict[str, str], str]]:
    """The commands as the runner of GitHub Actions reads them."""
    found = []
    for line in text.removesuffix("\n").split("\n"):
        kind, given, message = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line).groups()
        found.append((kind, {k: spoken(v) for k, v in (g.split("=", 1) for g in given.split(","))}, spoken(message)))
    return found


def spoken(text) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_github_annotates_the_line() -> None:
    kind, given, message = commands(written("github", results()))[0]
    assert (kind, given["file"], given["line"]) == ("error", "news/article.tsv", "14")
    assert given["title"] == "ACC103 name-mismatch (critical)"
    assert message.splitlines()[0].startswith("“Israel” stands where the source says “État islamique”.")


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, ANY, ANY)
def test_no_text_is_a_command(source, target, path, message) -> None:
    segment = pair(1, source, target, path=path or "a")
    items = [result(segment, 0.5, finding(segment, "ACC101", "x", Severity.MAJOR, message))]
    read = commands(named(written("github", items)))
    assert [kind for kind, _, _ in read] == ["error", "notice"]


def test_github_gets_ten_of_a_kind_and_is_told_of_the_rest() -> None:
    items = many(25, Severity.MAJOR) + many(11, Severity.MINOR) + many(10, Severity.INFO)
    read = commands(written("github", items))
    assert [[k for k, _, _ in read].count(kind) for kind in ("error", "warning", "notice")] == [10, 10, 10]
    assert "15 more errors, 1 more warning, 1 more notice: GitHub shows 10 annotations" in read[-1][2]


def test_github_hears_first_what_was_not_checked() -> None:
    read = commands(written("github", many(25, Severity.MAJOR), SKIPS))
    assert read[0][1] == {"file": "more.jsonl", "line": "9", "title": "tqcheck: not checked"}
    assert read[0][2].endswith("\n1 more thing could not be checked.")
    assert [kind for kind, _, _ in read].count("error") == 10
    assert "2 things could not be checked" in read[-1][2]


def test_the_worst_are_annotated() -> None:
    items = many(30, Severity.MAJOR) + many(1, Severity.CRITICAL)
    assert "critical" in commands(written("github", items))[0][1]["title"]


def test_github_tells_once_what_fails_in_most_languages() -> None:
    items, shared = in_most_languages()
    read = commands(written("github", items, shared=(shared,)))
    assert [given.get("file") for _, given, _ in read] == ["en.po", None]
    assert read[0][1]["title"] == "MKP101 placeholder-mismatch (major, in 2 of 2 languages: de, ja)"


# XML


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, ANY, ANY)
def test_xml_is_well_formed_whatever_the_texts(source, target, path, message) -> None:
    segment = pair(1, source, target, path=path or "a", key=message)
    items = [result(segment, 0.5, finding(segment, "ACC101", "x", Severity.MAJOR, message, evidence=source))]
    skips = [Skip(what=source, why=target, origin=Origin(path=path or "a"))]
    for name in ("junit", "checkstyle"):
        ET.fromstring(named(written(name, items, skips)))


def test_junit_counts_what_it_holds() -> None:
    root = ET.fromstring(named(written("junit", everything(), SKIPS)))
    for node in (root, *root.iter("testsuite")):
        cases = list(node.iter("testcase"))
        assert int(node.get("tests")) == len(cases)
        for kind in ("failure", "error", "skipped"):
            plural = {"failure": "failures", "error": "errors"}.get(kind, kind)
            assert int(node.get(plural)) == sum(case.find(kind) is not None for case in cases)
    assert (root.get("failures"), root.get("errors"), root.get("skipped")) == ("7", "2", "3")


def test_junit_fails_for_what_fails_the_run() -> None:
    for fail_on, failures in ((Severity.INFO, 12), (Severity.CRITICAL, 2), (None, 0)):
        root = ET.fromstring(named(written("junit", everything(), options=ReporterOptions(fail_on=fail_on))))
        assert int(root.get("failures")) == failures


def test_junit_names_are_unique_and_hold_no_line() -> None:
    cases = list(ET.fromstring(named(written("junit", everything()))).iter("testcase"))
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names)
    assert ("news.article_tsv", "ACC103 name-mismatch: p14") in names
    assert ("alone_txt", "segments are checked") in names
    assert [case.get("name") for case in cases if "MKP201" in case.get("name")][1].endswith(" (2)")


def test_checkstyle_groups_by_file() -> None:
    root = ET.fromstring(named(written("checkstyle", everything(), SKIPS)))
    assert [file.get("name") for file in root][:4] == ["news/article.tsv", "app/ar.po", "app/ja.po", "alone.txt"]
    errors = root.findall("file[@name='app/ja.po']/error")
    assert [(e.get("line"), e.get("severity"), e.get("source")) for e in errors] == [
        ("21", "error", "tqcheck.MKP101.placeholder-mismatch")
    ]
    assert [e.get("severity") for e in root.iter("error") if e.get("source") == "tqcheck.not-checked"] == [
        "error", "error", "info",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml_without_anything(name) -> None:
    assert len(ET.fromstring(written(name, []))) == 0


# GitLab


def test_gitlab_has_what_code_quality_needs() -> None:
    found = json.loads(named(written("gitlab", everything(), SKIPS)))
    assert len({each["fingerprint"] for each in found}) == len(found) == 12 + 2
    assert {each["severity"] for each in found} == {"info", "minor", "major", "critical", "blocker"}
    assert all(set(each) == {"description", "check_name", "fingerprint", "severity", "location"} for each in found)
    assert found[1]["location"] == {"path": "news/article.tsv", "lines": {"begin": 14}}
    twice = [each["fingerprint"] for each in found if each["check_name"].startswith("MKP201")]
    assert twice[1] == f"{twice[0]}-2"
    assert json.loads(written("gitlab", [])) == []


# Markdown


def test_markdown_is_within_what_github_takes() -> None:
    for count, words in ((700, 12), (400, 4000), (3000, 1)):
        text = written("markdown", many(count, Severity.MAJOR, words=words), SKIPS, ReporterOptions(limit=None))
        assert 40_000 < length(text) <= LONGEST
        rows = text.count("| 🟠 major |")
        assert f"… and {count - rows:,} more segments with findings. A comment holds no more." in text
        assert "there is no such file" in text
        assert text.count("<details>") == text.count("</details>")


def test_markdown_is_short_enough_even_of_endless_names() -> None:
    items = [
        result(s, 0.5, finding(s, f"ABC{n}", "<" * 300, Severity.MAJOR, "|" * 5000, ("target", "b")))
        for n, s in enumerate(pair(n, "<" * 5000, "b" * 5000, path=f"{n}" + "<" * 900) for n in range(80))
    ]
    skips = [Skip(what="<" * 900, why="<" * 900) for _ in range(90)]
    text = written("markdown", items, skips, ReporterOptions(limit=None), fixed=("<" * 900,) * 90)
    assert length(text) <= LONGEST
    assert "Left out, for a comment holds no more: " in text
    assert "90 things could not be checked." in text


def test_markdown_tells_once_what_fails_in_most_languages() -> None:
    items, shared = in_most_languages()
    text = written("markdown", items, shared=(shared,))
    assert "🟠 <code>en.po:4</code> Save %d: “%d” is gone." in text
    assert text.count("is gone") == 1
    assert "What fails in most languages stands below." in text


def test_markdown_says_how_many_it_leaves_out() -> None:
    assert "and 4 more segments with findings. The other" in written(
        "markdown", results(), [], ReporterOptions(limit=2)
    )
    assert "more segments" not in written("markdown", results())


def test_markdown_links_to_the_line() -> None:
    text = written("markdown", everything(), options=ReporterOptions(link="https://f.example/{path}#L{line}"))
    assert '<a href="https://f.example/a%20b/%C3%BC%2C1%3A2%25.po#L2">' in text
    assert "memory&#62;:" not in text


def test_markdown_quiet_is_the_verdict() -> None:
    text = written("markdown", results(), options=ReporterOptions(quiet=True))
    assert text == "<!-- tqcheck -->\n### ✗ tqcheck: 5 of 7 segments need work: 1 critical, 2 major, 4 minor.\n"


@pytest.mark.parametrize(("text", "shown"), [
    ("a|b", "a&#124;b"), ("<img src=x>", "&#60;img src=x&#62;"), ("&lt;", "&#38;lt;"), ("*a* _b_ `c`", None),
    ("@team", "@\u200bteam"), ("me@x.org", "me@\u200bx.org"), ("#12", "#\u200b12"), (":tada:", ":\u200btada:"),
    ("https://x", "https:\u200b//x"), ("www.x", "www\u200b.x"), ("GH-12", "GH\u200b-12"), ("a\nb", "a b"),
    ("[a](b)", "&#91;a&#93;(b)"), ("$x$", "&#36;x&#36;"), ("12:30 % # @", "12:30 % # @"), ("50%d", "50%d"),
])  # fmt: skip
def test_markdown_shows_texts_as_they_are(text, shown) -> None:
    if shown is None:
        assert not set(escaped(text)) & set("*_`")
    else:
        assert escaped(text) == shown


def test_markdown_sets_right_to_left_apart() -> None:
    text = written("markdown", hostile())
    assert '<code>he</code> <span dir="auto">שלום' in text


# Places


@pytest.mark.parametrize(("path", "shown"), [
    ("fr.po", "sub/fr.po"), ("./fr.po", "sub/fr.po"), ("../x/fr.po", "x/fr.po"), ("-", "-"), ("<memory>", "<memory>"),
])  # fmt: skip
def test_paths_start_from_the_repository(tmp_path, monkeypatch, path, shown) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert places.relative(path, tmp_path) == shown
    assert places.relative(path, None) == path.removeprefix("./")


def test_paths_outside_are_absolute(tmp_path, monkeypatch) -> None:
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")
    assert places.relative("../fr.po", tmp_path / "repo") == (tmp_path / "fr.po").as_posix()
    assert places.uri((tmp_path / "a b").as_posix()).startswith("file:///")
