"""Consistency: the corpus contradicts itself."""
