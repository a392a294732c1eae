"""Strings of two files, paired by their keys."""

import pytest

from tqcheck.formats import ReadOptions
from tqcheck.formats.entry import Entry
from tqcheck.model import Segment, Skip, Suppression
from tqcheck.project import pairing
from tqcheck.project.given import given_pair
from tqcheck.project.pairing import Pairing
from tqcheck.project.strings import Strings


@pytest.fixture
def pair(monkeypatch):
    """Pair entries of a format that holds them in memory."""

    def paired(ours: list[Entry | Skip], theirs: list[Entry | Skip], lang="fr", **more) -> list[Segment | Skip]:
        files = {"en": ours, lang: theirs}
        monkeypatch.setattr(pairing.formats, "entries", lambda path, *_, **__: iter(files[path]))
        source = Strings("en", ReadOptions(), format=None)
        made = Pairing(path=lang, source_lang="en", target_lang=lang, **more)
        return [*source.skips, *made.segments(source, ReadOptions(), format=None)]

    return paired


def entry(key: str, text: str, line: int, **more) -> Entry:
    return Entry(key=key, text=text, line=line, **more)


def test_what_both_say_of_a_string_is_kept(pair) -> None:
    mine, theirs = Suppression(check="ACC101", reason="ours", line=1), Suppression(check="LNG", reason="theirs", line=2)
    (segment,) = pair(
        [entry("a", "Hello %s", 3, note="said at night", max_length=20, suppressions=(mine,),
               syntax=frozenset({"c-format"}), ignore=frozenset({"ACC501"}))],
        [entry("a", "Bonsoir %s", 5, note="le soir", max_length=30, suppressions=(theirs,), state="needs-review",
               ignore=frozenset({"LNG101"}))],
    )  # fmt: skip
    assert (segment.source, segment.target, segment.note) == ("Hello %s", "Bonsoir %s", "said at night\nle soir")
    assert (str(segment.origin), str(segment.source_origin)) == ("fr:5", "en:3")
    assert (segment.max_length, segment.state) == (20, "needs-review")
    assert (segment.syntax, segment.ignore) == ({"c-format"}, {"ACC501", "LNG101"})
    assert [(s.check, s.path) for s in segment.suppressions] == [("LNG", None), ("ACC101", "en")]


def test_a_key_that_is_missing(pair) -> None:
    first, missing = pair([entry("a", "One", 1), entry("b", "Two", 2)], [entry("a", "Un", 1)])
    assert first.target == "Un"
    assert (missing.id, missing.source, missing.target, missing.state) == ("b", "Two", "", "untranslated")
    assert str(missing.origin) == str(missing.source_origin) == "en:2"


def test_nothing_is_missing_where_a_program_looks_elsewhere(pair) -> None:
    assert len(pair([entry("a", "One", 1), entry("b", "Two", 2)], [entry("a", "Un", 1)], inherits=True)) == 1


def test_keys_of_the_targets_alone_are_one_note(project, read) -> None:
    project({
        "l/en.json": '{"a": "One"}',
        "l/fr.json": '{"a": "Un",\n"x": "Vieux"}',
        "l/ko.json": '{"a": "하나",\n"x": "오래된", "y": "더 오래된"}',
    })  # fmt: skip
    run = read("l", source_lang="en")
    assert run.pairs["ko", "x"] == (None, "오래된")
    skip = run.said("that l/en.json has not")
    assert (skip.what, skip.incomplete) == ("2 keys in 2 files that l/en.json has not (x, y)", False)
    assert str(skip.origin) == "l/fr.json:2"


def test_keys_that_stand_twice(pair) -> None:
    ours, first, theirs = pair(
        [entry("a", "One", 1), entry("a", "Uno", 2)], [entry("a", "Un", 1), entry("a", "Une", 4)]
    )
    assert (str(ours.origin), str(theirs.origin)) == ("en:2", "fr:4")
    assert (first.source, first.target) == ("One", "Un")


def test_skips_of_readers_stay(pair) -> None:
    skip = Skip(what="line 3", why="it is broken")
    assert pair([entry("a", "One", 1)], [skip, entry("a", "Un", 4)])[0] is skip


SOURCE = [entry("n", "%d file", 1, variant="one"), entry("n", "%d files", 2, variant="other")]


def forms(items: list[Segment | Skip]) -> dict[str, tuple[str, str]]:
    return {item.variant: (item.source, item.target) for item in items if isinstance(item, Segment)}


def test_plural_forms_of_another_language(pair) -> None:
    found = pair(SOURCE, [entry("n", text, 7, variant=form) for form, text in (
        ("one", "%d plik"), ("few", "%d pliki"), ("many", "%d plików"), ("other", "%d pliku"),
    )], "pl")  # fmt: skip
    assert forms(found) == {
        "one": ("%d file", "%d plik"), "few": ("%d files", "%d pliki"), "many": ("%d files", "%d plików"),
        "other": ("%d files", "%d pliku"),
    }  # fmt: skip


def test_a_plural_form_that_is_missing(pair) -> None:
    found = pair(SOURCE, [entry("n", "%d plik", 7, variant="one"), entry("n", "%d plików", 8, variant="many")], "pl")
    (missing,) = [item for item in found if isinstance(item, Segment) and not item.target]
    assert (missing.variant, missing.source, missing.state, str(missing.origin)) == ("few", "%d files", None, "pl:8")


def test_a_language_with_one_form(pair) -> None:
    assert forms(pair(SOURCE, [entry("n", "%d個のファイル", 1, variant="other")], "ja")) == {
        "other": ("%d files", "%d個のファイル")
    }


def test_plural_forms_that_are_all_missing_are_one(pair) -> None:
    (missing,) = pair(SOURCE, [], "ru")
    assert (missing.variant, missing.source) == ("other", "%d files")


def test_genders_are_not_plural_forms(pair) -> None:
    source = [
        entry("w", text, 1, variant=g) for g, text in (("male", "He won"), ("female", "She won"), ("other", "They won"))
    ]
    found = pair(source, [entry("w", "Il a gagné", 1, variant="male"), entry("w", "Iel a gagné", 2, variant="other")])
    assert forms(found) == {"male": ("He won", "Il a gagné"), "other": ("They won", "Iel a gagné")}


def test_a_broken_file_is_a_skip_and_the_others_go_on(project, read) -> None:
    project({"l/en.json": '{"a": "Good"}', "l/fr.json": '{"a": "Bon"', "l/ru.json": '{"a": "Хорошо"}', "l/zu.json": ""})
    run = read("l", source_lang="en")
    assert run.pairs == {("ru", "a"): ("Good", "Хорошо")}
    assert [skip.what for skip in run.skips if skip.incomplete] == ["l/fr.json", "l/zu.json"]


def test_a_broken_source_is_told_of_all(project, read) -> None:
    project({"l/en.json": '{"a": "Good"', "l/fr.json": '{"a": "Bon"}', "l/ru.json": '{"a": "Хорошо"}'})
    run = read("l", source_lang="en")
    assert [skip.what for skip in run.skips if skip.incomplete] == ["l/en.json", "l/fr.json", "l/ru.json"]


def test_two_files_that_are_given(project) -> None:
    project({"a.json": '{"k": "One"}', "b/nl.json": '{"k": "Een"}', "c.txt": "One"})
    (segment,) = given_pair("a.json", "b/nl.json", ReadOptions(source_lang="en"), format=None)
    assert (segment.source, segment.target, segment.target_lang) == ("One", "Een", "nl")
    assert given_pair("a.json", "c.txt", ReadOptions(), format=None) is None
    assert given_pair("a.json", "missing.json", ReadOptions(), format=None) is None
