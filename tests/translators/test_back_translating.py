"""`--back-translate` with a real MarianMT that knows a few French sentences."""

import json

import pytest

from tqcheck.cli import main

# A source beside the French for another sentence that differs from it by one word.
WRONG = {
    "The door is not open.": ("La porte est ouverte.", "The door is open."),
    "He was born in Iran.": ("Il est né en Israël.", "He was born in Israel."),
    "The bridge is 30 metres long.": ("Le pont mesure 13 mètres de long.", "The bridge is 13 metres long."),
}
RIGHT = {
    "She was not born in France.": "Elle n’est pas née en France.",
    "Anna met Paul in Berlin.": "Anna a rencontré Paul à Berlin.",
}


@pytest.fixture
def checked(french_english, tmp_path, monkeypatch):
    """Check pairs, translated back by the small model; return the results by source."""

    def check(pairs: dict[str, str], *more: str) -> dict[str, dict]:
        monkeypatch.chdir(tmp_path)
        rows = "".join(f"{source}\t{target}\n" for source, target in pairs.items())
        (tmp_path / "pairs.tsv").write_text(f"en\tfr\n{rows}", encoding="utf-8")
        asked = [
            "check",
            "pairs.tsv",
            "--source-lang",
            "en",
            "--target-lang",
            "fr",
            "--cache",
            "cache.db",
            "--no-models",
        ]
        asked += ["--back-translate", str(french_english), "--output-format", "json", "--output", "out.json", *more]
        assert main(asked) in {0, 1}
        return {r["source"]: r for r in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["results"]}

    return check


def test_what_differs_is_found_through_the_model_alone(checked) -> None:
    results = checked({s: t for s, (t, _) in WRONG.items()} | RIGHT, "--select", "ACC801")
    for source, (_, back) in WRONG.items():
        (finding,) = results[source]["findings"]
        assert back in finding["evidence"]
        assert results[source]["back_translation"]["text"] == back
        assert "@" in results[source]["back_translation"]["by"]
    for source in RIGHT:
        assert not results[source]["findings"]
        assert results[source]["scores"]["back-translation"] == 1


def test_a_second_run_takes_the_translations_from_the_cache(checked, monkeypatch) -> None:
    first = checked(RIGHT)
    monkeypatch.setattr("transformers.MarianMTModel.generate", lambda *_, **__: pytest.fail("asked again"))
    assert checked(RIGHT) == first


def test_what_the_model_cannot_read_is_told(checked, capsys) -> None:
    sentence = "Les loutres somnolent, drapées d’algues, " * 9 + "sous l’embarcadère."
    results = checked({"The otters doze, wrapped in kelp, " * 9 + "beneath the pier.": sentence})
    assert "back_translation" not in next(iter(results.values()))
    assert "longer than the 64 tokens" in capsys.readouterr().err
