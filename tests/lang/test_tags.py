import langcodes
import pytest
from babel.localedata import locale_identifiers

from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical, language, own_script, region, registered, related, script


@pytest.mark.parametrize(
    ("given", "tag"),
    [
        ("fr", "fr"), ("pt_br", "pt-BR"), ("eng", "en"), ("zho-CN", "zh-CN"), ("sr-cyrl", "sr-Cyrl"),
        ("ZH_hans_cn", "zh-Hans-CN"), ("prs", "fa-AF"), ("mey", "mey"), ("gsw-ZH", "gsw-ZH"), (" de ", "de"),
    ],
)  # fmt: skip
def test_canonical(given: str, tag: str) -> None:
    assert canonical(given) == tag


@pytest.mark.parametrize(
    ("given", "hint"),
    [("French", "'fr'"), ("german", "'de'"), ("fr_FR.UTF-8", "'fr'"), ("zz", "such as"), ("", "such as")],
)
def test_an_unknown_tag_is_an_error_with_a_suggestion(given: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        canonical(given)


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "Latn"), ("ru", "Cyrl"), ("sr-Latn", "Latn"), ("ja", "Jpan"), ("ko", "Kore"), ("zh", "Hans"),
     ("zh-TW", "Hant"), ("ar", "Arab"), ("hi", "Deva"), ("th", "Thai"), ("fuc", None)],
)  # fmt: skip
def test_script(tag: str, code: str | None) -> None:
    assert script(tag) == code


def test_parts() -> None:
    assert (language("zh-Hant-TW"), region("zh-Hant-TW"), region("fr")) == ("zh", "TW", None)


def test_plain_tags_are_read_as_langcodes_reads_them() -> None:
    for tag in (name.replace("_", "-") for name in locale_identifiers()):
        parsed = langcodes.get(tag)
        assert canonical(tag) == langcodes.standardize_tag(tag)
        assert (own_script(tag), region(tag)) == (parsed.script, parsed.territory)


@pytest.mark.parametrize(
    ("tag", "parts"),
    [
        ("iw", ("iw", None, None)), ("sh", ("sh", "Latn", None)), ("de-DD", ("de", None, "DE")),
        ("zh-Hant-TW", ("zh", "Hant", "TW")),
    ],
)  # fmt: skip
def test_tags_that_are_not_plain_are_still_parsed(tag: str, parts: tuple[str, str | None, str | None]) -> None:
    assert (language(tag), own_script(tag), region(tag)) == parts


def test_registered() -> None:
    assert all(registered(tag) for tag in ("fr", "pt-BR", "gsw", "zh-Hant-TW", "tok"))
    assert not any(registered(tag) for tag in ("zz", "qqqq", "x"))


def test_close_languages_are_related_both_ways() -> None:
    for first, second in [("hr", "sr-Latn"), ("id", "ms"), ("nb", "da"), ("pt-BR", "gl"), ("fr", "fr-CA")]:
        assert related(first, second)
        assert related(second, first)
    assert not related("en", "de")
    assert not related("ru", "sr")
