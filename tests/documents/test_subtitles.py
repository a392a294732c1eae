"""SRT and WebVTT: cues with times, without tags."""

import pytest

from tqcheck.documents import read
from tqcheck.errors import UnreadableError

SRT = """\
1
00:00:01,000 --> 00:00:03,500
<i>Hello</i> <font color="red">there</font>,
{\\an8}my friend.

2
00:00:04,000 --> 00:00:05,000
No < 3 & 4.

3
00:00:06,000 --> 00:00:07,000

4
01:00:08,000 --> 01:00:09,250
これは長い字幕で
二行にわたる。
"""
VTT = """\
WEBVTT - title

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 line:10% align:start
<v Roger>We are in <c.loud>Porto</c> now

NOTE this is
a note

00:00:04.000 --> 00:00:05.000
<00:00:04.200>word <b>by</b> word &amp; more
نهاية السطر
"""


def cues(document):
    return [(cue.line, cue.start, cue.end, cue.text) for cue in document.blocks]


def test_srt(file):
    document = read(file("a.srt", SRT))
    assert cues(document) == [
        (3, 1.0, 3.5, "Hello there, my friend."),
        (8, 4.0, 5.0, "No < 3 & 4."),
        (15, 3608.0, 3609.25, "これは長い字幕で二行にわたる。"),
    ]
    assert [skip.why for skip in document.skipped] == ["1 cue without text"]


def test_webvtt(file):
    assert cues(read(file("a.vtt", VTT))) == [
        (8, 1.0, 3.5, "We are in Porto now"),
        (14, 4.0, 5.0, "word by word & more نهاية السطر"),
    ]


def test_byte_order_mark_and_windows_line_ends(file):
    data = b"\xef\xbb\xbf" + SRT.replace("\n", "\r\n").encode()
    assert cues(read(file("a.srt", data))) == cues(read(file("b.srt", SRT)))


def test_times_that_cannot_be_read(file):
    with pytest.raises(UnreadableError, match="the times of this cue") as error:
        read(file("a.srt", SRT.replace("00:00:04,000 -->", "00:0x:04 -->")))
    assert error.value.line == 7


def test_content_is_known_without_a_suffix(file):
    assert read(file("captions", VTT)).blocks[0].kind == "cue"
