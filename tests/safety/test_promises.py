"""SECURITY.md names a test for each promise, and every test that it names exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_every_promise_names_a_test() -> None:
    promises = [row for row in PAGE.splitlines() if row.startswith("| ")][1:]
    assert len(promises) > 15
    assert all(re.search(r"`tests/[\w/]+\.py::test_\w+`", row.rpartition(" | ")[2]) for row in promises)


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", PAGE)
    assert named
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        assert not name or name in {n.name for n in tree.body if isinstance(n, ast.FunctionDef)}, f"{path}::{name}"
