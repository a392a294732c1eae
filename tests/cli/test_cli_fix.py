"""`check --fix` and `--diff`: what is written, what is printed, and how the command ends."""

import gzip
import stat
import subprocess
from pathlib import Path

import pytest

from tqcheck.fixing import Wanted
from tqcheck.fixing.mending import mend
from tqcheck.model import Finding, Fix, Origin, Result, Segment, Severity, Verdict

ONLY = ("--select", "doubled-word,wrong-language", "--target-lang", "en", "--no-models", "--no-cache")
HEAD, WRONG, RIGHT = (
    "source\ttarget\n",
    "Le train part.\tThe train the the leaves.\n",
    "Le train part.\tThe train the leaves.\n",
)
FINE = "Merci.\tThanks."
DIFF = (
    f"--- a.tsv\n+++ a.tsv\n@@ -1,3 +1,3 @@\n source\ttarget\n-{WRONG}+{RIGHT} {FINE}\n\\ No newline at end of file\n"
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.tsv"
    path.write_text(HEAD + WRONG + FINE, encoding="utf-8")
    return path


def test_fix_writes_and_checks_what_is_written(tqcheck, file) -> None:
    file.chmod(0o640)
    ended = tqcheck("check", "a.tsv", *ONLY, "--fix", "--fail-on", "minor")
    assert ended.code == 0
    assert "✓ Nothing to mend in 2 segments." in ended.out
    assert ended.err == "tqcheck: 1 finding fixed in 1 file.\n"
    assert file.read_text(encoding="utf-8") == HEAD + RIGHT + FINE
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert not [p for p in file.parent.iterdir() if p.name.startswith(".a.tsv")]


def test_diff_writes_nothing(tqcheck, file) -> None:
    ended = tqcheck("check", "a.tsv", *ONLY, "--diff")
    assert (ended.code, ended.out, ended.err) == (1, DIFF, "tqcheck: 1 finding would be fixed in 1 file.\n")
    assert file.read_text(encoding="utf-8") == HEAD + WRONG + FINE


def test_the_difference_can_be_applied(tqcheck, file) -> None:
    ended = tqcheck("check", "a.tsv", *ONLY, "--diff", "--quiet")
    assert ended.err == ""
    subprocess.run(["git", "apply", "-p0", "-"], input=ended.out.encode(), check=True, cwd=file.parent)
    assert file.read_text(encoding="utf-8") == HEAD + RIGHT + FINE


def test_both(tqcheck, file) -> None:
    ended = tqcheck("check", "a.tsv", *ONLY, "--fix", "--diff")
    assert ended.code == 0
    assert ended.out.startswith(DIFF)
    assert "✓ Nothing to mend" in ended.out
    assert file.read_text(encoding="utf-8") == HEAD + RIGHT + FINE


def test_nothing_to_fix(tqcheck, file) -> None:
    file.write_text(HEAD + FINE + "\n", encoding="utf-8")
    before = file.stat().st_mtime_ns
    ended = tqcheck("check", "a.tsv", *ONLY, "--diff")
    assert (ended.code, ended.out) == (0, "")
    assert tqcheck("check", "a.tsv", *ONLY, "--fix").err == "tqcheck: 0 findings fixed.\n"
    assert file.stat().st_mtime_ns == before


def test_what_is_left_decides(tqcheck, file) -> None:
    """A name that stands twice may be right: it is found, but not mended."""
    file.write_text(HEAD + WRONG + "Le Louvre est vieux.\tThe Louvre Louvre is old.\n", encoding="utf-8")
    ended = tqcheck("check", "a.tsv", *ONLY, "--fix", "--fail-on", "minor")
    assert (ended.code, ended.err) == (1, "tqcheck: 1 finding fixed in 1 file.\n")
    assert file.read_text(encoding="utf-8") == HEAD + RIGHT + "Le Louvre est vieux.\tThe Louvre Louvre is old.\n"


@pytest.mark.parametrize("flags", [["--profile", "ci", "--ignore", "LNG102"], ["--baseline", "known.json"]])
def test_what_is_not_found_is_not_fixed(tqcheck, file, flags) -> None:
    tqcheck("baseline", "a.tsv", *ONLY, "-o", "known.json")
    tqcheck("check", "a.tsv", *ONLY, "--fix", *flags)
    assert file.read_text(encoding="utf-8") == HEAD + WRONG + FINE


def test_what_is_suppressed_is_not_fixed(tqcheck, tmp_path) -> None:
    text = '#. tqcheck: ignore[LNG102] a stutter\nmsgid "The train."\nmsgstr "The train train the the"\n'
    (tmp_path / "a.po").write_text(text, encoding="utf-8")
    tqcheck("check", "a.po", *ONLY, "--fix")
    assert (tmp_path / "a.po").read_text(encoding="utf-8") == text


def test_packed_files_are_told(tqcheck, tmp_path) -> None:
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress((HEAD + WRONG).encode()))
    ended = tqcheck("check", "a.tsv.gz", *ONLY, "--fix", "--fail-on", "minor")
    assert ended.code == 1
    assert "a.tsv.gz:2: LNG102 is not fixed: the file is packed" in ended.err


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["-", "--fix"], "standard input cannot be mended"),
        (["a.tsv", "--diff", "--output-format", "json"], "--diff prints what would change"),
        (["a.tsv", "--diff", "--output", "x.txt"], "--diff prints what would change"),
        (["a.tsv", "--diff", "--fix", "--output-format", "json"], "would both be printed"),
    ],
)
def test_what_does_not_go_together(tqcheck, file, flags, said) -> None:
    ended = tqcheck("check", *flags, *ONLY)
    assert ended.code == 2
    assert said in ended.err
    assert file.read_text(encoding="utf-8") == HEAD + WRONG + FINE


