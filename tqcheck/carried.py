"""Where the models are that the program carries: inside an installed package, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def carried(name: str) -> Path | None:
    """Return the folder of the model `name`; None when this build does not carry it."""
    checkout = _PACKAGE.parent
    places = [_PACKAGE / "models" / name]
    if (checkout / "pyproject.toml").is_file():
        places.append(checkout / "models" / name)
    return next((place for place in places if place.is_dir()), None)
