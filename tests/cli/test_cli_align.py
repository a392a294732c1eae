"""`tqcheck align`, and `tqcheck check` of documents that are not line by line."""

import json

import pytest

FRENCH = (
    "# La réunion\n\nLe maire a ouvert la séance à neuf heures. Il a lu la liste des 14 projets.\n\n"
    "Personne n’a voulu répondre aux questions des journalistes.\n\n"
    "Le pont sera fermé en avril 2027 pour des travaux de peinture.\n"
)
ENGLISH = (
    "# The meeting\n\nThe mayor opened the meeting at nine.\n\nHe read out the list of the 41 projects. "
    "The bridge will be closed in April 2027 for painting.\n"
)


@pytest.fixture
def documents(tqcheck, tmp_path) -> tuple[str, str]:  # noqa: ARG001  the folder is the one where the command runs
    (tmp_path / "a.fr.md").write_text(FRENCH, encoding="utf-8")
    (tmp_path / "a.en.md").write_text(ENGLISH, encoding="utf-8")
    return "a.fr.md", "a.en.md"


def test_tsv_on_standard_output_and_notes_on_standard_error(tqcheck, documents) -> None:
    ended = tqcheck("align", *documents, "--no-models")
    assert ended.code == 0
    assert ended.out.splitlines()[0] == "source\ttarget\tconfidence\tsource_index\ttarget_index"
    assert ended.out.splitlines()[1].startswith("La réunion\tThe meeting\t")
    assert "tqcheck: note: a.fr.md: it is read as French (fr)" in ended.err
    assert "note: a.en.md: aligned with a.fr.md, 5 sentences with 4" in ended.err
    assert tqcheck("align", *documents, "--no-models", "--quiet").err == ""


def test_jsonl_in_a_file(tqcheck, documents, tmp_path) -> None:
    ended = tqcheck("align", *documents, "--no-models", "--output-format", "jsonl", "-o", "out.jsonl")
    assert (ended.code, ended.out) == (0, "")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["source_index"], line["target_index"]) for line in lines] == [
        ([0], [0]), ([1], [1]), ([2], [2]), ([3], []), ([4], [3]),
    ]  # fmt: skip
    assert lines[3]["source"] == "Personne n’a voulu répondre aux questions des journalistes."
    assert set(lines[0]) == {"source_index", "target_index", "source", "target", "confidence"}


def test_the_tmx_can_be_checked(tqcheck, documents) -> None:
    assert tqcheck("align", *documents, "--no-models", "--output-format", "tmx", "-o", "out.tmx").code == 0
    ended = tqcheck("check", "out.tmx", "--select", "ACC101", "--output-format", "jsonl")
    assert ended.code == 1
    assert [len(json.loads(line)["findings"]) for line in ended.out.splitlines()] == [0, 0, 1, 0]


def test_a_failed_run_leaves_no_file(tqcheck, documents, tmp_path) -> None:
    before = sorted(tmp_path.iterdir())
    ended = tqcheck("align", documents[0], "gone.md", "-o", "out.tsv")
    assert (ended.code, ended.err) == (3, "tqcheck: error: gone.md: there is no such file. Check the name.\n")
    assert tqcheck("align", *documents, "-o", documents[0]).code == 2
    assert sorted(tmp_path.iterdir()) == before


def test_check_aligns_and_says_so(tqcheck, documents) -> None:
    ended = tqcheck("check", "--source", documents[0], "--target", documents[1], "--select", "ACC")
    assert ended.code == 1
    assert "a.en.md: aligned with a.fr.md, 5 sentences with 4" in " ".join(ended.out.split())
    assert "The source says “14”, the translation “41”." in ended.out
    assert "1 a.fr.md:5" in ended.out or "2 a.fr.md:5" in ended.out
    assert "ACC705 omitted-sentence" in ended.out
    assert "Not checked" not in ended.out


def test_check_can_be_told_not_to(tqcheck, documents) -> None:
    ended = tqcheck("check", "--source", documents[0], "--target", documents[1], "--no-align")
    assert ended.code == 3
    assert "mend them, or align them (--align)." in ended.err


def test_split_lines(tqcheck, documents) -> None:
    ended = tqcheck("check", "--source", documents[0], "--target", documents[1], "--split", "lines", "--output-format",
                    "json")  # fmt: skip
    results = json.loads(ended.out)["results"]
    assert results[1]["source"] == "Le maire a ouvert la séance à neuf heures. Il a lu la liste des 14 projets."


@pytest.mark.parametrize(("arguments", "said"), [
    (["align", "a.fr.md"], "Missing argument 'TARGET'"),
    (["align", "a.fr.md", "a.fr.md"], "a.fr.md: is given as source and as target. Give the translation as target."),
    (["align", "a.fr.md", "./a.fr.md"], "./a.fr.md: is given as source and as target."),
    (["align", "a.fr.md", "a.en.md", "--target-lang", "klingon"], "unknown language tag 'klingon'."),
    (["align", "a.fr.md", "a.en.md", "--split", "words"], "there is no way 'words' to split. It may be sentences"),
    (["align", "a.fr.md", "a.en.md", "--output-format", "csv"], "there is no output format 'csv'. It may be tsv, tmx"),
    (["align", "a.fr.md", "a.en.md", "--format", "markdwn"], "unknown format of documents 'markdwn'. Did you mean"),
    (["check", "--source", "a.fr.md", "--target", "a.fr.md"], "a.fr.md: is given as source and as target."),
    (["check", "a.fr.md", "--align"], "--align needs two documents. Give them as --source and --target."),
    (["check", "--source", "a.fr.md", "--target", "a.en.md", "--split", "lines", "--no-align"], "--split goes with"),
    (["check", "--source", "a.fr.md", "--target", "a.en.md", "--split", "words"], "there is no way 'words' to split."),
])  # fmt: skip
def test_wrong_usage(tqcheck, documents, arguments, said) -> None:  # noqa: ARG001  the files stand where they say
    ended = tqcheck(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"tqcheck: error: {said}"), ended.err


@pytest.mark.parametrize("data", [b"", b"\n\n", bytes(range(256)) * 20, b"%PDF-1.7\n" + bytes(range(128, 256)) * 20])
def test_what_is_no_document(tqcheck, documents, tmp_path, data) -> None:
    (tmp_path / "b.txt").write_bytes(data)
    for arguments in (["align", documents[0], "b.txt"], ["check", "--source", documents[0], "--target", "b.txt"]):
        ended = tqcheck(*arguments)
        assert ended.code == 3
        assert ended.err.startswith("tqcheck: error: b.txt:"), ended.err
