"""Whether this machine has Apertium; where CI is set it must, so that nothing is silently left out."""

import os
import shutil

import pytest

needs_apertium = pytest.mark.skipif(
    shutil.which("apertium") is None and not os.environ.get("CI"),
    reason="Apertium is not installed (apt install apertium apertium-eng-spa apertium-fr-es)",
)
