"""What a command runs in."""

import io
from datetime import UTC, date, datetime
from typing import TextIO

import pytest

from rectify.cli.runtime import Runtime
from rectify.cli.surroundings import Surroundings
from rectify.errors import BadUsage
from tests.cli.harness import NOW, Cli, Screen


def around(stdout: TextIO, **environment: str) -> Surroundings:
    """Surroundings with this screen and environment."""
    return Surroundings(stdout=stdout, stderr=io.StringIO(), environment=environment, clock=lambda: NOW)


@pytest.mark.parametrize(
    ("stream", "environment", "is_terminal", "has_color"),
    [
        (Screen(), {}, True, True),
        (Screen(), {"TERM": "xterm"}, True, True),
        (Screen(), {"TERM": "dumb"}, False, False),
        (Screen(), {"NO_COLOR": "1"}, True, False),
        (Screen(), {"NO_COLOR": ""}, True, True),
        (io.StringIO(), {"TERM": "xterm"}, False, False),
    ],
)
def test_when_a_person_looks_and_when_colour_is_welcome(
    stream: TextIO, environment: dict[str, str], is_terminal: bool, has_color: bool
) -> None:
    """A terminal that is not dumb, and no NO_COLOR (https://no-color.org: set and not empty)."""
    world = around(stream, **environment)
    assert (world.is_terminal, world.has_color) == (is_terminal, has_color)


@pytest.mark.parametrize(
    ("columns", "width"), [("120", 120), ("", 80), ("0", 80), ("-5", 80), ("wide", 80), ("１２０", 80)]
)
def test_the_width_is_that_of_columns_else_of_the_terminal_else_80(columns: str, width: int) -> None:
    """A COLUMNS that is no number is passed over."""
    assert around(Screen(), COLUMNS=columns).width == width


def test_values_are_shortened_for_a_terminal_only() -> None:
    """In a pipe nothing is cut."""
    assert Runtime(around(Screen(), COLUMNS="60")).value_limit == 60
    assert Runtime(around(io.StringIO(), COLUMNS="60")).value_limit is None


def test_the_form_is_the_first_unless_asked_for() -> None:
    """A form that a command does not have is a usage error."""
    runtime = Runtime(around(io.StringIO()))
    assert runtime.form("table", "json") == "table"
    runtime.asked["output"] = "json"
    assert runtime.form("table", "json") == "json"
    with pytest.raises(BadUsage, match="-o json is not for this command"):
        runtime.form("table")


def test_what_is_said_is_made_safe_and_data_ends_with_one_newline() -> None:
    """Words for people are escaped; nothing printed is nothing at all."""
    runtime = Runtime(around(io.StringIO()))
    runtime.say("a\x1b[31m\nb")
    assert isinstance(runtime.around.stderr, io.StringIO)
    assert runtime.around.stderr.getvalue() == "a\\x1b[31m\nb\n"
    for text in ("", "x", "y\n"):
        runtime.print(text)
    assert isinstance(runtime.around.stdout, io.StringIO)
    assert runtime.around.stdout.getvalue() == "x\ny\n"


def test_today_is_resolved_and_echoed_once() -> None:
    """However often it is asked for in one command."""
    runtime = Runtime(around(io.StringIO()))
    runtime.asked["today"] = "2018年底"
    assert (runtime.asked_today, runtime.asked_today) == (date(2018, 12, 31), date(2018, 12, 31))
    assert isinstance(runtime.around.stderr, io.StringIO)
    assert runtime.around.stderr.getvalue() == "--today 2018年底 is 2018-12-31\n"


def test_the_real_surroundings_are_those_of_the_process() -> None:
    """Without fakes the clock is now, in UTC, and the environment is the process's."""
    world = Surroundings()
    assert world.clock().utcoffset() is not None
    assert "PATH" in world.environment


def test_ids_that_are_not_utf_8(cli: Cli) -> None:
    """A list of ids in another encoding is told, with the way to convert it."""
    result = cli("show", "-", stdin="问题".encode("gbk"))
    assert result.code == 3
    assert "stdin cannot be read: it is not UTF-8 (byte 1)" in result.err
    assert "hint: convert it on the way: iconv -f GB18030 -t UTF-8" in result.err


def test_words_of_today_are_counted_where_the_register_is_kept(cli: Cli) -> None:
    """When it is still yesterday in UTC it is today in Shanghai; an ISO day needs no register."""
    cli.now = datetime(2019, 6, 30, 17, 0, tzinfo=UTC)
    assert cli.ok("--today", "today", "list").err == "--today today is 2019-07-01\n"
    text = (cli.folder / "issues.yaml").read_text(encoding="utf-8")
    cli.write("issues.yaml", text.replace("  id_prefix", "  timezone: America/New_York\n  id_prefix"))
    assert cli.ok("--today", "tomorrow", "list").err == "--today tomorrow is 2019-07-01\n"


@pytest.mark.parametrize(
    ("option", "field"),
    [("--category", "category"), ("--person", "person"), ("--tag", "tags"), ("--round", "round")],
)
def test_words_to_filter_by_are_compared_in_one_form(empty: Cli, option: str, field: str) -> None:
    """Typed in decomposed letters they find what is kept composed."""
    value = ["caf\u00e9"] if field == "tags" else "caf\u00e9"
    empty.make({"id": "Q-1", field: value}, {"id": "Q-2"})
    assert empty.ok("list", option, "cafe\u0301", "-o", "ids").out == "Q-1\n"


def test_a_unit_and_an_actor_are_compared_in_one_form(empty: Cli) -> None:
    """So are the words of the other verbs that read."""
    empty.make({"id": "Q-1", "units": {"lead": "caf\u00e9"}}, {"id": "Q-2"})
    assert empty.ok("list", "--unit", "cafe\u0301", "-o", "ids").out == "Q-1\n"
    empty.ok("--as", "caf\u00e9", "note", "Q-1", "x")
    assert len(empty.ok("log", "--verb", "note", "--actor", "cafe\u0301", "-o", "jsonl").lines) == 1


def test_ids_are_compared_in_one_form(cli: Cli) -> None:
    """An id typed in decomposed letters is the id of the register, which is kept composed."""
    cli.ok("add", "--title", "x", "--id", "caf\u00e9")
    assert cli.ok("list", "cafe\u0301", "-o", "ids").out == "caf\u00e9\n"
