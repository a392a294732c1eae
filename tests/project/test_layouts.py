"""Projects as people lay them out, with languages of several scripts."""

import pytest

from tqcheck.errors import UsageError

ANDROID = """
    <resources>
        <string name="title">{}</string>
        <plurals name="days">{}</plurals>
    </resources>
"""


def test_android(project, read) -> None:
    days = '<item quantity="one">%d {}</item><item quantity="other">%d {}</item>'
    project({
        "app/src/main/res/values/strings.xml": ANDROID.format("Weather for the week", days.format("day", "days")),
        "app/src/main/res/values-pt-rBR/strings.xml": ANDROID.format("Tempo da semana", days.format("dia", "dias")),
        "app/src/main/res/values-b+sr+Latn/strings.xml": ANDROID.format(
            "Vreme za nedelju", days.format("dan", "dana") + '<item quantity="few">%d dana</item>'
        ),
        "app/src/main/res/values-iw/strings.xml": ANDROID.format(
            "מזג האוויר לשבוע", days.format("יום", "ימים") + '<item quantity="two">יומיים</item>'
        ),
        "app/src/main/res/values-ja/strings.xml": ANDROID.format(
            "今週の天気", '<item quantity="other">%d日</item>'
        ),
        "app/src/main/res/values-night/colors.xml": "<resources><color name='c'>#000</color></resources>",
        "app/src/main/res/values-v21/strings.xml": ANDROID.format("Weather", days.format("day", "days")),
        "app/src/main/AndroidManifest.xml": "<manifest/>",
    })  # fmt: skip
    run = read("app", source_lang="en")
    assert run.languages == {("en", tag) for tag in ("pt-BR", "sr-Latn", "he", "ja")}
    assert run.pairs["ja", "title"] == ("Weather for the week", "今週の天気")
    assert run.pairs["ja", "plurals/days[other]"] == ("%d days", "%d日")
    assert run.pairs["sr-Latn", "plurals/days[few]"] == ("%d days", "%d dana")
    assert run.pairs["he", "plurals/days[one]"] == ("%d day", "%d יום")
    assert all(s.target for s in run.segments), "nothing is missing"
    assert run.places["ja", "title"] == "app/src/main/res/values-ja/strings.xml:2"
    assert run.alone == ()
    assert "its path names no language" in run.said("4 files in he, ja, pt-BR, sr-Latn").why


def test_apple(project, read) -> None:
    project({
        "App/Base.lproj/Localizable.strings": '"save" = "Save all changes to the document before you leave";\n',
        "App/de.lproj/Localizable.strings": '"save" = "Alle Änderungen sichern";\n',
        "App/zh-Hant.lproj/Localizable.strings": '"save" = "儲存所有變更";\n',
        "App/ar.lproj/Localizable.strings": '"save" = "حفظ كل التغييرات";\n',
    })  # fmt: skip
    run = read("App")
    assert run.languages == {("en", "de"), ("en", "zh-Hant"), ("en", "ar")}
    assert "told by the words" in run.said("the source's language, en").why


def test_java(project, read) -> None:
    project({
        "src/messages.properties": "greeting=Good morning\nfarewell=Goodbye\n",
        "src/messages_en.properties": "",
        "src/messages_fr.properties": "greeting=Bonjour\nfarewell=Au revoir\n",
        "src/messages_fr_CA.properties": "greeting=Bon matin\n",
        "src/messages_zh_TW.properties": "greeting=早安\nfarewell=再見\n",
        "src/application.properties": "server.port=80\n",
    })  # fmt: skip
    run = read("src", source_lang="en")
    assert run.languages == {("en", "fr"), ("en", "fr-CA"), ("en", "zh-TW")}
    assert ("fr-CA", "farewell") not in run.pairs, "the program takes it from fr"
    assert run.alone == ()


def test_browser_extension(project, read) -> None:
    project({
        "ext/manifest.json": '{"manifest_version": 3, "default_locale": "de", "name": "__MSG_name__"}',
        "ext/_locales/de/messages.json": '{"name": {"message": "Wetter", "description": "Name im Menü"}}',
        "ext/_locales/es_419/messages.json": '{"name": {"message": "Clima"}}',
        "ext/_locales/hi/messages.json": '{"name": {"message": "मौसम"}}',
    })  # fmt: skip
    run = read("ext")
    assert run.languages == {("de", "es-419"), ("de", "hi")}
    assert run.segments[0].note == "Name im Menü"
    assert "manifest.json names it" in run.said("2 files in es-419, hi").why


