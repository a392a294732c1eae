"""`check --changed-since`: only what changed since a revision, in repositories of git made for each test."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ONLY = ("--select", "doubled-word", "--source-lang", "fr", "--target-lang", "en", "--fail-on", "minor")
HEAD = "source\ttarget\n"
THE, OF, CLEAN = "Il part.\tHe he left.\n", "La fin.\tThe end end.\n", "Merci.\tThanks.\n"
PO = 'msgid ""\nmsgstr "Language: en\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def git(tmp_path, monkeypatch):
    """Return a function that runs git in a new repository, away from the configuration of this machine."""
    (tmp_path / ".git").rmdir()
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
                        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
                        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}.items():  # fmt: skip
        monkeypatch.setenv(name, value)

    def run(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, capture_output=True, check=True, text=True)
        return done.stdout

    run("init", "-q", "-b", "main")
    return run


@pytest.fixture
def write(tmp_path):
    def put(text, name="a.tsv") -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return put


@pytest.fixture
def commit(git):
    def add() -> None:
        git("add", "-A")
        git("commit", "-qm", "x", "--allow-empty")

    return add


@pytest.fixture
def changed(tqcheck):
    """Return a function that checks what changed, and returns the exit code and what is told of it."""

    def check(*names, since="HEAD", flags=()) -> tuple[int, list[str]]:
        ended = tqcheck("check", *names, *ONLY, "--changed-since", since, *flags)
        told = [line for line in ended.out.splitlines() if line.startswith(("Unchanged", "✗", "✓", "!"))]
        return ended.code, told or [ended.err]

    return check


def test_only_lines_that_changed_are_checked(changed, write, commit) -> None:
    write(HEAD + THE + CLEAN)
    commit()
    write(HEAD + CLEAN + OF + THE)
    assert changed("a.tsv") == (
        1, ["Unchanged, and left out: 2 segments.", "✗ 1 of 1 segment needs work: 1 minor."],
    )  # fmt: skip
    commit()
    assert changed("a.tsv") == (
        0, ["Unchanged, and left out: 3 segments.", "✓ Nothing changed: 3 segments left out."],
    )  # fmt: skip
    assert changed("a.tsv", since="HEAD~1") == (
        1, ["Unchanged, and left out: 2 segments.", "✗ 1 of 1 segment needs work: 1 minor."],
    )  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [
    ('msgid "He"\nmsgstr "He left."\n', 'msgid "He"\nmsgstr "He he left."\n'),
    ('msgid "Er"\nmsgstr "He he left."\n', 'msgid "He"\nmsgstr "He he left."\n'),
    ('msgid "He"\nmsgstr "He he left."\n', 'msgctxt "new"\nmsgid "He"\nmsgstr "He he left."\n'),
])  # fmt: skip
def test_a_unit_changes_with_its_target_its_source_or_its_name(changed, write, commit, before, after) -> None:
    rest = '\nmsgid "Thanks"\nmsgstr "Thanks thanks a lot"\n'
    write(PO + before + rest, "po/en.po")
    commit()
    write(PO + "# moved\n\n" + rest + "\n" + after, "po/en.po")
    assert changed("po/en.po") == (
        1, ["Unchanged, and left out: 1 segment.", "✗ 1 of 1 segment needs work: 1 minor."],
    )  # fmt: skip


def test_all_of_a_new_file_is_checked(changed, write, commit) -> None:
    write(HEAD + THE)
    commit()
    write(HEAD + THE + OF, "new.tsv")
    assert changed(".") == (
        1, ["Unchanged, and left out: 1 segment.", "✗ 2 of 2 segments need work: 2 minor."],
    )  # fmt: skip


def test_a_renamed_file_is_followed(changed, write, commit, git) -> None:
    write(HEAD + THE + CLEAN + "".join(f"Phrase {n}.\tSentence {n}.\n" for n in range(20)))
    commit()
    git("mv", "a.tsv", "b.tsv")
    text = HEAD + THE + OF + CLEAN + "".join(f"Phrase {n}.\tSentence {n}.\n" for n in range(20))
    write(text, "b.tsv")
    assert changed("b.tsv")[1] == ["Unchanged, and left out: 22 segments.", "✗ 1 of 1 segment needs work: 1 minor."]


def test_from_a_folder_below_and_by_a_link(changed, write, commit, tmp_path, monkeypatch) -> None:
    write(HEAD + THE, "po/a.tsv")
    commit()
    write(HEAD + THE + OF, "po/a.tsv")
    (tmp_path / "link").symlink_to(tmp_path / "po")
    told = ["Unchanged, and left out: 1 segment.", "✗ 1 of 1 segment needs work: 1 minor."]
    assert changed(str(tmp_path / "link" / "a.tsv")) == (1, told)
    monkeypatch.chdir(tmp_path / "po")
    assert changed("a.tsv") == (1, told)
    monkeypatch.setenv("GIT_DIR", ".git")  # as hooks of git have it
    assert changed("a.tsv") == (1, told)


def test_what_is_staged_or_not_yet_staged_counts(changed, write, commit, git) -> None:
    write(HEAD + CLEAN)
    commit()
    write(HEAD + CLEAN + THE)
    git("add", "a.tsv")
    write(HEAD + CLEAN + THE + OF)
    assert changed("a.tsv")[1][1] == "✗ 2 of 2 segments need work: 2 minor."


def test_where_a_branch_left_another(changed, write, commit, git) -> None:
    write(HEAD + CLEAN)
    commit()
    git("checkout", "-qb", "mine")
    write(HEAD + CLEAN + THE)
    commit()
    git("checkout", "-q", "main")
    write(HEAD)
    commit()
    git("checkout", "-q", "mine")
    assert changed("a.tsv", since="main")[1] == ["✗ 1 of 2 segments needs work: 1 minor."]
    assert changed("a.tsv", since="main...")[1][0] == "Unchanged, and left out: 1 segment."


def test_pairs_of_files(changed, write, commit) -> None:
    write("Il part.\nMerci.\n", "a.fr")
    write("He he left.\nThanks.\n", "a.en")
    commit()
    pair = ("--source", "a.fr", "--target", "a.en")
    assert changed(flags=pair)[1][1] == "✓ Nothing changed: 2 segments left out."
    write("Elle part.\nMerci.\n", "a.fr")
    assert changed(flags=pair)[1] == ["Unchanged, and left out: 1 segment.", "✗ 1 of 1 segment needs work: 1 minor."]


def test_documents_that_are_aligned(changed, write, commit) -> None:
    french = ["Le train part à neuf heures.", "La gare est au nord de la ville.", "Les billets coûtent cher."]
    english = ["The train leaves at nine.", "The station is in the the north of the city.", "Tickets are expensive."]
    write("\n\n".join(french), "a.md")
    write("\n\n".join(english), "b.md")
    commit()
    english[2] = "Tickets are are expensive."
    write("\n\n".join(english), "b.md")
    ended = changed(flags=("--source", "a.md", "--target", "b.md"))
    assert ended[1] == ["Unchanged, and left out: 2 segments.", "✗ 1 of 1 segment needs work: 1 minor."]


def test_checks_of_the_whole_corpus_see_what_did_not_change(tqcheck, write, commit) -> None:
    same = "Le fichier est introuvable.\tThe file could not be found.\n" * 4
    write(HEAD + same)
    commit()
    write(HEAD + same + "Le fichier est introuvable.\tWe looked for your document in vain.\n")
    ended = tqcheck("check", "a.tsv", "--select", "CON101", *ONLY[2:], "--changed-since", "HEAD", "--fail-on", "info")
    assert "Unchanged, and left out: 4 segments." in ended.out
    assert "CON101" in ended.out


def test_other_encodings_line_ends_and_packing(changed, write, commit) -> None:
    write("*.tsv working-tree-encoding=UTF-16LE-BOM eol=crlf\n", ".gitattributes")
    write((HEAD + THE).replace("\n", "\r\n").encode("utf-16"))
    commit()
    write((HEAD + THE + OF).replace("\n", "\r\n").encode("utf-16"))
    assert changed("a.tsv")[1] == ["Unchanged, and left out: 1 segment.", "✗ 1 of 1 segment needs work: 1 minor."]


def test_suppressions_and_baselines_are_not_called_needless_by_what_was_left_out(tqcheck, write, commit) -> None:
    unit = '#. tqcheck: ignore[LNG102] a stammer\nmsgid "%d he"\nmsgid_plural "%d hes"\n'
    unit += 'msgstr[0] "he he"\nmsgstr[1] "{}"\n'
    other = '\nmsgid "Thanks"\nmsgstr "Thanks thanks a lot"\n'
    write(PO + unit.format("one") + other, "en.po")
    tqcheck("baseline", "en.po", *ONLY[:-2])
    commit()
    write(PO + unit.format("two") + other, "en.po")
    flags = ("--changed-since", "HEAD", "--baseline", "tqcheck-baseline.json")
    ended = tqcheck("check", "en.po", *ONLY, *flags)
    assert ended.code == 0
    assert "fixed" not in ended.out
    assert "take it out" not in ended.out
    assert "Unchanged, and left out: 2 segments." in ended.out


@pytest.mark.parametrize(("since", "said"), [
    ("nowhere", "there is no revision 'nowhere' in this repository. Fetch it"),
    ("--output=x", "there is no revision '--output=x' in this repository."),
    ("HEAD:a.tsv", "there is no revision"),
])  # fmt: skip
def test_a_revision_that_is_not_there(changed, write, commit, since, said) -> None:
    write(HEAD + THE)
    commit()
    code, (error,) = changed("a.tsv", flags=(f"--changed-since={since}",))
    assert (code, said in error) == (2, True), error
    assert not Path("x").exists()


def test_without_a_repository(tqcheck, write, tmp_path) -> None:
    write(HEAD + THE)
    ended = tqcheck("check", "a.tsv", *ONLY, "--changed-since", "HEAD")
    assert ended.code == 2, "an empty .git is none"
    assert "git says: fatal: not a git repository" in ended.err
    (tmp_path / ".git").rmdir()
    ended = tqcheck("check", "a.tsv", *ONLY, "--changed-since", "HEAD")
    assert (ended.code, "none of the files is in a git repository" in ended.err) == (2, True)


def test_without_git(changed, write, commit, monkeypatch, tmp_path) -> None:
    write(HEAD + THE)
    commit()
    monkeypatch.setenv("PATH", str(tmp_path))
    code, (error,) = changed("a.tsv")
    assert (code, "needs git, which is not installed" in error) == (2, True)


def test_an_edit_of_the_earlier_of_two_is_not_lost(tqcheck, write, commit) -> None:
    first, second = "Le fichier est introuvable.\tThe file {}.\n", "Le fichier est introuvable.\tThe file is missing.\n"
    write(HEAD + first.format("is missing") + second)
    commit()
    write(HEAD + first.format("was moved away") + second)
    asked = ("check", "a.tsv", "--select", "CON101", *ONLY[2:], "--fail-on", "info", "-o", "jsonl=-")
    whole = [bool(json.loads(line)["findings"]) for line in tqcheck(*asked).out.splitlines()]
    assert whole == [False, True], "a whole run blames the later one"
    (since,) = tqcheck(*asked, "--changed-since", "HEAD").out.splitlines()
    assert "The file is missing." in json.loads(since)["findings"][0]["message"]
