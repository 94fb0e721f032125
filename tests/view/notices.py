"""A register with notices, for the tests of their text; all places and people are made up."""

from collections.abc import Mapping
from typing import Any

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.query.names import names_of_persons
from rectify.query.notice import course_of, shared_notices
from rectify.view.notice_words import NoticeWords
from rectify.view.public_words import PublicWords

PERSONS = ("陈某某", "王芳", "李明华", "周敏", "赵六", "孙七", "钱八")
PHONES = ("13800138000", "0971-6123456", "630102199001011234", "limin@example.org")
PEOPLE = [{"id": "周敏", "unit": "县整改办"}, {"id": "p2", "name": "王芳", "unit": "县环保局"}]
SEEN: dict[str, Any] = {"by": "王芳", "method": "onsite", "substance": "a" * 64, "evidence": "b" * 64}
NOTICE: dict[str, Any] = {
    "on": "2025-01-21", "ends": "2025-02-08", "days": 10, "calendar": "cn", "place": "县政府网站", "by": "周敏",
    "objections": [{"on": "2025-01-25", "text": "仍有气味", "answer": "已复查", "answered_by": "赵六"}],
}  # fmt: skip
FILLS = {"phone": "0971-5550000", "address": "禾渡县人民路1号"}


def told(id_: str = "HD-01", **fields: Any) -> Issue:
    """An issue on notice, with a plan that is done and two levels that have accepted it."""
    known: dict[str, Any] = {
        "id": id_, "title": "填埋场渗滤液外溢", "status": "on_notice",
        "description": "积存渗滤液4200吨。\n附近河道受到影响。",
        "units": {"responsible": ["县住建局"]}, "person": "陈某某", "target": "积存渗滤液清零",
        "measures": [
            {"id": "M1", "text": "建成处理设施；", "done_on": "2024-07-20"}, {"id": "M2", "text": "长期管护"},
        ],
        "indicators": [
            {"name": "积存量", "baseline": 4200, "target": 0, "actual": 0, "unit": "吨", "as_of": "2025-01-05"},
            {"name": "COD", "actual": "35.5"}, {"name": "没有读数", "target": 1},
        ],
        "verifications": [
            {**SEEN, "on": "2025-01-08", "level": "县级验收", "unit": "县环保局", "returned_on": "2025-01-09"},
            {**SEEN, "on": "2025-01-12", "level": "县级验收", "unit": "县环保局", "visitors": ["孙七", "钱八"]},
            {**SEEN, "on": "2025-01-13", "level": "县级验收", "unit": "县环保局", "conclusion": "达到标准"},
            {**SEEN, "on": "2025-01-16", "level": "市级验收", "unit": "市环保局", "method": "document"},
        ],
        "evidence": [{"sha256": "c" * 64, "name": "a.pdf", "size": 1, "by": "李明华"}],
        "notices": [NOTICE],
    }  # fmt: skip
    return Issue.model_validate(known | fields)


def words(*issues: Issue, fills: Mapping[str, str] | None = None, **header: Any) -> NoticeWords:
    """What the register says of these issues, with what the office fills in."""
    register = Register.of(Header.model_validate({"people": PEOPLE} | header), issues)
    notices = shared_notices(issues)
    public = PublicWords(names_of_persons(register))
    return NoticeWords(
        issues, notices, register.header, public, course_of(notices[0]), FILLS if fills is None else fills
    )
