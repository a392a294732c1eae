"""The flags of commands, a dataclass a group: a field is a flag, wherever the group is taken.

These modules load nothing but typer: help and completion answer at once.
"""

from __future__ import annotations

from dataclasses import dataclass

from tqcheck.cli.options.asking import AskingOptions
from tqcheck.cli.options.counting import CountingOptions
from tqcheck.cli.options.fixing import FixingOptions
from tqcheck.cli.options.reading import ReadingOptions
from tqcheck.cli.options.working import EngineOptions, ResumingOptions, WorkingOptions
from tqcheck.cli.options.writing import WritingOptions


@dataclass(frozen=True, kw_only=True)
class RunOptions(WorkingOptions, AskingOptions, ReadingOptions):
    """What every command takes that checks: what is read, what is checked, and how the work is done."""


@dataclass(frozen=True, kw_only=True)
class Request(ResumingOptions, EngineOptions, WritingOptions, FixingOptions, CountingOptions, RunOptions):
    """The flags of `check` as they were given; None where they were not."""
