"""`json`: one document with every segment, its texts and its place, and the summary at the end."""

from __future__ import annotations

import json
from typing import TextIO

from tqcheck import __version__
from tqcheck.model import Result, Skip, Summary
from tqcheck.reporters import ReporterOptions, records


class JsonReporter:
    """Writes the document piece by piece; nothing of it is kept."""

    def __init__(self, out: TextIO, _options: ReporterOptions) -> None:
        self._out = out
        # Written with the first result: where a run cannot begin there is no half document.
        self._before = f'{{"tqcheck":"{__version__}","results":['

    def add(self, result: Result) -> None:
        """Write the segment."""
        self._out.write(f"{self._before}\n{records.full_result(result)}")
        self._before = ","

    def skip(self, skip: Skip) -> None:
        """Write nothing yet: skips stand at the end, as many as the summary keeps."""

    def finish(self, summary: Summary) -> None:
        """Write the rest of the document."""
        counts = {
            "segments": summary.segments,
            "findings": sum(summary.by_check.values()),
            "by_check": summary.by_check,
            "by_severity": {severity.value: count for severity, count in summary.by_severity.items()},
            "by_path": summary.by_path,
            "skips": summary.skips,
            "incomplete": summary.incomplete,
            "seconds": round(summary.seconds, 3),
            "aside": summary.aside,
            "suppressed": summary.suppressed,
            "fixed": summary.fixed,
            "left_out": summary.left_out,
        }
        skipped = ",".join(f"\n{records.skip(s)}" for s in summary.skipped)
        shared = ",".join(f"\n{records.shared(s)}" for s in summary.shared)
        self._out.write(
            f'{self._before.rstrip(",")}\n],"skipped":[{skipped}],"shared":[{shared}],'
            f'"summary":{json.dumps(counts, ensure_ascii=False)},"signature":{records.string(summary.signature)}}}\n'
        )
