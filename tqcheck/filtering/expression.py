"""Conditions that a person writes: `risk < 0.5 and "ACC101" not in codes and len(target) < 3 * len(source)`.

The language is a small part of Python's, read with `ast` and turned into functions: there is nothing in it that could
loop, call, or reach anything but the result that is asked about. A value that is missing (a score of a segment that no
model read, a ratio to an empty source) makes every comparison with it false.
"""

from __future__ import annotations

import ast
import operator
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.filtering.words import FUNCTIONS, NAMES, Kind, Made, Value
from tqcheck.model import Result

_LONGEST, _DEEPEST = 10_000, 50
_COMPARED: Mapping[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.In: lambda a, b: a in b, ast.NotIn: lambda a, b: a not in b,
}  # fmt: skip
_ARITHMETIC: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_NUMBERS: Mapping[str, Callable[..., Any]] = {
    "abs": lambda number, *_: abs(number),
    "max": lambda *numbers: max(numbers),
    "min": lambda *numbers: min(numbers),
}
_NODES: Mapping[type[ast.expr], str] = {
    ast.Attribute: "a point behind a name", ast.Subscript: "a bracket behind a name", ast.Lambda: "a function",
    ast.IfExp: "if", ast.NamedExpr: ":=", ast.GeneratorExp: "for", ast.ListComp: "for", ast.JoinedStr: "an f-string",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """One part of what must be true."""

    text: str
    """As it was written."""
    holds: Callable[[Result], bool]


def conditions(text: str, *, scores: frozenset[str] = frozenset()) -> tuple[Condition, ...]:
    """Return the parts that `and` joins; all must hold. `scores` are the names of those that the run gives.

    Raises UsageError that names the column of the mistake.
    """
    line = " ".join(text.split("\n"))
    reader = _Reader(line.strip(), len(line) - len(line.lstrip()), scores)
    return tuple(reader.conditions())


class _Reader:
    def __init__(self, text: str, margin: int, scores: frozenset[str]) -> None:
        self._text, self._margin, self._scores = text, margin, scores
        self._depth = 0

    def conditions(self) -> list[Condition]:
        body = self._parsed()
        parts = body.values if isinstance(body, ast.BoolOp) and isinstance(body.op, ast.And) else [body]
        return [self._condition(part) for part in parts]

    def _parsed(self) -> ast.expr:
        if not self._text:
            raise self._wrong_at(0, "there is no condition")
        if len(self._text) > _LONGEST:
            raise self._wrong_at(_LONGEST, f"more than {_LONGEST:,} characters")
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of Python's own, on what we refuse or understand otherwise
                return ast.parse(self._text, mode="eval").body
        except SyntaxError as error:
            raise self._wrong_at((error.offset or len(self._text) + 1) - 1, error.msg) from None
        except (ValueError, RecursionError, MemoryError):
            raise self._wrong_at(0, "this cannot be read") from None

    def _condition(self, node: ast.expr) -> Condition:
        value = self._value(node)
        if value.kind not in {Kind.TRUTH, Kind.LIST}:
            raise self._wrong(node, f"this is {value.kind.value}, neither true nor false")
        of = value.of
        return Condition(ast.get_source_segment(self._text, node) or self._text, lambda result: bool(of(result)))

    def _value(self, node: ast.expr) -> Made:
        kinds: dict[type[ast.expr], Callable[[Any], Made]] = {
            ast.Constant: self._constant, ast.Name: self._name, ast.Compare: self._compared, ast.BoolOp: self._joined,
            ast.UnaryOp: self._signed, ast.BinOp: self._reckoned, ast.List: self._listed, ast.Tuple: self._listed,
            ast.Set: self._listed, ast.Call: self._called,
        }  # fmt: skip
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong(node, f"this stands more than {_DEEPEST} deep")
        if type(node) not in kinds:
            raise self._wrong(node, f"{_NODES.get(type(node), 'this')} has no place in a condition")
        made = kinds[type(node)](node)
        self._depth -= 1
        return made

    def _signed(self, node: ast.UnaryOp) -> Made:
        if isinstance(node.op, ast.Not):
            of = self._true_or_false(node.operand)
            return Made(Kind.TRUTH, lambda result: not of(result))
        if isinstance(node.op, ast.USub):
            return self._counted(operator.neg, [node.operand])
        raise self._wrong(node, "only not and - can stand before a value")

    def _reckoned(self, node: ast.BinOp) -> Made:
        if type(node.op) not in _ARITHMETIC:
            raise self._wrong(node, "only +, -, * and / can be reckoned with")
        return self._counted(_ARITHMETIC[type(node.op)], [node.left, node.right])

    def _listed(self, node: ast.List | ast.Tuple | ast.Set) -> Made:
        items = tuple(self._literal(item) for item in node.elts)
        return Made(Kind.LIST, lambda _: items)

    def _constant(self, node: ast.Constant) -> Made:
        value = node.value
        kinds = {bool: Kind.TRUTH, int: Kind.NUMBER, float: Kind.NUMBER, str: Kind.TEXT}
        if type(value) not in kinds:
            raise self._wrong(node, "only numbers, texts in quotation marks, True and False can be written out")
        return Made(kinds[type(value)], lambda _: value)

    def _literal(self, node: ast.expr) -> str:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            raise self._wrong(node, "a text in quotation marks is expected here")
        return node.value

    def _name(self, node: ast.Name) -> Made:
        if node.id in NAMES:
            return NAMES[node.id]
        if node.id in self._scores:
            return _score(node.id)
        there = ", ".join(sorted({*NAMES, *(s for s in self._scores if s.isidentifier())}))
        lacking = "" if self._scores else ", and no scores, for no model reads"
        raise self._wrong(node, f"there is no {node.id!r} in this run; there are {there}{lacking}")

    def _compared(self, node: ast.Compare) -> Made:
        nodes = [node.left, *node.comparators]
        values = [self._value(each) for each in nodes]
        steps = []
        for place, op in enumerate(node.ops):
            left, right = values[place], values[place + 1]
            if type(op) not in _COMPARED or not _comparable(op, left.kind, right.kind):
                raise self._wrong(nodes[place + 1], f"{left.kind.value} cannot be compared so with {right.kind.value}")
            steps.append((left.of, _COMPARED[type(op)], right.of))

        def holds(result: Result) -> bool:
            pairs = ((left(result), compare, right(result)) for left, compare, right in steps)
            return all(a is not None and b is not None and compare(a, b) for a, compare, b in pairs)

        return Made(Kind.TRUTH, holds)

    def _joined(self, node: ast.BoolOp) -> Made:
        parts = [self._true_or_false(value) for value in node.values]
        every = isinstance(node.op, ast.And)
        return Made(Kind.TRUTH, lambda result: (all if every else any)(part(result) for part in parts))

    def _true_or_false(self, node: ast.expr) -> Callable[[Result], bool]:
        return self._condition(node).holds

    def _counted(self, work: Callable[..., Any], nodes: list[ast.expr]) -> Made:
        of = [self._number(node) for node in nodes]

        def counted(result: Result) -> float | None:
            numbers = [each(result) for each in of]
            try:
                return None if None in numbers else work(*numbers)
            except (ZeroDivisionError, OverflowError):
                return None

        return Made(Kind.NUMBER, counted)

    def _number(self, node: ast.expr) -> Value:
        value = self._value(node)
        if value.kind is not Kind.NUMBER:
            raise self._wrong(node, f"this is {value.kind.value}; a number is expected here")
        return value.of

    def _called(self, node: ast.Call) -> Made:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in {*FUNCTIONS, *_NUMBERS, "score", "found"} or node.keywords or not node.args:
            known = ", ".join(sorted({*FUNCTIONS, *_NUMBERS, "score", "found"}))
            raise self._wrong(node, f'only {known} can be called, as in len(target) or found("ACC101")')
        if name == "found":
            return _found(tuple(map(self._literal, node.args)))
        if name in _NUMBERS:
            return self._counted(_NUMBERS[name], node.args)
        if len(node.args) > 1:
            raise self._wrong(node.args[1], f"{name} takes one value")
        return self._score(node.args[0]) if name == "score" else self._measured(name, node.args[0])

    def _score(self, node: ast.expr) -> Made:
        wanted = self._literal(node)
        if wanted not in self._scores:
            there = ", ".join(sorted(self._scores)) or "none"
            raise self._wrong(node, f"no model of this run gives the score {wanted!r}; there are: {there}")
        return _score(wanted)

    def _measured(self, name: str, node: ast.expr) -> Made:
        takes, gives, work = FUNCTIONS[name]
        value = self._value(node)
        if value.kind not in takes:
            raise self._wrong(node, f"{name} does not take {value.kind.value}")
        return Made(gives, lambda result: work(value.of(result)))

    def _wrong(self, node: ast.expr, why: str) -> UsageError:
        return self._wrong_at(len(self._text.encode()[: node.col_offset].decode()), why)

    def _wrong_at(self, place: int, why: str) -> UsageError:
        return UsageError(f"--where, column {place + self._margin + 1}: {why}.")


def _comparable(op: ast.cmpop, left: Kind, right: Kind) -> bool:
    if isinstance(op, ast.In | ast.NotIn):
        return left is Kind.TEXT and right in {Kind.TEXT, Kind.LIST}
    return left is right and left is not Kind.LIST


def _score(name: str) -> Made:
    def value(result: Result) -> float | None:
        return next((score.value for score in result.scores if score.scorer == name), None)

    return Made(Kind.NUMBER, value)


def _found(checks: tuple[str, ...]) -> Made:
    codes, names = tuple(c.upper() for c in checks), {c.lower() for c in checks}
    return Made(Kind.TRUTH, lambda result: any(f.code.startswith(codes) or f.name in names for f in result.findings))
