"""Whatever the bytes: segments, skips or an error that names the file, never anything else."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_annotated import FIRST, MEMORY, SECOND
from test_json import ARB, EXTENSION, NESTED
from test_php import LARAVEL, MOODLE
from test_po import FILE as MESSAGES
from test_qt import FILE as QT
from test_resx import FILE as RESX
from test_tmx import FILE as MANY
from test_xliff1 import FILE as OLD
from test_xliff2 import FILE as NEW
from test_yaml import RAILS

from tqcheck.errors import UnreadableError, UsageError
from tqcheck.formats import ReadOptions, by_name, read
from tqcheck.model import Segment, Skip
from tqcheck.opening import Opened

SPLICED = st.sampled_from(
    [b"", b"\x00", b"\xff\xfe", b"<", b">", b'"', b"\\", b"&", b"&x;", b"]]>", b"<!--", b"\n", b"\r", b"\xe9",
     b"x" * 300, b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b'encoding="utf-7"', b'encoding="idna"', b"<g id='1'>", b"</g>",
     b"<mrk mtype='seg'>", b"msgid ", b'msgid ""\n', b'msgstr[9] "x"\n', b"#~ ", b"#| ", b"#, fuzzy\n",
     b"xml:lang='q'", "\u2028".encode(), b"[99999999999]",
     b"{", b"}", b"[", b"]", b",", b":", b"'", b"*a", b"&a ", b"<<: *a\n", b"  ", b"\t", b"\\ud800", b"\\x", b"%",
     b"=>", b"<<<X\n", b"?>", b"<?php ", b"//", b"/*", b"#", b"$x", b"(", b")", b";", b"- ", b"| ", b">-\n", b"? ",
     b"!!x "]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(st.integers(0, 4000), st.integers(0, 60), SPLICED | st.binary(max_size=8)), min_size=1, max_size=4
)
OPTIONS = st.sampled_from([ReadOptions(), ReadOptions(source_lang="en", target_lang="ar")])


def mutated(text, edits):
    data = bytearray(text.encode())
    for place, length, new in edits:
        data[place % len(data) : place % len(data) + length] = new
    return bytes(data) or b" "


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xliff", OLD),
        ("xliff", NEW),
        ("xliff", FIRST),
        ("xliff", SECOND),
        ("tmx", MANY),
        ("tmx", MEMORY),
        ("po", MESSAGES),
        ("json", NESTED),
        ("json", ARB),
        ("json", EXTENSION),
        ("yaml", RAILS),
        ("resx", RESX),
        ("qt", QT),
        ("php", LARAVEL),
        ("php", MOODLE),
    ],
    ids=[
        "old",
        "new",
        "first",
        "second",
        "many",
        "memory",
        "messages",
        "nested",
        "arb",
        "extension",
        "rails",
        "resx",
        "qt",
        "laravel",
        "moodle",
    ],
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, options=OPTIONS)
def test_mutated_bytes(tmp_path, name, text, edits, options) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(mutated(text, edits))
    try:
        items = list(read(str(path), options, format=name))
    except UsageError:
        return
    except UnreadableError as error:
        assert str(error).startswith(str(path))  # noqa: PT017  most mutations are readable
        return
    lines = path.read_bytes().count(b"\n") + path.read_bytes().count(b"\r") + 1
    for item in items:
        assert isinstance(item, Segment | Skip)
        if isinstance(item, Segment):
            assert 1 <= (item.origin.line or 0) <= lines
            for side, codes in (("source", item.source_codes), ("target", item.target_codes)):
                assert all(0 <= c.start < c.end <= len(item.text(side)) for c in codes)
    write = by_name(name).write
    if write:
        out = io.BytesIO()
        write([], Opened(str(path)), out)
