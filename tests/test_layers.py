"""A module imports only from the layers to its left (ARCHITECTURE.md)."""

import ast
from pathlib import Path

import pytest

import tqcheck

ROOT = Path(tqcheck.__file__).parent
LAYERS = [
    {"errors", "calibration", "carried", "cache"}, {"model", "extras"},
    {"opening", "progress", "hub", "reading", "document", "translating"},
    {"lang", "neural", "columnar"}, {"text", "encoder_decoder", "opus_mt", "pairing"},
    {"formats", "documents", "align", "checks", "scorers", "translators", "reporters", "combine", "second_opinion"},
    {"config"}, {"select", "baseline", "revisions", "suppressions", "fixing", "filtering"},
    {"back_translation", "bitext", "project"}, {"asking", "bounded", "tally"},
    {"panel", "jobs"}, {"journal"}, {"pipeline"},
    {"notebook"}, {"report"}, {"comparing", "starting"}, {"api"}, {"distributed"}, {"cli", "spark"},
    {"__main__"},
]  # fmt: skip
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer}
MODULES = sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def imported(path: Path) -> set[str]:
    """The first names below tqcheck that a module imports, wherever in the module it does."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "tqcheck":
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tqcheck."):
            found.add(str(node.module).split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("tqcheck.")}
        assert not (isinstance(node, ast.ImportFrom) and node.level), "imports are absolute"
    return found - {"__version__"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_left(path: Path) -> None:
    mine = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for other in imported(path):
        assert other in RANK, f"{other} is in no layer"
        assert other == mine or RANK[other] < RANK[mine], f"{mine} must not import {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
