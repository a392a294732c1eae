"""`tqcheck compare` on the command line."""

import json

import pytest

SOURCE = [f"Der Zug {n} wartet {n} Minuten." for n in range(11, 41)]
GOOD = [f"Train {n} waits {n} minutes." for n in range(11, 41)]
BAD = [f"Train {n} waits {n + 50} minutes." for n in range(11, 41)]
LANGUAGES = ("--source-lang", "de", "--target-lang", "en", "--no-models")


@pytest.fixture
def systems(tmp_path):
    for name, texts in (("good", GOOD), ("bad", BAD)):
        rows = zip(SOURCE, texts, strict=True)
        (tmp_path / f"{name}.tsv").write_text("source\ttarget\n" + "".join(f"{s}\t{t}\n" for s, t in rows), "utf-8")
        (tmp_path / f"{name}.txt").write_text("\n".join(texts) + "\n", "utf-8")
    (tmp_path / "source.txt").write_text("\n".join(SOURCE) + "\n", "utf-8")


@pytest.mark.usefixtures("systems")
def test_text(tqcheck) -> None:
    ended = tqcheck("compare", "good.tsv", "bad.tsv", *LANGUAGES)
    assert ended.code == 0
    assert "✗ A is better: mean risk" in ended.out
    assert "Worse in B 1 bad.tsv:" in ended.out
    assert "ACC101 number-mismatch" in ended.out
    assert "… and 20 more; --show all shows all." in ended.out
    assert not any(line.endswith(" ") for line in ended.out.splitlines())


@pytest.mark.usefixtures("systems")
def test_exit_codes(tqcheck) -> None:
    assert tqcheck("compare", "good.tsv", "bad.tsv", *LANGUAGES, "--fail-if-worse").code == 1
    assert tqcheck("compare", "bad.tsv", "good.tsv", *LANGUAGES, "--fail-if-worse").code == 0
    assert tqcheck("compare", "good.tsv", "good.tsv", *LANGUAGES, "--fail-if-worse").code == 0


@pytest.mark.usefixtures("systems")
def test_one_source_for_both_and_lines_of_references(tqcheck) -> None:
    ended = tqcheck("compare", "bad.txt", "good.txt", "--source", "source.txt", "--reference", "good.txt", *LANGUAGES,
                    "--metrics", "chrf,bleu", "--output-format", "json")  # fmt: skip
    document = json.loads(ended.out)
    assert [m["measure"] for m in document["measures"]] == ["risk", "major", "penalty", "chrf", "bleu"]
    assert document["measures"][-1]["b"] == 100
    assert document["winner"] == "b"


@pytest.mark.usefixtures("systems")
def test_reports_written_before(tqcheck) -> None:
    for name in ("good", "bad"):
        tqcheck("check", f"{name}.tsv", *LANGUAGES, "--output-format", "json", "--output", f"{name}.json")
    said = tqcheck("compare", "good.json", "bad.json", "--quiet").out
    assert said == tqcheck("compare", "good.tsv", "bad.tsv", *LANGUAGES, "--quiet").out
    assert said == tqcheck("compare", "good.json", "bad.tsv", *LANGUAGES, "--quiet").out
    ended = tqcheck("compare", "good.json", "bad.json", "--profile", "audit")
    assert ended.code == 2
    assert "--profile says how to check, and both are reports" in ended.err


@pytest.mark.usefixtures("systems")
def test_markdown(tqcheck) -> None:
    out = tqcheck("compare", "good.tsv", "bad.tsv", *LANGUAGES, "--output-format", "markdown", "--show", "1").out
    assert out.startswith("### tqcheck compare\n\n**A is better: mean risk")
    assert out.count("<details>") == out.count("</details>") == 1
    assert "| ACC101 number-mismatch | 0 | 30 | 0 | 30 |" in out


def test_markdown_cannot_be_broken_by_texts(tqcheck, tmp_path) -> None:
    for name, text in (("a", "Fine."), ("b", "</details> | @someone #12 <img> 99")):
        (tmp_path / f"{name}.tsv").write_text(f"source\ttarget\nGut 12.\t{text}\n", "utf-8")
    out = tqcheck("compare", "a.tsv", "b.tsv", *LANGUAGES, "--output-format", "markdown").out
    assert "<img>" not in out
    assert "@someone" not in out
    assert out.count("</details>") == out.count("<details>")


@pytest.mark.usefixtures("systems")
def test_wrong_usage(tqcheck) -> None:
    assert "compare takes two, not 1" in tqcheck("compare", "good.tsv").err
    for wrong in (("--alpha", "2"), ("--by", "luck"), ("--metrics", "meteor"), ("--output-format", "xml"),
                  ("--resamples", "1"), ("--target", "good.tsv")):  # fmt: skip
        assert tqcheck("compare", "good.tsv", "bad.tsv", *LANGUAGES, *wrong).code == 2, wrong
    assert tqcheck("compare", "good.tsv", "bad.tsv", "--output", "bad.tsv").code == 2


@pytest.mark.usefixtures("systems")
def test_what_cannot_be_read(tqcheck, tmp_path) -> None:
    ended = tqcheck("compare", "good.tsv", "nowhere.tsv", *LANGUAGES)
    assert ended.code == 3
    assert "nowhere.tsv" in ended.err
    (tmp_path / "gap.tsv").write_text((tmp_path / "good.tsv").read_text("utf-8") + "only one column\n", "utf-8")
    ended = tqcheck("compare", "good.tsv", "gap.tsv", *LANGUAGES)
    assert ended.code == 3
    assert "gap.tsv:32" in ended.err
    assert "B is incomplete" in ended.out


@pytest.mark.usefixtures("systems")
def test_folders(tqcheck, tmp_path) -> None:
    for folder, name in (("old", "bad"), ("new", "good")):
        (tmp_path / folder).mkdir()
        for part in ("one", "two"):
            (tmp_path / folder / f"{part}.tsv").write_bytes((tmp_path / f"{name}.tsv").read_bytes())
    ended = tqcheck("compare", "old", "new", *LANGUAGES, "--output-format", "json")
    assert json.loads(ended.out)["compared"] == 60
    assert json.loads(ended.out)["winner"] == "b"
