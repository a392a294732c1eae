"""Every report, whatever the texts, names and messages: well formed, and nothing in it obeys or misleads."""

import json
import re
import xml.etree.ElementTree as ET  # what it reads was written by the test

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_run import finding, pair, result
from test_ci import written

from tqcheck.model import Fix, Origin, Severity, Skip
from tqcheck.reporters import NAMES, ReporterOptions

PIECES = ["\ud800", "\0", "\x1b]0;owned\x07", "\x1b[2J", "\u202e", "\u2066", "\ufeff", "\u2028", "\x85", "\r", "\n",
          "\n::error file=x::y", "::stop-commands::x", "##[error]", "</script><script>alert(1)</script>", "<!--", "-->",
          "]]>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "[a](javascript:b)", "@everyone", "#1", "|",
          "```", "$(id)", "%0A", "&lt;", "\\", "=cmd|' /C calc'!A0", "é",
          "日本", "e" + "\u0301" * 40, "x" * 400]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=4), max_size=6).map("".join)
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ud800-\udfff]")
COMMANDS = re.compile(r"::(?:error|warning|notice) (?:(?:file|line|title)=[^,:\n]*,?)+::.*")


def one(name, source, target, path, said):
    """The report of one segment of hostile texts, with a skip of the same."""
    segment = pair(1, source, target, path=path or "a", key=said, note=said, document=path)
    found = finding(segment, "ACC101", "x", Severity.MAJOR, said, evidence=source,
                    fix=Fix(start=0, end=0, replacement=said))  # fmt: skip
    skips = [Skip(what=said, why=source, origin=Origin(path=path or "a", line=3, key=said))]
    return written(name, [result(segment, 0.5, found)], skips, ReporterOptions(limit=None, width=100))


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"parquet", "arrow"}])
@settings(max_examples=25, deadline=None, derandomize=True, database=None)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
def test_any_text(name, source, target, path, said) -> None:
    text = one(name, source, target, path, said)
    if name in ("json", "sarif", "sarif-github", "gitlab"):
        json.loads(text)
    elif name == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines())
    elif name in ("junit", "checkstyle"):
        ET.fromstring(text.encode())
    elif name == "github":
        assert all(COMMANDS.fullmatch(line) for line in text.splitlines())
    elif name == "html":
        assert tags(text) == tags(one(name, "a", "b", "c", "d"))
    if name in ("text", "github", "markdown"):
        assert not CONTROL.search(text)
    if name == "markdown":
        text = text.removeprefix("<!-- tqcheck -->")
        assert not re.search(r"<(?:script|img|!--)|@everyone|\]\(javascript", text)
    text.encode("utf-8", "backslashreplace")  # as the file it goes to is opened


def tags(text: str) -> int:
    """How many scripts, styles and comments begin or end."""
    return len(re.findall(r"</?(?:script|style|img)\b|<!--|-->", text, re.IGNORECASE))
