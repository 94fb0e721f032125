"""What a check found."""

import json

from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity
from rectify.view.flaws import flaws_json, flaws_md, flaws_page, flaws_sheet
from rectify.view.machine_text import csv_text
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from tests.view.samples import HOSTILE, TODAY, assert_harmless

FLAWS = [
    Flaw(
        "missing-deadline",
        Severity.WARNING,
        "QH-03 has no deadline",
        "QH-03",
        "deadline",
        Place("data/issues.yaml", 12, 5),
        "set one",
    ),
    Flaw(
        "missing-deadline",
        Severity.WARNING,
        "QH-04 has no deadline",
        "QH-04",
        "",
        Place("data/issues.yaml", 20),
        "set two",
    ),
    Flaw("hand-edit", Severity.ERROR, "an edit"),
]
DAMAGE = Flaw("trail-chain", Severity.DAMAGE, "a broken link", place=Place("log", 3))


def test_flaws_stand_as_compilers_write_theirs() -> None:
    """With place, severity and check; a hint once for each check; how to learn more, and counts, at the foot."""
    assert plain_text(flaws_page(FLAWS, issues=13, as_of=TODAY)) == (
        "data/issues.yaml:12:5: warning: QH-03 has no deadline [missing-deadline]\n"
        "    hint: set one\n"
        "data/issues.yaml:20: warning: QH-04 has no deadline [missing-deadline]\n"
        "error: an edit [hand-edit]\n"
        "\n"
        "why it matters, and what to do: rectify check --explain missing-deadline\n"
        "1 error, 2 warnings in 13 issues · as of 2025-06-20\n"
    )


def test_damage_is_counted_first() -> None:
    """And nothing at all is said too."""
    assert plain_text(flaws_page([DAMAGE], issues=1, as_of=TODAY)).endswith(
        "1 damaged, 0 errors, 0 warnings in 1 issue · as of 2025-06-20\n"
    )
    assert plain_text(flaws_page([], issues=2, as_of=TODAY)) == "0 errors, 0 warnings in 2 issues · as of 2025-06-20\n"


def test_the_foot_anchors_the_trail() -> None:
    """In one line below the counts, and in JSON as `runs` and `head`."""
    assert plain_text(flaws_page([], issues=2, as_of=TODAY, trail="trail: 3 runs, head 0123")) == (
        "0 errors, 0 warnings in 2 issues · as of 2025-06-20\ntrail: 3 runs, head 0123\n"
    )
    told = json.loads(flaws_json([], issues=2, as_of=TODAY, runs=3, head="ab"))
    assert (told["runs"], told["head"]) == (3, "ab")
    told = json.loads(flaws_json([DAMAGE], issues=2, as_of=TODAY))
    assert (told["runs"], told["head"]) == (None, None)


def test_a_report_in_markdown() -> None:
    """Counts and trail first, then a row for each flaw; without flaws no table."""
    report = flaws_md(FLAWS[1:], issues=13, as_of=TODAY, trail="trail: 3 runs")
    assert report == (
        "# Check\n\n"
        "1 error, 1 warning in 13 issues · as of 2025-06-20\n\n"
        "trail: 3 runs\n\n"
        "| severity | check | place | flaw | what to do |\n"
        "|---|---|---|---|---|\n"
        "| warning | missing-deadline | data/issues.yaml:20 | QH-04 has no deadline | set two |\n"
        "| error | hand-edit |  | an edit |  |\n\n"
        "why it matters, and what to do: rectify check --explain missing-deadline\n"
    )
    assert flaws_md([], issues=2, as_of=TODAY) == "# Check\n\n0 errors, 0 warnings in 2 issues · as of 2025-06-20\n"


def test_rows_for_machines() -> None:
    """Place in three columns."""
    rows = csv_text(flaws_sheet(FLAWS)).split("\n")
    assert rows[1] == "warning,missing-deadline,QH-03,deadline,data/issues.yaml,12,5,QH-03 has no deadline,set one"
    assert rows[3] == "error,hand-edit,,,,,,an edit,"


def test_json_for_scripts() -> None:
    """Counts by severity; what is not known is null."""
    data = json.loads(flaws_json([*FLAWS, DAMAGE], issues=13, as_of=TODAY))
    assert {key: data[key] for key in ("count", "total", "damaged", "errors", "warnings")} == {
        "count": 4, "total": 13, "damaged": 1, "errors": 1, "warnings": 2,
    }  # fmt: skip
    assert (data["flaws"][0]["file"], data["flaws"][0]["line"], data["flaws"][0]["column"]) == (
        "data/issues.yaml",
        12,
        5,
    )
    assert (data["flaws"][1]["line"], data["flaws"][1]["column"], data["flaws"][2]["file"]) == (20, None, None)


def test_dangerous_text_is_escaped() -> None:
    """In places, messages and hints, in every form."""
    flaws = [Flaw(HOSTILE, Severity.ERROR, HOSTILE, HOSTILE, HOSTILE, Place(HOSTILE, 1), HOSTILE)]
    page = flaws_page(flaws, issues=1, as_of=TODAY)
    for text in (
        plain_text(page),
        render(page, width=60, color=False),
        csv_text(flaws_sheet(flaws)),
        flaws_json(flaws, issues=1, as_of=TODAY),
    ):
        assert_harmless(text)
    assert_harmless(flaws_md(flaws, issues=1, as_of=TODAY), markup=False)
    assert "\\[/red\\]" in flaws_md(flaws, issues=1, as_of=TODAY)
