"""`tqcheck filter`: every row in exactly one place, as it was."""

import csv
import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pyarrow import feather, parquet

ONLY = ("--source-lang", "fr", "--target-lang", "en", "--select", "number-mismatch,doubled-word,missing-translation")
ROWS = [
    ("Le train part à 18 heures.", "The train leaves at 18:00."),
    ("Il y a 30 élèves.", "There are 13 pupils."),
    ("大桥长1200米。", "The the bridge is 1,200 metres long."),
    ("أغلقت المكتبة أبوابها.", "The library has closed its doors."),
    ("दुकान 7 दिन बंद रहेगी।", "The shop will be closed for 9 days."),
]
BAD = {1, 4}
"""Those with a finding that is major."""


def table(rows=ROWS, *, sep="\t", end="\n"):
    return "".join(sep.join(row) + end for row in [("source", "target"), *rows])


def report(ended):
    return json.loads(ended.out)


@pytest.fixture
def put(tmp_path):
    """Return a function that writes a file."""

    def write(name, data):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        return name

    return write


def test_tsv_stays_as_it_is(tqcheck, put):
    lines = [line.encode() for line in table(end="\r\n").splitlines(keepends=True)]
    bad = [b"\r\n", b"lone cell\r\n", b"caf\xe9\tcoffee\r\n"]
    put("a.tsv", b"\xef\xbb\xbf" + b"".join([*lines[:3], *bad, *lines[3:]]).rstrip(b"\r\n"))
    ended = tqcheck("filter", "a.tsv", *ONLY, "--kept", "k.tsv", "--rejected", "r.tsv", "--output-format", "json")
    assert ended.code == 3, "two rows could not be read"
    kept = b"\xef\xbb\xbf" + b"".join(line for i, line in enumerate(lines, -1) if i not in BAD)
    assert Path("k.tsv").read_bytes() == kept
    header, first, second = Path("r.tsv").read_bytes().split(b"\xef\xbb\xbf")[1].splitlines(keepends=True)
    assert header == b"source\ttarget\twhy\r\n"
    assert first == lines[2].rstrip() + b"\tACC101 number-mismatch (major)\r\n"
    assert second == lines[5].rstrip() + b"\tACC101 number-mismatch (major)\n"
    said = report(ended)
    assert [said[name] for name in ("read", "kept", "rejected", "skipped", "blank")] == [7, 3, 2, 2, 1]
    assert said["reasons"] == [{"reason": "ACC101 number-mismatch", "pairs": 2}]
    assert [s["what"] for s in said["skips"][:2]] == ["line 5", "line 6"]


def test_a_table_without_header_and_rows_of_other_widths(tqcheck, put):
    put("a.tsv", "Oui 1\tYes 2\nOui 3\tYes 4\tfaq\nOui\tYes\n".replace("\tfaq", ""))
    tqcheck("filter", "a.tsv", *ONLY, "--kept", "k.tsv", "--rejected", "r.tsv")
    assert Path("k.tsv").read_text() == "Oui\tYes\n"
    assert Path("r.tsv").read_text().splitlines()[1] == "Oui 3\tYes 4\tACC101 number-mismatch (major)"
    put("b.tsv", "source\ttarget\tdomain\nOui 1\tYes 2\n")
    tqcheck("filter", "b.tsv", *ONLY, "--rejected", "r.tsv")
    assert Path("r.tsv").read_text().splitlines()[1] == "Oui 1\tYes 2\t\tACC101 number-mismatch (major)"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_csv_with_lines_in_its_cells(tqcheck, put, encoding):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    rows = [(f"{s}\r\n“{s}”; oui", f'{t}\n"{t}"; yes', "faq") for s, t in ROWS]
    writer.writerows([("source", "target", "domain"), *rows])
    if encoding == "gb18030":
        out = io.StringIO(out.getvalue().replace(ROWS[3][0], "好").replace(ROWS[4][0], "7天"))
        rows = list(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";"))[1:]
    put("a.csv", out.getvalue().encode(encoding))
    flags = () if encoding == "utf-16" else ("--encoding", encoding)
    ended = tqcheck(
        "filter",
        "a.csv",
        *ONLY,
        *flags,
        "--kept",
        "k.csv",
        "--rejected",
        "r.csv",
        "--reject-on",
        "minor",
        "--profile",
        "audit",
    )
    assert ended.out.splitlines()[0] == "5 pairs: 2 kept, 3 rejected."

    def read(name):
        with Path(name).open(encoding=encoding, newline="") as stream:
            return [tuple(row) for row in csv.reader(stream, delimiter=";")]

    assert read("k.csv") == [("source", "target", "domain"), tuple(rows[0]), tuple(rows[3])]
    header, first, second, _ = read("r.csv")
    assert header == ("source", "target", "domain", "why")
    assert first == (*rows[1], "ACC101 number-mismatch (major)")
    assert second == (*rows[2], "LNG102 doubled-word (minor)")
    assert Path("k.csv").read_bytes()[:60] == Path("a.csv").read_bytes()[:60]


