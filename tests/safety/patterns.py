"""Every regular expression that the package compiles, and lines made of what it looks for.

Run as a program it writes them as JSON lines: it must see `re` and `regex` before the package is imported.
"""

import ast
import importlib
import json
import pkgutil
import re
import re._constants as c
import re._parser as parser
import subprocess
import sys
import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent / "tqcheck"
SPARED = ("torch", "transformers", "matplotlib", "pandas", "polars", "pyspark", "ray", "IPython")
"""Slow to import, and none has anything to do with patterns."""


@dataclass(frozen=True)
class Pattern:
    """One expression, and where it stands."""

    engine: str
    pattern: str
    flags: int
    file: str
    line: int

    def compiled(self) -> re.Pattern:
        return {"re": re, "regex": regex}[self.engine].compile(self.pattern, self.flags)


def collected() -> list[Pattern]:
    """Return what a process of its own compiles, which imports every module and asks every check about its cases."""
    ended = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True, timeout=600)
    return [Pattern(**json.loads(line)) for line in ended.stdout.splitlines()]


def asked(found: Pattern) -> tuple[str, str]:
    """Return the name of an expression in its module, and how it is asked: `match`, `fullmatch`, else `finditer`."""
    tree = ast.parse((ROOT / found.file).read_text(encoding="utf-8"))
    name = next((_target(node) for node in tree.body if node.lineno <= found.line <= (node.end_lineno or 0)), "")
    places = [ROOT / found.file] if name.startswith("_") else ROOT.rglob("*.py")
    used = {
        node.attr if isinstance(node, ast.Attribute) else ""
        for path in places
        for node in _uses(path)
        if name == (node.value.id if isinstance(node, ast.Attribute) else node.id)
    }
    alone = {"match", "fullmatch", "", "pattern"} >= used and used & {"match", "fullmatch"}
    return name, ("match" if "match" in used else "fullmatch") if alone and "" not in used else "finditer"


def _target(node: ast.stmt) -> str:
    target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
    return target.id if isinstance(target, ast.Name) else ""


