"""The registry of checks. A check is a module in one of the folders here; nothing lists them by hand.

See `linguistic/doubled_word.py` for one.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from typing import Any, ClassVar, Protocol, TypeVar, runtime_checkable

from tqcheck.model import Hit, Segment, Severity
from tqcheck.reading import Reading

CheckType = TypeVar("CheckType", bound=type)
_RULES: dict[str, Rule] = {}


@runtime_checkable
class Check(Protocol):
    """One question asked of one segment at a time."""

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield what is wrong; nothing when all is well. Never raises, whatever the text."""
        ...


@runtime_checkable
class Collector(Protocol):
    """Learns from every segment of the corpus in a first pass."""

    def add(self, segment: Segment) -> None:
        """Keep what the judgement needs, and no more."""
        ...

    def finish(self) -> Check:
        """Return the judge that sees every segment again, in the same order, in the second pass."""
        ...


@runtime_checkable
class CorpusCheck(Protocol):
    """A question that one segment alone cannot answer.

    Its judge is asked of every segment in order, in one process. A class that says `looks_back: ClassVar[int] = n` lets
    several processes have a copy of its judge, each asked of other stretches of the corpus: the judge can be pickled,
    and it need only have been asked of the `n` segments with a target that stand before a stretch.
    """

    def begin(self) -> Collector:
        """Start a new corpus."""
        ...


@runtime_checkable
class Gatherer(Protocol):
    """Learns from a part of the corpus what is then joined with what others have learnt from other parts.

    It can be pickled, and so can keys, parts and what is told. `everywhere` says that there are few keys and that what
    is told of them goes to all; otherwise it goes to those parts of the corpus that brought the key.
    """

    everywhere: ClassVar[bool]

    def add(self, segment: Segment) -> None:
        """Keep what the judgement needs, and no more."""
        ...

    def drain(self) -> dict[Any, Any]:
        """Return what was learnt since the last time, by key, and forget it.

        Of each key that the judge of this part will ask about there is something, if it is nothing.
        """
        ...

    def joined(self, parts: Sequence[Any]) -> Any:  # noqa: ANN401  each has its own
        """Return what parts of one key are together; they stand in the order of the corpus, as what is joined may."""
        ...

    def told(self, key: Any, whole: Any) -> Any | None:  # noqa: ANN401  likewise
        """Return what a judge needs to know of a key; None for nothing."""
        ...

    def judge(self, known: Mapping[Any, Any]) -> Check:
        """Return a judge of those segments that brought these keys, who knows what was told of them."""
        ...


@runtime_checkable
class GatheringCheck(Protocol):
    """A corpus-wide check that several machines can learn for, each from other files of the corpus.

    A corpus-wide check without it can be asked there only if what it learns is of one file alone: its class says so by
    `within_file: ClassVar[bool] = True`.
    """

    def gather(self) -> Gatherer:
        """Start a part of a corpus."""
        ...


@runtime_checkable
class ReadingCheck(Protocol):
    """One question asked of one segment and of what models say of it."""

    def check(self, segment: Segment, reading: Reading) -> Iterator[Hit]:
        """Yield what is wrong; nothing when all is well. Never raises, whatever the text and the reading."""
        ...


AnyCheck = Check | CorpusCheck | ReadingCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is known of a check without running it."""

    code: str
    name: str
    severity: Severity
    mqm: str
    needs_source: bool
    cls: type
    """A frozen dataclass whose fields are the options: a Check, a CorpusCheck or, with `needs`, a ReadingCheck."""
    needs: tuple[str, ...] = ()
    """The scores without which it cannot be asked; `forced` is any `forced:MODEL`."""

    @property
    def module(self) -> str:
        """The module that defines the check; its cases stand beside it."""
        return self.cls.__module__


def rule(  # noqa: PLR0913  one parameter a property
    code: str, name: str, severity: Severity, *, mqm: str, needs_source: bool = True, needs: tuple[str, ...] = ()
) -> Callable[[CheckType], CheckType]:
    """Register a class as the check `code`. Raises ValueError when the code or the name is taken."""

    def register(cls: CheckType) -> CheckType:
        taken = [r for r in _RULES.values() if r.code == code or r.name == name]
        if taken and taken[0].module != cls.__module__:
            raise ValueError(f"{code} {name} is already {taken[0].code} {taken[0].name} in {taken[0].module}")
        _RULES[code] = Rule(
            code=code, name=name, severity=severity, mqm=mqm, needs_source=needs_source, cls=cls, needs=needs
        )
        return cls

    return register


@cache
def rules() -> tuple[Rule, ...]:
    """Every check, ours and those of plug-ins (entry-point group `tqcheck.checks`), by code."""
    for module in pkgutil.walk_packages(__path__, prefix=f"{__name__}."):
        importlib.import_module(module.name)
    for plugin in entry_points(group="tqcheck.checks"):
        plugin.load()
    return tuple(sorted(_RULES.values(), key=lambda r: r.code))