def test_jsonl_keeps_its_bytes(tqcheck, put):
    lines = [
        '{"source":  "Oui 1" , "target":"Yes 1", "n": 1.50}',
        '{"source": "Non 1", "target": "No 2", "n": 1e3 }',
        "",
        '{"translation": {"fr": "Peut-\\u00eatre 7", "en": "Maybe 8"}}',
        '{"source": "Non 1", "target": "No 3", "why": "old", "n": 2}',
        '{"source": "broken"',
    ]
    put("a.jsonl", "\n".join(lines))
    ended = tqcheck("filter", "a.jsonl", *ONLY, "--kept", "k.jsonl", "--rejected", "r.jsonl", "--output-format", "json")
    assert Path("k.jsonl").read_text() == lines[0] + "\n"
    why = '"why": ["ACC101 number-mismatch (major)"]}'
    first, second, third = Path("r.jsonl").read_text().splitlines()
    assert (first, second) == (f"{lines[1][:-1].rstrip()}, {why}", f"{lines[3][:-1]}, {why}")
    assert json.loads(third) == json.loads(lines[4]) | json.loads("{" + why)
    said = report(ended)
    assert [said[name] for name in ("read", "kept", "rejected", "skipped", "blank")] == [5, 1, 3, 1, 1]


def test_parallel_files(tqcheck, put):
    put("c.fr", "".join(f"{s}\r\n" for s, _ in ROWS) + "\n")
    put("c.en", "\n".join(t for _, t in ROWS))
    ended = tqcheck("filter", "--source", "c.fr", "--target", "c.en", *ONLY, "--kept", "clean", "--rejected", "bad")
    assert (ended.code, ended.out.splitlines()[0]) == (0, "5 pairs: 3 kept, 2 rejected.")
    good = [pair for i, pair in enumerate(ROWS) if i not in BAD]
    assert Path("clean.fr").read_bytes() == "".join(f"{s}\r\n" for s, _ in good).encode()
    assert Path("clean.en").read_text() == "".join(f"{t}\n" for _, t in good)
    assert Path("bad.en").read_text() == "\n".join(ROWS[i][1] for i in sorted(BAD))
    assert Path("bad.why").read_text() == "ACC101 number-mismatch (major)\n" * 2
    put("s.txt", "Oui\n")
    put("t.txt", "Yes\n")
    assert tqcheck("filter", "--source", "s.txt", "--target", "t.txt", *ONLY, "--kept", "clean").code == 0
    assert Path("clean.target.txt").read_text() == "Yes\n"


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_columns(tqcheck, kind, tmp_path):
    whole = pa.table({"src": [s for s, _ in ROWS], "mt": [t for _, t in ROWS], "n": [None, 1, 2, 3, 4]})
    whole = whole.replace_schema_metadata({"made by": "us"})
    path = str(tmp_path / f"a.{kind}")
    (parquet.write_table if kind == "parquet" else feather.write_feather)(whole, path)
    ended = tqcheck("filter", path, *ONLY, "--kept", f"k.{kind}", "--rejected", f"r.{kind}", "--where", "ratio < 3")
    assert ended.code == 0
    read = parquet.read_table if kind == "parquet" else feather.read_table
    kept, rejected = read(f"k.{kind}"), read(f"r.{kind}")
    left = [i for i, (s, t) in enumerate(ROWS) if len(t) < 3 * len(s)]
    assert kept.equals(whole.take(left), check_metadata=True)
    assert rejected.drop_columns("why").equals(whole.take([i for i in range(5) if i not in left]), check_metadata=True)
    assert rejected["why"].to_pylist() == [["not ratio < 3"]] * (5 - len(left))
    assert 0 < len(left) < 5


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!-- ours -->
<tmx version="1.4"><header srclang="fr" creationtool="us"/>
<body>
  <tu tuid="a"><tuv xml:lang="fr"><seg>Il y a 30 élèves.</seg></tuv><tuv xml:lang="en"><seg>13 pupils</seg></tuv></tu>
  <tu><tuv xml:lang="fr"><seg>Oui</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv></tu><tu><tuv/></tu>
  <tu>
    <tuv xml:lang="fr"><seg>7 &lt; 8</seg></tuv>
    <tuv xml:lang="en"><seg>9 &lt; 8</seg></tuv>
  </tu>
