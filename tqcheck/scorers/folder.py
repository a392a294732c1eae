"""The folder of a model: its files, their hash, and what `config.json` says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from tqcheck.calibration import Logistic
from tqcheck.errors import ModelError

FILES = ("config.json", "vocabulary.bin", "embeddings.q4", "model.onnx")
_BY_LANGUAGE = "languages"


@dataclass(frozen=True)
class ModelFolder:
    """A folder with every file in place."""

    path: Path
    settings: Mapping[str, Any]

    @classmethod
    def open(cls, path: Path) -> ModelFolder:
        """Read the configuration.

        Raises ModelError when a file is missing, `config.json` cannot be read, or a file has not the hash it says.
        """
        for name in FILES:
            if not (path / name).is_file():
                raise ModelError(f"the model has no file {name}.", path=str(path), mend="Install it again.")
        try:
            settings = json.loads((path / "config.json").read_text(encoding="utf-8"))
            opened = cls(path, {"name": str(settings["name"]), **settings})
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"cannot be read: {error!r}.", path=str(path / "config.json")) from error
        opened._verify()
        return opened

    def _verify(self) -> None:
        """Compare the files with `sha256` of the configuration, where it says what they must be."""
        wanted = self.settings.get("sha256")
        if not isinstance(wanted, Mapping):
            return
        for name, found in self._digests.items():
            if wanted.get(name) != found.hex():
                message = "is damaged, or not the file that was published: its SHA-256 is another."
                raise ModelError(message, path=str(self.path / name), mend="Install it again.")

    @property
    def max_tokens(self) -> int:
        """Of one side, the two special ones included."""
        return int(self.settings.get("max_tokens", 256))

    @cached_property
    def hash(self) -> str:
        """64 hex digits over all files that shape what the model says."""
        settings = hashlib.sha256((self.path / "config.json").read_bytes()).digest()
        return hashlib.sha256(settings + bytes.fromhex(self.network)).hexdigest()

    @cached_property
    def network(self) -> str:
        """64 hex digits over the files that shape what is read before calibration."""
        return hashlib.sha256(b"".join(self._digests.values())).hexdigest()

    @cached_property
    def _digests(self) -> Mapping[str, bytes]:
        """The SHA-256 of each of those files; every run needs them for its signature."""
        with ThreadPoolExecutor(len(FILES) - 1) as pool:  # hashing lets other threads go on
            digests = pool.map(_digest, [self.path / name for name in FILES[1:]])
            return dict(zip(FILES[1:], digests, strict=True))

    @property
    def signature(self) -> str:
        """The name with the first 8 hex digits of the hash."""
        return f"{self.settings['name']}@{self.hash[:8]}"


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


class Calibration:
    """Curves by name, for every pair of languages.

    `config.json` gives `calibration` (`{name: {"a": slope, "b": bias}}`) and `claims` (`{name: {"bias": number,
    "weights": {feature: number}}}`); each may hold a table `languages` with what differs for a pair (`en-ja`) or a
    target language (`ja`), regions and scripts left out.
    """

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._curves, self._claims = settings.get("calibration", {}), settings.get("claims", {})
        self.curves = lru_cache(maxsize=256)(self._curves_of)
        self.claims = lru_cache(maxsize=256)(self._claims_of)

    def _curves_of(self, source: str | None, target: str | None) -> Mapping[str, tuple[float, float]]:
        found = _merged(self._curves, source, target)
        return {name: (float(curve["a"]), float(curve["b"])) for name, curve in found.items()}

    def _claims_of(self, source: str | None, target: str | None) -> Mapping[str, Logistic]:
        found = _merged(self._claims, source, target)
        return {name: Logistic(float(claim["bias"]), claim["weights"]) for name, claim in found.items()}


def _merged(table: Mapping[str, Any], source: str | None, target: str | None) -> dict[str, Any]:
    languages = table.get(_BY_LANGUAGE, {})
    first, second = ((tag or "und").partition("-")[0] for tag in (source, target))
    merged = {name: value for name, value in table.items() if name != _BY_LANGUAGE}
    for key in (second, f"{first}-{second}"):
        for name, differs in languages.get(key, {}).items():
            merged[name] = merged.get(name, {}) | differs
    return merged
