"""Subtitles, SRT and WebVTT: cues with their times, without tags and line breaks."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import regex
from pysubs2 import SSAFile
from pysubs2.exceptions import Pysubs2Error

from tqcheck.document import Block, Document
from tqcheck.documents import DocumentFormat
from tqcheck.documents.text import decoded_lines
from tqcheck.documents.wrapping import joined
from tqcheck.errors import UnreadableError
from tqcheck.model import Skip
from tqcheck.opening import Opened

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = regex.compile(rf"\s*({_STAMP})\s*-->\s*({_STAMP})\b.*")
_TAG = regex.compile(r"</?[A-Za-z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_MEND = "Write it as 00:01:02,500 --> 00:01:04,000."


def _sniff(opened: Opened) -> bool:
    head = opened.head()
    return head.lstrip("\ufeff").startswith("WEBVTT") or any(map(_TIMES.fullmatch, head.splitlines()[:20]))


def _read(opened: Opened) -> Document:
    lines = list(decoded_lines(opened))
    webvtt = lines[0][1].startswith("WEBVTT")
    broken = [number for number, text in lines if "-->" in text and not _TIMES.fullmatch(text)]
    if broken:
        raise UnreadableError("the times of this cue cannot be read.", path=opened.path, line=broken[0], mend=_MEND)
    cues = list(_cues(opened, [text for _, text in lines], webvtt=webvtt))
    empty = sum(not cue.text for cue in cues)
    why = f"{empty} cue{'s' * (empty > 1)} without text"
    skipped = (Skip(what=opened.path, why=why, incomplete=False),) if empty else ()
    return Document(path=opened.path, blocks=tuple(cue for cue in cues if cue.text), skipped=skipped)


def _cues(opened: Opened, lines: list[str], *, webvtt: bool) -> Iterator[Block]:
    """Yield the cues; pysubs2 knows no lines, but each line with times is one cue."""
    try:
        parsed = SSAFile.from_string("\n".join(lines) + "\n", format_="vtt" if webvtt else "srt")
    except (Pysubs2Error, ValueError) as error:
        raise UnreadableError(f"these subtitles cannot be read: {error}.", path=opened.path, mend=_MEND) from error
    places = [number for number, text in enumerate(lines, 1) if _TIMES.fullmatch(text)]
    known = len(places) == len(parsed)
    for index, event in enumerate(parsed):
        text = _plain(event.plaintext, webvtt=webvtt)
        line = places[index] + 1 if known else None
        yield Block(text=text, kind="cue", line=line, start=event.start / 1000, end=event.end / 1000)


def _plain(text: str, *, webvtt: bool) -> str:
    if webvtt:
        text = text.partition("\n\n")[0]  # a blank line ends a cue; pysubs2 adds the comment that follows
    text = joined(_TAG.sub("", text).splitlines())
    return unescape(text) if webvtt else text


FORMAT = DocumentFormat(name="subtitles", suffixes=(".srt", ".vtt"), sniff=_sniff, read=_read)
