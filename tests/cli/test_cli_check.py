"""`tqcheck check`: what it reads, what it writes, how it ends."""

import io
import json
import sys

import pytest

ENGLISH = ("--target-lang", "en")
ONLY = ("--select", "doubled-word", *ENGLISH)


def write(folder, name, text) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(("fail_on", "code"), [
    ("info", 1), ("minor", 1), ("major", 0), ("critical", 0), ("never", 0), (None, 0),
])  # fmt: skip
def test_fail_on_decides_the_exit_code(tqcheck, pairs, fail_on, code) -> None:
    ended = tqcheck("check", pairs, *ONLY, *(["--fail-on", fail_on] if fail_on else []))
    assert (ended.code, ended.err) == (code, "")
    assert "✗ 1 of 3 segments needs work: 1 minor." in ended.out
    assert "⟦The the⟧" in ended.out


def test_clean(tqcheck, tmp_path) -> None:
    ended = tqcheck("check", write(tmp_path, "a.tsv", "source\ttarget\nBonjour.\tHello.\n"), *ONLY)
    assert (ended.code, ended.err) == (0, "")
    assert "✓ Nothing to mend in 1 segment." in ended.out


def test_jsonl_is_one_line_a_segment_in_order(tqcheck, pairs) -> None:
    ended = tqcheck("check", pairs, *ONLY, "--output-format", "jsonl")
    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert [line["id"] for line in lines] == ["a", "b", "c"]
    assert [set(line) for line in lines] == [{"id", "risk", "scores", "findings"}] * 3
    assert lines[1]["findings"][0]["spans"] == [{"side": "target", "start": 0, "end": 7}]
    assert lines[0]["risk"] < lines[1]["risk"]


def test_json_names_version_and_signature(tqcheck, pairs) -> None:
    document = json.loads(tqcheck("check", pairs, *ONLY, "--output-format", "json").out)
    assert document["signature"].startswith(f"tqcheck {document['tqcheck']}|profile:review|checks:1|options:")
    assert document["summary"]["segments"] == 3


def test_an_unreadable_file_does_not_stop_the_others(tqcheck, pairs, tmp_path) -> None:
    ended = tqcheck("check", "gone.po", pairs, write(tmp_path, "empty.tsv", ""), *ONLY, "--fail-on", "minor")
    assert ended.code == 3, "incomplete outweighs findings"
    assert "tqcheck: error: gone.po: there is no such file." in ended.err
    assert "empty.tsv: the file is empty." in ended.err
    assert "1 of 3 segments needs work: 1 minor. 2 things could not be checked." in ended.out


def test_a_broken_record_is_counted_and_told(tqcheck, tmp_path) -> None:
    path = write(
        tmp_path, "a.jsonl", '{"id": "1", "target": "Hello."}\n{"id": "2", "targ\n{"id": "3", "target": "Hi."}\n'
    )
    ended = tqcheck("check", path, *ONLY, "--output-format", "jsonl")
    assert ended.code == 3
    assert [json.loads(line)["id"] for line in ended.out.splitlines()] == ["1", "3"]
    assert f"tqcheck: error: {path}:2: " in ended.err
    assert len(ended.err.splitlines()) == 1


def test_parallel_files(tqcheck, tmp_path) -> None:
    source, target = write(tmp_path, "a.fr", "Un.\nDeux.\n"), write(tmp_path, "a.en", "One.\nTwo two.\n")
    ended = tqcheck(
        "check", "--source", source, "--target", target, "--source-lang", "fr", *ONLY, "--output-format", "json"
    )
    found = json.loads(ended.out)["results"]
    assert [(r["source"], r["target"], r["source_lang"], r["target_lang"]) for r in found] == [
        ("Un.", "One.", "fr", "en"), ("Deux.", "Two two.", "fr", "en"),
    ]  # fmt: skip
    assert len(found[1]["findings"]) == 1


def test_parallel_files_of_unequal_length(tqcheck, tmp_path) -> None:
    source, target = write(tmp_path, "a.fr", "Un.\nDeux.\n"), write(tmp_path, "a.en", "One.\n")
    ended = tqcheck("check", "--source", source, "--target", target, "--no-align", *ONLY)
    assert ended.code == 3
    assert ended.err == (
        f"tqcheck: error: {target}:2: 1 line, but {source} has 2. Each line must translate the same line of the other"
        " file: mend them, or align them (--align).\n"
    )


def test_a_translation_alone(tqcheck, tmp_path) -> None:
    ended = tqcheck("check", "--target", write(tmp_path, "a.txt", "One one.\n"), "--target-lang", "en", *ONLY)
    assert "1 of 1 segment needs work" in ended.out


def test_standard_input(tqcheck, monkeypatch, tmp_path) -> None:
    with (tmp_path / "in").open("w+b") as stream:
        stream.write(b'{"id": "1", "source": "Un.", "target": "One one."}\n')
        stream.seek(0)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
        ended = tqcheck("check", *ONLY, "--output-format", "jsonl")
    assert ended.code == 0
    assert len(json.loads(ended.out)["findings"]) == 1


