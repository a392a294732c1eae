"""`tqcheck baseline` and `check --baseline`: only what is new counts, what is gone is told."""

import json

import pytest

ONLY = ("--select", "doubled-word", "--target-lang", "en", "--fail-on", "minor")
WRITE = ("--select", "doubled-word", "--target-lang", "en")
HEAD = "source\ttarget\n"
THE, OF = "Le train part.\tThe the train leaves.\n", "La fin du monde.\tThe end of of the world.\n"


@pytest.fixture
def file(tmp_path):
    def write(text, name="a.tsv") -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def entries(folder, name="tqcheck-baseline.json") -> list[dict]:
    return json.loads((folder / name).read_text(encoding="utf-8"))["findings"][:-1]


def test_what_is_known_does_not_count(tqcheck, file) -> None:
    ended = tqcheck("baseline", file(HEAD + THE), *WRITE)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "tqcheck-baseline.json: 1 finding (1 new), from 1 segment.\n"
        "Next: tqcheck check --baseline tqcheck-baseline.json, or a line in the configuration: "
        'baseline = "tqcheck-baseline.json"\n'
    )
    ended = tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json")
    assert (ended.code, ended.err) == (0, "")
    assert "Baseline: 1 known.\n" in ended.out
    assert "✓ Nothing to mend in 1 segment." in ended.out
    file(HEAD + OF + "\n" + THE)
    ended = tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json")
    assert ended.code == 1
    assert "✗ 1 of 2 segments needs work: 1 minor." in ended.out
    assert "⟦of of⟧" in ended.out


def test_a_baseline_is_one_finding_a_line_that_people_can_read(tqcheck, file, tmp_path) -> None:
    tqcheck("baseline", file(HEAD + THE + OF + OF, "po/a.tsv"), *WRITE)
    lines = (tmp_path / "tqcheck-baseline.json").read_text(encoding="utf-8").splitlines()
    assert lines[0] == '{"tqcheck-baseline": 1, "findings": ['
    assert lines[-1] == "null]}", "so that every finding's line ends with a comma"
    assert [line.startswith('{"path": "po/a.tsv", "code": "LNG102", ') for line in lines[1:-1]] == [True] * 2
    assert [(e["source"], e["text"], e["count"]) for e in entries(tmp_path)] == [
        ("La fin du monde.", "of of", 2),
        ("Le train part.", "The the", 1),
    ]


@pytest.mark.parametrize("name", ["a.tsv", "./a.tsv", "{}/a.tsv", "../{}/a.tsv", "."])
def test_how_the_file_is_named_does_not_matter(tqcheck, file, tmp_path, name) -> None:
    tqcheck("baseline", file(HEAD + THE), *WRITE)
    path = name.format(tmp_path if name.startswith("{") else tmp_path.name)
    assert tqcheck("check", path, *ONLY, "--baseline", str(tmp_path / "tqcheck-baseline.json")).code == 0


def test_from_another_folder(tqcheck, file, tmp_path, monkeypatch) -> None:
    tqcheck("baseline", file(HEAD + THE, "po/a.tsv"), *WRITE)
    monkeypatch.chdir(tmp_path / "po")
    assert tqcheck("check", "a.tsv", *ONLY, "--baseline", "../tqcheck-baseline.json").code == 0


def test_equal_findings_are_counted(tqcheck, file) -> None:
    tqcheck("baseline", file(HEAD + THE), *WRITE)
    file(HEAD + THE + THE)
    ended = tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json")
    assert ended.code == 1
    assert "Baseline: 1 known.\n" in ended.out


def test_what_is_fixed_is_told_and_pruned(tqcheck, file, tmp_path) -> None:
    tqcheck("baseline", file(HEAD + THE + OF), *WRITE)
    file(HEAD + THE.replace("The the", "The") + OF + OF)
    known = ("--baseline", "tqcheck-baseline.json")
    ended = tqcheck("check", "a.tsv", *ONLY, *known)
    assert ended.code == 1
    assert "Baseline: 1 known, 1 fixed. `tqcheck baseline --prune` takes out:\n" in ended.out
    assert "  a.tsv: LNG102 in “Le train part.”: “The the”\n" in ended.out
    summary = json.loads(tqcheck("check", "a.tsv", *ONLY, *known, "--output-format", "json").out)["summary"]
    assert (summary["aside"], summary["suppressed"]) == (1, 0)
    assert summary["fixed"] == ["a.tsv: LNG102 in “Le train part.”: “The the”"]
    ended = tqcheck("baseline", "a.tsv", *WRITE, "--prune")
    assert ended.out == "tqcheck-baseline.json: 1 finding (1 gone), from 3 segments.\n"
    assert [(e["text"], e["count"]) for e in entries(tmp_path)] == [("of of", 1)]
    assert tqcheck("baseline", "a.tsv", *WRITE).out == "tqcheck-baseline.json: 2 findings (1 new), from 3 segments.\n"
    assert tqcheck("baseline", "a.tsv", *WRITE).out == (
        "tqcheck-baseline.json: 2 findings (as before), from 3 segments.\n"
    )


