"""What is prose and what is not, in the syntaxes that files really hold."""

import pytest

from tqcheck.lang.plurals import known, needed
from tqcheck.text import icu
from tqcheck.text.addresses import paths, urls
from tqcheck.text.inline_markup import elements, stray_quotes
from tqcheck.text.markup import tags
from tqcheck.text.placeholders import placeholders, technical
from tqcheck.text.residue import leaks


def masked(text: str) -> str:
    shown = list(text)
    for start, end in technical(text):
        shown[start:end] = "·" * (end - start)
    return "".join(shown)


@pytest.mark.parametrize(
    "text",
    [
        "100 % sure, 50% des gens, 20% off",
        "10%-e, %5 artış, 20% o más",
        "a < b and c > d",
        "{hello world}",
        "R&D at AT&T",
        "The price is $5 or 5$",
        "@someone at 5 @ 3",
        "不知道 50%的人",
        "«Да», — сказал он.",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi %s, %1$d of %(n)s {} {0:N2} {name!r}", "Hi ··, ···· of ····· ·· ······ ········"),
        ("{{ n }} %{n} ${n} $t(k) $NAME$ { $n } { -b }", "······· ···· ···· ····· ······ ······ ······"),
        ("<b>fett</b> &amp; &brand;", "···fett···· ····· ·······"),
        ("see :ref:`x <y>` and ``z``", "see ············ and ·····"),
        ("mail a.b@c.de or https://e.org/f.", "mail ········ or ···············."),
        ("{n, plural, one {# Haus} other {# Häuser}}", "·················· Haus·········· Häuser··"),
        ("请看https://e.org/f。", "请看···············。"),
    ],
)
def test_the_rest_is_masked(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_declared_syntax_decides() -> None:
    c, none = frozenset({"c-format"}), frozenset({"no-c-format"})
    assert [p.text for p in placeholders("100%d {x}", c)] == ["%d"]
    assert placeholders("%d", none) == ()
    assert placeholders("%d.%m.%Y") == ()


@pytest.mark.parametrize("text", ["{n, plural, one {a}", "}", "{n, plural}", "{ }", "{n, plural, one a}", "{" * 60])
def test_broken_messages_name_a_place(text: str) -> None:
    with pytest.raises(icu.IcuError) as error:
        icu.parse(text)
    assert 0 <= error.value.position <= len(text)


def test_quoted_braces_are_text() -> None:
    assert not icu.parse("It's '{'plain'}'").arguments


def test_plural_forms() -> None:
    assert needed("fr") == {"one", "other"} < known("fr")
    assert needed("ru") == {"one", "few", "many"}
    assert needed("en", explicit=frozenset({1})) == {"other"}
    assert known("mey") == frozenset()


def test_addresses() -> None:
    assert [u.key for u in urls("(http://a.org/b_(c)), www.d.org!")] == ["http://a.org/b_(c)", "www.d.org"]
    assert [p.key for p in paths("and/or 24/7 /usr/bin C:\\Temp\\a b/c.py x.txt.")] == [
        "/usr/bin", "C:\\Temp\\a", "b/c.py", "x.txt",
    ]  # fmt: skip


def test_inline_markup() -> None:
    found = elements("`a` ``b`` :c:`d <e>` `f <http://g>`_ |h| [1]_ [i](j) ![k](l)")
    kinds = ["code", "literal", "role", "link", "substitution", "footnote", "link", "image"]
    assert [e.kind for e in found] == kinds
    assert stray_quotes("``a` and ``b``") == [0, 1, 3]


def test_tags_know_their_kind() -> None:
    assert [t.kind for t in tags('<a href="x">y</a><br><x id="1"/> <https://e.org>')] == [
        "open", "close", "standalone", "standalone",
    ]  # fmt: skip


def test_a_model_that_speaks() -> None:
    assert leaks("Voici la traduction : oui")[0].kind == "prompt"
    assert not leaks("Voici la traduction que mon père a faite, et je la garde chez moi.")
