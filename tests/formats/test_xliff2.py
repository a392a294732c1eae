"""Reading XLIFF 2.0, 2.1 and 2.2."""

from pathlib import Path

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.model import Segment, Skip

FILE = (Path(__file__).parent / "files" / "port.fr-zh.xlf").read_text(encoding="utf-8")


@pytest.fixture
def segments(items):
    return lambda text=FILE, **options: {s.id: s for s in items("a.xlf", text, **options) if isinstance(s, Segment)}


def test_a_unit(segments) -> None:
    found = segments()["u1"]
    assert (found.source, found.target) == ("Le <b>quai</b> de {ship}", "{ship} 的<b>碼頭</b>")
    assert [(found.target[c.start : c.end], c.kind, c.id) for c in found.target_codes] == [
        ("{ship}", "standalone", "2"), ("<b>", "open", "1"), ("</b>", "close", "1"),
    ]  # fmt: skip
    assert (found.source_lang, found.target_lang) == ("fr", "zh-Hant-TW")
    assert (found.origin.line, found.origin.key, found.document) == (15, "u1 (quay)", "port.md")
    assert (found.state, found.max_length, found.note) == ("needs-review", 20, "Le quai\nLe port de Saint-Malo")


def test_several_segments_and_files(segments) -> None:
    assert [(s.id, s.state, s.origin.line, s.max_length) for s in segments().values()] == [
        ("u1", "needs-review", 15, 20),
        ("u3", "final", 20, None),
        ("u4/s1", "translated", 23, 6),
        ("u4/2", "untranslated", 27, None),
        ("u4/3", "untranslated", 29, None),
        ("f2#u1/a", None, 35, None),
        ("f2#u1/b", None, 36, None),
    ]


def test_plural_forms_and_a_language_of_its_own(segments) -> None:
    one, other = (segments()[f"f2#u1/{n}"] for n in "ab")
    assert (one.variant, other.variant) == ("1", "other")
    assert (one.target_lang, other.target_lang, one.document) == ("zh-Hant-TW", "zh-Hant-HK", "f2")


def test_skips(items) -> None:
    text = FILE.replace("<segment><source>Sortez.</source></segment>", "<segment/>").replace(' id="u3"', "")
    assert [(i.what, i.incomplete) for i in items("a.xlf", text) if isinstance(i, Skip)] == [
        ("unit u2", False),
        ("unit in line 20", True),
        ("segment in line 29 of unit u4", True),
    ]


@pytest.mark.parametrize(("version", "namespace"), [("2.0", "2.0"), ("2.1", "2.0"), ("2.2", "2.2"), ("2.2", "2.0")])
def test_versions(segments, version, namespace) -> None:
    text = FILE.replace("document:2.0", f"document:{namespace}").replace('version="2.1"', f'version="{version}"')
    assert list(segments(text)) == list(segments())


def test_an_unknown_version_and_a_wrong_language(segments) -> None:
    with pytest.raises(UnreadableError, match="XLIFF of an unknown version") as error:
        segments(FILE.replace("document:2.0", "document:3.0"))
    assert (error.value.line, error.value.mend) == (2, "Export it as XLIFF 1.2 or 2.0.")
    with pytest.raises(UnreadableError, match="unknown language tag 'french'") as error:
        segments(FILE.replace('"fr"', '"french"'))
    assert error.value.line == 2
    assert segments(FILE.replace('"fr"', '"french"'), source_lang="fr")
