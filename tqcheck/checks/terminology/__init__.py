"""Terminology: a term is not the one agreed upon."""
