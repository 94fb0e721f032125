"""The rows of a list as a table of Rich, nothing else: `rich_table.py ROWS`, a list of texts in JSON a line."""

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table


def main() -> None:
    """Show them all."""
    table = Table("ID", "TITLE", "UNIT", "STATUS", "DEADLINE", "LEFT")
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        for line in file:
            table.add_row(*json.loads(line))
    Console().print(table)


if __name__ == "__main__":
    main()
