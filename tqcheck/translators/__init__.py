"""Translation models and services behind one protocol, `Translator`. None of them loads before it is asked for."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from tqcheck.cache import Cache
from tqcheck.errors import ModelError, UsageError
from tqcheck.hub import EXTRA, Snapshot
from tqcheck.translating import Translator

NAMES = ("apertium", "opus-mt", "endpoint:MODEL")
"""What can be asked for by name; beside them a given chain (`apertium:fra-spa-eng`), and models by their path or id."""
_KNOWN = (*NAMES, "apertium:spa-eng", "endpoint:")
_BATCH = 64
_BATCHES = {"apertium": 500, "endpoint": 32}
"""Texts that are kept together: what is lost at most when a run is stopped."""
_Wrap = Callable[[Translator], Translator]


def open_translator(name: str, *, cache: Path | None) -> Translator:
    """Open a translator by name, path or id; `cache` is the file that keeps what it translated before.

    Raises UsageError for a name that is none, ModelError for what is not installed or cannot be used. A translator that
    is chosen by its languages may raise ModelError only when it is first asked.
    """
    family, _, rest = name.partition(":")

    def kept(translator: Translator) -> Translator:
        if cache is None:
            return translator
        from tqcheck.translators.cached import Cached  # noqa: PLC0415  only a run that translates pays

        return Cached(translator, Cache(cache), batch=_BATCHES.get(family, _BATCH))

    if family == "apertium":
        return _apertium(rest, kept)
    if family == "endpoint" and rest:
        from tqcheck.translators.endpoint import open_endpoint  # noqa: PLC0415  likewise

        return kept(open_endpoint(rest))
    if name == "opus-mt":
        _need_extra(name)
        return _by_pair(name, lambda source, target: kept(_opus(source, target)))
    if _is_model(name):
        return kept(_model(name))
    raise UsageError(f"there is no translator {name!r}.", mend=_suggestion(name))


def files(name: str) -> Snapshot | None:
    """Return the files of a translator that is a model by its path or id; None for any other. Raises ModelError."""
    named = name.partition(":")[0] in {"apertium", "endpoint"}
    return Snapshot.open(name) if _is_model(name) and not named else None


def _apertium(chain: str, kept: _Wrap) -> Translator:
    from tqcheck.translators.apertium import Installed  # noqa: PLC0415  likewise

    installed = Installed()
    if chain:
        return kept(installed.given(chain))
    return _by_pair("apertium", lambda source, target: kept(installed.chosen(source, target)))


def _by_pair(name: str, choose: Callable[[str, str], Translator]) -> Translator:
    from tqcheck.translators.by_pair import ByPair  # noqa: PLC0415  likewise

    return ByPair(name, choose)


def _opus(source: str, target: str) -> Translator:
    from tqcheck.opus_mt import open_pair  # noqa: PLC0415  likewise
    from tqcheck.translators.seq2seq import Seq2Seq  # noqa: PLC0415  likewise

    return Seq2Seq(open_pair(source, target))


def _model(name: str) -> Translator:
    """Open a model of transformers by what it is. Raises ModelError for one that does not translate."""
    kind = Snapshot.open(name).kind
    if kind not in {"seq2seq", "causal"}:
        raise ModelError(f"{name} is no model that writes text.", mend="Give a translation model or a language model.")
    _need_extra(name)
    found: Translator = importlib.import_module(f"tqcheck.translators.{kind}").open_model(name)
    return found


def _need_extra(name: str) -> None:
    """Raise ModelError when the libraries are missing, before anything is read; to import them takes seconds."""
    for module in ("torch", "transformers"):
        if find_spec(module) is None:
            raise ModelError(f"{name} needs {module}, which is not installed.", mend=f"Install it: {EXTRA}.")


def _is_model(name: str) -> bool:
    return "/" in name or name.endswith(".gguf") or bool(name and Path(name).is_dir())


def _suggestion(name: str) -> str:
    near = difflib.get_close_matches(name, _KNOWN, n=1)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"It may be {', '.join(NAMES)}, or the path or id of a model, such as facebook/m2m100_418M."
