"""A period in figures as a text to send."""

import re

from rectify.periods import read_period
from rectify.query.report import Report, Wish, report
from rectify.terms import Basis
from rectify.view.report_text import report_text
from rectify.view.report_words import source_words
from tests.make import issue
from tests.stories import story
from tests.view.reports import LATER, month, nothing, unrecorded
from tests.view.samples import HOSTILE, assert_harmless

HEAD = "ab" * 32


def text_of(found: Report, title: str = "甲川县整改台账") -> str:
    """The text, with a run and a command to make it again."""
    again = "rectify report --period 2019-03 --as-of 2019-03-31"
    return report_text(
        found, title=title, notes=["Only issues of unit 甲."], sources=[*source_words(5, HEAD, again, is_md=True)]
    )


def test_a_text_says_what_it_tells_of_and_what_it_rests_on() -> None:
    """Period, day, the one before, the conditions; at the end the definitions, the run and the command."""
    text = text_of(month())
    assert text.startswith(
        "# 甲川县整改台账: report on month 2019-03\n\nThis report tells of month 2019-03, 2019-03-01 to"
    )
    assert "The figures are as of 2019-03-31. They are compared with month 2019-02, 2019-02-01 to 2019-02-28." in text
    assert "Only issues of unit 甲." in text
    assert text.endswith(
        f"- The figures rest on the trail up to run 5; the sha256 of its line is `{HEAD}`.\n"
        "- They are made again, on any later day, with `rectify report --period 2019-03 --as-of 2019-03-31`.\n"
    )


def test_each_kind_has_its_sentences_and_tables() -> None:
    """In full sentences first; every share with numerator and denominator."""
    text = text_of(month())
    sentences = (
        "As of 2019-03-31 there are 4 problems on the register, 1 of them standing duties, which are counted apart.",
        "Of the others 1 of 3 (33.3 %) are done, 1 of 3 (33.3 %) are closed, and 1 of 3 (33.3 %) are overdue and not"
        " done.",
        "Of what was ever closed, 1 of 2 (50.0 %) rebounded.",
        "In the period: 0 put on the register, 0 done, 1 closed, 0 sent back, 1 rebounded.",
    )
    assert " ".join(sentences) in text
    assert "As of 2019-03-31 there is 1 task on the register, 0 of them standing duties" in text
    assert "| closed | 1/3 (33.3 %) | 1/3 (33.3 %) | 0 |" in text
    assert "| reopened as rebounded | 0 | 1 | +1 |" in text
    assert "| B | 渗滤液外溢 | 甲川县水务局 | 2019-02-28 | 2019-03-10 | 31 |" in text
    assert "| 甲川 | 1 | 0 | 0/1 (0.0 %), -1 | 0/1 (0.0 %) | 0/1 (0.0 %) | 1/1 (100.0 %), +1 |" in text
    assert "### Overdue and not done, by name\n\nNone." in text
    assert re.findall("^## .*", text, re.MULTILINE) == [
        "## Problems (问题)",
        "## Tasks (任务)",
        "## Petitions (群众举报件)",
        "## What the figures mean",
        "## What the figures rest on",
    ]


def test_standing_duties_alone_have_no_shares() -> None:
    """There is nothing that they could be out of."""
    trail = story([issue("A", deadline={"class": "standing"})])
    told_of = report(trail, read_period("2019-03", LATER), LATER, Wish(lambda _: True))
    text = text_of(told_of)
    assert (
        "there is 1 problem on the register, 1 of them standing duties, which are counted apart. In the period:" in text
    )
    assert "| closed | 0/0 | 0/0 | 0 |" in text


def test_only_what_is_shown_is_explained() -> None:
    """Every figure that the tables have, and no other; the basis of overdue is named."""
    text = text_of(month(basis=Basis.ORIGINAL))
    told = text.partition("## What the figures mean")[2]
    labels = set(re.findall(r"^\| ([a-z][^|]*) \|", text.partition("## What the figures mean")[0], re.MULTILINE))
    explained = set(re.findall(r"^- \*\*(.*?)\*\*", told, re.MULTILINE))
    heads = {"id", "responsible unit", "place", "category", "all", "no place", "no unit", "no category"}
    assert labels - heads == explained
    assert "**closed as merged** (out of: closed)" in told
    assert "put on notice" not in told
    assert "the day of the original deadline (the first it ever had) passed" in told


def test_what_is_not_on_record_is_said_in_the_text() -> None:
    """Also where there is no trail, and no such issue."""
    first = text_of(month(period="2019-01"))
    assert "The period before is not on record." in first
    assert "|  | not on record | 2019-01-31 | change |" in first
    assert "| on the register | – | 4 | – |" in first
    bare = text_of(unrecorded())
    assert "Nothing is recorded yet" in bare
    assert "### What happened in the period" not in bare
    assert "In the period:\n" not in bare
    assert "There is no such issue on the register." in text_of(nothing())


def test_texts_of_the_register_stay_texts() -> None:
    """No markup of theirs, no cell of their own, nothing invisible."""
    text = text_of(month("[甲](http://x.invalid) | *b* `c` <i>"), "台账 *#*")
    assert r"\[甲\](http:\//x.invalid) \| \*b\* \`c\` &lt;i&gt;" in text
    assert text.startswith(r"# 台账 \*\#\*: report on")
    assert_harmless(text_of(month(HOSTILE), HOSTILE), markup=False)


def test_a_command_stays_within_its_backquotes() -> None:
    """Whatever a unit is called."""
    told = list(source_words(5, HEAD, "rectify report --unit 'a`b\x1b'", is_md=True))
    assert told[1] == r"They are made again, on any later day, with `rectify report --unit 'a'b\x1b'`."
    assert list(source_words(5, HEAD, "", is_md=False)) == ["trail: 5 runs, head abababababababab"]
