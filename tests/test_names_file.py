"""Names of the user's own: what they change, that they stay in their run, and what is said when they are wrong."""

import pytest

import tqcheck
from tqcheck.config import Config, load, read_names
from tqcheck.errors import UsageError
from tqcheck.lang.names.given import NOTHING, given, together
from tqcheck.lang.names.knowledge import kind
from tqcheck.text.names import mentions

NAMES = """
ambiguous = ["Mercury"]
related = ["northport harbour-line"]

[names]
acme = ["Acme", "Акме", "アクメ", "艾克美"]

[en.names]
northport = ["Northport"]
harbour-line = ["Harbour Line"]
lac = ["League of Alpine Cantons", "LAC"]
georgia-foods = ["Georgia"]

[de.names]
northport = ["Nordhafen"]
lac = ["Bund der Alpenkantone", "BAK"]

[pt.names]
northport = ["Porto Norte"]

[ja.names]
northport = ["北港"]

[kinds]
organisation = ["lac"]
city = "northport"
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "names.toml"
    file.write_text(NAMES, encoding="utf-8")
    return str(file)


def said(source, target, langs, names=()):
    config = Config(select=("ACC201", "ACC204"), profile="review", names=names)
    report = tqcheck.check([(source, target)], source_lang=langs[0], target_lang=langs[1], config=config)
    return [(f.code, f.severity.value) for r in report.results for f in r.findings]


def test_given_names_are_found_and_matched(path) -> None:
    wrong = ("The ferry leaves for Northport tonight.", "Die Fähre fährt heute Abend zum Bund der Alpenkantone.")
    assert said(*wrong, ("en", "de")) == []
    assert said(*wrong, ("en", "de"), (path,)) == [("ACC201", "major")]
    assert said(wrong[0], "Die Fähre fährt heute Abend nach Nordhafen.", ("en", "de"), (path,)) == []
    assert said(wrong[0], "フェリーは今夜、北港へ出発する。", ("en", "ja"), (path,)) == []
    assert said(wrong[0], "フェリーは今夜、アクメへ出発する。", ("en", "ja"), (path,)) == [("ACC201", "major")]
    assert said(wrong[0], "O barco sai hoje à noite para Porto Norte.", ("en", "pt-BR"), (path,)) == []


def test_related_entities_support_each_other(path) -> None:
    assert said(
        "We took the Harbour Line to Austria.", "Von Nordhafen fuhren wir nach Schweden.", ("en", "de"), (path,)
    )
    assert not said("We took the Harbour Line home.", "Wir fuhren von Nordhafen heim.", ("en", "de"), (path,))


def test_given_acronyms(path) -> None:
    pair = ("We asked the LAC for a permit.", "Wir baten den LAC um eine Genehmigung.")
    assert said(*pair, ("en", "de")) == []
    assert [code for code, _ in said(*pair, ("en", "de"), (path,))] == ["ACC204"]


def test_a_spelling_of_the_user_is_nobody_elses(path) -> None:
    pair = ("The factory sells Georgia in bottles.", "Die Fabrik verkauft Norwegen in Flaschen.")
    names = read_names([path])
    (found,) = mentions(pair[0], names.tag("en"))
    assert found.entities == {"georgia-foods"}
    assert kind("georgia-foods", names) == "name"
    assert kind("GE", names) == "territory"


def test_names_do_not_leak_between_runs(path, tmp_path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(
        '[de.names]\nnorthport = ["Bund der Alpenkantone"]\n[en.names]\nnorthport = ["Northport"]\n', "utf-8"
    )
    wrong = ("The ferry leaves for Northport tonight.", "Die Fähre fährt heute Abend zum Bund der Alpenkantone.")
    for _ in range(2):
        assert said(*wrong, ("en", "de"), (path,))
        assert not said(*wrong, ("en", "de"))
        assert not said(*wrong, ("en", "de"), (str(other),))
    assert given("de") is NOTHING
    assert NOTHING.tag("de") == "de"
    assert NOTHING.tag(None) == "und"


def test_two_files_hold_together_and_the_later_counts(path, tmp_path) -> None:
    later = tmp_path / "later.toml"
    later.write_text('[de.names]\nnorthport = ["Port Nord"]\n[kinds]\nterritory = ["northport"]\n', "utf-8")
    names = read_names([path, str(later)])
    assert names.table("de-AT")["names"]["northport"] == ("Port Nord", "Nordhafen")
    assert kind("northport", names) == "territory"
    assert names.digest not in {"", read_names([path]).digest, read_names([str(later)]).digest}
    assert together([]) is NOTHING
    assert repr(read_names([path])) == repr(read_names([path]))


def test_the_signature_tells_of_names(path) -> None:
    signatures = {
        tqcheck.check([], config=Config(select=("ACC",), names=names)).summary.signature for names in ((), (path,))
    }
    assert len(signatures) == 2


def test_two_names_that_the_file_tells_apart_are_not_one(tmp_path) -> None:
    lines = [f"They say that he met Mossul in {town} again." for town in ("Rome", "Pisa", "Bari", "Turin")]
    lines.append("They say that he met Mosul in Rome again.")
    config = Config(select=("CON103",), profile="audit")
    assert tqcheck.check(lines, target_lang="en", config=config).summary.by_check
    file = tmp_path / "n.toml"
    file.write_text('[en.names]\nmosul = ["Mosul"]\nmossul = ["Mossul"]\n', "utf-8")
    config = Config(select=("CON103",), profile="audit", names=(str(file),))
    assert not tqcheck.check(lines, target_lang="en", config=config).summary.by_check


def test_in_the_configuration_paths_are_those_of_its_folder(tmp_path) -> None:
    file = tmp_path / "tqcheck.toml"
    file.write_text('names = ["our/names.toml"]\n', "utf-8")
    assert load(file).names == (str(tmp_path / "our" / "names.toml"),)


@pytest.mark.parametrize(("text", "line", "message"), [
    ('[names]\nacme = "Acme"\n', 2, 'names.acme takes a list of texts. Write acme = ["…"].'),
    ("[names]\nacme = [3]\n", 2, "names.acme takes a list of texts."),
    ('[names]\nacme = [" ", "Acme"]\n', 2, "names.acme has a spelling without a letter."),
    ('[nmaes]\nacme = ["Acme"]\n', 1, "'nmaes' is neither a table of names nor a language. Did you mean 'names'?"),
    ('[frenchh.names]\nacme = ["Acme"]\n', 1, "is neither a table of names nor a language."),
    ('[fr]\nacme = ["Acme"]\n', 2, "'acme' is unknown. A language has names, adjectives, usage."),
    ('\n[fr.names]\nacme = ["Acme"]\n[fr.usage]\nstop = ["Le"]\n', 5, "'stop' is unknown. It has ambiguous"),
    ("fr = 3\n", 1, "fr takes tables. Write [fr.names]."),
    ("[fr]\nnames = 3\n", 2, "fr.names takes entries. Write [fr.names]."),
    ('related = "a b"\n', 1, "related takes a list of texts."),
    ('related = ["acme acne"]\n[names]\nacme = ["Acme"]\n', 1, "related: nothing is named 'acne'. "),
    ('[names]\nacme = ["Acme"]\n[kinds]\nplanet = ["acme"]\n', 4, "there is no kind 'planet'. It may be territory"),
    ('[names]\nacme = ["Acme"]\n[kinds]\ncity = ["oslo-x"]\n', 3, "kinds: nothing is named 'oslo-x'. Give it names."),
    ("[names\n", 1, "is not valid TOML"),
    ("", None, "no names in it."),
])  # fmt: skip
def test_what_is_wrong_and_where(tmp_path, text, line, message) -> None:
    file = tmp_path / "names.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UsageError) as raised:
        read_names([str(file)])
    assert raised.value.path == str(file)
    assert raised.value.line == line
    assert message in str(raised.value)
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(("content", "message"), [(None, "cannot be read"), (b"\xff\xfe", "is not UTF-8")])
def test_a_file_that_cannot_be_read(tmp_path, content, message) -> None:
    file = tmp_path / "names.toml"
    if content:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=message):
        read_names([str(file)])
