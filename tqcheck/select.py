"""From settings to the checks of a run."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from tqcheck.checks import AnyCheck, Rule, rules
from tqcheck.checks.naming import find, matching
from tqcheck.checks.options import build
from tqcheck.config import FLOORS, PLATFORM, Config
from tqcheck.errors import UsageError
from tqcheck.lang.names.given import NOTHING, GivenNames
from tqcheck.model import Term
from tqcheck.scorers import wanted
from tqcheck.scorers.place import place

BACK_TRANSLATION, FORCED = "back-translation", "forced"
"""Scores that are given only where the user asks for them; checks that need them wait for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run asks of every segment."""

    checks: tuple[tuple[Rule, AnyCheck], ...]
    """By code."""
    profile: str
    floor: float
    """Findings of less confidence than this are not shown; they still raise the risk."""
    signature: str
    """The part of the run's signature for profile, checks and options."""
    models: tuple[str, ...] = ()
    """Names or paths of those that read every segment."""
    cache: Path | None = None
    """The file that keeps what models said; None to keep nothing."""
    unasked: tuple[Rule, ...] = ()
    """What was selected and cannot be asked, for no model reads."""
    back_translate: str | None = None
    """The translator that translates targets back; None for none."""
    by_choice: bool = True
    """Whether the user said which models read; one who wants none need not be told what that leaves out."""


def plan(config: Config, *, terms: tuple[Term, ...] = (), names: GivenNames = NOTHING) -> Plan:
    """Return the selected checks with their options; `terms` and `names` go to every check that takes such.

    Checks of terms are left out when there are none, and checks that need scores when no model reads.
    Raises UsageError for an unknown code, name or option, and when nothing is selected or nothing is left.
    """
    models = wanted(config.models)
    selected = _chosen(config)
    chosen = tuple(rule for rule in selected if _scored(rule, models=models or (), back=bool(config.back_translate)))
    given = _options(config)
    handed = {"terms": terms, "names": names}
    made = ((rule, build(rule, _values(rule, given.get(rule.code, {}), handed))) for rule in chosen)
    built = tuple((rule, check) for rule, check in made if getattr(check, "terms", True))  # no terms, no question
    if not built:
        raise _nothing_left(chosen, selected)
    return Plan(
        checks=built,
        profile=config.profile,
        floor=FLOORS[config.profile],
        signature=f"profile:{config.profile}|checks:{len(built)}|options:{_digest(built)}",
        models=models or (),
        by_choice=models is not None,
        back_translate=config.back_translate,
        cache=_cache(config) if models or config.back_translate else None,
        unasked=tuple(rule for rule in selected if rule not in chosen and _missed(rule, config)),
    )


def _scored(rule: Rule, *, models: tuple[str, ...], back: bool) -> bool:
    """Tell whether the run has models that may give the scores that a check needs."""
    if FORCED in rule.needs:
        return any(model.startswith(f"{FORCED}:") for model in models)
    return not rule.needs or (back if _of_back_translation(rule) else bool(models))


def _missed(rule: Rule, config: Config) -> bool:
    """Tell whether the user may think that a check is asked which is not: of those that wait for a flag none does."""
    waits = _of_back_translation(rule) or FORCED in rule.needs
    return not waits or not {rule.code, rule.name}.isdisjoint(config.select)


def _of_back_translation(rule: Rule) -> bool:
    return BACK_TRANSLATION in rule.needs


def reporting_ties(made: Plan) -> Plan:
    """Return a plan whose checks report both ends where they would choose the later, for a run that leaves some out.

    An edit of the earlier one would go unnoticed otherwise: the later one, which is left out, would be to blame.
    """
    return replace(made, checks=tuple((rule, _with_ties(check)) for rule, check in made.checks))


def _with_ties(check: Any) -> Any:  # noqa: ANN401  a check is any dataclass
    return replace(check, ties=True) if hasattr(check, "ties") else check


def _nothing_left(chosen: tuple[Rule, ...], selected: tuple[Rule, ...]) -> UsageError:
    codes = ", ".join(rule.code for rule in chosen or selected)
    if chosen:
        return UsageError(f"{codes} compare with a glossary.", mend="Give one with --glossary.")
    if all(_of_back_translation(rule) for rule in selected):
        return UsageError(f"{codes} compares with a back-translation.", mend="Give a translator with --back-translate.")
    if all(FORCED in rule.needs for rule in selected):
        return UsageError(f"{codes} asks a translation model.", mend="Give one: --models forced:MODEL.")
    return UsageError(f"{codes} need a model, and none reads.", mend="Give one with --models.")


def _cache(config: Config) -> Path | None:
    if config.cache is None:
        return None
    return place() if config.cache == PLATFORM else Path(config.cache)


def _chosen(config: Config) -> tuple[Rule, ...]:
    selected = _codes(config.select) if config.select else {r.code for r in rules()}
    ignored = _codes(config.ignore)
    chosen = tuple(r for r in rules() if r.code in selected - ignored)
    if not chosen:
        raise UsageError("no check is selected.", mend="Select more or ignore less; `tqcheck checks` lists them all.")
    return chosen


def _codes(words: Iterable[str]) -> set[str]:
    return {rule.code for word in words for rule in matching(word)}


def _options(config: Config) -> dict[str, dict[str, object]]:
    """Return the options by code; those given by code win over those given by name."""
    merged: dict[str, dict[str, object]] = {}
    for word in sorted(config.options, key=lambda w: find(w).code == w.upper()):
        merged.setdefault(find(word).code, {}).update(config.options[word])
    return merged


def _values(rule: Rule, given: Mapping[str, object], handed: Mapping[str, object]) -> dict[str, object]:
    taken = {f.name for f in fields(rule.cls)}
    return {name: value for name, value in handed.items() if value and name in taken} | dict(given)


def _digest(built: tuple[tuple[Rule, AnyCheck], ...]) -> str:
    """Return 8 hex digits of codes and options, equal between processes (the order of a set is not)."""
    lines = []
    for rule, check in built:
        options = {f.name: getattr(check, f.name) for f in fields(rule.cls)}
        stable = {n: sorted(map(repr, v)) if isinstance(v, frozenset | set) else repr(v) for n, v in options.items()}
        lines.append(f"{rule.code}{stable}")
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:8]
