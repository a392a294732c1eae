"""What a reader takes of memory, measured in a process of its own."""

import subprocess
import sys

import pytest
from test_any_line import FILES

PROGRAM = """
import resource, sys
from tqcheck.formats import ReadOptions, read
options = ReadOptions(source_lang="en", target_lang="de")
for path in sys.argv[1:3]:
    list(read(path, options, format=sys.argv[3]))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
KIBIBYTES = 1024 if sys.platform == "darwin" else 1
SIZE = 10_000_000
pytest.importorskip("resource")


@pytest.mark.parametrize("name", ["po", "jsonl", "json", "yaml", "xcstrings", "php", "text", "tsv"])
def test_a_line_of_ten_megabytes_takes_no_more_than_some_of_its_size(tmp_path, name) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    for path, text in ((small, "Ein Satz."), (large, "Ein Satz. " * (SIZE // 10))):
        path.write_text(FILES[name].replace("{}", text), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(small), str(large), name], capture_output=True, text=True, check=True
    )
    before, after = (int(line) // KIBIBYTES for line in ended.stdout.split())
    assert (after - before) * 1024 < 12 * SIZE  # of PO it was 120 times its size
