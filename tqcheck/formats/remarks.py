"""Comments before a string: what they tell translators, and what they ask to be set aside."""

from __future__ import annotations

from dataclasses import dataclass, field

from tqcheck.formats.suppressing import suppressions
from tqcheck.model import Suppression

OURS = "tqcheck:"


@dataclass(slots=True)
class Remarks:
    """Gathers comments until the string that they belong to takes them."""

    said: list[tuple[str, int]] = field(default_factory=list)
    near: int = 0
    """How many of them stand above a blank line, and so tell of a whole section."""

    def add(self, comment: str, line: int) -> None:
        """Take a comment that begins on `line`."""
        self.said.append((comment, line))

    def gap(self) -> None:
        """Note a blank line: what stands above it is no note on the next string."""
        self.near = len(self.said)

    def take(self) -> tuple[str | None, tuple[Suppression, ...]]:
        """Return the note on a string and its suppressions, and begin anew. A blank line does not part suppressions."""
        lines = [line.strip() for text, _ in self.said[self.near :] for line in text.split("\n")]
        note = "\n".join(line for line in lines if line and OURS not in line)
        asked = tuple(s for text, line in self.said if OURS in text for s in suppressions(text, line=line))
        self.said, self.near = [], 0
        return note or None, asked

    def and_(self, inner: Remarks) -> Remarks:
        """Return what stands before a group of strings together with what stands before one of them."""
        return Remarks([*self.said, *inner.said], self.near)
