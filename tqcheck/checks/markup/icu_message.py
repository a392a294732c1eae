"""MKP102: an ICU message is broken, or its branches do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tqcheck.checks import rule
from tqcheck.lang.plurals import known, needed
from tqcheck.model import Hit, Segment, Severity, Span
from tqcheck.text import icu
from tqcheck.text.icu import Argument, Branch, Message

_PLURALS = {"plural": "cardinal", "selectordinal": "ordinal"}
_EXACT = {"zero": "=0", "one": "=1", "two": "=2", "=0": "zero", "=1": "one", "=2": "two"}


@rule("MKP102", "icu-message", Severity.MAJOR, mqm="design-and-markup/markup-tag")
@dataclass(frozen=True, slots=True)
class IcuMessage:
    """An ICU message with plural or select branches is broken in the target or does not answer to the source.

    ## Why it matters
    A message that does not parse makes the program show it raw or fail; a lost `select` key or plural form shows the
    wrong sentence to some readers only, so that nobody notices while testing.

    ## How it decides
    Both sides are parsed. The target must parse, have the same arguments of the same types, the same `select` keys
    and an `other` branch everywhere, and use in each branch what the source uses there. Which plural forms the target
    needs is CLDR's to say: a form that whole numbers of daily use never take (French `many`) may be left out, and `=1`
    stands for `one` where one is its only number. Only messages with plural, select or selectordinal count, or those
    that the file declares as `icu-message-format`.

    ## When it is wrong
    When the program formats a language with rules of its own, not with CLDR's.
    """

    def check(self, segment: Segment) -> Iterator[Hit]:
        """Yield what keeps the target's message from working."""
        source, target = segment.source or "", segment.target
        if "{" not in source or not (icu.branched(source) or "icu-message-format" in segment.syntax):
            return
        try:
            ours = icu.parse(source)
        except icu.IcuError:
            return
        try:
            theirs = icu.parse(target)
        except icu.IcuError as error:
            end = min(error.position + 1, len(target))
            span = Span(side="target", start=min(error.position, len(target)), end=end)
            yield Hit(message=f"The message cannot be read: {error.reason}.", spans=(span,), confidence=0.95)
            return
        yield from _arguments(ours, theirs)
        for argument in theirs.walk():
            if argument.branches:
                yield from _branches(argument, _namesake(argument, ours), segment.target_lang or "")


def _namesake(argument: Argument, message: Message) -> Argument | None:
    same = (a for a in message.walk() if a.name == argument.name and a.kind == argument.kind and a.branches)
    return next(same, None)


def _by_name(message: Message) -> dict[str, Argument]:
    """Return the arguments by name, those with branches rather than plain ones."""
    ordered = sorted(message.walk(), key=lambda a: (bool(a.branches), bool(a.kind)))
    return {a.name: a for a in ordered}


def _arguments(ours: Message, theirs: Message) -> Iterator[Hit]:
    first, second = _by_name(ours), _by_name(theirs)
    for name, argument in first.items():
        if name not in second:
            yield _hit(f"The argument “{name}” is missing from the translation.", source=argument)
        elif argument.kind and second[name].kind != argument.kind:
            became = second[name].kind or "a plain argument"
            yield _hit(f"“{name}” is {argument.kind} in the source, {became} here.", second[name], source=argument)
    for name, argument in second.items():
        if name not in first:
            yield _hit(f"The argument “{name}” is not in the source.", argument)


def _hit(
    message: str, argument: Argument | None = None, *, source: Argument | None = None, severity: Severity | None = None
) -> Hit:
    sides = (("source", source), ("target", argument))
    spans = tuple(_head(side, a) for side, a in sides if a is not None)
    return Hit(message=message, spans=spans, confidence=0.9, severity=severity)


def _head(side: str, argument: Argument) -> Span:
    """Point at `{name`, or at the whole of an argument without branches."""
    end = argument.end if not argument.branches else argument.start + 1 + len(argument.name)
    return Span(side="source" if side == "source" else "target", start=argument.start, end=end)


def _branches(argument: Argument, model: Argument | None, lang: str) -> Iterator[Hit]:
    keys = {b.key: b for b in argument.branches}
    if "other" not in keys:
        yield _hit(f"“{argument.name}” has no branch “other”, which ICU demands.", argument)
    if argument.kind == "select":
        yield from _select_keys(argument, keys, model)
    else:
        yield from _plural_forms(argument, keys, lang)
        if model is not None and model.offset != argument.offset:
            yield _hit(f"The offset of “{argument.name}” is {model.offset} in the source.", argument, source=model)
    if model is not None:
        yield from _contents(argument, model)


def _select_keys(argument: Argument, keys: Mapping[str, Branch], model: Argument | None) -> Iterator[Hit]:
    wanted = {b.key: b for b in model.branches} if model else dict(keys)
    for key in wanted.keys() - keys.keys() - {"other"}:
        span = _key("source", wanted[key])
        yield Hit(message=f"The branch “{key}” is missing.", spans=(span, _head("target", argument)), confidence=0.9)
    for key in keys.keys() - wanted.keys() - {"other"}:
        message = f"The source has no branch “{key}”: keys of select are not translated."
        yield Hit(message=message, spans=(_key("target", keys[key]),), confidence=0.9)


def _key(side: str, branch: Branch) -> Span:
    return Span(side="source" if side == "source" else "target", start=branch.start, end=branch.end)


def _plural_forms(argument: Argument, keys: Mapping[str, Branch], lang: str) -> Iterator[Hit]:
    kind = "cardinal" if _PLURALS[argument.kind] == "cardinal" else "ordinal"
    exact = frozenset(int(k[1:]) for k in keys if k.startswith("="))
    named = {k for k in keys if not k.startswith("=")}
    absent = sorted(needed(lang, kind, exact) - named - {"other"})
    if absent:
        forms = ", ".join(f"“{form}”" for form in absent)
        yield _hit(f"{forms} is missing: this language needs it.", argument, severity=Severity.MINOR)
    allowed = known(lang, kind)
    for key in sorted(named - allowed) if allowed else ():
        yield Hit(
            message=f"This language has no plural form “{key}”: the branch is never shown.",
            spans=(_key("target", keys[key]),),
            confidence=0.7,
            severity=Severity.MINOR,
        )


def _contents(argument: Argument, model: Argument) -> Iterator[Hit]:
    """Compare what each branch uses with its namesake in the source, or with `other` there."""
    wanted = {b.key: b for b in model.branches}
    for branch in argument.branches:
        answer = wanted.get(branch.key) or wanted.get(_EXACT.get(branch.key, "")) or wanted.get("other")
        if answer is None:
            continue
        theirs, ours = _used(branch.message, argument), _used(answer.message, argument)
        spelt_out = branch.key in _EXACT or branch.key.startswith("=")
        lost = ours - theirs - ({argument.name} if spelt_out else set())
        for name in sorted(lost):
            shown = "#" if name == argument.name else f"{{{name}}}"
            yield Hit(
                message=f"The branch “{branch.key}” lacks “{shown}”.",
                spans=(_key("source", answer), _key("target", branch)),
                confidence=0.8,
            )


def _used(message: Message, argument: Argument) -> set[str]:
    return {a.name for a in message.walk()} | ({argument.name} if message.numbers else set())
