"""A model that loads in milliseconds."""

import pytest
import tiny


@pytest.fixture(scope="session")
def model(tmp_path_factory):
    """The folder of a model that knows a dozen words."""
    return tiny.write(tmp_path_factory.mktemp("models") / "tiny")
