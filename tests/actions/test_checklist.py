from typing import Any

import pytest

from rectify.errors import RectifyError, Refused, UnknownPart
from rectify.model.issue import Issue
from tests.make import decided, evidence, issue, moment, register, request
from tests.trade import CHECKLIST

FIRST, SECOND = CHECKLIST
DIGEST = evidence(1).sha256
STAMP = {"on": "2019-03-01", "by": "王芳"}


def answered(before: Issue, checklist: list[str] | None = None, files: int = 0, **asked: Any) -> Issue:
    """The issue after a report that answers items."""
    under = register(before, policy={"checklist": CHECKLIST if checklist is None else checklist})
    handed = [evidence(10 + number, name=f"report-{number}.pdf") for number in range(files)]
    if handed:
        asked["evidence"] = [item.name for item in handed]
    return decided(request("progress", note="自查", **asked), under, moment(*handed))


GOING = issue(status="in_progress", evidence=[evidence(1, name="清运台账.pdf"), evidence(2, name="照片.jpg")])


@pytest.mark.parametrize("key", ["1", FIRST])
@pytest.mark.parametrize("name", ["清运台账.pdf", DIGEST, DIGEST[:6], f"{DIGEST[:16]}-清运台账.pdf"])
def test_an_item_is_answered_by_number_or_words(key: str, name: str) -> None:
    """And points at evidence by its shown name, the file's name, or the first digits of its digest."""
    if name == DIGEST[:6]:
        after = answered(GOING.but(evidence=GOING.evidence[:1]), answer={key: "全部完成"}, proof={key: [name]})
    else:
        after = answered(GOING, answer={key: "全部完成"}, proof={key: [name]})
    assert [one.data() for one in after.checklist] == [
        {"item": FIRST, "answer": "全部完成", "evidence": [DIGEST], **STAMP}
    ]


def test_a_file_handed_in_with_the_answer_is_named_as_it_was_given() -> None:
    """Several files may stand behind one item; each once."""
    after = answered(
        GOING, files=2, answer={"2": "查了全县"}, proof={"2": ["report-1.pdf", "report-0.pdf", "report-1.pdf"]}
    )
    assert after.checklist[0].evidence == (evidence(11).sha256, evidence(10).sha256)


def test_an_item_answered_again_has_its_new_answer() -> None:
    """The old one is in the trail; proof already given stays where no other is named."""
    once = answered(GOING, answer={"1": "大部分", "2": "查了"}, proof={"1": ["照片.jpg"]})
    twice = answered(once, answer={"1": "全部"})
    assert [(one.item, one.answer) for one in twice.checklist] == [(FIRST, "全部"), (SECOND, "查了")]
    assert twice.checklist[0].evidence == (evidence(2).sha256,)
    assert answered(twice, proof={"1": ["清运台账.pdf"]}).checklist[0].evidence == (DIGEST,)


def test_an_answer_of_an_earlier_cycle_is_kept() -> None:
    """A new life has its own answers."""
    once = answered(GOING, answer={"1": "全部"}).but(cycle=2)
    after = answered(once, answer={"1": "又全部"})
    assert [(one.cycle, one.answer) for one in after.checklist] == [(1, "全部"), (2, "又全部")]


@pytest.mark.parametrize(
    ("asked", "kind", "words"),
    [
        ({"answer": {"3": "x"}}, UnknownPart, "QH-05 has no checklist item '3'."),
        ({"answer": {"0": "x"}}, UnknownPart, "QH-05 has no checklist item '0'."),
        ({"answer": {"别的": "x"}}, UnknownPart, "no checklist item '别的'"),
        ({"proof": {"1": ["清运台账.pdf"]}}, Refused, "item 1 of the checklist has proof and no answer"),
        ({"answer": {"1": "x"}, "proof": {"1": ["没有.pdf"]}}, UnknownPart, "no evidence '没有.pdf'"),
        ({"answer": {"1": "x"}, "proof": {"1": ["0000"]}}, UnknownPart, "no evidence '0000'"),
        ({"answer": {"1": "x"}, "proof": {"1": ["000000"]}}, UnknownPart, "no evidence '000000'"),
    ],
)
def test_what_is_not_there_is_named(asked: dict[str, Any], kind: type[RectifyError], words: str) -> None:
    """An item that the policy does not ask for, a file that is not there, digits that fit two files."""
    with pytest.raises(kind, match="QH-05") as told:
        answered(GOING, **asked)
    assert words in told.value.message


def test_a_policy_without_a_checklist_has_no_items() -> None:
    """And says so."""
    with pytest.raises(UnknownPart) as told:
        answered(GOING, [], answer={"1": "x"})
    assert told.value.hint == "it has: no checklist in the policy"
