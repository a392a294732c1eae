"""What a notebook needs: tables in and out, drawings of results, plots, pages of checks; loaded when it is used."""

from __future__ import annotations
