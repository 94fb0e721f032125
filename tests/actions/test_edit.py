from typing import Any

import pytest

from rectify.errors import BadDate, BadUsage, BadValue, ExitCode, Refused, UnknownField, UnknownIssue, UnknownPart
from tests.make import changes, decided, evidence, issue, refusal, register, request
from tests.trade import acting, head

OTHERS = [issue(id_) for id_ in ("QH-01", "QX-01", "QX-02")]
PLAN: dict[str, Any] = {
    "units": {"lead": "州政府", "responsible": ["县政府"]},
    "measures": [{"id": "M1", "text": "清运", "deadline": {"date": "2018-06-30"}}, {"id": "1", "text": "覆土"}],
    "milestones": [{"id": "N1", "text": "方案", "due": "2018-03-01", "done_on": "2018-02-28"}],
    "indicators": [{"name": "矿山", "actual": "35"}],
    "deadline": {"date": "2018-12-31", "text": "2018年底"},
    "tags": ["a", "b"],
    "custom": {"点位": "一号"},
}
ORIGINAL = {"original_deadline": PLAN["deadline"]}

SETS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    # texts are texts, whatever they begin with
    ({"place": "西宁"}, {"place": "西宁"}),
    ({"place": "[/red] {x"}, {"place": "[/red] {x"}),
    ({"title": "[重要] 垃圾"}, {"title": "[重要] 垃圾"}),
    ({"measures[M1].text": "[1] 清运"}, {"measures[0].text": "[1] 清运"}),
    ({"notes": "e\u0301"}, {"notes": "é"}),
    ({"kind": "petition"}, {"kind": "petition"}),
    ({"parent": "QH-01"}, {"parent": "QH-01"}),
    ({"source.publisher": "生态环境部"}, {"source": {"publisher": "生态环境部"}}),
    # lists of texts
    ({"tags": "a，b、c; d"}, {"tags[2]": "c", "tags[3]": "d"}),
    ({"tags": '["a, b"]'}, {"tags": ["a, b"]}),
    ({"tags[0]": "[x]"}, {"tags": ["[x]", "b"]}),
    ({"tags[+]": "c"}, {"tags[2]": "c"}),
    ({"units.responsible": "县政府、镇政府"}, {"units.responsible[1]": "镇政府"}),
    ({"units.cooperating": '["a"]'}, {"units.cooperating": ["a"]}),
    ({"similar": "QX-01,QX-02"}, {"similar": ["QX-01", "QX-02"]}),
    # parts, by name, by number, and new ones
    ({"measures[1].text": "植草"}, {"measures[1].text": "植草"}),
    ({"measures[0].text": "x"}, {"measures[0].text": "x"}),
    ({"measures[+]": '{"id": "M3", "text": "植草"}'}, {"measures[2]": {"id": "M3", "text": "植草"}}),
    ({"measures[+].text": "x", "measures[2].id": "M3"}, {"measures[2]": {"text": "x", "id": "M3"}}),
    ({"milestones[N1].text": "方案批复"}, {"milestones[0].text": "方案批复"}),
    ({"checklist[+].item": "举一反三"}, {"checklist": [{"item": "举一反三"}]}),
    ({"indicators": '[{"name": "n", "actual": 1.50}]'}, {"indicators": [{"name": "n", "actual": "1.50"}]}),
    ({"indicators[矿山].actual": "36"}, {"indicators[0].actual": "36"}),
    # own fields
    ({"custom.点位": "二号"}, {"custom.点位": "二号"}),
    ({"custom.点位": '["一号", "二号"]'}, {"custom.点位": ["一号", "二号"]}),
    ({"custom.点位": "[一号"}, {"custom.点位": "[一号"}),
    ({"custom.点位": '{"a": 1}'}, {"custom.点位": '{"a": 1}'}),
    ({"custom.due": "月底"}, {"custom.due": "月底"}),
    ({"custom": '{"k": "v"}'}, {"custom.点位": None, "custom.k": "v"}),
    # days in words
    ({"review_on": "+30d"}, {"review_on": "2019-03-31"}),
    ({"milestones[N1].due": "2018年3月底"}, {"milestones[0].due": "2018-03-31"}),
    ({"measures[M1].done_on": "today"}, {"measures[0].done_on": "2019-03-01"}),
    ({"measures[1].deadline": "2018年底"}, {"measures[1].deadline": PLAN["deadline"]}),
    ({"measures[M1].deadline.date": "eoy"}, {"measures[0].deadline.date": "2019-12-31"}),
    (
        {"measures[M1].deadline": '{"text": "尽快"}'},
        {"measures[0].deadline.date": None, "measures[0].deadline.text": "尽快"},
    ),
    # the deadline keeps its original; a new day drops the old wording
    ({"deadline": "2019年底"}, {"deadline.date": "2019-12-31", "deadline.text": "2019年底", **ORIGINAL}),
    ({"deadline": "+30d"}, {"deadline.date": "2019-03-31", "deadline.text": None, **ORIGINAL}),
    (
        {"deadline": "长期坚持"},
        {"deadline.date": None, "deadline.text": "长期坚持", "deadline.class": "standing", **ORIGINAL},
    ),
    ({"deadline": '{"text": "2019年9月前"}'}, {"deadline.date": None, "deadline.text": "2019年9月前", **ORIGINAL}),
    ({"deadline.date": "2019-06-30"}, {"deadline.date": "2019-06-30", "deadline.text": None, **ORIGINAL}),
    (
        {"deadline.date": "2019-06-30", "deadline.text": "二季度"},
        {"deadline.date": "2019-06-30", "deadline.text": "二季度", **ORIGINAL},
    ),
    ({"deadline.text": "年底"}, {"deadline.text": "年底", **ORIGINAL}),
    # values of a batch are typed
    ({"person": None}, {}),
    ({"custom": {"k": 5}}, {"custom.点位": None, "custom.k": "5"}),
    ({"indicators": [{"name": "矿山", "actual": 35, "target": 47.5}]}, {"indicators[0].target": "47.5"}),
    # nothing to do
    ({"deadline": "2018年底", "tags": "a,b", "measures[M1].text": "清运"}, {}),
]

