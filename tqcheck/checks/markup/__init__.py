"""Design and markup: placeholders, tags, links and layout."""
