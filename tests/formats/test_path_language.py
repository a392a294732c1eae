"""The language that a file's name or folder tells."""

import pytest

from tqcheck.formats.path_language import language_of


@pytest.mark.parametrize(
    ("path", "tag"),
    [
        ("fr.json", "fr"), ("menu.pt-BR.yml", "pt-BR"), ("app_zh_Hant.arb", "zh-Hant"), ("zh-cn.json", "zh-CN"),
        ("_locales/ja/messages.json", "ja"), ("lang/fr/auth.php", "fr"), ("resources/lang/pt_BR/auth.php", "pt-BR"),
        ("pt_br/x.php", "pt-BR"), ("locales/sr@latin.yml", "sr-Latn"), ("no.yml", "no"), ("fr.json.gz", "fr"),
        ("locales/fr/user_id.json", "fr"), ("Strings.zh-Hans.resx", "zh-Hans"),
        ("public/locales/es-419/a.json", "es-419"),
        ("messages+intl-icu.fr.yaml", "fr"), ("package.json", None), ("app.component.ts", None), ("it/a.json", None),
        ("tsconfig.app.json", None), ("Resources.resx", None), ("-", None), ("", None),
    ],
)  # fmt: skip
def test_language_of_a_path(path, tag) -> None:
    assert language_of(path) == tag