@pytest.mark.parametrize(
    "flags", [("b.tsv", *ONLY), ("a.tsv", "--select", "ACC101"), ("a.tsv", "b.tsv", "gone.tsv", *ONLY)]
)
def test_nothing_is_called_fixed_that_was_not_looked_at(tqcheck, file, flags) -> None:
    tqcheck("baseline", file(HEAD + THE), *WRITE)
    file(HEAD + THE.replace("The the", "The"))
    file(HEAD + OF, "b.tsv")
    assert "fixed" not in tqcheck("check", *flags, "--baseline", "tqcheck-baseline.json").out


def test_nothing_is_called_fixed_in_a_file_that_is_partly_read(tqcheck, file) -> None:
    tqcheck("baseline", file(HEAD + THE + OF), *WRITE)
    file(HEAD + "broken\n" + OF)
    ended = tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json")
    assert ended.code == 3
    assert "Baseline: 1 known.\n" in ended.out


def test_what_a_strict_profile_does_not_show_is_not_fixed(tqcheck, file, tmp_path) -> None:
    pair = HEAD + "Il part à 9 h.\tHe left at 9. He left at 10 h.\n"
    flags = ("--select", "ACC101", "--source-lang", "fr", "--target-lang", "en")
    tqcheck("baseline", file(pair), *flags, "--profile", "audit")
    known = len(entries(tmp_path))
    assert known
    ended = tqcheck("check", "a.tsv", *flags, "--profile", "ci", "--baseline", "tqcheck-baseline.json")
    assert (ended.code, "fixed" in ended.out) == (0, False)
    assert "as before" in tqcheck("baseline", "a.tsv", *flags, "--profile", "ci").out


def test_files_and_checks_that_are_not_in_the_run_stay(tqcheck, file, tmp_path) -> None:
    tqcheck("baseline", file(HEAD + THE), file(HEAD + OF, "b.tsv"), file(HEAD + OF, "c.tsv"), *WRITE)
    (tmp_path / "c.tsv").unlink()
    file(HEAD + "Merci.\tThanks.\n")
    ended = tqcheck("baseline", "a.tsv", *WRITE)
    assert ended.out == "tqcheck-baseline.json: 1 finding (2 gone), from 1 segment.\n"
    assert [e["path"] for e in entries(tmp_path)] == ["b.tsv"]


def test_a_baseline_of_the_configuration(tqcheck, file, tmp_path, monkeypatch) -> None:
    file('baseline = "known.json"\nfail-on = "minor"\n', "tqcheck.toml")
    file(HEAD + THE)
    assert tqcheck("baseline", "a.tsv", *WRITE).out.startswith(f"{tmp_path / 'known.json'}: 1 finding")
    assert tqcheck("check", "a.tsv", *WRITE).code == 0
    assert tqcheck("check", "a.tsv", *WRITE, "--no-baseline").code == 1
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    assert tqcheck("check", "../a.tsv", *WRITE).code == 0


def test_machines_see_what_stands_aside(tqcheck, file) -> None:
    tqcheck("baseline", file(HEAD + THE + "Merci.\tThanks.\n"), *WRITE)
    ended = tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json", "--output-format", "jsonl")
    first, second = map(json.loads, ended.out.splitlines())
    assert [(a["by"], a["finding"]["code"]) for a in first["aside"]] == [("baseline", "LNG102")]
    assert first["findings"] == []
    assert "aside" not in second


@pytest.mark.parametrize(("text", "said"), [
    (None, "known.json: there is no such baseline. Write it: tqcheck baseline FILES -o known.json."),
    ("{\n<<<<<<< HEAD\n", "known.json:2: is no JSON: "),
    ('{"a": 1}', "known.json: is no baseline that this version knows."),
    ('{"tqcheck-baseline": 1}', "known.json: has no list of findings."),
    ('{"tqcheck-baseline": 1, "findings": [{"path": "a"}]}', "known.json: finding 1 is not what a baseline holds."),
])  # fmt: skip
def test_what_is_no_baseline(tqcheck, file, text, said) -> None:
    file(HEAD + THE)
    if text is not None:
        file(text, "known.json")
    ended = tqcheck("check", "a.tsv", *ONLY, "--baseline", "known.json")
    assert ended.code == 2
    assert ended.err.startswith(f"tqcheck: error: {said}")


