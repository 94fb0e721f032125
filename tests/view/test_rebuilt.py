"""A register rebuilt from its trail."""

import json
from dataclasses import replace

from rectify.model.rebuilt import Rebuilt
from rectify.view.plain_table import plain_text
from rectify.view.rebuilt import rebuilt_json, rebuilt_page
from tests.view.samples import HOSTILE, assert_harmless

REBUILT = Rebuilt("data/issues.rebuilt.yaml", "data/issues.yaml", 3, 5, "0123456789abcdef" * 4, has_register=True)


def test_the_page_says_where_it_is_and_how_to_go_on() -> None:
    """And what it lacks; the foot anchors the trail."""
    assert plain_text(rebuilt_page(REBUILT)) == (
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
    text = plain_text(rebuilt_page(torn))
    assert "compare" not in text
    assert "    the last line of the trail is not finished: it was never recorded, and is left out\n" in text
    assert "mv 'my file.rebuilt.yaml' 'my file.yaml', then rectify -f 'my file.yaml' check" in text


def test_the_register_that_waits_is_the_better_one() -> None:
    """It is compared and moved into place; the one from the trail has no comments."""
    text = plain_text(rebuilt_page(replace(REBUILT, waiting="data/.issues.0a.staged")))
    assert "run 3 was recorded, and not published yet: data/.issues.0a.staged is the register it left" in text
    assert "compare: diff data/issues.yaml data/.issues.0a.staged\n" in text
    assert "mv data/.issues.0a.staged data/issues.yaml, then rectify -f data/issues.yaml check" in text


def test_a_file_that_only_looks_like_it_must_go() -> None:
    """The next write would stop at it."""
    text = plain_text(rebuilt_page(replace(REBUILT, in_the_way="data/.issues.0a.staged")))
    assert "data/.issues.0a.staged should be the register that run 3 left, and is not" in text
    assert "then: rm data/.issues.0a.staged\n" in text
    assert "mv data/issues.rebuilt.yaml data/issues.yaml" in text


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
        "has_register": True,
        "waiting": None,
        "in_the_way": None,
    }


def test_dangerous_names_are_escaped() -> None:
    """In every form."""
    hostile = Rebuilt(HOSTILE, HOSTILE, 1, 1, "0" * 64, waiting=HOSTILE, in_the_way=HOSTILE)
    assert_harmless(plain_text(rebuilt_page(hostile)))
    assert_harmless(rebuilt_json(hostile))
