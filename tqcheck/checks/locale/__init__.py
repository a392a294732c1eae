"""Locale conventions: the target breaks a habit of its locale."""
