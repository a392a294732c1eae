import pytest

from tqcheck.errors import UsageError
from tqcheck.lang.tags import canonical, language, region, related, script


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


def test_close_languages_are_related_both_ways() -> None:
    for first, second in [("hr", "sr-Latn"), ("id", "ms"), ("nb", "da"), ("pt-BR", "gl"), ("fr", "fr-CA")]:
        assert related(first, second)
        assert related(second, first)
    assert not related("en", "de")
    assert not related("ru", "sr")