</body></tmx>
"""


def test_units_of_tmx(tqcheck, put):
    put("a.tmx", TMX)
    ended = tqcheck("filter", "a.tmx", *ONLY, "--kept", "k.tmx", "--rejected", "r.tmx")
    assert ended.out.splitlines()[0] == "4 pairs: 1 kept, 2 rejected, 1 could not be read or checked."
    lines = TMX.splitlines(keepends=True)
    kept = Path("k.tmx").read_text(encoding="utf-8")
    assert kept.splitlines() == [
        *"".join(lines[:4]).splitlines(),
        lines[5].split("</tu><tu>")[0] + "</tu>",
        "</body></tmx>",
    ]
    rejected = etree.fromstring(Path("r.tmx").read_bytes())
    assert [seg.text for seg in rejected.iter("seg")] == ["Il y a 30 élèves.", "13 pupils", "7 < 8", "9 < 8"]
    assert {prop.text for prop in rejected.iter("prop")} == {"ACC101 number-mismatch (major)"}
    assert [tu[0].get("type") for tu in rejected.iter("tu")] == ["x-tqcheck-why"] * 2


CELL = st.sampled_from(
    ["Oui", "Oui 1", "Non 2", "", " ", "é", "“好”", "The the", 'a "b"', "\x85", "x\u2028y", "\ud83d"]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELL, max_size=4), max_size=12), st.sampled_from(["tsv", "jsonl", "csv"]), st.booleans())
def test_every_row_is_in_exactly_one_place(tqcheck, put, rows, kind, ends):
    if kind == "jsonl":
        lines = [json.dumps(dict(zip(("source", "target", "id", "note"), row, strict=False))) for row in rows]
    else:
        sep = "\t" if kind == "tsv" else ","
        lines = [f"source{sep}target", *(sep.join(row) for row in rows)]
    data = ("\n".join(lines) + "\n" * ends).encode(errors="replace")
    put(f"a.{kind}", data)
    places = ("--kept", f"k.{kind}", "--rejected", f"r.{kind}")
    ended = tqcheck("filter", f"a.{kind}", "--format", kind, *ONLY, *places, "--output-format", "json")
    if not ended.out:  # nothing to read, or several languages
        return
    said, header = report(ended), kind != "jsonl"
    assert said["read"] == said["kept"] + said["rejected"] + said["skipped"]
    there, kept, rejected = (rows_of(kind, Path(f"{name}.{kind}").read_bytes()) for name in "akr")
    assert [len(there) - header, len(kept) - header, len(rejected) - header] == [
        said[name] for name in ("read", "kept", "rejected")
    ]
    remaining = iter(there)
    assert all(any(row == other for other in remaining) for row in kept), "in order, unchanged"


def rows_of(kind, data):
    """The rows that are not blank."""
    if kind == "csv":
        return [row for row in csv.reader(io.StringIO(data.decode(), newline="")) if any(row)]
    return [line for line in data.decode().split("\n") if line.strip()]


def test_several_files_go_into_folders(tqcheck, put):
    put("in/a/x.tsv", table())
    put("in/b/y.tsv.gz", gzip.compress(table(ROWS[1:3]).encode()))
    put("in/b/z.jsonl", '{"target": ')
    ended = tqcheck("filter", "in", *ONLY, "--kept", "good", "--rejected", "bad/")
    assert (ended.code, ended.out.splitlines()[0]) == (
        3,
        "8 pairs: 4 kept, 3 rejected, 1 could not be read or checked.",
    )
    assert sorted(str(p) for p in Path("good").rglob("*.*")) == ["good/a/x.tsv", "good/b/y.tsv.gz", "good/b/z.jsonl"]
    assert gzip.decompress(Path("good/b/y.tsv.gz").read_bytes()).decode() == table(ROWS[2:3])


def test_to_standard_output(tqcheck, put):
    put("a.tsv", table())
    ended = tqcheck("filter", "a.tsv", *ONLY, "--kept", "-")
    assert ended.out == table([pair for i, pair in enumerate(ROWS) if i not in BAD])
    assert "5 pairs: 3 kept, 2 rejected." in ended.err


def test_what_speaks_against_a_pair(tqcheck, put):
    put("a.tsv", table())
    flags = ("--max-risk", "0.4", "--reject-on", "minor", "--where", "len(target) < 30 and risk >= 0")
    ended = tqcheck("filter", "a.tsv", *ONLY, *flags, "--rejected", "r.tsv")
    assert ended.out.splitlines() == [
        "5 pairs: 1 kept, 4 rejected." if "1 kept" in ended.out else "5 pairs: 0 kept, 5 rejected.",
        *ended.out.splitlines()[1:],
    ]
    assert "not len(target) < 30" in ended.out
    assert "risk above 0.4" in ended.out
    assert "ACC101 number-mismatch (major)" in Path("r.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(("flags", "said"), [
    ((), "nowhere to write. Give --kept FILE, --rejected FILE or both."),
    (("--kept", "x", "--rejected", "./x"), "--kept and --rejected are the same."),
    (("--kept", "a.tsv"), "is an input too."),
    (("--kept", "no/where"), "there is no folder"),
    (("--kept", "x", "--where", "risk <"), "--where, column 7: invalid syntax."),
    (("--kept", "x", "--reject-on", "bad"), "bad"),
    (("--kept", "x", "--max-risk", "2"), "2"),
    (("--kept", "x", "--output-format", "sarif"), "there is no output format 'sarif'."),
    (("b.tsv", "--kept", "-"), "several files cannot go to standard output."),
])  # fmt: skip
def test_wrong_usage_leaves_no_trace(tqcheck, put, tmp_path, flags, said):
    put("a.tsv", table())
    put("b.tsv", table())
    ended = tqcheck("filter", "a.tsv", *flags)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert sorted(p.name for p in tmp_path.iterdir()) == [".git", "a.tsv", "b.tsv"]


def test_what_has_no_rows(tqcheck, put):
    put("a.po", 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\nmsgid "Hello"\nmsgstr "Bonjour"\n')
    ended = tqcheck("filter", "a.po", "--kept", "k.po")
    assert ended.code == 2
    assert "filter cannot sort the rows of po. It can sort tsv, csv, jsonl, tmx, parquet, arrow" in ended.err
    assert tqcheck("filter", "gone.tsv", "--kept", "k.tsv").code == 3
    assert not Path("k.tsv").exists()
