"""Accuracy: the target says something else than the source."""