UNSETS: list[tuple[list[str], dict[str, Any]]] = [
    (["person"], {}),
    (["tags"], {"tags": None}),
    (["tags[0]"], {"tags": ["b"]}),
    (["custom.点位"], {"custom": None}),
    (["units.lead"], {"units.lead": None}),
    (["units.lead", "units.responsible"], {"units": None}),
    (["measures[M1]", "measures[1]"], {"measures": None}),
    (["measures[M1].deadline.date"], {"measures[0].deadline": None}),
    (["measures[1].deadline.date"], {}),
    (["deadline"], {"deadline": None, **ORIGINAL}),
    (["deadline.text"], {"deadline.text": None, **ORIGINAL}),
    (["deadline.date"], {"deadline.date": None, **ORIGINAL}),
]


@pytest.mark.parametrize(("asked", "expected"), SETS)
def test_fields_are_set_by_path(asked: dict[str, Any], expected: dict[str, Any]) -> None:
    """What is set is what changes, and the days that follow from it."""
    assert changes(request("edit", set=asked, reason="r"), issue(**PLAN), beside=OTHERS) == expected


@pytest.mark.parametrize(("asked", "expected"), UNSETS)
def test_fields_are_unset_by_path(asked: list[str], expected: dict[str, Any]) -> None:
    """What is unset is gone, with what would be left empty; what is not there is nothing to do."""
    assert changes(request("edit", unset=asked, reason="r"), issue(**PLAN)) == expected


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"deadline": "2019年底"}, "deadline"),
        ({"title": "x"}, "title"),
        ({"units.lead": "x"}, "units"),
        ({"units.lead": "x", "title": "x"}, "units and title"),
        ({"milestones[N1].due": "2018-04-01"}, "the days of the plan"),
        ({"milestones[N1].done_on": "2018-04-01"}, "the days of the plan"),
        ({"measures[M1].deadline.date": "2018-07-31"}, "the days of the plan"),
        ({"milestones": []}, "the days of the plan"),
        ({"indicators[矿山].actual": "34"}, "the reading of 矿山"),
        ({"indicators": None}, "the reading of 矿山"),
    ],
)
def test_what_others_rely_on_needs_a_reason(asked: dict[str, Any], what: str) -> None:
    """Deadline, units, title, planned days and readings do not change without a word why."""
    error = refusal(request("edit", set=asked), issue(**PLAN))
    assert error.message == f"QH-05 cannot be edited: {what} may not change without a reason."
    assert error.hint == "say why with --reason TEXT"


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "x"},
        {"measures[1].done_on": "today"},
        {"measures[1].deadline": "2018年底"},
        {"milestones[+]": '{"id": "N2", "text": "x", "due": "2018-05-01"}'},
        {"indicators[矿山].actual": "36"},
    ],
)
def test_what_is_filled_in_needs_none(asked: dict[str, Any]) -> None:
    """A first day, a new part or a rising figure takes nothing back."""
    assert changes(request("edit", set=asked), issue(**PLAN)) != {}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("id", "an id is never changed"),
        ("status", "use start, submit, verify, return, close or reopen"),
        ("original_deadline.date", "the original deadline never changes"),
        ("evidence[0].name", "use --evidence with submit, progress, verify, close, reopen or note"),
        ("closures", "use close or reopen"),
        ("verdict.pace", "use progress --verdict"),
        ("cycle", "use reopen"),
        ("outcome", "use close"),
        ("percent", "use progress"),
        ("submissions", "use submit"),
        ("verifications", "use verify"),
    ],
)
def test_a_field_that_a_verb_owns_is_refused(path: str, hint: str) -> None:
    """The hint names the verb; neither set nor unset goes around it."""
    for asked in ({"set": {path: "x"}}, {"unset": [path]}):
        error = refusal(request("edit", reason="r", **asked), issue(evidence=[evidence()]))
        assert isinstance(error, Refused)
        assert (error.hint, error.exit_code) == (hint, ExitCode.REFUSED)


