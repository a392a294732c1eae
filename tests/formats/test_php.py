"""PHP arrays of strings."""

import pytest

from tqcheck.errors import UnreadableError
from tqcheck.formats import detect
from tqcheck.formats.entry import Entry
from tqcheck.model import Skip

LARAVEL = r"""<?php

declare(strict_types=1);

use App\Enums\Berth;

return [
    /*
    |--------------------------------------------------
    | Strings of the harbour
    |--------------------------------------------------
    */

    'failed' => 'Ces identifiants ne vont pas : l\'accès est refusé \ \\.',
    // tqcheck: ignore[ACC101] seconds are spelt out
    'throttle' => "Réessayez dans :seconds secondes.\n\t\u{1F600}\x41\101\$",
    'boats' => 'un bateau|:count bateaux', # on the pier
    'crew' => '{0} personne|{1} une personne|[2,*] :count personnes',
    'menu' => array(
        'open' => 'Ouvrir' . ' ' . "vite",
        "it's" => 'x', // tqcheck: ignore[LNG] as it is said
        3 => 'trois', 'quatre',
    ),
    'long' => <<<TEXTE
        Première ligne
          "deuxième" \x3c
        TEXTE,
    'raw' => <<<'X'
$brut \n
X
    ,
    Berth::FREE => 'libre',
    'off' => null, 'n' => -3, 'yes' => true, 'max' => env('MAX', 'dix'), 'fn' => fn ($x) => ['a' => 'b'],
    'hello' => "Bonjour $name",
    'pair' => 'a|b|c',
];
"""
MOODLE = r"""<?php
// This file is part of a course.
defined('MOODLE_INTERNAL') || die();
if (!defined('X')) { exit; }

$string['welcome'] = 'ようこそ、{$a->firstname}さん';
$string['help_help'] = "一行目
二行目";
$lang = array_merge($lang, array('YES' => 'はい'));
$lang['nested']['deep'] = '深い';
define('TITLE', '港');
const FOOTER = '終わり';
function f() { return ['no' => 'いいえ']; }
?>
<p>$string['not'] = 'code';</p>
<?php $string['last'] = '最後';
"""


def told(found):
    return [(e.key, e.variant, e.text, e.line) for e in found if isinstance(e, Entry)]


def test_laravel(entries) -> None:
    found = entries("lang/fr/auth.php", LARAVEL)
    assert told(found) == [
        ("failed", None, "Ces identifiants ne vont pas : l'accès est refusé \\ \\.", 14),
        ("throttle", None, "Réessayez dans :seconds secondes.\n\t😀AA$", 16),
        ("boats", "one", "un bateau", 17),
        ("boats", "other", ":count bateaux", 17),
        ("crew", "=0", "personne", 18),
        ("crew", "=1", "une personne", 18),
        ("crew", "other", ":count personnes", 18),
        ("menu.open", None, "Ouvrir vite", 20),
        ("menu.it's", None, "x", 21),
        ("menu.3", None, "trois", 22),
        ("menu.4", None, "quatre", 22),
        ("long", None, 'Première ligne\n  "deuxième" <', 25),
        ("raw", None, "$brut \\n", 29),
        ("Berth::FREE", None, "libre", 32),
        ("off", None, "", 33),
        ("pair", None, "a|b|c", 35),
    ]
    assert [(s.origin.line, s.why) for s in found if isinstance(s, Skip)] == [
        (34, "code makes this text, so it is not known.")
    ]  # fmt: skip
    assert {e.syntax for e in found if isinstance(e, Entry)} == {frozenset({"laravel-format"})}


def test_comments(entries) -> None:
    found = {e.key: e for e in entries("lang/fr/auth.php", LARAVEL) if isinstance(e, Entry)}
    assert found["failed"].note is None
    assert [(s.check, s.reason, s.line) for s in found["throttle"].suppressions] == [
        ("ACC101", "seconds are spelt out", 15)
    ]  # fmt: skip
    assert found["boats"].note == "on the pier"
    assert [(s.check, s.line) for s in found["menu.it's"].suppressions] == [("LNG", 21)]
    assert found["menu.3"].suppressions == ()
    [entry] = entries("a.php", "<?php return [\n/**\n * Un bouton.\n * tqcheck: ignore[LNG] voulu\n */\n'a' => 'b'];")
    assert (entry.note, entry.suppressions[0].line, entry.suppressions[0].reason) == ("Un bouton.", 4, "voulu")


