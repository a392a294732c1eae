"""Whatever the bytes, a reader yields segments and skips or says what is wrong."""

import contextlib
import itertools

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tqcheck.errors import TqcheckError
from tqcheck.formats import ReadOptions, detect, read, read_parallel
from tqcheck.formats.glossary import read_terms
from tqcheck.model import Segment, Skip

PIECES = st.sampled_from([
    b"source", b"target", b"en", b"fr", b"id", b"state", b"translation", b"max_length", b"Bonjour", "नमस्ते".encode(),
    b"\t", b",", b";", b"|", b'"', b'""', b"\n", b"\r\n", b"\r", b"\0", b"\xff", b"\xe9", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\x1f\x8b", b"\xfd7zXZ\x00", b'{"target": "', b'"}', b'{"source": 1, "target": "a"}', b"[{", b"{", b"}", b"]",
    b"\\ud800", b"\\", b"1e999", b"NaN", b"Infinity", b"null", b"true", b":", b" ", b"'", "\u2028".encode(), b"0",
])  # fmt: skip
BYTES = st.binary(max_size=80) | st.lists(PIECES, max_size=24).map(b"".join)
OPTIONS = st.builds(
    ReadOptions,
    source_lang=st.sampled_from([None, "en", "fr"]),
    target_column=st.sampled_from([None, None, "1", "2", "target", "x"]),
    source_column=st.sampled_from([None, None, "2", "source"]),
    id_column=st.sampled_from([None, None, "1", "id"]),
    encoding=st.sampled_from([None, None, "utf-8", "utf-16", "latin-1", "shift_jis", "utf-7"]),
)
quick = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("format_", ["tsv", "csv", "jsonl", "text", None])
@quick
@given(data=BYTES, options=OPTIONS)
@example(data=b'{"target": "a", "state": 1e999}', options=ReadOptions())
@example(data=b'a,"' + b"x" * 200_000, options=ReadOptions())
def test_reading(tmp_path, format_, data, options):
    path = tmp_path / "file"
    path.write_bytes(data)
    with contextlib.suppress(TqcheckError):
        if format_ is None:
            detect(str(path), encoding=options.encoding)
        for item in read(str(path), options, format=format_):
            assert isinstance(item, Segment | Skip)
            assert item.origin
            assert item.origin.line
            if isinstance(item, Segment):
                f"{item.id}{item.source}{item.target}{item.note}{item.state}{item.origin.key}".encode()


@quick
@given(first=BYTES, second=BYTES, options=OPTIONS)
def test_two_files(tmp_path, first, second, options):
    for name, data in (("a", first), ("b", second)):
        (tmp_path / name).write_bytes(data)
    with contextlib.suppress(TqcheckError):
        assert list(read_parallel(str(tmp_path / "a"), str(tmp_path / "b"), options))


@quick
@given(data=BYTES | BYTES.map(lambda b: b'<tbx><text><body><conceptEntry><langSec xml:lang="en">' + b), options=OPTIONS)
def test_glossaries(tmp_path, data, options):
    for suffix in ("csv", "txt"):
        path = tmp_path / f"terms.{suffix}"
        path.write_bytes(data)
        with contextlib.suppress(TqcheckError):
            assert read_terms(str(path), options)


def test_a_long_file_is_never_in_memory(tmp_path):
    path = tmp_path / "long.tsv"
    path.write_text("source\ttarget\n" + 200_000 * "Oui\tYes\n", encoding="utf-8")
    assert len(list(itertools.islice(read(str(path), ReadOptions()), 3))) == 3