@pytest.mark.parametrize(
    ("path", "value", "kind", "message"),
    [
        ("statuss", "x", UnknownField, "no field is called 'statuss'."),
        ("foo[bar]", "x", UnknownField, "no field is called 'foo'."),
        (".title", "x", UnknownField, "no field is called ''."),
        ("title..x", "x", BadUsage, "'title..x' is no path"),
        ("tags[9999999999]", "x", BadValue, "tags[9999999999]: there is nothing at this path."),
        ("measures[M9].text", "x", UnknownPart, "QH-05 has no measures 'M9'."),
        ("tags[x]", "x", UnknownPart, "QH-05 has no tags 'x'."),
        ("person[x]", "x", BadValue, "person[x]: there is nothing at this path."),
        ("measures[7].text", "x", BadValue, "measures[7].text: there is nothing at this path."),
        ("title.x", "x", BadValue, "title.x: there is nothing at this path."),
        ("checklist[1].item", "x", BadValue, "checklist[1].item: there is nothing at this path."),
        ("deadline.dat", "x", BadValue, "deadline.dat: there is no such field."),
        ("title", None, BadValue, "title: it cannot be left out."),
        ("measures[M1]", '{"text": "x"}', BadValue, "measures[0].id: it cannot be left out."),
        ("measures[1].id", "M1", BadValue, "the issue: measures names M1 twice."),
        ("source", "生态环境部", BadValue, "source: it has parts; give them as a mapping."),
        ("units", "{lead", BadValue, "units: looks like JSON but is not"),
        ("tags", "[" * 100_000, BadValue, "tags: looks like JSON but is not"),
        ("custom.a", "", BadValue, "custom.a: the text is empty; leave the key out instead."),
        ("person", " ", BadValue, "person: the text is empty; leave the key out instead."),
        ("person", True, BadValue, "person: expected text."),
        ("kind", "finding", BadValue, "kind: no kind is called 'finding'."),
        ("review_on", "2026-02-30", BadDate, "'2026-02-30' is not a date"),
        ("deadline", "soon", BadDate, "'soon' is not a date"),
        ("parent", "QH-6", UnknownIssue, "no issue is called 'QH-6'."),
    ],
)
def test_what_cannot_be_set_says_why(path: str, value: Any, kind: type[Exception], message: str) -> None:
    """A wrong path or value is told at its place, and nothing else breaks."""
    error = refusal(request("edit", set={path: value}, reason="r"), issue(**PLAN))
    assert isinstance(error, kind)
    assert error.message.startswith(message)


