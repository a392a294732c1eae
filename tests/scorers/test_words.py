import pytest

from tqcheck.scorers.words import grouped


def words(text: str, *pieces: str) -> list[str]:
    """Group the pieces of a text, found one after the other."""
    offsets, place = [(0, 0)], 0
    for piece in pieces:
        start = text.index(piece, place)
        place = start + len(piece)
        offsets.append((start, place))
    return [text[w.start : w.end] for w in grouped(text, [9] * (len(offsets) + 1), [*offsets, (0, 0)])]


@pytest.mark.parametrize(("text", "pieces", "expected"), [
    ("La coalition.", ["La", " coa", "li", "tion", "."], ["La", "coalition"]),
    ("contre l’État", ["contre", " l", "’", "État"], ["contre", "l", "État"]),
    ("(30 km)", ["(", "30", " km", ")"], ["30", "km"]),
    ("state-of", ["state", "-", "of"], ["state", "of"]),
    ("他们打击了伊斯兰国。", ["他们", "打击", "了", "伊斯兰", "国", "。"], ["他们", "打击", "了", "伊斯兰", "国"]),
    ("ไปเที่ยว", ["ไป", "เที่ยว"], ["ไป", "เที่ยว"]),
    ("नहीं है", ["नह", "ीं", " है"], ["नहीं", "है"]),
    ("مدرسة كبيرة", ["مد", "رسة", " كبيرة"], ["مدرسة", "كبيرة"]),
    ("iPhone用のアプリ", ["i", "Phone", "用の", "アプリ"], ["iPhone", "用の", "アプリ"]),
    ("cafe\u0301 noir", ["cafe", "\u0301", " noir"], ["cafe\u0301", "noir"]),
    ("!!! …", ["!!!", " …"], []),
])  # fmt: skip
def test_words(text, pieces, expected) -> None:
    assert words(text, *pieces) == expected


def test_two_tokens_for_one_character_are_one_word() -> None:
    assert [w[:2] for w in grouped("½ kg", range(6), [(0, 0), (0, 1), (0, 1), (0, 1), (1, 4), (0, 0)])] == [
        (0, 1),
        (2, 4),
    ]
