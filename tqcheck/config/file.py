"""Reading settings: `tqcheck.toml`, or `[tool.tqcheck]` in `pyproject.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from tqcheck.checks.naming import find, matching
from tqcheck.checks.options import build
from tqcheck.config.parsing import parsed
from tqcheck.config.places import line_of
from tqcheck.config.settings import FAIL_ON, FLOORS, PLATFORM, Config, FailOn, fail_on, jobs, max_rate, suggestion
from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical


def load(path: Path | None = None) -> Config:
    """Return the settings of `path`, or of the nearest configuration file; the defaults when there is none.

    Looks for `tqcheck.toml`, then for `[tool.tqcheck]` in `pyproject.toml`, in the working directory and then in each
    folder above it up to the root of the repository. Raises UsageError naming file and line when the file cannot be
    read or when a key, a code, an option or a value in it is unknown.
    """
    if path is not None:
        return _read(path) or Config(path=str(path))
    for candidate in _candidates(Path.cwd()):
        found = _read(candidate)
        if found is not None:
            return found
    return Config()


def _candidates(start: Path) -> Iterator[Path]:
    for folder in (start, *start.parents):
        yield from (p for p in (folder / "tqcheck.toml", folder / "pyproject.toml") if p.is_file())
        if (folder / ".git").exists() or (folder / ".hg").exists():
            return


def _read(path: Path) -> Config | None:
    """Return the settings in a file; None when nothing in it is for us."""
    text, values = parsed(path, mend="Give --config a file that exists.")
    table: Any = values
    prefix: tuple[str, ...] = ("tqcheck",) if set(table) == {"tqcheck"} else ()
    if path.name == "pyproject.toml":
        prefix = ("tool", "tqcheck")
    for name in prefix:
        table = table.get(name)
        if table is None:
            return None
        if not isinstance(table, dict):
            raise UsageError(f"{name} must be a table.", path=str(path), mend=f"Write [{'.'.join(prefix)}].")
    return _File(path, text.splitlines(), prefix).config(table)


class _File:
    """One configuration file: turns its values into settings, and its errors into errors with file and line."""

    def __init__(self, path: Path, lines: list[str], prefix: tuple[str, ...]) -> None:
        """`prefix`: the table in which our keys stand."""
        self._path, self._lines, self._prefix = path, lines, prefix

    def config(self, table: Mapping[str, Any]) -> Config:
        readers: dict[str, Callable[[str, Any], Any]] = {
            "select": self._names,
            "ignore": self._names,
            "profile": lambda key, value: self._choice(key, value, tuple(FLOORS)),
            "fail-on": self._fail_on,
            "max-new": self._max_new,
            "max-rate": self._max_rate,
            "exit-zero": self._exit_zero,
            "baseline": self._baseline,
            "source-lang": self._language,
            "target-lang": self._language,
            "paths": self._paths,
            "layout": self._paths,
            "glossary": self._paths,
            "names": self._paths,
            "models": self._models,
            "cache": self._cache,
            "back-translate": self._translator,
            "jobs": self._jobs,
            "checks": lambda _, value: self._options(value),
        }
        values: dict[str, Any] = {"path": str(self._path)}
        for key, value in table.items():
            kebab = key.replace("_", "-")
            if kebab not in readers:
                raise self._error(f"unknown key {key!r}.", key, mend=suggestion(kebab, tuple(readers)))
            field_name = "options" if kebab == "checks" else kebab.replace("-", "_")
            values[field_name] = readers[kebab](key, value)
        return Config(**values)

    def _error(self, message: str, *keys: str, mend: str = "") -> UsageError:
        return UsageError(message, path=str(self._path), line=line_of(self._lines, (*self._prefix, *keys)), mend=mend)

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self._error(f"{key} takes a list of strings.", key, mend=f'Write {key} = ["…"].')
        return tuple(value)

    def _names(self, key: str, value: object) -> tuple[str, ...]:
        words = self._strings(key, value)
        for word in words:
            try:
                matching(word)
            except UsageError as error:
                raise self._error(f"{key}: {error.message}", key, mend=error.mend) from error
        return words

    def _paths(self, key: str, value: object) -> tuple[str, ...]:
        return tuple(str(self._path.parent / p) for p in self._strings(key, value))

    def _models(self, key: str, value: object) -> tuple[str, ...]:
        """Names and ids stay as they are; paths are taken from the folder of the file."""
        words = () if value is False else self._strings(key, value)
        return tuple(self._model(word) for word in words)

    def _model(self, word: str) -> str:
        """Take what begins with a dot or a slash for a path, and what has a slash where there is such a folder."""
        forced = "forced:" if word.startswith("forced:") else ""
        name, mark, options = word.removeprefix(forced).partition("?")
        place = self._path.parent / name
        is_path = name.startswith((".", "/")) or ("/" in name and place.exists())
        return f"{forced}{place if is_path else name}{mark}{options}"

    def _cache(self, key: str, value: object) -> str | None:
        if value is False:
            return None
        if not isinstance(value, str):
            raise self._error(f"{key} takes a file or false.", key, mend=f'Write {key} = "…".')
        return value if value == PLATFORM else str(self._path.parent / value)

    def _translator(self, key: str, value: object) -> str | None:
        if value is False:
            return None
        if not isinstance(value, str) or not value:
            raise self._error(f"{key} takes the name of a translator or false.", key, mend=f'Write {key} = "apertium".')
        return self._model(value)

    def _choice(self, key: str, value: object, choices: tuple[str, ...]) -> str:
        if not isinstance(value, str) or value not in choices:
            raise self._error(f"{key} is {value!r}.", key, mend=suggestion(str(value), choices))
        return value

    def _fail_on(self, key: str, value: object) -> FailOn:
        return fail_on(self._choice(key, value, FAIL_ON))

    def _max_new(self, key: str, value: object) -> int:
        if type(value) is not int or value < 0:
            raise self._error(f"{key} takes a number of findings.", key, mend=f"Write {key} = 10.")
        return value

    def _max_rate(self, key: str, value: object) -> Fraction:
        if type(value) not in (int, float, str):
            raise self._error(f"{key} takes a rate.", key, mend=f'Write {key} = "5/1000".')
        try:
            return max_rate(str(value))
        except UsageError as error:
            raise self._error(error.message, key, mend=error.mend) from error

    def _jobs(self, key: str, value: object) -> int | Literal["auto"]:
        if type(value) not in (int, str):
            raise self._error(f"{key} takes a number or auto.", key, mend=f'Write {key} = "auto".')
        try:
            return jobs(str(value))
        except UsageError as error:
            raise self._error(error.message, key, mend=error.mend) from error

    def _exit_zero(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self._error(f"{key} is true or false.", key, mend=f"Write {key} = true.")
        return value

    def _baseline(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise self._error(f"{key} takes a file.", key, mend=f'Write {key} = "tqcheck-baseline.json".')
        return str(self._path.parent / value)

    def _language(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            raise self._error(f"{key} takes a language tag.", key, mend=f'Write {key} = "pt-BR".')
        try:
            return canonical(value)
        except UsageError as error:
            raise self._error(f"{key}: {error.message}", key, mend=error.mend) from error

    def _options(self, value: object) -> Mapping[str, Mapping[str, object]]:
        if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
            raise self._error("checks takes one table for each check.", "checks", mend="Write [checks.ACC101].")
        for name, table in value.items():
            try:
                rule = find(name)
            except UsageError as error:
                raise self._error(error.message, "checks", name, mend=error.mend) from error
            for option, given in table.items():
                try:
                    build(rule, {option: given})
                except UsageError as error:
                    raise self._error(error.message, "checks", name, option, mend=error.mend) from error
        return value
