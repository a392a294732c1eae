"""Whatever the bytes: a document or an error that names the file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tqcheck.documents import NAMES, read
from tqcheck.errors import TqcheckError

PIECES = st.sampled_from([
    "<p>", "</div>", "<ul><li>", "<pre>", "<h1>", "<!--", "# ", "---\n", "```\n", "| a | b |\n|---|---|\n", "> ", "- ",
    "1. ", "\n\n", "00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "{\\i1}", "<b>", "&amp;", "\0", "\ufeff", "\u2028",
    "\r", "[^1]: ", "PK\x03\x04",
])  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=25).map(lambda parts: "".join(parts).encode("utf-8", "replace"))


@pytest.mark.parametrize("name", NAMES)
@given(data=TEXTS | st.binary(max_size=60))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=25, deadline=None
)
def test_any_bytes(tmp_path, name, data):
    path = tmp_path / "document"
    path.write_bytes(data)
    try:
        document = read(str(path), format=name)
    except TqcheckError as error:
        assert error.path == str(path)  # noqa: PT017  most bytes are a document
    else:
        assert all(block.text == block.text.strip() for block in document.blocks)
        assert any(block.text for block in document.blocks)


@pytest.mark.parametrize("page", ["<div>" * 3000 + "Deep." + "</div>" * 3000, "<b>" * 3000 + "Deep."])
def test_a_page_nested_without_end(tmp_path, page):
    path = tmp_path / "deep.html"
    path.write_text(f"<html><body><p>Begin.</p>{page}</body></html>", encoding="utf-8")
    assert read(str(path)).blocks[0].text == "Begin."


def test_xhtml_that_declares_its_encoding(tmp_path):
    path = tmp_path / "a.xhtml"
    head = '<?xml version="1.0" encoding="iso-8859-1"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
    page = head + "<body><p>Été.</p></body></html>"
    path.write_bytes(page.encode("iso-8859-1"))
    assert [block.text for block in read(str(path)).blocks] == ["Été."]
