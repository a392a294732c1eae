"""What several commands make of their flags."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from inspect import Parameter, Signature
from typing import Any, ClassVar, Protocol, TypeVar, get_type_hints

Work = Callable[[], int]
"""Does what was asked and returns the exit code."""


class _Dataclass(Protocol):
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Options = TypeVar("Options", bound=_Dataclass)


def words(given: list[str] | None) -> tuple[str, ...]:
    """Return what was given again and again, or at once with commas."""
    return tuple(word.strip() for part in given or () for word in part.split(",") if word.strip())


def taking(options: type[Options]) -> Callable[[Callable[[Options], Work]], Callable[..., Work]]:
    """Make a command of a function: each field of the dataclass `options` becomes a parameter, as typer wants them."""
    hints = get_type_hints(options, include_extras=True)
    parameters = [
        Parameter(field.name, Parameter.KEYWORD_ONLY, default=_default(field), annotation=hints[field.name])
        for field in fields(options)
    ]

    def command(work: Callable[[Options], Work]) -> Callable[..., Work]:
        def flags(**given: Any) -> Work:  # noqa: ANN401  what typer made of the command line
            return work(options(**given))

        flags.__name__, flags.__doc__ = work.__name__, work.__doc__
        flags.__signature__ = Signature(parameters)  # type: ignore[attr-defined]
        flags.__annotations__ = {name: hints[name] for name in (p.name for p in parameters)}
        return flags

    return command


def _default(field: Field[Any]) -> object:
    return Parameter.empty if field.default is MISSING else field.default
