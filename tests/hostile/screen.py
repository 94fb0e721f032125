"""A terminal that is looked at from outside: what a command prints, drawn by an emulator."""

from typing import Any

import pyte

HARMLESS = frozenset(("draw", "linefeed", "carriage_return", "select_graphic_rendition"))


class Noting:
    """A screen for the emulator, with the names of all orders it was given."""

    def __init__(self, screen: pyte.Screen) -> None:
        self._screen = screen
        self.orders: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._screen, name)
        if not callable(found):
            return found

        def obey(*given: Any, **more: Any) -> Any:
            self.orders.add(name)
            return found(*given, **more)

        return obey


class Drawn:
    """The screen after a text was printed on it.

    `rows` are its lines without the blanks at their ends; `orders` what the terminal was told beside letters,
    colours and line breaks, which should be nothing.
    """

    def __init__(self, text: str, columns: int) -> None:
        self._screen = pyte.Screen(columns, text.count("\n") * 2 + 4)
        noting = Noting(self._screen)
        pyte.Stream(noting).feed(  # type: ignore[arg-type]  # it takes the orders that a screen takes
            text.replace("\n", "\r\n")
        )
        self.orders = noting.orders - HARMLESS
        self.rows = "\n".join(line.rstrip() for line in self._screen.display).rstrip("\n").split("\n")
        self.printed = int(self._screen.cursor.y)

    def starts(self, words: str) -> list[int]:
        """The cells in which words begin, row by row; a wide character takes two cells."""
        found = []
        for number in range(self.printed):
            cells = [self._screen.buffer[number][column].data for column in range(self._screen.columns)]
            line = "".join(cells)
            if words in line:
                owners = [at for at, letters in enumerate(cells) for _ in letters]
                found.append(owners[line.index(words)])
        return found
