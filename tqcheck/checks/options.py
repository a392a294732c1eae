"""A check's options are the fields of its dataclass: reading their documentation, building a check from values."""

from __future__ import annotations

import ast
import difflib
import inspect
import json
import textwrap
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from itertools import pairwise
from typing import Any, get_origin, get_type_hints

from tqcheck.checks import AnyCheck, Rule
from tqcheck.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One option of a check."""

    name: str
    type: str
    default: str
    """As TOML writes it."""
    doc: str


@cache
def documented(cls: type) -> Mapping[str, str]:
    """Return the docstring that follows each field of `cls`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found = {}
    for statement, following in pairwise(body):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            found[statement.target.id] = inspect.cleandoc(str(following.value.value))
    return found


def options(rule: Rule) -> tuple[Option, ...]:
    """Return the options of a check in the order of its fields."""
    docs = documented(rule.cls)
    return tuple(
        Option(name=f.name, type=str(f.type), default=_written(_default(f)), doc=docs.get(f.name, ""))
        for f in fields(rule.cls)
    )


def _default(field: Field[Any]) -> object:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else None


def _written(value: object) -> str:
    if isinstance(value, frozenset | tuple):
        parts = [_written(v) for v in value]
        return f"[{', '.join(sorted(parts) if isinstance(value, frozenset) else parts)}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str | bool) else repr(value)


def build(rule: Rule, values: Mapping[str, object]) -> AnyCheck:
    """Make the check with these options. Raises UsageError for an unknown option or a value of the wrong type."""
    hints = get_type_hints(rule.cls)
    known = [f.name for f in fields(rule.cls)]
    for name in values:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            mend = f"Did you mean {near[0]!r}?" if near else f"It has {', '.join(known) or 'no options'}."
            raise UsageError(f"{rule.code} {rule.name} has no option {name!r}.", mend=mend)
    made = rule.cls(**{name: _fitted(rule, name, value, hints[name]) for name, value in values.items()})
    assert isinstance(made, AnyCheck)
    return made


def _fitted(rule: Rule, name: str, value: object, hint: object) -> object:
    """Turn a value as TOML gives it into the field's type."""
    container = get_origin(hint)
    if container in (frozenset, tuple) and isinstance(value, list | tuple | frozenset | set):
        return container(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    expected = container or hint
    if isinstance(expected, type) and (not isinstance(value, expected) or (expected is int and value is True)):
        given = type(value).__name__
        raise UsageError(f"{rule.code} {rule.name}: option {name!r} takes {hint}, not {given}.")
    return value
