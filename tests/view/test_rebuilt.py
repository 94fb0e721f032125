"""A register rebuilt from its trail."""

import json

from rectify.model.rebuilt import Rebuilt
from rectify.view.plain_table import plain_text
from rectify.view.rebuilt import rebuilt_json, rebuilt_page
from tests.view.samples import HOSTILE, assert_harmless

REBUILT = Rebuilt("data/issues.rebuilt.yaml", "data/issues.yaml", 3, 5, "0123456789abcdef" * 4)


def test_the_page_says_where_it_is_and_how_to_go_on() -> None:
    """And what it lacks; the foot anchors the trail."""
    assert plain_text(rebuilt_page(REBUILT, has_register=True)) == (
        "data/issues.rebuilt.yaml holds 5 issues and the header, as the trail has them\n"
        "    comments, layout and the order of the file are not in the trail, and so not in this file\n"
        "    compare: diff data/issues.yaml data/issues.rebuilt.yaml\n"
        "    to go on with it: mv data/issues.rebuilt.yaml data/issues.yaml, then rectify -f data/issues.yaml check\n"
        "\n"
        "trail: 3 runs, head 0123456789abcdef\n"
    )


def test_without_a_register_there_is_nothing_to_compare() -> None:
    """An unfinished line is told; names are quoted as a shell needs it."""
    torn = Rebuilt("my file.rebuilt.yaml", "my file.yaml", 1, 1, "0" * 64, is_torn=True)
    text = plain_text(rebuilt_page(torn, has_register=False))
    assert "compare" not in text
    assert "    the last line of the trail is not finished: it was never recorded, and is left out\n" in text
    assert "mv 'my file.rebuilt.yaml' 'my file.yaml', then rectify -f 'my file.yaml' check" in text


def test_for_scripts() -> None:
    """The same as one object."""
    assert json.loads(rebuilt_json(REBUILT)) == {
        "schema": "rectify/1",
        "rebuilt": "data/issues.rebuilt.yaml",
        "register": "data/issues.yaml",
        "issues": 5,
        "runs": 3,
        "head": "0123456789abcdef" * 4,
        "is_torn": False,
    }


def test_dangerous_names_are_escaped() -> None:
    """In every form."""
    hostile = Rebuilt(HOSTILE, HOSTILE, 1, 1, "0" * 64)
    assert_harmless(plain_text(rebuilt_page(hostile, has_register=True)))
    assert_harmless(rebuilt_json(hostile))
