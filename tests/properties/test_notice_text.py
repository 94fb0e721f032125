"""Whatever a register says: no known name and no number of a person is in the text of a notice."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rectify.errors import NotForThePublic
from rectify.view.notice_paper import texts_of
from rectify.view.notice_text import notice_text
from rectify.wording.private import names_in
from tests.view.notices import SEEN, told, words

NAMES = ("陈某某", "王芳", "李明华", "欧阳修", "Zhang San", "zhou@desk")
NUMBERS = ("13800138000", "138 0013 8000", "１３８００１３８０００", "0971-6123456", "63010219900101123X", "a@b.cn")
PIECES = st.sampled_from(
    (
        *NAMES,
        *NUMBERS,
        "王　芳",
        "王\u200b芳",
        "甲川县",
        "渗滤液",
        "2025-01-21",
        "，",
        "、",
        " ",
        "的",
        "1",
        "{{",
        "}}",
        "电话",
        "村民",
        "\n",
    )
)
TEXTS = st.lists(PIECES, min_size=1, max_size=9).map("".join).filter(str.strip)
LINES = TEXTS.map(lambda text: text.replace("\n", " ")).filter(str.strip)


@st.composite
def issues(draw: st.DrawFn) -> dict[str, Any]:
    """The fields of an issue in whose texts names and numbers stand anywhere, and whose people they are."""
    seen = {**SEEN, "on": "2025-01-13", "unit": draw(LINES), "conclusion": draw(TEXTS), "visitors": ["欧阳修"]}
    return {
        "title": draw(LINES),
        "description": draw(st.none() | TEXTS),
        "target": draw(st.none() | TEXTS),
        "person": "李明华",
        "measures": [{"id": "M1", "text": draw(TEXTS), "done_on": "2024-07-20"}],
        "indicators": [{"name": draw(LINES), "actual": draw(st.integers(0, 99)), "unit": draw(LINES)}],
        "verifications": [seen],
        "submissions": [{"on": "2025-01-06", "by": "陈某某"}],
        "evidence": [{"sha256": "a" * 64, "name": "a.pdf", "size": 1, "by": "Zhang San"}],
    }


@given(st.lists(issues(), min_size=1, max_size=2), st.dictionaries(st.sampled_from(["problem", "office"]), TEXTS))
def test_no_known_person_and_no_number_is_published(fields: list[dict[str, Any]], said: dict[str, str]) -> None:
    """Either there is no text, or neither stands in it, whatever the register and the office say."""
    made_of = [told(f"HD-{number}", **one) for number, one in enumerate(fields)]
    fills = {"phone": "12345", "address": "人民路", "office": "县整改办"}
    fills |= {key: text.replace("{{", "").replace("}}", "") + "办" for key, text in said.items() if key == "office"}
    people = [{"id": "zhou", "name": "王芳", "unit": "县环保局", "logins": ["zhou@desk"]}]
    try:
        made = notice_text(words(*made_of, fills=fills, people=people))
    except NotForThePublic:  # the office named somebody, or a figure and its unit make a number between them
        return
    find = names_in(NAMES)
    texts = [text for piece in made.paper for text in texts_of(piece)]
    assert [text for text in texts if find(text)] == []
    if "office" not in said:
        assert [text for text in texts if any(number in text for number in NUMBERS)] == []
