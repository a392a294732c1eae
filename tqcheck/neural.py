"""What all big models share: where they compute, and that the libraries below them keep quiet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from tqcheck.hub import extra

_THREADS = 8
"""On more, small batches wait for each other."""


class Place(NamedTuple):
    """A device of torch and the type of number that suits it."""

    device: Any
    dtype: Any

    @property
    def fast(self) -> bool:
        """Tell whether it wants big batches."""
        return str(self.device.type) != "cpu"


def place(*, fast: bool = False) -> Place:
    """Return where to compute: on a GPU when there is one, in half precision where it has it for speed.

    Processors compute in half precision only when asked to be `fast` and built for it (AMX).

    Raises ModelError when torch is not installed.
    """
    torch = extra("torch")
    if torch.cuda.is_available():
        half = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
        return Place(torch.device("cuda"), half)
    if torch.backends.mps.is_available():
        return Place(torch.device("mps"), torch.float32)
    torch.set_num_threads(min(torch.get_num_threads(), _THREADS))
    return Place(torch.device("cpu"), torch.bfloat16 if fast and _has_tiles(torch) else torch.float32)


def _has_tiles(torch: Any) -> bool:  # noqa: ANN401  the module
    """Tell whether processors multiply matrices of bfloat16 by themselves; older torch does not say."""
    known: dict[str, Any] = getattr(torch.cpu, "get_capabilities", dict)()
    return bool(known.get("amx_bf16") or known.get("amx_tile"))


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
