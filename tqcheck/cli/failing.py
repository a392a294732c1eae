"""When findings make the command end with exit code 1."""

from __future__ import annotations

from collections.abc import Mapping

from tqcheck.config import Config
from tqcheck.model import Result, Severity


class Failing:
    """Counts the findings that may be a failure: those at or above `fail-on` that nothing set aside."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._segments = self._found = 0

    def add(self, result: Result) -> None:
        """Count a result."""
        threshold = self._config.fail_on
        self._segments += 1
        if result.findings and threshold != "never":
            self._found += sum(finding.severity >= threshold for finding in result.findings)

    def take(self, segments: int, found: Mapping[Severity, int]) -> None:
        """Count segments that were counted elsewhere, with their findings by severity."""
        threshold = self._config.fail_on
        self._segments += segments
        if threshold != "never":
            self._found += sum(count for severity, count in found.items() if severity >= threshold)

    def failed(self) -> bool:
        """Tell whether there are more than are allowed: by number, or by their share of the segments."""
        config = self._config
        if config.exit_zero or not self._found:
            return False
        if config.max_new is None and config.max_rate is None:
            return True
        too_many = config.max_new is not None and self._found > config.max_new
        return too_many or (config.max_rate is not None and self._found > config.max_rate * self._segments)
