"""Tests say themselves when a model is to read, here and in the processes that they start; none is fetched."""

import os

os.environ["TQCHECK_MODELS"] = "none"
os.environ["HF_HUB_OFFLINE"] = "1"

import pytest
from hypothesis import settings

settings.register_profile("any machine", deadline=None)  # a busy one is no reason to fail
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def french_english(tmp_path_factory):
    """The folder of a MarianMT that translates the French sentences of `tiny_marian.PAIRS`, and nothing else."""
    from translators.tiny_marian import train

    pytest.importorskip("transformers")
    return train(tmp_path_factory.mktemp("models") / "opus-mt-fr-en")


@pytest.fixture(scope="session")
def both_ways(tmp_path_factory):
    """A multilingual one that translates the same sentences from English and from French."""
    from translators.tiny_marian import train

    pytest.importorskip("transformers")
    return train(tmp_path_factory.mktemp("models") / "opus-mt-mul-mul", both=True)
