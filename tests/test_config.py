"""Settings: where they are found, what they mean, and what is said when they are wrong."""

import pytest

from tqcheck.config import Config, load
from tqcheck.errors import UsageError
from tqcheck.model import Severity, Term
from tqcheck.select import plan


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    return tmp_path


FULL = """
select = ["LNG", "placeholder-mismatch"]
ignore = "LNG103"
profile = "ci"
fail-on = "minor"
source-lang = "fr"
target_lang = "pt_br"
glossary = ["terms/a.csv"]

[checks.doubled-word]
ignore = ["ha"]
"""


def test_nothing_anywhere(folder) -> None:  # noqa: ARG001  stands in an empty repository
    assert load() == Config()


def test_everything(folder) -> None:
    (folder / "tqcheck.toml").write_text(FULL, encoding="utf-8")
    assert load() == Config(
        select=("LNG", "placeholder-mismatch"),
        ignore=("LNG103",),
        profile="ci",
        fail_on=Severity.MINOR,
        source_lang="fr",
        target_lang="pt-BR",
        glossary=(str(folder / "terms" / "a.csv"),),
        options={"doubled-word": {"ignore": ["ha"]}},
        path=str(folder / "tqcheck.toml"),
    )


@pytest.mark.parametrize(("name", "text"), [
    ("tqcheck.toml", 'profile = "ci"\n'),
    ("tqcheck.toml", '[tqcheck]\nprofile = "ci"\n'),
    ("pyproject.toml", '[project]\nname = "x"\n[tool.tqcheck]\nprofile = "ci"\n'),
])  # fmt: skip
def test_where_it_stands(folder, name, text) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    assert load().profile == "ci"


def test_the_nearest_wins_and_a_pyproject_without_us_is_passed_over(folder) -> None:
    (folder / "pyproject.toml").write_text('[tool.tqcheck]\nprofile = "ci"\n', encoding="utf-8")
    (folder / "deep" / "pyproject.toml").write_text("[tool.other]\n", encoding="utf-8")
    assert load().profile == "ci"
    (folder / "deep" / "tqcheck.toml").write_text('profile = "audit"\n', encoding="utf-8")
    assert load().profile == "audit"


def test_the_search_ends_at_the_root_of_the_repository(folder) -> None:
    (folder / "tqcheck.toml").write_text('profile = "ci"\n', encoding="utf-8")
    (folder / "deep" / ".git").write_text("gitdir: elsewhere\n", encoding="utf-8")
    assert load() == Config()


@pytest.mark.parametrize(("text", "line", "said"), [
    ('profil = "ci"\n', 1, "unknown key 'profil'. Did you mean 'profile'?"),
    ("colour = true\n", 1, "unknown key 'colour'. It may be select, ignore, profile"),
    ('\nprofile = "cii"\n', 2, "profile is 'cii'. Did you mean 'ci'?"),
    ("profile = 3\n", 1, "profile is 3."),
    ('fail-on = "mayor"\n', 1, "fail-on is 'mayor'. Did you mean 'major'?"),
    ('# a comment\nselect = ["LNG102", "doubled-wrd"]\n', 2, "select: there is no check 'doubled-wrd'. Did you"),
    ("ignore = 3\n", 1, "ignore takes a list of strings."),
    ('source-lang = "french"\n', 1, "source-lang: unknown language tag 'french'."),
    ("target-lang = 7\n", 1, "target-lang takes a language tag."),
    ("checks = 3\n", 1, "checks takes one table for each check."),
    ('[checks]\nLNG102 = "x"\n', 1, "checks takes one table for each check."),
    ("[checks.LNG1O2]\n", 1, "there is no check 'LNG1O2'. Did you mean LNG102"),
    ('profile = "ci"\n\n[checks.LNG102]\nignored = ["x"]\n', 4, "has no option 'ignored'. Did you mean 'ignore'?"),
    ("[checks]\nLNG102.ignore = 3\n", 2, "LNG102 doubled-word: option 'ignore' takes"),
    ('[checks."doubled-word"]\nignore = 3\n', 2, "LNG102 doubled-word: option 'ignore' takes"),
    ("select = [\n", 1, "is not valid TOML: "),
    ('profile = "ci"\nprofile = "ci"\n', 2, "is not valid TOML: "),
])  # fmt: skip
def test_what_is_wrong_and_where(folder, text, line, said) -> None:
    path = folder / "tqcheck.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load(path)
    assert raised.value.path == str(path)
    assert said in str(raised.value)
    assert abs((raised.value.line or 0) - line) <= ("not valid TOML" in said), "the parser tells where it gave up"


def test_in_pyproject_the_line_is_that_of_our_key(folder) -> None:
    path = folder / "pyproject.toml"
    path.write_text('[tool.other]\nprofil = 1\n\n[tool.tqcheck]\nprofil = "ci"\n', encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        load(path)
    assert raised.value.line == 5


@pytest.mark.parametrize(("content", "said"), [(None, "cannot be read"), (b"\xff\xfe", "is not UTF-8")])
def test_a_file_that_cannot_be_read(tmp_path, content, said) -> None:
    path = tmp_path / "my.toml"
    if content:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        load(path)


def test_tqcheck_must_be_a_table(folder) -> None:
    (folder / "pyproject.toml").write_text("tool.tqcheck = 3\n", encoding="utf-8")
    with pytest.raises(UsageError, match="must be a table"):
        load()


def codes(**settings) -> set[str]:
    return {rule.code for rule, _ in plan(Config(**settings)).checks}


def test_selection() -> None:
    everything = codes()
    assert codes(select=("ALL",)) == everything
    assert codes(select=("doubled-word",)) == codes(select=("lng102",)) == {"LNG102"}
    assert codes(select=("LNG1",)) == {c for c in everything if c.startswith("LNG1")}
    assert codes(ignore=("LNG",)) == {c for c in everything if not c.startswith("LNG")}
    assert codes(select=("LNG",), ignore=("doubled-word",)) == {c for c in everything if c.startswith("LNG")} - {
        "LNG102"
    }
    with pytest.raises(UsageError, match="no check is selected"):
        codes(select=("LNG",), ignore=("LNG",))


def test_options_reach_their_check_and_the_code_outweighs_the_name() -> None:
    options = {"LNG102": {"ignore": ["a"]}, "doubled-word": {"ignore": ["b"]}}
    ((_, check),) = plan(Config(select=("LNG102",), options=options)).checks
    assert check.ignore == {"a"}


def test_the_signature_tells_settings_apart() -> None:
    plain = Config(select=("LNG102",))
    same = [plan(plain).signature, plan(Config(select=("doubled-word",))).signature]
    assert len(set(same)) == 1
    changed = Config(select=("LNG102",), options={"LNG102": {"ignore": ["b", "a"]}})
    assert plan(changed).signature not in same
    assert plan(changed).signature.startswith("profile:review|checks:1|options:")
    assert plan(Config(select=("LNG102",), profile="ci")).signature not in same


def test_floors() -> None:
    assert [plan(Config(profile=p)).floor for p in ("ci", "review", "audit")] == [0.8, 0.5, 0.0]


def test_terms_reach_every_check_that_takes_them() -> None:
    terms = (Term(source="coalition", target="coalition"),)
    made = [check for _, check in plan(Config(), terms=terms).checks if hasattr(check, "terms")]
    assert all(check.terms == terms for check in made)
