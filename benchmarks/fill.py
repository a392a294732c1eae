"""Put measured tables into a page of the documentation.

python benchmarks/fill.py FOLDER [--page docs/performance.md]

A page has `<!-- measured: NAME -->` before a table and `<!-- end -->` behind it; FOLDER has NAME.md, as the benchmarks write with
--markdown. What stands between is replaced; tables without a file stay as they are, and their names are printed. A file that no place
on the page waits for is an error.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

PLACE = re.compile(r"(?P<before><!-- measured: (?P<name>[\w-]+) -->\n).*?(?P<after><!-- end -->)", re.DOTALL)


def filled(page: str, tables: dict[str, str]) -> tuple[str, list[str]]:
    """Return the page with the tables in their places, and the names of the places that no table was given for.

    Raises ValueError for a table that has no place.
    """
    names = [match["name"] for match in PLACE.finditer(page)]
    if strangers := sorted(tables.keys() - set(names)):
        raise ValueError(f"the page has no place for {', '.join(strangers)}; it has {', '.join(names)}")

    def table(match: re.Match[str]) -> str:
        text = tables.get(match["name"])
        return f"{match['before']}\n{text.strip()}\n\n{match['after']}" if text else match[0]

    return PLACE.sub(table, page), [name for name in names if name not in tables]


def main() -> None:
    """Write the page anew."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--page", type=Path, default=Path(__file__).parent.parent / "docs" / "performance.md")
    args = parser.parse_args()
    tables = {path.stem: path.read_text(encoding="utf-8") for path in sorted(args.folder.glob("*.md"))}
    try:
        text, left = filled(args.page.read_text(encoding="utf-8"), tables)
    except ValueError as error:
        parser.error(str(error))
    args.page.write_text(text, encoding="utf-8")
    print(f"{args.page}: {', '.join(tables) or 'nothing'} filled in; as before: {', '.join(left) or 'nothing'}")


if __name__ == "__main__":
    main()