def test_flutter(project, read) -> None:
    project({
        "l10n.yaml": "arb-dir: lib/l10n\ntemplate-arb-file: app_en.arb\n",
        "lib/l10n/app_en.arb": '{"@@locale": "en", "hello": "Hello", "@hello": {"description": "On the first page"}}',
        "lib/l10n/app_th.arb": '{"@@locale": "th", "hello": "สวัสดี"}',
        "lib/l10n/app_zh_Hant.arb": '{"@@locale": "zh_Hant", "hello": "你好"}',
    })  # fmt: skip
    run = read("lib")
    assert run.pairs == {("th", "hello"): ("Hello", "สวัสดี"), ("zh-Hant", "hello"): ("Hello", "你好")}


def test_a_folder_a_language(project, read) -> None:
    project({
        "locales/en/main.ftl": "open = Open the file\n",
        "locales/en/pages/help.ftl": "help = Ask for help\n",
        "locales/uk/main.ftl": "open = Відкрити файл\n",
        "locales/uk/pages/help.ftl": "help = Попросити допомоги\n",
        "locales/ko/main.ftl": "open = 파일 열기\n",
        "locales/README.md": "# Translating\n",
    })  # fmt: skip
    run = read("locales", source_lang="en")
    assert run.pairs["ko", "open"] == ("Open the file", "파일 열기")
    assert run.pairs["uk", "help"] == ("Ask for help", "Попросити допомоги")
    assert "locales/en/pages/help.ftl" in run.said("without a file in ko").why


def test_a_file_a_language(project, read) -> None:
    project({
        "src/i18n/en.json": '{"menu": {"open": "Open", "quit": "Quit"}}',
        "src/i18n/el.json": '{"menu": {"open": "Άνοιγμα", "quit": "Έξοδος"}}',
        "src/i18n/pt-BR.json": '{"menu": {"open": "Abrir", "quit": "Sair"}}',
        "src/i18n/pt.json": '{"menu": {"open": "Abrir", "quit": "Sair"}}',
        "src/package.json": '{"name": "app", "version": "1.0.0"}',
    })  # fmt: skip
    run = read("src", source_lang="en")
    assert run.pairs["el", "menu.quit"] == ("Quit", "Έξοδος")
    assert run.languages == {("en", "el"), ("en", "pt"), ("en", "pt-BR")}


def test_rails(project, read) -> None:
    project({
        "config/locales/en.yml": "en:\n  hello: Hello\n",
        "config/locales/models.en.yml": "en:\n  user: User\n",
        "config/locales/bn.yml": "bn:\n  hello: নমস্কার\n",
        "config/locales/models.bn.yml": "bn:\n  user: ব্যবহারকারী\n",
        "config/database.yml": "production:\n  adapter: sqlite3\n",
    })  # fmt: skip
    run = read("config", source_lang="en")
    assert run.pairs == {("bn", "hello"): ("Hello", "নমস্কার"), ("bn", "user"): ("User", "ব্যবহারকারী")}
    assert run.places["bn", "user"] == "config/locales/models.bn.yml:2"


RESX = '<root><data name="open" xml:space="preserve"><value>{}</value></data></root>'


def test_dotnet(project, read) -> None:
    project({
        "App/Strings.resx": RESX.format("Open the window at the end of the day"),
        "App/Strings.nb-NO.resx": RESX.format("Åpne vinduet"),
        "App/Strings.zh-Hans.resx": RESX.format("打开窗口"),
        "App/Strings.el.resx": RESX.format("Άνοιξε το παράθυρο"),
        "App/Form1.resx": RESX.format("Form"),
    })  # fmt: skip
    assert read("App").languages == {("en", "nb-NO"), ("en", "zh-Hans"), ("en", "el")}


def test_laravel(project, read) -> None:
    php = "<?php\n\nreturn [\n    'welcome' => '{}',\n    'menu' => ['quit' => '{}'],\n];\n"
    project({
        "lang/en/messages.php": php.format("Welcome, :name", "Quit"),
        "lang/ur/messages.php": php.format("خوش آمدید، :name", "باہر نکلیں"),
        "lang/vi/messages.php": php.format("Chào mừng, :name", "Thoát"),
        "app/Http/Kernel.php": "<?php class Kernel {}",
    })  # fmt: skip
    run = read(".", source_lang="en")
    assert run.pairs["ur", "menu.quit"] == ("Quit", "باہر نکلیں")
    assert run.places["vi", "welcome"] == "lang/vi/messages.php:4"
    assert run.alone == ()


