"""What territories, cities, organisations and armed groups are called: CLDR's names and our own tables, by entity."""
