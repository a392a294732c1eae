"""Language facts as data: tags, scripts and tables. No module elsewhere asks `if lang == "fr"`."""
