import json
from typing import Any

import pytest

from rectify.query.links import NO_LINKS, Again, Links
from rectify.view.card import card_json, card_page
from rectify.view.card_links import link_blocks, links_data
from rectify.view.plain_table import plain_text
from rectify.view.rich_page import render
from rectify.view.width import cells
from tests.view.samples import HOSTILE, TODAY, WIDTHS, assert_harmless, issue

TASKS = (
    issue("T-1", title="清淤", place="甲川", units={"responsible": ["县水利局"]}, deadline={"date": "2025-06-01"}),
    issue("T-2", title="清淤", status="closed"),
)


def told(links: Links = NO_LINKS, **fields: Any) -> str:
    """The sections as a pipe gets them."""
    return plain_text(link_blocks(issue(**fields), links, TODAY))


def test_an_issue_shows_its_parts_by_place() -> None:
    """How many are closed, and how each stands."""
    assert told(Links(tasks=TASKS)) == (
        "\nParts (1 of 2 closed; it closes after them)\n"
        "  PLACE  ID   TITLE  UNIT      STATUS  LEFT\n"
        "  甲川   T-1  清淤   县水利局  open    19 d late\n"
        "  -      T-2  清淤   -         closed  -\n"
    )
    assert told() == ""


def test_a_petition_shows_its_clock_and_its_signals() -> None:
    """The day it came in, what was found, who complained before and since, what the place has heard."""
    links = Links(repeats="P-0", repeated_by=("P-7", "P-9"), again=Again("甲川", 4, 2))
    fields = {"kind": "petition", "received_on": "2025-06-01", "repeats": "P-0"}
    assert told(links, finding="partly_founded", **fields) == (
        "\nPetition\n"
        "  received     2025-06-01\n"
        "  finding      partly founded\n"
        "  repeats      P-0\n"
        "  repeated by  P-7, P-9\n"
        "  its place    甲川: repeat petitions 2 of 4\n"
    )
    assert told(Links(again=Again("", 1, 1)), kind="petition") == (
        "\nPetition\n  received     on a day not known\n  finding      not found yet\n"
        "  its place    no place named: repeat petitions 1 of 1\n"
    )


def test_a_problem_that_is_complained_of_says_so() -> None:
    """A petition may repeat what an inspection found."""
    assert told(Links(repeated_by=("P-7",))) == "\nPetitions\n  repeated by  P-7\n"


def test_the_card_has_the_links() -> None:
    """Likeness from both sides; in JSON beside the fields."""
    links = Links(similar=("XN-2", "XN-9"), tasks=TASKS)
    text = plain_text(card_page(issue(similar=["XN-2"]), today=TODAY, links=links))
    assert "similar      XN-2, XN-9\n" in text
    assert "Parts (1 of 2 closed" in text
    (one,) = json.loads(card_json([(issue(), [])], today=TODAY, total=1, links={"XN-1": links}))["issues"]
    assert one["links"] == links_data(links)
    assert one["links"]["tasks"][0] == {"id": "T-1", "place": "甲川", "status": "open"}
    assert "links" not in json.loads(card_json([(issue(), [])], today=TODAY, total=1))["issues"][0]


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_terminal(width: int) -> None:
    """No id is broken; dangerous text is escaped."""
    tasks = (issue("T-1", title=HOSTILE * 3, place=HOSTILE, units={"responsible": [HOSTILE]}), *TASKS)
    page = link_blocks(issue(kind="petition"), Links(tasks=tasks, again=Again(HOSTILE, 2, 1)), TODAY)
    text = render(page, width=width, color=False)
    assert all(cells(one) <= width for one in text.split("\n"))
    assert_harmless(text)
    assert_harmless(plain_text(page))
