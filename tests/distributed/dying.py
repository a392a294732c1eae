"""A check that ends its process, as the system does for want of memory. Workers import it."""

import os
from dataclasses import dataclass

from tqcheck.checks import Rule
from tqcheck.model import Severity


@dataclass(frozen=True)
class Dies:
    def check(self, segment):
        if "Brücke" in segment.target:
            os._exit(1)
        yield from ()


RULE = Rule(code="XXX001", name="dies", severity=Severity.INFO, mqm="other", needs_source=False, cls=Dies)
