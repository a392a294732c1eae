"""Keys that a file has twice: the program shows one of the strings, and only that one is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tqcheck.formats.entry import Entry
from tqcheck.model import Origin, Skip


def shown(items: Iterable[Entry | Skip], path: str, *, last: bool) -> Iterator[Entry | Skip]:
    """Yield all but the entries whose key stands a second time, each of which becomes a Skip.

    With `last` the program shows the last one, else the first. Memory: all entries.
    """
    kept = list(items)
    winners: dict[tuple[str, str | None], Entry] = {}
    for item in kept if last else reversed(kept):
        if isinstance(item, Entry):
            winners[item.key, item.variant] = item
    for item in kept:
        if isinstance(item, Skip) or item is (winner := winners[item.key, item.variant]):
            yield item
            continue
        why = f"its key stands in the file twice, and the program shows the one in line {winner.line}."
        origin = Origin(path=path, line=item.line, key=item.key)
        yield Skip(what=f"string {item.key}", why=why, origin=origin, incomplete=False)
