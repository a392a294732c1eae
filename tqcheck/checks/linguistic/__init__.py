"""Linguistic conventions: the target is not well-formed text."""
