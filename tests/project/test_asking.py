"""What a person may say of files: languages, layouts, single files."""

import pytest

from tqcheck.errors import UsageError
from tqcheck.project.layout import Layout

FILES = {
    "locales/en/menu.json": '{"open": "Open"}',
    "locales/fr/menu.json": '{"open": "Ouvrir"}',
    "locales/he/menu.json": '{"open": "פתיחה"}',
}


def test_the_source_language_must_be_plain(project, read) -> None:
    project(FILES)
    with pytest.raises(UsageError) as error:
        read("locales")
    said = "locales: which of en, fr, he is the language of the sources? "
    assert str(error.value) == said + "Give --source-lang en, or source-lang in tqcheck.toml."


def test_any_language_may_be_the_source(project, read) -> None:
    project(FILES)
    assert read("locales", source_lang="he").languages == {("he", "en"), ("he", "fr")}


def test_one_target_language(project, read) -> None:
    project(FILES)
    assert read("locales", source_lang="en", target_lang="he").languages == {("en", "he")}
    with pytest.raises(UsageError, match=r"no translation in ja in this folder. There are fr, he."):
        read("locales", source_lang="en", target_lang="ja")


def test_the_folder_of_one_language(project, read) -> None:
    project(FILES)
    assert read("locales/fr", source_lang="en").pairs == {("fr", "open"): ("Open", "Ouvrir")}


def test_a_file_alone_finds_its_source(project, read, tmp_path) -> None:
    project(FILES)
    run = read("locales/fr/menu.json", source_lang="en")
    assert run.pairs == {("fr", "open"): ("Open", "Ouvrir")}
    assert run.said("locales/fr/menu.json").why == "compared by key with locales/en/menu.json in en"
    absolute = read(str(tmp_path / "locales/fr/menu.json"), source_lang="en")
    assert absolute.segments[0].source_origin.path == str(tmp_path / "locales/en/menu.json")


def test_a_file_alone_whose_source_is_not_plain(project, read) -> None:
    project(FILES)
    run = read("locales/fr/menu.json")
    assert run.alone == ("locales/fr/menu.json",)
    assert "--source-lang says" in run.said("no source was found").why


def test_files_of_a_hook(project, read) -> None:
    project(FILES)
    run = read(*FILES, source_lang="en")
    assert run.alone == ()
    assert len(run.segments) == 2


def test_a_source_alone_is_read_as_a_text_of_its_own(project, read) -> None:
    project(FILES)
    assert read("locales/en/menu.json", source_lang="en").alone == ("locales/en/menu.json",)


def test_a_layout(project, read) -> None:
    project({
        "web/strings-en-app.json": '{"open": "Open"}',
        "web/strings-mi-app.json": '{"open": "Huakina"}',
        "web/de.json": '{"open": "Open"}',
        "web/en.json": '{"open": "Open"}',
    })  # fmt: skip
    run = read(layouts=("web/strings-{lang}-app.json",), source_lang="en")
    assert run.pairs == {("mi", "open"): ("Open", "Huakina")}
    assert run.places["mi", "open"] == "web/strings-mi-app.json:1"


def test_several_layouts_and_words(project, read) -> None:
    project(FILES | {"docs/api/en.json": '{"a": "A word"}', "docs/api/te.json": '{"a": "ఒక పదం"}'})
    run = read(".", layouts=("locales/{lang}/{file}.json", "docs/**/{lang}.json"), source_lang="en")
    assert run.languages == {("en", "fr"), ("en", "he"), ("en", "te")}


def test_a_layout_tells_the_language_of_files_with_both(project, read) -> None:
    project({"po/ja/app.po": 'msgid "Open"\nmsgstr "開く"\n'})
    run = read(layouts=("po/{lang}/{file}.po",))
    assert run.found.languages == {"po/ja/app.po": "ja"}


def test_words_of_a_layout_that_come_again() -> None:
    layout = Layout("/p/{app}/{lang}/{app}-{lang}.json")
    assert layout.template("/p/shop/fr/shop-fr.json").text == "/p/shop/{lang}/shop-{lang}.json"
    assert layout.template("/p/shop/fr/news-fr.json") is None
    assert layout.template("/p/shop/fr/shop-de.json") is None
    assert layout.language("/p/shop/zh_TW/shop-zh_TW.json") == "zh-TW"
    assert layout.template("/p/shop/nothing/shop-nothing.json") is None


@pytest.mark.parametrize("pattern", ["locales/{language}/a.json", "locales/{lang}/{.json", "locales/{lang}/a}.json"])
def test_a_layout_that_is_none(pattern) -> None:
    with pytest.raises(UsageError, match="the layout"):
        Layout(pattern)


def test_a_file_without_counterpart_is_read_alone_and_told(project, read) -> None:
    project(FILES | {"locales/fr/old.json": '{"gone": "Parti"}'})
    run = read("locales", source_lang="en")
    assert run.alone == ("locales/fr/old.json",)
    assert run.said("no source in en").what == "locales/fr/old.json"