def test_folders_and_patterns(tqcheck, tmp_path) -> None:
    for name in ("b/two.tsv", "a/one.tsv", "a/README.md", "a/.hidden.tsv", ".cache/x.tsv", "a/package.json"):
        write(tmp_path, name, "source\ttarget\nUn.\tOne one.\n")
    found = json.loads(tqcheck("check", ".", "*/t*.tsv", *ONLY, "--output-format", "json").out)
    assert [r["path"] for r in found["results"]] == ["a/one.tsv", "b/two.tsv"]


def test_columns_and_format(tqcheck, tmp_path) -> None:
    path = write(tmp_path, "table.data", "n,french,english\n7,Un.,One one.\n")
    columns = ("--source-column", "french", "--target-column", "3", "--id-column", "n")
    ended = tqcheck("check", path, "--format", "csv", *columns, *ONLY, "--output-format", "jsonl")
    line = json.loads(ended.out)
    assert (line["id"], len(line["findings"])) == ("7", 1)


def test_select_and_ignore(tqcheck, pairs) -> None:
    assert "1 minor" in tqcheck("check", pairs, *ENGLISH, "--select", "MKP,lng102", "--ignore", "MKP101").out
    assert "Nothing to mend" in tqcheck("check", pairs, *ENGLISH, "--select", "LNG1", "--ignore", "doubled-word").out


def test_profile(tqcheck, tmp_path) -> None:
    path = write(tmp_path, "a.jsonl", '{"id": "1", "source": "Un.", "target": "Two Two.", "target_lang": "en"}\n')
    seen = {p: tqcheck("check", path, *ONLY, "--profile", p).out for p in ("ci", "review", "audit")}
    assert "profile:ci" in seen["ci"]
    assert "profile:audit" in seen["audit"]
    assert "Nothing to mend" in seen["ci"]
    assert "1 minor" in seen["audit"]


def test_show(tqcheck, tmp_path) -> None:
    lines = "".join(f"Un {n}.\tOne one {n}.\n" for n in range(30))
    path = write(tmp_path, "a.tsv", "source\ttarget\n" + lines)
    assert tqcheck("check", path, *ONLY).out.count(" doubled-word · ") == 20
    assert tqcheck("check", path, *ONLY, "--show", "3").out.count(" doubled-word · ") == 3
    assert "and 27 more segments with findings" in tqcheck("check", path, *ONLY, "--show", "3").out
    assert tqcheck("check", path, *ONLY, "--show", "all").out.count(" doubled-word · ") == 30


def test_quiet(tqcheck, pairs) -> None:
    assert tqcheck("check", pairs, *ONLY, "--quiet").out == "✗ 1 of 3 segments needs work: 1 minor.\n"


def test_colour(tqcheck, pairs, monkeypatch) -> None:
    assert "\x1b" not in tqcheck("check", pairs, *ONLY).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in tqcheck("check", pairs, *ONLY).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in tqcheck("check", pairs, *ONLY).out


def test_configuration(tqcheck, pairs, tmp_path) -> None:
    write(tmp_path, "tqcheck.toml", 'select = ["doubled-word"]\nfail-on = "minor"\ntarget-lang = "en"\n')
    assert tqcheck("check", pairs).code == 1
    assert tqcheck("check", pairs, "--fail-on", "never").code == 0, "a flag outweighs the file"
    write(tmp_path, "other.toml", '[checks.doubled-word]\nignore = ["the"]\n')
    assert "Nothing to mend" in tqcheck("check", pairs, "--config", "other.toml", *ONLY).out


def test_glossary(tqcheck, tmp_path) -> None:
    path = write(tmp_path, "a.tsv", "source\ttarget\nLa coalition attaque.\tThe alliance attacks.\n")
    terms = write(tmp_path, "terms.csv", "fr,en\ncoalition,coalition\n")
    ended = tqcheck("check", path, "--source-lang", "fr", "--target-lang", "en", "--glossary", terms, *ONLY)
    assert ended.code == 0
    assert tqcheck("check", path, "--glossary", "gone.csv", *ONLY).code in {2, 3}


def test_names(tqcheck, tmp_path) -> None:
    path = write(tmp_path, "a.tsv", "source\ttarget\nWe sail to Northport.\tWir segeln nach Sandheim.\n")
    names = write(
        tmp_path,
        "names.toml",
        '[en.names]\nnp = ["Northport"]\nsh = ["Sandhome"]\n[de.names]\nnp = ["Nordhafen"]\nsh = ["Sandheim"]\n',
    )
    flags = ("--source-lang", "en", "--target-lang", "de", "--select", "ACC201")
    assert tqcheck("check", path, *flags).code == 0
    ended = tqcheck("check", path, *flags, "--names", names)
    assert ended.code == 1
    assert "“Sandheim” answers to nothing in the source, which names “Northport”." in ended.out
    ended = tqcheck("check", path, "--names", write(tmp_path, "wrong.toml", "[names]\nnp = 3\n"))
    assert ended.code == 2
    assert "wrong.toml:2: names.np takes a list of texts. Write np" in ended.err
    assert "--names" in tqcheck("check", "--help").out
