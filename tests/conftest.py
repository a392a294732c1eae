"""Tests say themselves when a model is to read, here and in the processes that they start."""

import os

os.environ["TQCHECK_MODELS"] = "none"