def test_qt(project, read) -> None:
    ts = '<?xml version="1.0"?><!DOCTYPE TS><TS version="2.1" language="{}"><context><name>M</name></context></TS>'
    project({
        "i18n/app_de.ts": ts.format("de"), "i18n/app_ja.ts": ts.format("ja"),
        "web/main.ts": "export const a: string = 'b';\n", "web/empty.ts": "",
    })  # fmt: skip
    assert read(".").alone == ("i18n/app_de.ts", "i18n/app_ja.ts")


def test_both_languages_in_one_file_stay_as_they_are(project, read) -> None:
    project({
        "locale/fr/LC_MESSAGES/app.po": 'msgid "Open"\nmsgstr "Ouvrir"\n',
        "locale/ja/LC_MESSAGES/app.po": 'msgid "Open"\nmsgstr "開く"\n',
    })  # fmt: skip
    run = read("locale")
    assert run.alone == ("locale/fr/LC_MESSAGES/app.po", "locale/ja/LC_MESSAGES/app.po")
    assert not run.segments


def test_a_language_in_folder_and_name(project, read) -> None:
    project({
        "lang/en/shop_en.json": '{"buy": "Buy"}',
        "lang/fa/shop_fa.json": '{"buy": "خرید"}',
        "lang/ka/shop_ka.json": '{"buy": "ყიდვა"}',
    })  # fmt: skip
    assert read("lang", source_lang="en").pairs == {("fa", "buy"): ("Buy", "خرید"), ("ka", "buy"): ("Buy", "ყიდვა")}


def test_varieties_of_the_source(project, read) -> None:
    project({
        "l/en-US.json": '{"colour": "Color", "lift": "Elevator"}',
        "l/en-GB.json": '{"colour": "Colour", "lift": "Lift"}',
        "l/ta.json": '{"colour": "நிறம்"}',
    })  # fmt: skip
    assert read("l", source_lang="en-US").languages == {("en-US", "en-GB"), ("en-US", "ta")}
    with pytest.raises(UsageError, match="no source in en "):
        read("l", source_lang="en")


def test_the_only_variety_of_the_source(project, read) -> None:
    project({"l/en_US.json": '{"colour": "Color"}', "l/ta.json": '{"colour": "நிறம்"}'})
    assert read("l", source_lang="en").languages == {("en-US", "ta")}


def test_a_language_that_is_made_up_for_tests_is_none(project, read) -> None:
    project({f"l/{tag}.json": '{"hi": "Hi"}' for tag in ("en", "de", "en-XA", "ar-XB")})
    assert read("l", source_lang="en").languages == {("en", "de")}


def test_what_is_no_language_is_none(project, read) -> None:
    project({f"{folder}/data.json": '{"hi": "Hi"}' for folder in ("src", "app", "lib", "web", "doc")})
    with pytest.raises(UsageError, match="no file of a known format"):
        read(".", source_lang="en")


def test_folders_of_what_others_wrote(project, read) -> None:
    project({f"{where}l/{tag}.json": '{"hi": "Hi"}' for tag in ("en", "de") for where in ("", "node_modules/x/")})
    assert len(read(".", source_lang="en").segments) == 1


def test_what_lies_about_in_a_repository(project, read) -> None:
    project({
        "res/values/strings.xml": ANDROID.format("Weather", ""),
        "res/values-km/strings.xml": ANDROID.format("អាកាសធាតុ", ""),
        "res/drawable/bg_blue_gradient.xml": "<shape/>", "res/drawable/bg_gradient.xml": "<shape/>",
        "res/drawable/no_wind.xml": "<shape/>", "res/drawable/it_wind.xml": "<shape/>",
        "res/assets/LICENSE.txt": "You may use it.", "res/assets/people.csv": "Ann;2\nBob;3\n", "pom.xml": "<project/>",
    })  # fmt: skip
    run = read(".", source_lang="en")
    assert run.languages == {("en", "km")}
    assert run.alone == ()
    assert run.said("2 texts or tables").what.endswith("(res/assets/LICENSE.txt, res/assets/people.csv)")
    assert len(run.skips) == 2
    assert read("res/assets/LICENSE.txt", source_lang="en").alone == ("res/assets/LICENSE.txt",)
