"""What a command runs in: the options asked for, the register they lead to, what is said; made once a command."""

import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache, cached_property
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO
from unicodedata import normalize

import typer

from rectify import config
from rectify.cli.surroundings import Surroundings
from rectify.cli.watch import BarOn
from rectify.errors import BadUsage, RectifyError
from rectify.faults import NoRegister

if TYPE_CHECKING:
    from rectify.case_files import CaseFiles
    from rectify.model.event import Event, Run
    from rectify.model.register import Register
    from rectify.reading import Reading
    from rectify.session import Session
    from rectify.store.folder import FolderStore
    from rectify.store.loaded import Loaded
    from rectify.view.sheet import Block


MACHINE_FORMS: Final = frozenset({"plain", "json", "jsonl", "csv", "yaml", "ids", "md", "ics"})
"""What programs read: always UTF-8, whatever the locale says."""


class Runtime:
    """One command's dealings with the world. `asked` holds the global options, by name; `verb` is what is done."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.around = surroundings
        self.asked: dict[str, Any] = {}
        self.verb = ""
        self._store: FolderStore | None = None

    @classmethod
    def of(cls, ctx: typer.Context) -> "Runtime":
        """The runtime of a command's context."""
        found: Runtime = ctx.find_root().obj  # put there by `app.run`
        return found

    # --- what was asked for ---

    def form(self, *allowed: str) -> str:
        """The output form asked for, else the first of those allowed.

        Raises:
            BadUsage: the command does not have this form.
        """
        asked = self.asked.get("output")
        if asked is None:
            return allowed[0]
        if asked not in allowed:
            raise BadUsage(message=f"-o {asked} is not for this command", hint=f"it has: {', '.join(allowed)}")
        return str(asked)

    @property
    def value_limit(self) -> int | None:
        """How many characters of a value to show: on a terminal a line's worth, elsewhere all."""
        return self.around.width if self.around.is_terminal else None

    @property
    def register_path(self) -> str:
        """The register this command is about."""
        return config.find_register(self.asked.get("register"), self.around.environment, str(Path.cwd()))

    def store(self) -> "FolderStore":
        """The store of that register; one for all of a command, so that what it has recorded is known to the end."""
        if self._store is not None:
            return self._store
        from rectify.store.folder import DEFAULT_TIMEOUT, FolderStore

        timeout = self.asked.get("lock_timeout")
        timeout = DEFAULT_TIMEOUT if timeout is None else timeout
        if isnan(timeout):  # it would be waited for without end
            raise BadUsage(message="--lock-timeout needs a number of seconds", hint="write for example 30")
        watch = BarOn(self.around.stderr)
        around = self.around
        self._store = FolderStore(
            self.register_path, disk=around.disk, timeout=timeout, watch=watch, environment=around.environment
        )
        return self._store

    def case_files(self) -> "CaseFiles":
        """A look at the case folders of that register."""
        from rectify.case_files import CaseFiles
        from rectify.store.case_file import CaseFileStore

        shelf = CaseFileStore(self.register_path, disk=self.around.disk, watch=BarOn(self.around.stderr))
        return CaseFiles(self.store(), shelf, self.around.clock, self.asked_today)

    @property
    def recorded(self) -> int | None:
        """The number of the run that this command has recorded, if it has; whatever happens then, that run stands."""
        return self._store.recorded if self._store else None

    def session(self, *, dry_run: bool = False) -> "Session":
        """A session with that store; for a dry run with a memory store in the same state."""
        from rectify.acting import Who
        from rectify.session import Session

        store = self.store()
        actor = config.actor(self.asked.get("actor"), self.around.environment)
        who = Who(actor, config.login(), config.host())
        return Session(store.rehearsal() if dry_run else store, self.around.clock, who, self.asked_today)

    def reading(self) -> "Reading":
        """A look at that store, for a command that changes nothing."""
        from rectify.reading import Reading

        return Reading(self.store(), self.around.clock, self.asked_today)

    @cached_property
    def asked_today(self) -> date | None:
        """The day given as --today, if any; its words are counted from the clock's day in the register's time zone."""
        text = self.asked.get("today")
        if text is None:
            return None
        return self.day("--today", text, self._clock_day)

    def _clock_day(self) -> date:
        """The clock's day where the register is kept; that of this machine while there is none."""
        from rectify.reading import Reading

        try:
            reading = Reading(self.store(), self.around.clock)
        except NoRegister:
            return self.around.clock().astimezone().date()
        return reading.today(reading.load().register)

    def day(self, option: str, text: str, today: Callable[[], date]) -> date:
        """The day that a text means; words are echoed on stderr as resolved."""
        found = _day_of(text, today)
        self.say_day(f"{option} {text}", found, text, today)
        return found

    def say_day(self, named: str, day: date, text: str, today: Callable[[], date]) -> None:
        """Say on stderr how date words were resolved, and how business days were counted; an ISO day needs no word."""
        if text.strip() != day.isoformat():
            from rectify.dates import counted_by, counts_business_days

            how = f" (business days {counted_by(text, today())})" if counts_business_days(text) else ""
            self.say(f"{named} is {day}{how}")

    def today_of(self, reading: "Reading") -> Callable[[], date]:
        """The day that date words are counted from; it reads the register's time zone only when asked, and once."""
        return cache(lambda: self.asked_today or reading.today(reading.load().register))

    def read(self, as_of: str | None) -> "tuple[Register, date, list[str]]":
        """The register, the day to count from, and notes for the foot; see `look`."""
        loaded, today, notes = self.look(as_of)
        return loaded.register, today, notes

    def look(self, as_of: str | None) -> "tuple[Loaded, date, list[str]]":
        """What the store has, the day to count from, and notes for the foot.

        With --as-of it is the state at the end of that day, and that day is today.
        """
        reading = self.reading()
        if as_of is not None:
            day = self.day("--as-of", as_of, self.today_of(reading))
            return reading.load(day), day, ["as the trail had it at the end of that day"]
        loaded = reading.load()
        self.say_if_pending(reading)
        return loaded, reading.today(loaded.register), []

    def say_if_pending(self, reading: "Reading") -> None:
        """Say on stderr that the register file waits to be replaced, if it does."""
        if reading.is_pending():
            self.say("a run is recorded but not published yet; the next command that writes completes it")

    def histories(self, ids: Iterable[str], until: date | None) -> "dict[str, list[tuple[Run, Event]]]":
        """What the trail tells of each of these issues, oldest first; up to the end of a day."""
        from rectify.model.event import history

        wanted = tuple(ids)
        runs = self.reading().runs_about(wanted, until)
        return {id_: list(history(runs, id_)) for id_ in wanted}

    def ids(self, given: Sequence[str]) -> list[str]:
        """The ids given, each once; `-` stands for those on stdin, apart by blank, comma or newline.

        Where there is none, that is said, for reads as for writes.
        """
        words: list[str] = []
        for word in given:
            if word != "-":
                words.append(word)
                continue
            words += self.read_stdin().replace(",", " ").split()
        if given and not words:
            self.say("nothing to do: there were no ids on stdin")
        return list(dict.fromkeys(normalize("NFC", word) for word in words))

    def read_stdin(self) -> str:
        """All of stdin, as UTF-8.

        Raises:
            NotUtf8: it is in another encoding.
        """
        from rectify.cli.decode import utf8_text

        return utf8_text(self.around.stdin())

    # --- what is said ---

    def print(self, text: str, *, is_utf8: bool = False) -> None:
        """Data, to stdout, with one newline at the end; for programs, or on demand, in UTF-8 whatever the locale."""
        if is_utf8 or self.asked.get("output") in MACHINE_FORMS:
            _make_utf8(self.around.stdout)
        self.around.stdout.write(text if text.endswith("\n") or not text else text + "\n")

    def say(self, text: str) -> None:
        """Words for the person, to stderr, made safe to show."""
        from rectify.view.escape import shown

        self.around.stderr.write("".join(f"{shown(line)}\n" for line in text.splitlines()))

    def show(self, page: "Iterable[Block]") -> None:
        """Tables and cards: drawn on a terminal, aligned and whole everywhere else."""
        if self.around.is_terminal:
            from rectify.view.rich_page import render

            self.print(render(page, width=self.around.width, color=self.around.has_color))
        else:
            from rectify.view.plain_table import plain_text

            self.print(plain_text(page))

    def complain(self, error: RectifyError, *, as_json: bool) -> None:
        """An error, to stderr: words and hint, or a JSON object."""
        from rectify.view.error_text import error_json, error_text

        if as_json:
            _make_utf8(self.around.stderr)
        text = error_json(error) if as_json else error_text(error)
        self.around.stderr.write(text if text.endswith("\n") else text + "\n")


def _day_of(text: str, today: Callable[[], date]) -> date:
    """The day that a text means; an ISO day needs neither the readers of words nor a day to count from."""
    is_iso = [len(part) * part.isdecimal() for part in text.split("-")] == [4, 2, 2] and text.isascii()
    if is_iso:
        with suppress(ValueError):  # the calendar has no such day, which is said below
            return date.fromisoformat(text)
    from rectify.dates import resolve

    return resolve(text, date.min if is_iso else today())


def _make_utf8(stream: TextIO) -> None:
    """Have a stream of the process write UTF-8 from here on; one that only gathers text is left as it is."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
