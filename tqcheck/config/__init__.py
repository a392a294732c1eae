"""What a run is told to do: settings, and the files they come from."""

from __future__ import annotations

from tqcheck.config.file import load
from tqcheck.config.names_file import read_names
from tqcheck.config.settings import FAIL_ON, FLOORS, PLATFORM, Config, FailOn, Profile, fail_on, jobs, max_rate, profile

__all__ = [
    "FAIL_ON",
    "FLOORS",
    "PLATFORM",
    "Config",
    "FailOn",
    "Profile",
    "fail_on",
    "jobs",
    "load",
    "max_rate",
    "profile",
    "read_names",
]
