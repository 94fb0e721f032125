"""The page of a check."""

import json

from rectify.checks import missing_unit, open_task
from rectify.checks.all_checks import check_named
from rectify.view.check_page import check_json, check_md, check_page, severities_of
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render

CHECK = check_named("missing-unit")


def test_a_page_has_three_parts_under_its_name() -> None:
    """What it looks for, why it matters, what to do; whole lines where nobody looks."""
    assert plain_text(check_page(CHECK)) == (
        "missing-unit: warning\n\n"
        f"What it looks for\n    {missing_unit.FINDS}\n\n"
        f"Why it matters\n    {missing_unit.WHY}\n\n"
        f"What to do\n    {missing_unit.DO}\n"
    )
    assert plain_text(check_page(check_named("open-task"))).startswith("open-task: error, warning\n")


def test_a_page_is_as_wide_as_the_terminal() -> None:
    """What does not fit goes on below, at the same indent."""
    lines = render(check_page(CHECK), width=40, color=False).splitlines()
    assert max(map(len, lines)) <= 40
    assert all(line.startswith("    ") for line in lines[lines.index("What to do") + 1 :])


def test_the_page_for_scripts() -> None:
    """One object, with the parts by name."""
    told = json.loads(check_json(check_named("open-task")))
    assert told == {
        "schema": "rectify/1",
        "check": "open-task",
        "severities": ["error", "warning"],
        "finds": open_task.FINDS,
        "why": open_task.WHY,
        "do": open_task.DO,
    }


def test_the_page_in_markdown() -> None:
    """What would be a sign of Markdown is text."""
    page = check_md(check_named("missing-plan"))
    assert page.startswith("# missing-plan\n\nSeverity: warning.\n\n## What it looks for\n\nA problem ")
    assert "--set measures\\[0\\].id=M1" in page
    assert page.count("\n## ") == 3
    assert severities_of(check_named("open-task")) == "error, warning"
