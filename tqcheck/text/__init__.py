"""Pure functions on strings: tokens, scripts, prose, numbers, names, placeholders, markup."""