@cache
def _uses(path: Path) -> list[ast.Attribute | ast.Name]:
    """Return the names in a module, each with what is asked of it."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    asked_of = [n for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name)]
    inside = {id(n.value) for n in asked_of}
    names = [n for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and id(n) not in inside]
    return [*asked_of, *names]


POOL = "a1 .A-_<{(/\\\"'`%&$#@:;,=|\n\tйé的ก٣"
"""What a class may hold, the likeliest first."""
LONG = 40
"""A repetition that may be longer counts."""
_PROPERTIES = (
    (r"\\p\{(?:Lu|Uppercase\w*|Lt)\}", "A"), (r"\\p\{(?:L\w*|Alphabetic|Ll|M\w*|Script=\w+|\w+=\w+)\}", "a"),
    (r"\\p\{N\w*\}", "1"), (r"\\p\{(?:P\w*|S\w*)\}", "."), (r"\\p\{(?:Z\w*|White_Space)\}", " "),
    (r"\\[pP]\{[^}]*\}", "a"), (r"--\[[^\]]*\]|--\w", ""), (r"\(\?r\)", ""), (r"\\X", "."), (r"\\L<\w+>", "a"),
)  # fmt: skip


def lines(found: Pattern, size: int) -> list[str]:
    """Return lines of `size` characters of what its repetitions repeat, each behind what comes before it."""
    made: dict[tuple[str, str], None] = {}
    for before, body in _attacks(_tree(found), ""):
        for unit in {body, before + body, before} - {""}:
            for head in ("", before):
                made.setdefault((head, unit))
    return [(head + unit * (size // len(unit) + 1))[: size - 1] + "\0" for head, unit in made]


def is_long(found: Pattern) -> bool:
    """Tell whether anything in it may be repeated for long."""
    return any(True for _ in _attacks(_tree(found), ""))


def _tree(found: Pattern):
    text = found.pattern
    if found.engine == "regex":
        for pattern, letter in _PROPERTIES:
            text = re.sub(pattern, letter, text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return parser.parse(text, found.flags & (re.VERBOSE | re.DOTALL | re.IGNORECASE | re.MULTILINE))


def _attacks(tree, before: str):
    """Yield of each repetition what comes before it and what it repeats."""
    for op, args in tree:
        for inner in _inner(op, args):
            yield from _attacks(inner, before)
        if op in REPEATS and args[1] != 1 and (args[1] == c.MAXREPEAT or args[1] > LONG):
            for body in _samples(args[2]):
                yield before, body
        before = (before + _sample([(op, args)]))[-60:]


def _inner(op, args):
    if op in REPEATS:
        return [args[2]]
    if op is c.SUBPATTERN:
        return [args[3]]
    if op is c.BRANCH:
        return args[1]
    if op in (c.ASSERT, c.ASSERT_NOT):
        return [args[1]]
    if op is c.ATOMIC_GROUP:
        return [args]
    return [part for part in args[1:] if part] if op is c.GROUPREF_EXISTS else []


def _samples(tree) -> list[str]:
    """Return some texts that it matches: of a class, several of its characters."""
    if len(tree) == 1 and tree[0][0] is c.IN:
        return [char for char in POOL if _holds(tree[0][1], char)][:8] or [_sample(tree)]
    if len(tree) == 1 and tree[0][0] is c.SUBPATTERN:
        return _samples(tree[0][1][3])
    if len(tree) == 1 and tree[0][0] is c.BRANCH:
        return [each for part in tree[0][1][1][:6] for each in _samples(part)[:4]]
    if len(tree) == 1 and tree[0][0] is c.ANY:
        return ["a", " "]
    return [_sample(tree)]


def _sample(tree) -> str:
    return "".join(_one(op, args) for op, args in tree)


def _one(op, args) -> str:  # noqa: PLR0911  one a kind of node
    if op is c.LITERAL:
        return chr(args)
    if op is c.NOT_LITERAL:
        return "a" if args != ord("a") else "b"
    if op is c.IN:
        return next((char for char in POOL if _holds(args, char)), None) or _first(args)
    if op is c.ANY:
        return "a"
    if op in REPEATS:
        return _sample(args[2]) * max(1, args[0])
    if op is c.BRANCH:
        return _sample(args[1][0])
    return "".join(_sample(part) for part in _inner(op, args)) if op in (c.SUBPATTERN, c.ATOMIC_GROUP) else ""


def _first(args) -> str:
    return next((chr(v if o is c.LITERAL else v[0]) for o, v in args if o in (c.LITERAL, c.RANGE)), "a")


def _holds(args, char: str) -> bool:
    inside = any(
        (op is c.LITERAL and value == ord(char))
        or (op is c.RANGE and value[0] <= ord(char) <= value[1])
        or (op is c.CATEGORY and CATEGORIES[value](char))
        for op, value in args
    )
    return inside != (args[0][0] is c.NEGATE)


CATEGORIES = {
    c.CATEGORY_DIGIT: str.isdigit, c.CATEGORY_NOT_DIGIT: lambda x: not x.isdigit(),
    c.CATEGORY_SPACE: str.isspace, c.CATEGORY_NOT_SPACE: lambda x: not x.isspace(),
    c.CATEGORY_WORD: lambda x: x.isalnum() or x == "_", c.CATEGORY_NOT_WORD: lambda x: not (x.isalnum() or x == "_"),
}  # fmt: skip
REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)


def _main() -> None:
    seen: dict[tuple[str, str, int], Pattern] = {}
    main = sys.modules[regex.compile.__module__]
    for module, engine in ((re, "re"), (main, "regex")):
        module._compile = _recording(module._compile, engine, seen)
    sys.modules.update(dict.fromkeys(SPARED))
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    _exercise()
    for found in seen.values():
        sys.stdout.write(json.dumps(vars(found)) + "\n")


def _recording(compile_, engine, seen):
    def recorded(pattern, flags, *more):
        frame = sys._getframe(1)
        while frame and frame.f_code.co_filename in (re.__file__, regex.__file__, regex.compile.__code__.co_filename):
            frame = frame.f_back
        file = frame.f_code.co_filename if frame else ""
        if file.startswith(str(ROOT)) and isinstance(pattern, str):
            place = (str(Path(file).relative_to(ROOT)), frame.f_lineno)
            seen.setdefault((engine, pattern, int(flags)), Pattern(engine, pattern, int(flags), *place))
        return compile_(pattern, flags, *more)

    return recorded


def _exercise() -> None:
    import tqcheck

    for found in pkgutil.walk_packages(tqcheck.__path__, "tqcheck.", onerror=lambda _name: None):
        if not found.name.endswith("__main__"):
            with suppress(ImportError):
                importlib.import_module(found.name)
    from tqcheck.checks import rules
    from tqcheck.checks.cases import cases
    from tqcheck.checks.options import build
    from tqcheck.checks.running import hits

    for rule in rules():
        for case in cases(rule):
            with suppress(Exception):  # some need readings; what they compile, others do too
                hits(build(rule, case.options), case.segments)


if __name__ == "__main__":
    _main()