def test_assignments_and_constants(entries) -> None:
    assert told(entries("lang/ja/course.php", MOODLE)) == [
        ("welcome", None, "ようこそ、{$a->firstname}さん", 6),
        ("help_help", None, "一行目\n二行目", 7),
        ("YES", None, "はい", 9),
        ("nested.deep", None, "深い", 10),
        ("TITLE", None, "港", 11),
        ("FOOTER", None, "終わり", 12),
        ("last", None, "最後", 16),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_those_of_the_file(entries, end) -> None:
    for text in (LARAVEL, MOODLE):
        lines = text.replace("\n", end).split(end)
        for entry in entries("lang/fr/a.php", text.replace("\n", end)):
            if isinstance(entry, Entry) and entry.text and entry.key != "boats":
                assert entry.text.split("'")[0].splitlines()[0][:6] in lines[entry.line - 1], entry


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"'a\'b\\c\n\x41'", r"a'b\c\n\x41"), (r'"a\"\\\$\n\r\t\v\e\f\q"', 'a"\\$\n\r\t\v\x1b\f\\q'),
        (r'"\xC3\xA9\303\251\u{E9}"', "ééé"), ('"\\\'"', "\\'"), (r'"$"', "$"), ('"5 $ и {a}"', "5 $ и {a}"),
        ('("а" . PHP_EOL . "б")', "а\nб"), ("<<<A\nA", ""), ('<<<"A"\n\tא\n\t ב\n\tA', "א\n ב"),
        ("''", ""), (r'"\0"', "\0"), (r"""'"'""", '"'), (r'"\\x41"', r"\x41"), ("/* c */ 'z' /* d */", "z"),
        (r'"\{$"', r"\{$"),
    ],
)  # fmt: skip
def test_every_string(entries, written, text) -> None:
    assert told(entries("a.php", f"<?php return ['a' => {written}\n];"))[0][2] == text


@pytest.mark.parametrize(
    "written",
    ['"$a"', '"{$a[1]}"',
     '"${a}"', '"\\\\$a"', "<<<A\n$a\nA", "'a' . $b", "'a' . f('c')", "$b ? 'x' : 'y'", "f('x') . 'y'",
     r'"\xff"', r'"\u{D800}"'],
)  # fmt: skip
def test_what_code_makes_is_told_or_left(entries, written) -> None:
    found = entries("a.php", f"<?php return ['a' => {written}, 'b' => 'c'];")
    assert [e.text for e in found if isinstance(e, Entry)] == ["c"]
    assert all(s.incomplete and s.origin.line <= 2 for s in found if isinstance(s, Skip))
    assert len(found) == 2 or "?" in written or written.startswith("f(")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<?php return [\n'a' => 'it's',\n];", 2, r"the string is not closed\. Close it, or write"),
        ("<?php return [\n'a' => 'b' 's', ];", 2, r"behind the string\. Put it there, or write a quotation mark"),
        ("<?php return [\n'a' => 'b'\n'c' => 'd'];", 3, "a comma or a dot was expected behind the string"),
        ("<?php return [\n'a' => 'b", 2, "the string is not closed"),
        ('<?php return [\n"a" => "b', 2, "the string is not closed"),
        ("<?php return [\n'a' => <<<X\nb\n", 2, "the text <<<X is not closed"),
        ("<?php return [\n'a' => 'b',\n", 2, "a value was expected, not the end of the file"),
        ("<?php return [\n'a' => ,];", 2, "a value was expected, not ,"),
        ("<?php return [\n'a' => 'b');", 2, "a comma or ] was expected"),
        ("<?php return " + "[" * 300, 1, "100 deep"),
    ],
)
def test_errors_name_line_and_mend(items, text, line, message) -> None:
    with pytest.raises(UnreadableError, match=message) as error:
        items("a.php", text)
    assert error.value.line == line
    assert error.value.mend


def test_nothing_is_executed(entries, tmp_path) -> None:
    made = tmp_path / "made"
    found = entries("a.php", f"<?php touch('{made}'); return ['a' => `touch {made}`, 'b' => system('x'), 'c' => 'd'];")
    assert [e.text for e in found if isinstance(e, Entry)] == ["d"]
    assert not made.exists()


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        (LARAVEL, "php"), (MOODLE.replace("function f", "function_f"), "php"),
        ("<?php\nreturn array('a' => 'b');", "php"),
        ("<?php\nnamespace A;\nclass B { function c() { return ['a']; } }", "text"),
    ],
)  # fmt: skip
def test_sniffing(file, text, format_) -> None:
    assert detect(file("a.dat", text)).name == format_


def test_laravels_plurals_follow_the_language(entries) -> None:
    text = "<?php return ['a' => ':count лодка|:count лодки|:count лодок', 'b' => 'раз|два'];"
    assert [e[:2] for e in told(entries("lang/ru/a.php", text))] == [
        ("a", "one"), ("a", "few"), ("a", "many"), ("b", None)
    ]  # fmt: skip
    assert [e[:2] for e in told(entries("lang/en/a.php", "<?php return ['t' => 'Home | Harbour'];"))] == [("t", None)]
