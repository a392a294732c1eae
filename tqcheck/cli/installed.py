"""The models of this machine: the one carried along, those configured, the hub's cache, Apertium's pairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tqcheck.carried import carried
from tqcheck.config import Config
from tqcheck.errors import ModelError, TqcheckError
from tqcheck.hub import Snapshot, extra, missing
from tqcheck.scorers import EMBEDDED, wanted
from tqcheck.scorers.folder import ModelFolder

Kind = Literal["embedded", "quality", "translation", "language model", "service", "unknown"]
_KINDS: dict[str, Kind] = {
    "comet": "quality",
    "classification": "quality",
    "seq2seq": "translation",
    "causal": "language model",
}
"""Of what the hub has; encoders alone are of no use here."""
_WEIGHTS = ("*.safetensors", "*.ckpt")
_LICENCE = "apache-2.0"
"""Of the model that the program carries."""
_HUB = "the hub's cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A model, and what is known of it without loading it."""

    name: str
    """As --models or --back-translate takes it."""
    kind: Kind
    place: str
    """Where it comes from: a path, `the hub's cache`, `Apertium`, `a service`, or `this program`."""
    languages: tuple[str, ...] = ()
    """As its maker names them; for a translator from and to, where it has one direction."""
    licence: str | None = None
    """As its card has it; None where it does not say."""
    non_commercial: bool = False
    hash: str | None = None
    """8 hex digits or more."""
    asked: bool = False
    """Whether it reads, or translates back, where no flag says otherwise."""
    problem: str | None = None
    """Why it cannot be used."""


def installed(config: Config) -> list[Installed]:
    """Return all models, each once: those that are asked by default first."""
    asked = [_told(name, scorer=True) for name in wanted(config.models) or ()]
    asked += [_told(config.back_translate, scorer=False)] if config.back_translate else []
    found = {model.name: replace(model, asked=True) for model in asked}
    for model in (_told(EMBEDDED, scorer=True), *_of_apertium(), *_of_the_hub()):
        found.setdefault(model.name, model)
    return list(found.values())


def named(name: str) -> Installed:
    """Return what is known of one model, by the name that a flag takes."""
    translates = name.partition(":")[0] in {"apertium", "endpoint", "opus-mt"}
    return _told(name, scorer=not translates)


def _told(name: str, *, scorer: bool) -> Installed:
    """Return what is known of a model, or why it cannot be used."""
    try:
        if name == EMBEDDED or (scorer and _ours(Path(name))):
            return _embedded(name)
        return _by_family(name) or _by_path(name)
    except TqcheckError as error:
        return Installed(name=name, kind="unknown", place="nowhere", problem=str(error))


def _by_family(name: str) -> Installed | None:
    """Return what is known of one that has no folder of its own; None where it has."""
    family = name.partition(":")[0]
    if family == "endpoint":
        return Installed(name=name, kind="service", place="a service")
    if family == "apertium":
        return next((m for m in _of_apertium() if m.name == name), None) or _chosen(name, "Apertium")
    return _chosen(name, _HUB) if name.removeprefix("forced:") == "opus-mt" else None


def _by_path(name: str) -> Installed:
    """Return what is known of a folder, a file or an id; nothing is fetched to know it."""
    plain = name.removeprefix("forced:").partition("?")[0]
    if Path(plain).expanduser().exists():
        snapshot = Snapshot.open(plain, weights=_WEIGHTS)
        return _of_snapshot(name, snapshot, str(snapshot.path))
    wanted_id = plain.partition("@")[0]
    here = next((model for model in _of_the_hub() if model.name == wanted_id), None)
    if here:
        return replace(here, name=name)
    if "/" not in plain:
        raise ModelError(f"there is no model {plain!r}.", mend="`tqcheck models` lists those of this machine.")
    raise missing(plain, "it is fetched when it is first asked, unless HF_HUB_OFFLINE forbids it")


def _ours(folder: Path) -> bool:
    return (folder / "model.onnx").is_file()


def _embedded(name: str) -> Installed:
    carried_along = name == EMBEDDED
    folder = carried(name) if carried_along else Path(name)
    if folder is None or not _ours(folder):
        raise ModelError("this build does not carry it.", mend="Give the path of its folder with --models.")
    opened = ModelFolder.open(folder)
    licence = opened.settings.get("licence", _LICENCE if carried_along else None)
    return Installed(
        name=name,
        kind="embedded",
        place="this program" if carried_along else name,
        languages=tuple(opened.settings.get("languages", ())) or (("about a hundred",) if carried_along else ()),
        licence=licence,
        hash=opened.hash,
    )


def _chosen(name: str, place: str) -> Installed:
    """Return what is known of one that is chosen by the languages of a pair."""
    return Installed(name=name, kind="translation", place=place, languages=("by pair",))


def _of_snapshot(name: str, snapshot: Snapshot, place: str) -> Installed:
    kind = _KINDS.get(snapshot.kind, "unknown")
    return Installed(
        name=name,
        kind=kind,
        place=place,
        languages=snapshot.languages,
        licence=snapshot.licence,
        non_commercial=snapshot.non_commercial,
        hash=snapshot.hash,
        problem="it is no model that estimates quality or writes text." if kind == "unknown" else None,
    )


def _of_the_hub() -> Iterator[Installed]:
    """Yield what is in the hub's cache and can be used; nothing where the extra `neural` is not installed."""
    try:
        cache = Path(extra("huggingface_hub.constants").HF_HUB_CACHE)
    except ModelError:
        return
    for folder in sorted(cache.glob("models--*--*/snapshots/*")):
        name = "/".join(folder.parts[-3].removeprefix("models--").split("--"))
        for file in sorted(folder.glob("*.gguf")):
            snapshot = Snapshot(name=name, path=folder, gguf=file.name, revision=folder.name)
            yield _of_snapshot(f"{name}/{file.name}", snapshot, _HUB)
        try:
            snapshot = replace(Snapshot.open(str(folder), weights=_WEIGHTS), name=name, revision=folder.name)
        except ModelError:  # parts of a model, such as a tokenizer alone
            continue
        if snapshot.kind in _KINDS and not snapshot.gguf:
            yield _of_snapshot(name, snapshot, _HUB)


def _of_apertium() -> Iterator[Installed]:
    """Yield the pairs of Apertium; nothing where it is not installed."""
    from tqcheck.translators.apertium import Installed as Apertium  # noqa: PLC0415  starts a process

    try:
        apertium = Apertium()
    except ModelError:
        return
    for mode in apertium.modes:
        print_ = apertium.given(mode.name).signature.rpartition("@")[2]
        languages = (f"{mode.source} → {mode.target}",)
        yield Installed(
            name=f"apertium:{mode.name}", kind="translation", place="Apertium", languages=languages, hash=print_
        )
