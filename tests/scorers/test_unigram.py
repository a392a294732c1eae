"""The tokens that the program makes are those that the model has learnt with, made by the library `tokenizers`."""

import sys
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck import Segment, read
from tqcheck.carried import carried
from tqcheck.errors import ModelError
from tqcheck.scorers.normal import normalised
from tqcheck.scorers.tokens import Tokenizer
from tqcheck.scorers.unigram import Vocabulary, save

ROOT = Path(__file__).parents[2]
VOCABULARY = carried("tqcheck-mini") / "vocabulary.bin"
SPECIAL = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
TEXTS = [
    "", " ", "  a  b ", "\x85", "a\x85", "x\x00\x01\x02y", "tab\tand\r\nline", "a\u00a0\u00a0b",
    "zero\u200bwidth\u200d",
    "Der Hafen ist geschlossen.", "Le port est fermé.", "e\u0301a\u0323\u0301", "\u0301x", "A\u030a \u212b \u2126",
    "港は閉鎖されています。", "１２３　ＡＢＣ，（全角）", "ｶﾞｷﾞﾊﾟ", "한국어 조선\u1100\u1161\u11a8", "ㄱㅏ ﾡￂ", "㍿ ① ㋿",
    "الميناء مغلق", "لا ﷺ ﻻ", "मैं हिन्दी में पढ़ता हूँ", "ภาษาไทย น้ำ", "မြန်မာ ႏွင့္", "ខ្មែរ", "ລາວ", "ქართული", "Ελληνικά ά",
    "👩‍👩‍👧 🇺🇦", "½ ¼ ﬁn ﬀ ſ ẛ̣", "𝒳𝓎 𝟙", "<s>a</s> <unk><pad> b<mask>", "＜s＞＜unk＞ｘ", "< s>",
    "\uf900 \ue000\ue001 z",    "\U00011938 \u0f73\u0f75 \u0344", "▁under▁line", "\ufeff\ufffd\u2028",
]  # fmt: skip


@pytest.fixture(scope="module")
def own():
    return Tokenizer(VOCABULARY)


@pytest.fixture(scope="module")
def other():
    """The tokenizer of the training, of the same pieces and scores."""
    sys.path.insert(0, str(ROOT / "models" / "tqcheck-mini"))
    from tokens import tokenizer

    known = Vocabulary(VOCABULARY)
    assert known.special == SPECIAL
    return tokenizer(SimpleNamespace(pieces=list(known._ids), scores=SimpleNamespace(tolist=lambda: known._scores)))


def differing(own, other, texts):
    made = zip(texts, own.tokens(texts), other.encode_batch(texts), strict=True)
    return [(t, a, (b.ids, b.offsets)) for t, a, b in made if (a.ids, a.offsets) != (b.ids, b.offsets)]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_a_text_has_the_same_tokens(own, other, text) -> None:
    assert differing(own, other, [text]) == []


def test_the_corpora_have_the_same_tokens(own, other) -> None:
    segments = [s for path in (ROOT / "corpora").glob("*/*.po") for s in read(path) if isinstance(s, Segment)]
    assert len(segments) > 50
    assert differing(own, other, [text for s in segments for text in (s.source, s.target) if text]) == []


def test_every_character_has_the_same_tokens(own, other) -> None:
    """Between letters and by itself, whatever version of Unicode this Python has."""
    every = (chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000)
    some = [char for char in every if category(char) != "Cn" and not "\u4e00" <= char <= "\ud7a3"]
    assert differing(own, other, [f"a{char}b {char}" for char in some]) == []


def test_marks_go_together_alike(own, other) -> None:
    marks = [chr(code) for code in range(0x1F000) if category(chr(code)).startswith("M")]
    assert differing(own, other, ["e" + "".join(pair) for pair in product(marks, "\u0301\u0323\u3099")]) == []


HOSTILE = st.text(
    st.one_of(
        st.characters(categories=["Mn", "Mc", "Zs", "Cc", "Cf"]),
        st.sampled_from("aéA1,. <>/snuk\u1100\u1161\u11a8ㅏㄱｶﾞﾟ가각①ﷺ２ﬁ\u200b\x85\u0f73\u0344\U00011938"),
    ),
    max_size=14,
)


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(text=st.one_of(HOSTILE, st.text(max_size=14)))
def test_any_text_has_the_same_tokens(own, other, text) -> None:
    assert differing(own, other, [text]) == []


def test_places_are_those_of_the_text_as_it_was() -> None:
    assert normalised("plain text") == ("plain text", None)
    assert normalised("\t①  ｶﾞ \x01!") == ("1 ガ !", [1, 3, 4, 6, 8])
    assert normalised("ﬁn") == ("fin", [0, 0, 1])


def test_a_vocabulary_is_read_as_it_was_written(tmp_path) -> None:
    path = tmp_path / "vocabulary.bin"
    save(path, [*SPECIAL, "▁", "a", "▁a", "b", "ab"], [0, 0, 0, 0, -1, -2, -2.5, -2, -9], special=SPECIAL)
    known = Vocabulary(path)
    assert known.pieces("▁ab") == known.pieces("▁ab") == ((6, 7), (2, 3))
    assert known.pieces("▁xya") == ((4, 3, 5), (1, 3, 4))
    made = Tokenizer(path).tokens(["ab  <s>x"])
    assert made == [([0, 6, 7, 0, 4, 3, 2], [(0, 0), (0, 1), (1, 2), (4, 7), (7, 8), (7, 8), (0, 0)])]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"[]\n",
        b'{"pieces": 3}\n',
        b'{"pieces": -1, "special": {"<s>": 0, "</s>": 0, "<unk>": 0}}\n' + bytes(4),
        b'{"pieces": 1, "special": {"<s>": 0, "</s>": 0, "<unk>": 7}}\n' + bytes(4) + b"a",
        b'{"pieces": 2, "special": {"<s>": 0, "</s>": 0, "<unk>": 0}}\n' + bytes(8) + b"a",
        b'{"pieces": 1, "special": {"<s>": 0, "</s>": 0, "<unk>": 0}}\n\x00\x00\xc0\x7fa',
        b'{"pieces": 1, "special": {"<s>": 0, "</s>": 0, "<unk>": 0}}\n' + bytes(4) + b"\xff",
        b'{"pieces": 1e999, "special": {}}\n',
    ],
)
def test_a_file_that_is_no_vocabulary_is_refused(tmp_path, data) -> None:
    path = tmp_path / "vocabulary.bin"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=r"vocabulary\.bin"):
        Vocabulary(path)
