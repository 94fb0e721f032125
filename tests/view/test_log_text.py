"""The trail as people read it."""

from zoneinfo import ZoneInfo

from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.view.log_text import log_page, log_sheet
from rectify.view.machine_text import csv_text, tab_text
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.samples import HOSTILE, TODAY, WIDTHS, assert_harmless, closing, hostile_run, run

ZONE = ZoneInfo("Asia/Shanghai")
EDIT = Event(
    "edit", "XN-12", "省厅同意", None, "2025-01-03", (Change("title", "旧" * 30, "新"), Change("tags", ["a"], None))
)


def text_of(*runs: object, total: int = 9, limit: int | None = None) -> str:
    """The log of these runs as plain text."""
    return plain_text(log_page(runs, zone=ZONE, total=total, as_of=TODAY, limit=limit))  # type: ignore[arg-type]


def test_who_did_what_to_which_issue() -> None:
    """The run, its time in the register's zone, old and new value, reason; the business date where it differs."""
    office = run(EDIT, seq=12, actor="office", via="batch", batch_id="七月")
    assert text_of(run(closing(on="2024-12-30")), office) == (
        "run 1   2025-01-03 09:02  XN-1   close  zhang@county (on 2024-12-30)\n"
        "    status: in_progress → closed\n"
        "    evidence[0]: – → 验收.pdf (12 kB)\n"
        "run 12  2025-01-03 09:02  XN-12  edit   office (zhang@county), batch 七月\n"
        f"    title: {'旧' * 30} → 新\n"
        "    tags: a → –\n"
        "    reason: 省厅同意\n"
        "\n"
        "2 of 9 runs, 2 events · times in Asia/Shanghai · as of 2025-06-20\n"
    )


def test_long_values_are_shortened_with_a_limit() -> None:
    """On a terminal."""
    assert "title: 旧旧旧… → 新" in text_of(run(EDIT), limit=4)


def test_an_empty_trail_says_so() -> None:
    """And an empty choice counts."""
    assert text_of(total=0) == "The trail is empty · times in Asia/Shanghai · as of 2025-06-20\n"
    assert text_of() == "0 of 9 runs, 0 events · times in Asia/Shanghai · as of 2025-06-20\n"


def test_a_row_a_change_for_machines() -> None:
    """An event without changes is a row too."""
    note = Event("note", "XN-1", text="一\n二")
    sheet = log_sheet([run(EDIT), run(note, seq=2)])
    assert len(sheet.rows) == 3
    assert tab_text(sheet).split("\n")[1] == (
        "1\t2025-01-03T01:02:03Z\tzhang@county\tzhang\tcounty\tcli\t\tedit\tXN-12\t2025-01-03\ttags\ta\t\t\t省厅同意"
    )
    assert csv_text(sheet).startswith(
        "seq,at,actor,login,host,via,batch_id,verb,issue,on,path,before,after,text,reason\n"
    )


def test_dangerous_text_is_escaped() -> None:
    """Wherever text can stand, a recorded time included."""
    assert_harmless(text_of(hostile_run()))
    assert_harmless(csv_text(log_sheet([hostile_run()])))
    assert "\\x1b" in text_of(run(closing(), at=HOSTILE))


def test_it_fits_every_terminal() -> None:
    """Lines go on below."""
    for width in WIDTHS:
        page = log_page([run(EDIT), hostile_run()], zone=ZONE, total=2, as_of=TODAY)
        assert all(cells(one) <= width for one in render(page, width=width, color=False).split("\n"))