def test_a_baseline_cannot_be_standard_output(tqcheck, file) -> None:
    assert tqcheck("baseline", file(HEAD + THE), *WRITE, "-o", "-").code == 2


@pytest.mark.parametrize(("flags", "code"), [
    ((), 1), (("--max-new", "0"), 1), (("--max-new", "1"), 1), (("--max-new", "2"), 0),
    (("--max-rate", "500/1000"), 0), (("--max-rate", "499"), 1), (("--max-rate", "1/2"), 0),
    (("--max-rate", "1/2", "--max-new", "1"), 1), (("--exit-zero",), 0), (("--max-new", "-1"), 2),
    (("--max-rate", "many"), 2), (("--max-rate", "3/0"), 2), (("--exit-zero", "gone.po"), 3),
])  # fmt: skip
def test_how_many_findings_are_a_failure(tqcheck, file, flags, code) -> None:
    file(HEAD + THE + OF + "Merci.\tThanks.\nOui.\tYes.\n")
    ended = tqcheck("check", "a.tsv", *ONLY, *flags)
    assert ended.code == code
    if flags and "--exit-zero" not in flags and code < 2:
        said = " ".join(ended.out.split())
        assert ("within the budget", "over the budget")[code] in said
        assert f"{'✓✗'[code]} 2 of 4 segments need work" in said, "the last sentence and the exit code say the same"


def test_a_budget_says_what_counts(tqcheck, file) -> None:
    file(HEAD + THE + OF + "Merci.\tThanks.\nOui.\tYes.\n")
    for flags, said in (
        (("--max-new", "2"), "2"),
        (("--max-rate", "1/2", "--max-new", "3"), "3 and 500 in 1,000 segments"),
    ):
        ended = tqcheck("check", "a.tsv", *ONLY, *flags, "--quiet")
        assert f"need work: 2 minor. 2 of severity minor or worse: within the budget of {said}." in " ".join(
            ended.out.split()
        )


@pytest.mark.parametrize(("line", "code"), [
    ("max-new = 1", 1), ("max-new = 2", 0), ('max-rate = "500/1000"', 0), ("max-rate = 499", 1),
    ("exit-zero = true", 0),
    ("max-new = -1", 2), ("max-rate = true", 2), ('max-rate = "x"', 2), ('exit-zero = "yes"', 2), ("baseline = 1", 2),
])  # fmt: skip
def test_the_same_in_the_configuration(tqcheck, file, line, code) -> None:
    file(HEAD + THE + OF + "Merci.\tThanks.\nOui.\tYes.\n")
    file(f"{line}\n", "tqcheck.toml")
    ended = tqcheck("check", "a.tsv", *ONLY)
    assert ended.code == code
    assert ("tqcheck.toml:1: " in ended.err) == (code == 2)


def test_a_file_that_gets_another_name_gets_it_in_the_baseline(tqcheck, file, tmp_path) -> None:
    tqcheck("baseline", file(HEAD + THE), *WRITE)
    file(HEAD + THE, "b.tsv")
    path = tmp_path / "tqcheck-baseline.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"a.tsv"', '"b.tsv"'), encoding="utf-8")
    assert tqcheck("check", "b.tsv", *ONLY, "--baseline", path.name).code == 0


def test_lines_of_two_branches_make_one_baseline(tqcheck, file, tmp_path) -> None:
    written = []
    for text in (THE, OF, ""):
        (tmp_path / "tqcheck-baseline.json").unlink(missing_ok=True)
        tqcheck("baseline", file(HEAD + text + "Merci.\tThanks.\n"), *WRITE)
        written.append((tmp_path / "tqcheck-baseline.json").read_text(encoding="utf-8").splitlines(keepends=True))
    first, second, none = written
    assert none == [first[0], first[-1]]
    file("".join([*first[:-1], *second[1:-1], *first[1:]]), "tqcheck-baseline.json")
    file(HEAD + OF + THE)
    assert tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json").code == 0
    file(HEAD + OF + THE + THE)
    assert tqcheck("check", "a.tsv", *ONLY, "--baseline", "tqcheck-baseline.json").code == 1, "counted once"
