"""Ray: found or started, without anything that reaches for the network by itself."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqcheck.errors import JobError, TqcheckError
from tqcheck.extras import library

HASHES = {"PYTHONHASHSEED": "0"}
"""All processes must hash alike: keys go from one to the other."""
_STORE = 256 << 20
"""Bytes for what goes between processes of one machine; what is more goes to disk."""
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
_ADDRESS = "RAY_ADDRESS"


@contextmanager
def connected(address: str | None) -> Iterator[Any]:
    """Give the module `ray`, connected to the cluster at `address` or `RAY_ADDRESS`; to processes here without any.

    One that the program has connected already stays so. Raises UsageError without Ray, JobError for all that goes wrong
    in its processes but what they say themselves.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    ray = library("ray", purpose="--engine ray", extra="ray")
    library("pyarrow", purpose="--engine ray", extra="ray")
    with warnings.catch_warnings(), _explained():
        warnings.simplefilter("ignore")  # Ray's own, for those who develop with it
        ours = not ray.is_initialized()
        if ours:
            _start(ray, address or os.environ.get(_ADDRESS))
        _hush()
        try:
            yield ray
        finally:
            if ours:
                ray.shutdown()


def _start(ray: Any, address: str | None) -> None:  # noqa: ANN401  a module that may be missing
    here = {"include_dashboard": False, "object_store_memory": _STORE} if address in {None, "local"} else {}
    with _silent():
        ray.init(
            address=address or "local",
            logging_level=logging.ERROR,
            log_to_driver=False,
            runtime_env={"env_vars": dict(HASHES)},
            **here,
        )


@contextmanager
def _silent() -> Iterator[None]:
    """Keep from standard error what Ray's own program says at its start: that it is told to be quiet."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _hush() -> None:
    from ray.data import DataContext  # noqa: PLC0415  a library that not everybody has

    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)


@contextmanager
def _explained() -> Iterator[None]:
    """Turn what Ray raises into a JobError, or into the error of ours that it carries."""
    try:
        yield
    except TqcheckError:
        raise
    except Exception as error:
        raise _ours(error) or JobError(f"Ray could not finish the work: {_said(error)}") from error


def _ours(error: BaseException | None) -> TqcheckError | None:
    while error is not None:
        cause = getattr(error, "cause", None)
        for one in (error, cause):
            if isinstance(one, TqcheckError):
                return one
        error = error.__cause__ or (cause if isinstance(cause, BaseException) else None)
    return None


def _said(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {lines[-1] if lines else 'no reason given'}"
