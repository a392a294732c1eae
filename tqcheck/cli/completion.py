"""What the shell offers after a flag."""

from __future__ import annotations


def checks(incomplete: str) -> list[tuple[str, str]]:
    """Return codes with what they look for, and names."""
    from tqcheck.checks import rules  # noqa: PLC0415  loads every check

    by_code = [(r.code, r.name) for r in rules()]
    by_name = [(r.name, r.code) for r in rules()]
    return [pair for pair in by_code + by_name if pair[0].lower().startswith(incomplete.lower())]


def formats(incomplete: str) -> list[str]:
    """Return the formats that can be read."""
    from tqcheck.formats import NAMES  # noqa: PLC0415  loads the table of formats

    return _beginning(NAMES, incomplete)


def reporters(incomplete: str) -> list[str]:
    """Return the formats of reports."""
    from tqcheck.reporters import NAMES  # noqa: PLC0415  loads the table of reporters

    return _beginning(NAMES, incomplete)


def jobs(incomplete: str) -> list[str]:
    """Return numbers of processes."""
    import os  # noqa: PLC0415  completion only

    return _beginning(("auto", *(str(n + 1) for n in range(os.cpu_count() or 1))), incomplete)


def outputs(incomplete: str) -> list[str]:
    """Return the formats of reports with the sign that a path follows."""
    from tqcheck.reporters import NAMES  # noqa: PLC0415  likewise

    return _beginning(tuple(f"{name}=" for name in NAMES), incomplete)


def models(incomplete: str) -> list[str]:
    """Return the models that have a name."""
    from tqcheck.scorers import NAMES  # noqa: PLC0415  loads the table of models

    return _beginning(NAMES, incomplete)


def comparisons(incomplete: str) -> list[str]:
    """Return the formats of comparisons."""
    from tqcheck.comparing.writing import NAMES  # noqa: PLC0415  loads what compares

    return _beginning(NAMES, incomplete)


def metrics(incomplete: str) -> list[str]:
    """Return the metrics that compare with a reference."""
    from tqcheck.comparing import METRICS  # noqa: PLC0415  likewise

    return _beginning(METRICS, incomplete)


def splits(incomplete: str) -> list[str]:
    """Return what can be aligned."""
    from tqcheck.bitext.making import SPLITS  # noqa: PLC0415  loads what aligns

    return _beginning(SPLITS, incomplete)


def alignments(incomplete: str) -> list[str]:
    """Return the formats of alignments."""
    from tqcheck.bitext.writing import NAMES  # noqa: PLC0415  likewise

    return _beginning(NAMES, incomplete)


def translators(incomplete: str) -> list[str]:
    """Return the translators that have a name."""
    from tqcheck.translators import NAMES  # noqa: PLC0415  loads the table of translators

    return _beginning(NAMES, incomplete)


def engines(incomplete: str) -> list[str]:
    """Return what `--engine` may be."""
    return _beginning(("ray",), incomplete)


def profiles(incomplete: str) -> list[str]:
    """Return the profiles."""
    from tqcheck.config import FLOORS  # noqa: PLC0415  loads the settings

    return _beginning(tuple(FLOORS), incomplete)


def severities(incomplete: str) -> list[str]:
    """Return what `--fail-on` takes."""
    from tqcheck.config import FAIL_ON  # noqa: PLC0415  loads the settings

    return _beginning(FAIL_ON, incomplete)


def _beginning(names: tuple[str, ...], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
