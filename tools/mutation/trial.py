"""One mutant, tried: a child process imports the changed module, runs the tests that run it, and ends."""

from __future__ import annotations

import gc
import importlib
import os
import resource
import sys
import tomllib
import traceback
from collections.abc import Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType

import pytest
from covering import OPTIONS, Covering
from sites import Mutant

IMPORT = 3.0
"""Seconds of processor time that a child has beside its tests."""
SLOWER = 5
"""How many times as long as usual tests may take before they count as endless."""
SURVIVED, BROKEN = 0, 1


class Trial:
    """A process that has imported everything but the packages that are mutated, and what depends on them."""

    def __init__(self, root: Path, covering: Covering) -> None:
        self._root, self._covering = root, covering
        tomllib.loads = cache(tomllib.loads)  # type: ignore[assignment]  read again and again, and never written to
        for name in covering.modules:
            try:
                importlib.import_module(name)
            except ImportError:
                continue
        for name in ("model", "reading", "calibration", "carried", "lang.tables", "lang.tags", "lang.writing"):
            importlib.import_module(f"tqcheck.{name}")
        for path in sorted(root.glob("tqcheck/**/*.toml")):
            tomllib.loads(path.read_text(encoding="utf-8"))
        gc.collect()
        gc.freeze()

    def outcome(self, mutant: Mutant) -> tuple[str, str]:
        """Say `killed` and by which test, `timeout`, `survived`, or `not run` where no test runs the line."""
        source = (self._root / mutant.path).read_text(encoding="utf-8")
        numbers = self._covering.of(mutant.path, source, mutant.line)
        if not numbers:
            return "not run", ""
        limit = IMPORT + SLOWER * sum(self._covering.seconds[n] for n in numbers)
        told, tell = os.pipe()
        child = os.fork()
        if not child:
            os._exit(self._tried(mutant, _Chosen([self._covering.tests[n] for n in numbers], tell), limit))
        os.close(tell)
        with os.fdopen(told, encoding="utf-8", errors="replace") as reading:
            by = reading.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "timeout", by
        return ("survived" if os.WEXITSTATUS(status) == SURVIVED else "killed"), by

    def _tried(self, mutant: Mutant, chosen: _Chosen, limit: float) -> int:
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))
            resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
            quiet = os.open(os.environ.get("MUTATION_LOG", os.devnull), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
            sys.meta_path.insert(0, _Changed(name, mutant.code(self._root)))
            ended = pytest.main(
                [*OPTIONS, "--assert=plain", *chosen.files, "--rootdir", str(self._root)], plugins=[chosen]
            )
        except BaseException:  # noqa: BLE001  whatever a mutant raises, it has been seen
            traceback.print_exc()
            return BROKEN
        return SURVIVED if ended == pytest.ExitCode.OK and chosen.all else BROKEN


class _Chosen:
    """A plug-in that runs the tests asked for, the quick ones first."""

    def __init__(self, tests: Sequence[str], tell: int) -> None:
        self._order = {name: number for number, name in enumerate(tests)}
        self._tell = tell
        self.files = sorted({test.partition("::")[0] for test in tests})
        self.all = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._tell, report.nodeid.encode("utf-8", "replace"))

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self._order), key=lambda item: self._order[item.nodeid])
        self.all = len(items) == len(self._order)
        if not self.all:
            pytest.exit("a test is no longer there", returncode=BROKEN)


class _Changed(MetaPathFinder):
    """Finds one module, with other code in it."""

    def __init__(self, name: str, code: str) -> None:
        self._name, self._code = name, code

    def find_spec(self, fullname: str, path: Sequence[str] | None, _: object = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path) if fullname == self._name else None
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self._code)
        return spec


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, code: str) -> None:
        super().__init__(name, path)
        self._code = code

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._code, self.get_filename(fullname), "exec", dont_inherit=True)
