"""Where code can be changed, and how."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import MutationVisitor
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider

Place = tuple[int, int]
_IGNORED = {"VariableReplacer", "VariableInserter"}  # they ask for names
_NEVER_CHANGED = {"name", "string", "newline", "endmarker", "fstring_string", "param", "arglist", "trailer", "suite"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file."""

    path: str
    operator: str
    occurrence: int
    line: int

    @property
    def key(self) -> str:
        """What names it as long as the file stays as it is."""
        return f"{self.path}:{self.line}:{self.operator}:{self.occurrence}"

    def code(self, root: Path) -> str:
        """Return the file with the change in it."""
        source = (root / self.path).read_text(encoding="utf-8")
        changed: str | None = MutationVisitor.mutate_code(source, OPERATORS[self.operator], self.occurrence)
        assert changed is not None, self
        return changed


def _operators() -> dict[str, Operator]:
    provider = OperatorProvider()
    return {name: provider[name]() for name in provider if name not in _IGNORED and not _same(name)}


def _same(name: str) -> bool:
    """Tell whether an operator asks for identity instead of equality, which of small numbers is the same."""
    return name.startswith(("ReplaceComparisonOperator_Eq_Is", "ReplaceComparisonOperator_NotEq_Is"))


OPERATORS = _operators()


def drawn(root: Path, folders: tuple[str, ...], *, count: int, seed: int, only: str = "") -> list[Mutant]:
    """Return `count` mutants, as many in each module as it has places, at least one; one mutant a place."""
    paths = sorted(p for folder in folders for p in (root / folder).rglob("*.py") if only in str(p.relative_to(root)))
    ordered = {path: _shuffled(root, path, seed) for path in paths}
    total = sum(map(len, ordered.values()))
    return [m for mutants in ordered.values() for m in mutants[: max(1, round(count * len(mutants) / max(1, total)))]]


def _shuffled(root: Path, path: Path, seed: int) -> list[Mutant]:
    """Return one mutant for each place of a file, in an order that only seed and file decide."""
    name = path.relative_to(root).as_posix()
    dice = random.Random(f"{seed} {name}")
    chosen = [dice.choice(them) for _, them in sorted(_places(path.read_text(encoding="utf-8"), name).items())]
    dice.shuffle(chosen)
    return chosen


def _places(source: str, name: str) -> dict[Place, list[Mutant]]:
    nodes = [node for node in ast_nodes(get_ast(source)) if node.type not in _NEVER_CHANGED]
    spared = list(_spared(source))
    found: defaultdict[Place, list[Mutant]] = defaultdict(list)
    for title, operator in OPERATORS.items():
        positions = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(positions):
            if not any(first <= start < last for first, last in spared):
                found[start].append(Mutant(name, title, occurrence, start[0]))
    return found


def _spared(source: str) -> Iterator[tuple[Place, Place]]:
    """Yield from where to where nothing is changed: annotations, decorators that cache or make data classes."""
    for node in ast.walk(ast.parse(source)):
        for part in (getattr(node, "annotation", None), getattr(node, "returns", None)):
            if isinstance(part, ast.expr):
                yield _extent(part)
        for part in getattr(node, "decorator_list", ()):
            if ast.unparse(part).startswith(("cache", "lru_cache", "dataclass")):
                (line, column), end = _extent(part)
                yield (line, column - 1), end


def _extent(node: ast.expr) -> tuple[Place, Place]:
    return (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)
