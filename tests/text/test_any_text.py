"""Every function of `text` that takes a text takes any text."""

import importlib
import inspect
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tqcheck.text

PIECES = ["\ud800", "\udfff\ud800", "\0", "\x1b[2J", "\u202e", "\u2066\u2069", "e" + "\u0301" * 300, "\ufeff", "\u2028",
          "\r", "\x85", "\U0010ffff", "\U000e0041", "👩‍👩‍👧‍👦", "🇩🇪", "a" * 3_000, "1" * 3_000, "(" * 500, "{" * 300,
          "<" * 500, "`" * 500, "[" * 300, "٣٫٥", "1,000.5", "%s", "{0}", "{n, plural, one {#}", "<b", "</", "http://",
          "@a.b", "“", "的", "ไทย", "नहीं", "لا", "не", "not", " ", "\u00a0", "\n", "İ", "ß", "ﬁ", "Ⅷ", "½", "³",
          "𝟘"]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=5), max_size=12).map("".join)
TAGS = st.sampled_from(["en", "fr", "de", "ar", "ja", "zh-Hant", "th", "hi", "sr-Latn", "tr", "xx"])
TEXTS, LANGUAGES = {"text", "source", "target"}, {"tag", "lang", "source_lang", "target_lang", "language"}


def _functions():
    for found in pkgutil.iter_modules(tqcheck.text.__path__, "tqcheck.text."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            inner = inspect.unwrap(value) if callable(value) else value
            if name.startswith("_") or not inspect.isfunction(inner) or inner.__module__ != found.name:
                continue
            wanted = [p for p in inspect.signature(inner).parameters.values() if p.default is p.empty]
            names = {p.name for p in wanted}
            if "text" in names and names <= TEXTS | LANGUAGES and all("str" in str(p.annotation) for p in wanted):
                yield pytest.param(value, wanted, id=f"{found.name.rpartition('.')[2]}.{name}")


FUNCTIONS = list(_functions())


def test_there_are_many() -> None:
    assert len(FUNCTIONS) > 30


@pytest.mark.parametrize(("function", "wanted"), FUNCTIONS)
@settings(max_examples=15, deadline=None, derandomize=True, database=None)
@given(text=NASTY, tag=TAGS)
def test_any_text(function, wanted, text, tag) -> None:
    given_ = {p.name: tag if p.name in LANGUAGES else text for p in wanted}
    positional = [v for p in wanted if p.kind is not p.KEYWORD_ONLY for v in [given_[p.name]]]
    named = {p.name: given_[p.name] for p in wanted if p.kind is p.KEYWORD_ONLY}
    try:
        found = function(*positional, **named)
    except ValueError as error:
        assert type(error).__module__.startswith("tqcheck."), error  # noqa: PT017  what cannot be parsed says so
        return
    for each in found if isinstance(found, tuple | list) else ():
        start, end = getattr(each, "start", None), getattr(each, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            assert 0 <= start <= end <= len(text)
