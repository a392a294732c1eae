"""Models in the layout of Hugging Face: a folder, a GGUF file, or an id of the hub, found, verified and hashed."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, Literal

from tqcheck.errors import ModelError

Kind = Literal["seq2seq", "causal", "classification", "comet", "encoder"]
SAFE = ("*.safetensors",)
"""Weights that hold numbers only; a pickle may hold a program."""
EXTRA = "pip install 'tqcheck[neural]'"
_SMALL = ("*.json", "*.txt", "*.model", "*.spm", "*.jinja", "*.yaml", "README.md")
_DOUBLES = ("consolidated*", "*/*.safetensors")
"""The same weights again for other programs."""
_ID = re.compile(r"(?P<id>[\w.-]+/[\w.-]+?)(?:@(?P<revision>[\w./-]+?))?(?:/(?P<file>[\w./-]+\.gguf))?", re.ASCII)
_WHOLE = 32 << 20
"""Bytes up to which a file is hashed whole; of a larger one its ends and pieces between them are."""
_PIECES, _PIECE = 64, 1 << 16


def extra(module: str) -> Any:  # noqa: ANN401  a module is what its documentation says
    """Import a module of the extra `neural`. Raises ModelError, with the mend, when it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise ModelError(f"this needs {package}, which is not installed.", mend=f"Install it: {EXTRA}.") from error


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A model on this machine."""

    name: str
    """As it was asked for."""
    path: Path
    """Its folder."""
    revision: str | None = None
    """The commit of the hub; None for a folder or a file of one's own."""
    gguf: str | None = None
    """The name of the GGUF file in the folder, where that is the model."""
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """What `config.json` says; empty where there is none."""
    patterns: tuple[str, ...] = SAFE

    @classmethod
    def open(cls, name: str, *, weights: Sequence[str] = SAFE) -> Snapshot:
        """Find a model by the path of its folder or GGUF file, or by its id: `owner/name`, `owner/name@revision`,
        `owner/name/file.gguf`.

        What is not on this machine is downloaded, unless HF_HUB_OFFLINE forbids it. `weights` are the patterns of files
        of which one must be there. Raises ModelError when the model is not to be had or is no model.
        """  # noqa: D205  the ids belong together
        path = Path(name).expanduser()
        if path.is_dir():
            return _opened(name, path, patterns=tuple(weights))
        if path.is_file() and path.suffix == ".gguf":
            return cls(name=name, path=path.parent, gguf=path.name)
        found = _ID.fullmatch(name)
        if found is None or path.is_file():
            raise ModelError(f"{name!r} is no model.", mend="Give the path of its folder or an id such as owner/name.")
        file = found["file"]
        folder = _fetched(found["id"], found["revision"], (file,) if file else tuple(weights))
        if file:
            revision = folder.name
            return cls(name=name, path=(folder / file).parent, gguf=Path(file).name, revision=revision)
        return _opened(name, folder, patterns=tuple(weights), revision=folder.name)

    @property
    def weights(self) -> tuple[Path, ...]:
        """The files that hold the weights."""
        return (self.path / self.gguf,) if self.gguf else _weights(self.path, self.patterns)

    @property
    def architectures(self) -> tuple[str, ...]:
        """The classes of transformers that `config.json` names."""
        return tuple(self.settings.get("architectures") or ())

    @property
    def kind(self) -> Kind:
        """What can be asked of it."""
        if self.gguf:
            return "causal"
        if (self.path / "hparams.yaml").is_file():  # a config.json beside it is that of its encoder
            return "comet"
        named = " ".join(self.architectures)
        if "SequenceClassification" in named:
            return "classification"
        if self.settings.get("is_encoder_decoder") or "MarianMT" in named:
            return "seq2seq"
        return "causal" if re.search("CausalLM|LMHead|ConditionalGeneration", named) else "encoder"

    @cached_property
    def licence(self) -> str | None:
        """As its card says it, such as `apache-2.0` or `cc-by-nc-4.0`; None where it does not say."""
        data = self._card
        licence = data.get("license")
        if licence == "other":
            licence = data.get("license_name") or data.get("license_link")
        return ", ".join(licence) if isinstance(licence, list) else str(licence) if licence else None

    @property
    def non_commercial(self) -> bool:
        """Tell whether its licence forbids commercial use, as far as its name says so."""
        return bool(re.search(r"\bnc\b|non-?commercial|research", (self.licence or "").casefold()))

    @property
    def notice(self) -> str | None:
        """What there is to say of its licence; None where nothing is."""
        return f"The licence of {self.name}, {self.licence}, forbids commercial use." if self.non_commercial else None

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of its languages, as its card gives them."""
        codes = self._card.get("language") or ()
        return (str(codes),) if isinstance(codes, str) else tuple(str(code) for code in codes)

    @property
    def chat_template(self) -> str | None:
        """How a GGUF file wants to be talked to; in other models the tokenizer knows."""
        return self._says("tokenizer.chat_template")

    @cached_property
    def hash(self) -> str:
        """64 hex digits over the files that shape what the model says; of large ones over pieces of them."""
        digest = hashlib.sha256()
        small = () if self.gguf else (p for pattern in _SMALL for p in self.path.glob(pattern))
        for path in sorted({*small, *self.weights} - {self.path / "README.md"}):
            digest.update(path.name.encode() + path.stat().st_size.to_bytes(8, "little"))
            with path.open("rb") as file:
                _add(digest, file)
        return digest.hexdigest()

    @property
    def signature(self) -> str:
        """The last part of its name with the first 8 hex digits of the hash."""
        return f"{(self.gguf or self.name.rstrip('/').split('/')[-1]).partition('@')[0]}@{self.hash[:8]}"

    @cached_property
    def _card(self) -> Mapping[str, Any]:
        """The front matter of README.md, or what a GGUF file says of itself."""
        card = self.path / "README.md"
        try:
            found = extra("huggingface_hub").metadata_load(card) if card.is_file() else None
        except ValueError:  # a card that is no YAML says nothing
            found = None
        if found or not self.gguf:
            return found if isinstance(found, Mapping) else {}
        return {"license": self._says("general.license")}

    def _says(self, key: str) -> str | None:
        """Return what a GGUF file says under a key; None where it says nothing, or is none."""
        said = extra("gguf").GGUFReader(str(self.path / self.gguf)).fields.get(key) if self.gguf else None
        return bytes(said.parts[-1]).decode("utf-8", "replace") if said else None


def _opened(name: str, path: Path, *, patterns: tuple[str, ...], revision: str | None = None) -> Snapshot:
    try:
        config = path / "config.json"
        settings = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
    except ValueError as error:
        raise ModelError(f"cannot be read: {error}.", path=str(path / "config.json")) from error
    if not isinstance(settings, dict) or not (settings or (path / "hparams.yaml").is_file()):
        raise ModelError("is no folder of a model: it has no config.json that says so.", path=str(path))
    if not _weights(path, patterns):
        raise _weightless(name, settings, patterns)
    return Snapshot(name=name, path=path, revision=revision, settings=settings, patterns=patterns)


def _weightless(name: str, settings: Mapping[str, Any], patterns: Iterable[str]) -> ModelError:
    which = ", ".join(patterns)
    what = f"has no weights ({which}), or only some; those in a pickle, which may hold a program, do not count."
    kind = (settings.get("architectures") or ["AutoModel"])[0]
    load = f"import transformers as t; t.{kind}.from_pretrained('{name}').save_pretrained('FOLDER')"
    mend = f'Convert a pickle that you trust: `python -c "{load}"`. Copy its other files there and name that folder.'
    return ModelError(what, path=name, mend=mend)


def _weights(path: Path, patterns: Iterable[str]) -> tuple[Path, ...]:
    """Return the files with weights; none where the index names one that is not there."""
    found = {p for pattern in patterns for q in (pattern, f"checkpoints/{pattern}") for p in path.glob(q)}
    for index in path.glob("*.safetensors.index.json"):
        parts = set(json.loads(index.read_text(encoding="utf-8")).get("weight_map", {}).values())
        if not all((path / part).is_file() for part in parts):
            return ()
    return tuple(sorted(found))


def is_here(name: str) -> bool:
    """Tell whether a model is on this machine."""
    return Path(name).expanduser().exists() or _cached(name, None, SAFE) is not None


def is_on_hub(name: str) -> bool:
    """Tell whether the hub has a model of this id; False when HF_HUB_OFFLINE forbids to ask.

    Raises ModelError when the hub cannot be reached.
    """
    hub = extra("huggingface_hub")
    try:
        return not hub.is_offline_mode() and bool(hub.HfApi().repo_exists(name))
    except Exception as error:  # of the network below, which differs from version to version
        raise missing(name, f"the hub cannot be asked: {error}") from error


def missing(name: str, why: str = "HF_HUB_OFFLINE forbids to fetch it") -> ModelError:
    """Return what to say of a model that is not on this machine."""
    mend = f"Fetch it where there is a network: `hf download {name}`. What does not need it runs without it."
    return ModelError(f"{name} is not on this machine, and {why}.", mend=mend)


def _fetched(name: str, revision: str | None, weights: tuple[str, ...]) -> Path:
    """Return the folder of a model of the hub: from the cache, or else downloaded."""
    hub = extra("huggingface_hub")
    cached = _cached(name, revision, weights)
    if cached:
        return cached
    if hub.is_offline_mode():
        raise missing(name)
    try:
        folder = Path(_download(name, revision, weights))
        offered = None if revision or _weights(folder, weights) else _offered(hub, name)
        return Path(_download(name, offered, weights)) if offered else folder
    except hub.errors.GatedRepoError as error:
        terms = "Accept its terms on its page, then `hf auth login`."
        raise ModelError(f"{name} is given only to those who accept its terms.", mend=terms) from error
    except hub.errors.RepositoryNotFoundError as error:
        raise ModelError(f"there is no model {name} on the hub.", mend="Mind the spelling.") from error
    except Exception as error:  # of the network below, which differs from version to version
        raise missing(name, f"it cannot be fetched: {error}") from error


def _cached(name: str, revision: str | None, weights: tuple[str, ...]) -> Path | None:
    """Return the folder of a model in the cache, with weights; None where there is none."""
    try:
        folders = _versions(Path(_download(name, revision, weights, local_files_only=True)), revision)
    except (OSError, ValueError):  # not there, or not all of it
        return None
    return next((folder for folder in folders if _weights(folder, weights)), None)


def _download(name: str, revision: str | None, weights: tuple[str, ...], *, local_files_only: bool = False) -> str:
    allowed = [*_SMALL, *weights, *(f"checkpoints/{pattern}" for pattern in weights)]
    found: str = extra("huggingface_hub").snapshot_download(
        name,
        revision=revision,
        allow_patterns=allowed,
        ignore_patterns=[*_DOUBLES],
        local_files_only=local_files_only,
    )
    return found


def _versions(folder: Path, revision: str | None) -> list[Path]:
    """Return a folder of the cache, and where no revision is asked for the others of the same model."""
    others = [] if revision else sorted(p for p in folder.parent.iterdir() if p != folder)
    return [folder, *others]


def _offered(hub: Any, name: str) -> str | None:  # noqa: ANN401  the module
    """Return the revision with safe weights that the hub's own converter offers and that nobody has merged."""
    offers = hub.HfApi().get_repo_discussions(name, author="SFconvertbot", discussion_type="pull_request")
    return next((f"refs/pr/{offer.num}" for offer in offers if offer.author == "SFconvertbot"), None)


def _add(digest: hashlib._Hash, file: BinaryIO) -> None:
    size = file.seek(0, 2)
    if size <= _WHOLE:
        file.seek(0)
        digest.update(file.read())
        return
    for piece in range(_PIECES + 1):
        file.seek((size - _PIECE) * piece // _PIECES)
        digest.update(file.read(_PIECE))