def test_a_link_stays_a_link(tqcheck, file) -> None:
    link = file.with_name("link.tsv")
    link.symlink_to(file)
    tqcheck("check", "link.tsv", *ONLY, "--fix")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == HEAD + RIGHT + FINE


def test_documents_that_are_aligned_are_left(tqcheck, tmp_path) -> None:
    (tmp_path / "a.md").write_text("# Le train\n\nLe train part maintenant.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# The train\n\nThe train leaves the the station now.\n", encoding="utf-8")
    ended = tqcheck("check", "--source", "a.md", "--target", "b.md", *ONLY, "--source-lang", "fr", "--fix")
    assert "the the station" in (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "LNG102 is not fixed: documents that are aligned are not changed" in ended.err


def result(path: str, target: str, *fixes: Fix, line: int = 2) -> Result:
    segment = Segment(id="2", source="Le train part.", target=target, origin=Origin(path=path, line=line))
    findings = tuple(
        Finding(
            code="X", name="x", segment=segment, severity=Severity.MINOR, message="", spans=(), confidence=1, fix=fix
        )
        for fix in fixes
    )
    return Result(segment=segment, findings=findings, verdict=Verdict(risk=0))


def mended(path, *fixes: Fix, target: str, read=None):
    from tqcheck.formats import ReadOptions
    from tqcheck.formats import read as reading

    wanted = Wanted()
    wanted.add(result(str(path), target, *fixes))
    changes = wanted.files[str(path)]
    return mend(str(path), changes, read or (lambda copy: reading(copy, ReadOptions(), format="tsv"))), wanted


def test_of_fixes_that_overlap_the_first_is_made(file) -> None:
    first, second = Fix(start=0, end=3, replacement="A"), Fix(start=2, end=5, replacement="!")
    done, wanted = mended(file, second, first, target="The train the the leaves.")
    assert (done.fixed, wanted.later) == (1, 1)
    assert "\tA train the the leaves." in done.data.decode()


def test_fixes_of_one_segment_are_made_together(file) -> None:
    fixes = [
        Fix(start=0, end=3, replacement="A"),
        Fix(start=13, end=17, replacement=""),
        Fix(start=25, end=25, replacement="!"),
    ]
    done, _ = mended(file, *fixes, target="The train the the leaves.")
    assert done.fixed == 3
    assert "\tA train the leaves.!\n" in done.data.decode()


def test_a_fix_that_the_format_cannot_hold_is_refused(file) -> None:
    """A tab would begin another column, a line end another row."""
    fixes = [Fix(start=0, end=3, replacement="A\tB"), Fix(start=14, end=18, replacement="\n")]
    done, _ = mended(file, *fixes, target="The train the the leaves.")
    assert (done.fixed, len(done.refused)) == (0, 2)
    assert done.data == file.read_bytes()


def test_a_file_that_changed_is_left(file) -> None:
    file.write_text(HEAD + "Le train part.\tThe train the the left.\n" + FINE, encoding="utf-8")
    done, _ = mended(file, Fix(start=13, end=17, replacement=""), target="The train the the leaves.")
    assert done.fixed == 0
    assert done.data == file.read_bytes()


def test_a_reader_that_sees_another_segment_change_vetoes(file) -> None:
    def read(copy):
        text = Path(copy).read_text(encoding="utf-8")
        yield Segment(
            id="2", source="Le train part.", target=text.split("\t")[2].split("\n")[0], origin=Origin(path=copy, line=2)
        )
        yield Segment(id="3", source=None, target=str(len(text)), origin=Origin(path=copy, line=3))

    done, _ = mended(file, Fix(start=13, end=17, replacement=""), target="The train the the leaves.", read=read)
    assert (done.fixed, len(done.refused)) == (0, 1)