def test_editing_nothing_is_a_usage_error() -> None:
    """There must be something to set or to unset."""
    error = refusal(request("edit"), issue())
    assert isinstance(error, BadUsage)
    assert error.hint == "give --set PATH=VALUE or --unset PATH"


def test_a_closed_issue_may_be_edited() -> None:
    """What was misspelt may be mended at any time; the trail keeps both."""
    assert changes(request("edit", set={"place": "x"}), issue(status="closed")) == {"place": "x"}


def test_the_original_stays_through_later_changes() -> None:
    """Only the first deadline is the original, whatever follows."""
    before = issue(deadline={"date": "2019-06-30"}, original_deadline={"date": "2018-12-31"})
    assert changes(request("edit", set={"deadline": "eoy"}, reason="r"), before) == {"deadline.date": "2019-12-31"}


def test_a_path_is_set_or_unset_not_both() -> None:
    """Which of the two was meant cannot be guessed."""
    error = refusal(request("edit", set={"place": "x"}, unset="place"), issue())
    assert isinstance(error, BadUsage)
    assert error.message == "place is both set and unset"


@pytest.mark.parametrize(
    ("asked", "name", "hint"),
    [
        ({"deadline": "2020-12-31"}, "deadline", "ask for a later one: rectify extend QH-05 --to DATE --reason TEXT"),
        ({"kind": "petition"}, "kind", "its kind decides which gates it passes; add it anew with the right kind"),
        ({"parent": "QH-02"}, "parent", "a task stays with its problem"),
        (
            {"checklist": '[{"item": "x", "answer": "是"}]'},
            "checklist",
            "answer it with progress, submit or verify: --answer ITEM=TEXT --proof ITEM=FILE",
        ),
    ],
)
def test_what_the_gates_rest_on_is_not_edited(asked: dict[str, str], name: str, hint: str) -> None:
    """Where duties are separated; in profile simple it is."""
    before = issue(parent="QH-01", deadline={"date": "2018-12-31"})
    beside = (issue("QH-01"), issue("QH-02"))
    action = request("edit", set=asked, reason="r")
    with pytest.raises(Refused) as told:
        decided(action, register(before, *beside, **head()), acting("周办"))
    assert told.value.message == f"QH-05 cannot be edited: {name} may not be edited where duties are separated."
    assert told.value.hint == hint
    assert changes(action, before, beside=beside) != {}


def test_what_was_left_empty_may_be_filled() -> None:
    """A parent, or a deadline, that nobody had named."""
    action = request("edit", set={"parent": "QH-01", "deadline": "2020-12-31"}, reason="r")
    after = decided(action, register(issue(), issue("QH-01"), **head()), acting("周办"))
    assert (after.parent, after.original_deadline) == ("QH-01", None)


@pytest.mark.parametrize("asked", [{"set": {"indicators": '[{"name": "COD"}]'}}, {"unset": ["indicators[0]"]}])
def test_a_reading_stays_on_record(asked: dict[str, Any]) -> None:
    """What was reported once is neither changed nor taken away with its indicator."""
    read = {"name": "COD", "readings": [{"on": "2019-01-01", "value": "50"}]}
    error = refusal(request("edit", **asked, reason="r"), issue(indicators=[read]))
    assert error.message == "QH-05 cannot be edited: the readings of COD are on record."


@pytest.mark.parametrize("field", ["extensions", "notices", "look_backs", "escalations", "finding"])
def test_what_the_new_verbs_own_is_theirs(field: str) -> None:
    """Each names its verb."""
    verb = {"notices": "notice", "look_backs": "lookback", "escalations": "escalate", "extensions": "extend"}
    error = refusal(request("edit", set={field: "x"}), issue())
    assert error.hint == f"use {verb.get(field, 'progress --finding')}"
