"""The HTML report as a file: its policy, its blocks, its size and the memory that writing takes. No browser needed."""

import base64
import hashlib
import io
import json
import re
import tracemalloc
import zlib
from dataclasses import replace
from html import unescape

from html_run import HOSTILE, items, many, run
from sample_run import summary

from tqcheck.model import Origin, Segment, Severity, Shared
from tqcheck.reporters import reporter
from tqcheck.reporters.html import columns


def written(found, told, skips=()) -> str:
    out = io.StringIO()
    writing = reporter("html", out)
    for item in found:
        writing.add(item)
    for skip in skips:
        writing.skip(skip)
    writing.finish(told)
    return out.getvalue()


def blocks(page, kind) -> list:
    packed = re.findall(rf'<script type="text/plain" data-block="{kind}">([A-Za-z0-9+/=]*)</script>', page)
    return [json.loads(zlib.decompress(base64.b64decode(each))) for each in packed]


def test_the_policy_allows_this_program_and_nothing_else() -> None:
    page = written(*run())
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1))
    program = re.search(r"<script>(.*?)</script>", page, re.DOTALL).group(1)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    for text in (program, style):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_there_is_no_markup_in_the_program_and_no_program_in_the_markup() -> None:
    page = written(*run())
    frame = re.sub(r"<script.*?</script>|<style.*?</style>", "", page, flags=re.DOTALL)
    assert not re.search(r"\son\w+=|javascript:|style=|https?:(?!//www\.w3\.org/2000/svg)", frame)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", page)


def test_what_files_say_stands_only_in_packed_blocks() -> None:
    page = written(*run())
    assert "onerror" not in page
    assert "coalition" not in page


def test_blocks_hold_every_segment() -> None:
    found, told, skips = run()
    page = written(found, told, skips)
    (rows,), (index,), (overview,) = blocks(page, "rows"), blocks(page, "index"), blocks(page, "overview")
    assert rows["id"] == [r.segment.id for r in found]
    assert rows["target"] == [r.segment.target for r in found]
    assert rows["source"] == [r.segment.source for r in found]
    assert index["count"] == [len(r.findings) for r in found]
    assert index["asides"] == [len(r.aside) for r in found]
    assert overview["segments"] == len(found)
    assert overview["severities"] == [2, 4, 4, 2]
    assert sum(map(sum, overview["risks"])) == len(found)
    assert [incomplete for incomplete, _ in overview["skips"]] == [1, 1, 0]
    assert overview["verdict"][0] == "✗"
    assert rows["more"][-1]["findings"][0][3] == HOSTILE


def test_lone_surrogates_stay_what_they_are() -> None:
    alone = Segment(id="1", target="a \ud800 b \\ \udfff", origin=Origin(path="\udcff.txt", line=1))
    item = replace(items()[1], segment=alone)
    page = written([item], summary([item], []))
    page.encode("utf-8")
    assert blocks(page, "rows")[0]["target"] == [alone.target]
    assert blocks(page, "overview")[0]["files"][0][0] == "\udcff.txt"


def test_an_empty_run_is_a_page_too() -> None:
    page = written([], summary([], []))
    assert blocks(page, "overview")[0]["segments"] == 0
    assert "No segment was checked" in page


def test_what_is_told_once_of_the_source() -> None:
    found, told, skips = run()
    origin = Origin(path="app/en.po", line=3)
    shared = Shared(code="ACC101", name="number-mismatch", severity=Severity.MAJOR, unit=("", "", ""),
                    source="12 files", origin=origin, languages=("ar", "he"), of=3,
                    message="12 became 13.")  # fmt: skip
    overview = blocks(written(found, replace(told, shared=(shared,)), skips), "overview")[0]
    check, rank, place, source, message, where = overview["shared"][0]
    assert overview["checks"][check][0] == "ACC101"
    assert (rank, place, source, message) == (2, "app/en.po:3", "12 files", "12 became 13.")
    assert where == "in 2 of 3 languages: ar, he"


class Counting(io.TextIOBase):
    """Takes text and keeps its length only."""

    def __init__(self) -> None:
        self.length = 0

    def write(self, text: str) -> int:
        self.length += len(text)
        return len(text)


def test_memory_does_not_grow_with_segments_and_files_stay_small(monkeypatch) -> None:
    monkeypatch.setattr(columns.Index, "size", 1_000)
    found = list(many(500))
    told = summary(found, [])
    peaks = []
    for times in (4, 12):
        out = Counting()
        tracemalloc.start()
        writing = reporter("html", out)
        for _ in range(times):
            for item in found:
                writing.add(item)
        writing.finish(told)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert out.length < 100_000 + 200 * 500 * times, "20 MB for 100,000 segments is the budget"
    assert peaks[1] < 1.3 * peaks[0]
