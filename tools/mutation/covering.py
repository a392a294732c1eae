"""Which tests run which lines, asked once: every test alone, with nothing kept from the test before."""

from __future__ import annotations

import ast
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import _lru_cache_wrapper
from itertools import accumulate
from pathlib import Path

import coverage
import pytest

TESTS = ("tests/checks", "tests/text", "tests/test_names_file.py", "tests/test_docs.py", "tests/cli/test_cli_errors.py",
         "tests/cli/test_cli_explaining.py", "tests/documents/test_alone.py")  # fmt: skip
LEFT_OUT = "not any_text and not long_lines and not any_lines"
"""Tests of drawn texts and of time: they take long, and another draw could end in another way."""
OPTIONS = ("-q", "-x", "-p", "no:xdist", "-p", "no:cacheprovider", "--hypothesis-seed=1", "-k", LEFT_OUT)
BUDGET = 4.0
"""Seconds of tests for one mutant, the quickest first."""
_MUTATED = ("tqcheck.checks.", "tqcheck.text.")


@dataclass(frozen=True, slots=True)
class Covering:
    """What every line of a file is run by."""

    tests: list[str]
    seconds: list[float]
    """Of processor time that each test took."""
    lines: dict[str, dict[str, list[int]]]
    """For each file and line the numbers of the tests; -1 is what an import runs."""
    modules: list[str]
    """What the tests import."""

    @classmethod
    def kept(cls, root: Path, file: Path, *, more: bool) -> Covering:
        """Return what `file` says. A process of its own asks, of new tests only, if there is none or may be `more`."""
        if more or not file.is_file():
            known = cls(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else cls([], [], {}, [])
            child = os.fork()
            if not child:
                file.write_text(json.dumps(asdict(known.and_(_asked(root, known.tests)))), encoding="utf-8")
                os._exit(0)
            _, status = os.waitpid(child, 0)
            assert status == 0, "the tests fail without any change"
        return cls(**json.loads(file.read_text(encoding="utf-8")))

    def and_(self, other: Covering) -> Covering:
        """Return both together; they have no test in common."""
        lines = {path: dict(by) for path, by in self.lines.items()}
        for path, by in other.lines.items():
            known = lines.setdefault(path, {})
            for line, tests in by.items():
                moved = {test if test < 0 else test + len(self.tests) for test in tests}
                known[line] = sorted(moved | set(known.get(line, ())))
        modules = sorted({*self.modules, *other.modules})
        return Covering(self.tests + other.tests, self.seconds + other.seconds, lines, modules)

    def of(self, path: str, source: str, line: int) -> list[int]:
        """Return tests for a change in a line; those of the whole module where only its import runs the line."""
        known = self.lines.get(path, {})
        first, last = statement(source, line)
        by = {test for n in range(first, last + 1) for test in known.get(str(n), ())}
        if by == {-1}:
            by = {test for tests in known.values() for test in tests}
        quick = sorted(by - {-1}, key=lambda test: self.seconds[test])
        spent = accumulate(self.seconds[test] for test in quick)
        return [test for test, total in zip(quick, spent, strict=True) if total <= BUDGET]


def statement(source: str, line: int) -> tuple[int, int]:
    """Return the first and last line of the statement, or of the head of the block, that `line` stands in."""
    found = (line, line)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt | ast.ExceptHandler):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
            if node.lineno <= line <= max(last, node.lineno):
                found = (node.lineno, max(last, node.lineno))
    return found


def _asked(root: Path, known: Sequence[str]) -> Covering:
    listening = _Listening(root, known)
    ended = pytest.main([*OPTIONS, *TESTS, "--rootdir", str(root)], plugins=[listening])
    assert ended in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
    return listening.covering()


class _Listening:
    """A plug-in that tells tests apart."""

    def __init__(self, root: Path, known: Sequence[str]) -> None:
        self._root, self._known = root, set(known)
        self._coverage = coverage.Coverage(
            data_file=None, config_file=False, source=[str(root / "tqcheck" / name) for name in ("checks", "text")]
        )
        self._coverage.start()
        self._seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid not in self._known]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        forget()
        self._coverage.switch_context(item.nodeid)
        begun = time.process_time()
        yield
        self._seconds[item.nodeid] = round(time.process_time() - begun, 4)
        self._coverage.switch_context("")

    def covering(self) -> Covering:
        self._coverage.stop()
        data = self._coverage.get_data()
        tests = list(self._seconds)
        numbers = {name: number for number, name in enumerate(tests)} | {"": -1}
        lines = {
            Path(path).relative_to(self._root).as_posix(): {
                str(line): sorted(numbers[name] for name in names)
                for line, names in data.contexts_by_lineno(path).items()
            }
            for path in data.measured_files()
        }
        return Covering(tests, list(self._seconds.values()), lines, _imported())


def forget() -> None:
    """Empty what functions of the mutated packages keep."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_MUTATED):
            for value in _kept(vars(module).values()):
                value.cache_clear()


def _kept(values: Iterable[object]) -> Iterator[_lru_cache_wrapper[object]]:
    return (value for value in values if isinstance(value, _lru_cache_wrapper))


def _imported() -> list[str]:
    ours = ("tqcheck", "test_", "conftest", "readings", "__main", "_pytest")
    return [name for name in sys.modules if not name.startswith(ours)]
