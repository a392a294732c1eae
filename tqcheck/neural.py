"""What all big models share: where they compute, and that the libraries below them keep quiet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tqcheck.hub import extra


class Place(NamedTuple):
    """A device of torch and the type of number that suits it."""

    device: Any
    dtype: Any

    @property
    def fast(self) -> bool:
        """Tell whether it wants big batches."""
        return str(self.device.type) != "cpu"


def place() -> Place:
    """Return where to compute: on a GPU when there is one, in half precision where it has it for speed.

    Raises ModelError when torch is not installed.
    """
    torch = extra("torch")
    if torch.cuda.is_available():
        half = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
        return Place(torch.device("cuda"), half)
    if torch.backends.mps.is_available():
        return Place(torch.device("mps"), torch.float32)
    return Place(torch.device("cpu"), torch.float32)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers from writing bars, advice and warnings; what went wrong it still raises.

    Raises ModelError when it is not installed.
    """
    logging = extra("transformers.utils.logging")
    bars, verbosity = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
