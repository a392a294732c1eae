"""What goes through the pipes between the processes of one run.

Both ends are processes of this program, started by one another, and nobody else can write to their pipes: this is the
only place that unpickles anything, and it never reads a file. On a cluster Ray carries what is `compressed`.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import IO, Any

from tqcheck.model import Origin, Segment

_HEAD = struct.Struct("!II")
"""The lengths of a message and of the segments behind it, in bytes."""
_USUAL = ("id", "target", "source", "source_lang", "target_lang", "document")
_OTHERS = tuple(f.name for f in fields(Segment) if f.name not in {*_USUAL, "origin"})
_usual, _others, _place = attrgetter(*_USUAL), attrgetter(*_OTHERS), attrgetter("path", "line", "key")
_NOTHING = _others(Segment(id="", target=""))


def packed(segments: Iterable[Segment]) -> bytes:
    """Return segments as bytes: a fifth of the time that pickle takes for the values themselves."""
    rows = [(_usual(s), _place(s.origin), None if (rest := _others(s)) == _NOTHING else rest) for s in segments]
    return pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> list[Segment]:
    """Return the segments again."""
    return [_segment(*row) for row in pickle.loads(data)]  # noqa: S301  see above


def _segment(usual: tuple[Any, ...], place: tuple[Any, ...], others: tuple[Any, ...] | None) -> Segment:
    path, line, key = place
    more = dict(zip(_OTHERS, others, strict=True)) if others else {}
    return Segment(
        id=usual[0],
        target=usual[1],
        source=usual[2],
        source_lang=usual[3],
        target_lang=usual[4],
        document=usual[5],
        origin=Origin(path=path, line=line, key=key),
        **more,
    )


def compressed(value: object) -> bytes:
    """Return any value as bytes."""
    return zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), level=1)


def expanded(data: bytes) -> Any:  # noqa: ANN401  whatever was compressed
    """Return the value again."""
    return pickle.loads(zlib.decompress(data))  # noqa: S301  see above


def send(pipe: IO[bytes], message: object, body: bytes = b"") -> None:
    """Write a message, with segments behind it if need be. Raises OSError where nobody reads any more."""
    head = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(b"".join((_HEAD.pack(len(head), len(body)), head, body)))
    pipe.flush()


def receive(pipe: IO[bytes]) -> tuple[Any, bytes] | None:
    """Read the next message and what is behind it; None at the end, also where it comes within a message."""
    lengths = pipe.read(_HEAD.size)
    if len(lengths) < _HEAD.size:
        return None
    head, body = _HEAD.unpack(lengths)
    data = pipe.read(head + body)
    return (pickle.loads(data[:head]), data[head:]) if len(data) == head + body else None  # noqa: S301  see above
