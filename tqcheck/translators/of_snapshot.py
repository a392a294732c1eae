"""What all translators have in common that load a snapshot."""

from __future__ import annotations

from tqcheck.hub import Snapshot


class OfSnapshot:
    """Keeps what it has loaded in the cached properties `_model` and `_writer`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def signature(self) -> str:
        """See `Translator`."""
        return self._snapshot.signature

    @property
    def licence(self) -> str | None:
        """As the model's card says it."""
        return self._snapshot.licence

    def close(self) -> str | None:
        """See `Translator`: what its licence forbids, when it has translated."""
        used = "_model" in self.__dict__
        for loaded in ("_writer", "_model"):
            self.__dict__.pop(loaded, None)
        return self._snapshot.notice if used else None
