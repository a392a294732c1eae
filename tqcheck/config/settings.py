"""The settings of a run."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from tqcheck.errors import UsageError
from tqcheck.model import Severity

Profile = Literal["ci", "review", "audit"]
FLOORS: Mapping[Profile, float] = MappingProxyType({"ci": 0.8, "review": 0.5, "audit": 0.0})
"""The confidence from which a profile shows a finding."""
FailOn = Severity | Literal["never"]
PLATFORM = "platform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a run; flags of the command line replace them one by one."""

    select: tuple[str, ...] = ()
    """Codes, beginnings of codes or names; empty for all checks."""
    ignore: tuple[str, ...] = ()
    """Likewise; taken away from what `select` gives."""
    profile: Profile = "review"
    """From which confidence a finding is shown: `ci` 0.8, `review` 0.5, `audit` 0."""
    fail_on: FailOn = Severity.MAJOR
    """From which severity a finding makes the command end with exit code 1."""
    max_new: int | None = None
    """So many of these are no failure yet; None with no `max_rate`: none."""
    max_rate: Fraction | None = None
    """Likewise, as a share of the segments that were checked."""
    exit_zero: bool = False
    """Whether findings never make the command end with exit code 1."""
    baseline: str | None = None
    """The path of a baseline, a file of findings that are known already; one in a file is taken from its folder."""
    source_lang: str | None = None
    """A canonical BCP 47 tag for segments whose file names no language."""
    target_lang: str | None = None
    """Likewise."""
    paths: tuple[str, ...] = ()
    """What is checked when nothing else is named: files, folders, patterns; in a file taken from its folder."""
    layout: tuple[str, ...] = ()
    """Where paths tell their language: `locales/{lang}/{file}.json`; in a file they are taken from its folder."""
    glossary: tuple[str, ...] = ()
    """Paths of glossaries; those in a file are taken from the folder of that file."""
    names: tuple[str, ...] = ()
    """Paths of names files; likewise."""
    models: tuple[str, ...] | None = None
    """Names or paths of models; empty for none; None for those of `TQCHECK_MODELS`, or the one carried along."""
    cache: str | None = PLATFORM
    """The file that keeps what models said; `platform` for one where the system keeps caches, None for no such file."""
    back_translate: str | None = None
    """The translator that translates targets back to the language of the source; None for none."""
    jobs: int | Literal["auto"] = 1
    """How many processes ask the checks; `auto`: one a processor for large files, one in all where models read."""
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """Options of checks, by code or name."""
    path: str | None = None
    """The file that these settings came from."""


MOST_JOBS = 256
FAIL_ON = (*(s.value for s in Severity), "never")
"""What `fail-on` may be."""


def fail_on(word: str) -> FailOn:
    """Return the severity of this name, or `never`. Raises UsageError for any other word."""
    if word == "never":
        return "never"
    if word not in FAIL_ON:
        raise UsageError(f"fail-on is {word!r}.", mend=suggestion(word, FAIL_ON))
    return Severity(word)


def jobs(word: str) -> int | Literal["auto"]:
    """Return the number of processes that `4` or `auto` means. Raises UsageError for what is none."""
    if word == "auto":
        return "auto"
    if not word.isdecimal() or not 1 <= int(word) <= MOST_JOBS:
        mend = f"Give a number from 1 to {MOST_JOBS}, or auto."
        raise UsageError(f"jobs is {word!r}.", mend=mend)
    return int(word)


def max_rate(word: str) -> Fraction:
    """Return the share that `5/1000`, or `5` of a thousand, means. Raises UsageError for what is none."""
    count, _, of = word.partition("/")
    try:
        rate = Fraction(count.strip()) / Fraction(of.strip() or 1000)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(-1)
    if not 0 <= rate <= 1:
        raise UsageError(f"max-rate is {word!r}.", mend="Write how many findings of so many segments: 5/1000.")
    return rate


def profile(word: str) -> Profile:
    """Return the profile of this name. Raises UsageError when there is none."""
    for known in FLOORS:
        if known == word:
            return known
    raise UsageError(f"there is no profile {word!r}.", mend=suggestion(word, FLOORS))


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the word of `known` nearest to `word`, or all of them."""
    *others, last = known
    near = difflib.get_close_matches(word, [*others, last], n=1)
    return f"Did you mean {near[0]!r}?" if near else f"It may be {', '.join(others)} or {last}."
