"""Files of strings with mutated bytes: segments, skips or an error that names the file, never anything else."""

import gzip

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_android import FILE as ANDROID
from test_fluent import FILE as FLUENT
from test_properties import FILE as PROPERTIES
from test_strings import DICT, PLIST
from test_strings import FILE as STRINGS
from test_xcstrings import FILE as CATALOGUE

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, by_name, read
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened

SPLICED = st.sampled_from(
    [b"", b"\x00", b"\xff\xfe", b"<", b">", b'"', b"'", b"\\", b"\\u", b"\\ud800", b"\\U", b"&", b"&x;", b"]]>",
     b"<!--", b"\n", b"\r", b"\xe9", b"x" * 300, b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b'encoding="utf-7"', b"<string>",
     b"</dict>", b"<key>a</key>", b"/*", b"*/", b"//", b";", b"=", b"{", b"}", b"[", b"]", b"{ $a ->", b"*[other]",
     b"# ", b"null", b'"stringUnit" : 1', b'"variations" : []', b"1e999", "\u2028".encode(), b"quantity='one'", b"\x1a",
     b"bplist00"]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 60), SPLICED | st.binary(max_size=8)), min_size=1, max_size=4
)
OPTIONS = st.sampled_from(
    [ReadOptions(), ReadOptions(source_lang="en", target_lang="ar"), ReadOptions(encoding="utf-16")]
)


FILES = [
    ("android", ANDROID), ("strings", STRINGS), ("strings", PLIST), ("stringsdict", DICT), ("xcstrings", CATALOGUE),
    ("properties", PROPERTIES), ("fluent", FLUENT),
]  # fmt: skip
IDS = ["android", "strings", "plist", "stringsdict", "xcstrings", "properties", "fluent"]


def mutated(text, edits):
    data = bytearray(text.encode())
    for place, length, new in edits:
        data[place % max(len(data), 1) : place % max(len(data), 1) + length] = new
    return bytes(data) or b" "


@pytest.mark.parametrize(("name", "text"), FILES, ids=IDS)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, options=OPTIONS)
@example(edits=[(0, 4000, b"\xef\xbb\xbf")], options=ReadOptions())
@example(edits=[(0, 4000, b"/*")], options=ReadOptions())
@example(edits=[(0, 4000, b'"a" = "b"; /*')], options=ReadOptions())
def test_mutated_bytes(tmp_path, name, text, edits, options) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(mutated(text, edits))
    chosen = by_name(name)
    try:
        items = list(read(str(path), options, format=name))
        if chosen.entries:
            items += chosen.entries(Opened(str(path)), options)
    except UsageError:
        return
    except UnreadableError as error:
        assert str(error).startswith(str(path))  # noqa: PT017  most mutations are readable
        return
    data = path.read_bytes()
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for item in items:
        assert isinstance(item, Segment | Skip | Entry)
        line = item.line if isinstance(item, Entry) else item.origin.line if item.origin else None
        assert line is not None
        assert 1 <= line <= lines
        if not isinstance(item, Skip):
            f"{item}".encode()


@pytest.mark.parametrize(("name", "text"), FILES, ids=IDS)
def test_a_packed_file_cut_short(tmp_path, name, text) -> None:
    path = tmp_path / "a.gz"
    end = text.rstrip().rfind("\n") + 1
    noise = "".join(f"\n# {n} {hash(n * n)}" for n in range(30_000))
    packed = gzip.compress((text[:end] + noise).encode())
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(UnreadableError, match="the packed file is broken or cut short"):
        list(read(str(path), ReadOptions(), format=name))
