"""Apertium, the rule-based translator, where it is installed: a pair of languages, or a chain of pairs."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tqcheck.errors import ModelError, UsageError
from tqcheck.translating import Translation
from tqcheck.translators.apertium_modes import Mode, distance, modes, through, way
from tqcheck.translators.apertium_process import INSTALL, folder, ran
from tqcheck.translators.apertium_stream import END, packed, unpacked

Step = tuple[str, float] | str
"""A text and the share of its words that are known, or why there is none."""
_FILE = re.compile(rb"'(/[^']+)'")
_PROBE = "1"


class Installed:
    """The Apertium of this machine. Raises ModelError when there is none, or it has no pair."""

    def __init__(self) -> None:
        self.modes = modes(ran(["-l"]).out.decode("utf-8", "replace").split())
        if not self.modes:
            raise ModelError("Apertium is installed, but no pair of languages is.", mend=INSTALL)

    def chosen(self, source_lang: str, target_lang: str) -> Chain:
        """Return the direct pair or else the shortest way. Raises ModelError when there is none."""
        chain = way(self.modes, source_lang, target_lang)
        if chain is None:
            raise ModelError(
                f"Apertium has no way from {source_lang} to {target_lang} here (it has {self._listed()}).",
                mend=_MORE,
            )
        return Chain(chain)

    def given(self, spec: str) -> Chain:
        """Return a chain such as `fra-spa-eng`. Raises UsageError when it is none, ModelError when it lacks a pair."""
        codes = spec.split("-")
        try:
            chain = through(self.modes, codes)
        except ValueError as error:
            raise UsageError(f"apertium:{spec} names a language that is none.", mend=_SPEC) from error
        if not chain:
            raise UsageError(f"apertium:{spec} is no chain of languages.", mend=_SPEC)
        if isinstance(chain, str):
            raise ModelError(f"Apertium has no pair {chain} here (it has {self._listed()}).", mend=_MORE)
        return Chain(chain)

    def _listed(self) -> str:
        return ", ".join(mode.name for mode in self.modes)


_MORE = "Install a pair that leads there; `apt search apertium-` lists them on Debian or Ubuntu."
_SPEC = "Name languages as Apertium does: apertium:spa-eng, or apertium:fra-spa-eng with a language between."


class Chain:
    """Directions of Apertium, one after the other."""

    def __init__(self, chain: Sequence[Mode]) -> None:
        self._chain = chain
        names = [mode.name.split("-") for mode in chain]
        self._name = "-".join([names[0][0], *(last for _, last in names)])
        self.signature = f"apertium {self._name}@{_fingerprint(chain)}"
        """The languages on the way, and 8 hex digits of what the pairs are made of."""

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """See `Translator`. The confidence is the share of the words that it knows, at the worst step."""
        first, last = self._chain[0].source, self._chain[-1].target
        if distance(source_lang, first) is None or distance(target_lang, last) is None:
            fits = f"apertium:{self._name} translates from {first} to {last}, not from {source_lang} to {target_lang}."
            raise ModelError(fits, mend="Say just `apertium`, and it looks for a way itself.")
        steps: list[Step] = [(text, 1.0) if text.strip() else "there is no text" for text in texts]
        for mode in self._chain:
            whole = [(i, *step) for i, step in enumerate(steps) if not isinstance(step, str)]
            done = _translated(mode.name, [text for _, text, _ in whole])
            for (i, _, known), step in zip(whole, done, strict=True):
                steps[i] = step if isinstance(step, str) else (step[0], min(known, step[1]))
        return [s if isinstance(s, str) else Translation(text=s[0], confidence=round(s[1], 4)) for s in steps]

    def close(self) -> None:
        """See `Translator`; it holds nothing."""


def _translated(mode: str, texts: Sequence[str]) -> list[Step]:
    """Translate in one process; where that fails in halves, until the text is alone that does not go through.

    Raises ModelError when nothing goes through.
    """
    found = _parts(mode, texts) if texts else []
    if not isinstance(found, str):
        return [unpacked(part) for part in found]
    if isinstance(_parts(mode, [_PROBE]), str):
        raise ModelError(f"Apertium does not translate {mode}: {found}.", mend="Install that pair again.")
    return _halved(mode, texts)


def _halved(mode: str, texts: Sequence[str]) -> list[Step]:
    found = _parts(mode, texts)
    if not isinstance(found, str):
        return [unpacked(part) for part in found]
    if len(texts) == 1:
        return [f"Apertium failed on it: {found}"]
    half = len(texts) // 2
    return _halved(mode, texts[:half]) + _halved(mode, texts[half:])


def _parts(mode: str, texts: Sequence[str]) -> list[bytes] | str:
    """Return one piece of output for each text, or what went wrong."""
    ended = ran(["-z", "-f", "none", mode], b"".join(packed(text) for text in texts))
    if ended.failure:
        return ended.failure
    parts = ended.out.split(END)
    count = len(texts)
    if len(parts) <= count or any(part.strip() for part in parts[count:]):
        return f"{len(parts) - 1} texts came back of {count}"
    return parts[:count]


def _fingerprint(chain: Sequence[Mode]) -> str:
    """Return 8 hex digits that change with the program and the data of the pairs, as far as sizes and dates tell."""
    digest = hashlib.blake2b(ran(["-V"]).out, digest_size=4)
    for mode in chain:
        plan = folder() / "modes" / f"{mode.name}.mode"
        with suppress(OSError):
            digest.update(plan.read_bytes())
            for name in _FILE.findall(plan.read_bytes()):
                stat = Path(name.decode()).stat()
                digest.update(f"{stat.st_size} {stat.st_mtime_ns}".encode())
    return digest.hexdigest()
