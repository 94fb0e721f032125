import pytest

from rectify.wording.persons import named_persons
from rectify.wording.private import left_out


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("附近村民张三多次反映", "附近村民*多次反映"),
        ("联系人：王小明", "联系人：*"),
        ("举报人欧阳修称夜间排污", "举报人*称夜间排污"),
        ("居民代表陈某某等十人", "居民代表*等十人"),
        ("信访人刘某，女", "信访人*，女"),
        ("业主李×未签字", "业主*未签字"),
        ("村民赵四（住甲川镇）和村民钱五", "村民*（住甲川镇）和村民*"),
    ],
)
def test_a_person_is_known_by_how_the_text_speaks_of_them(text: str, left: str) -> None:
    """A word for somebody, a surname, a letter or two, and an end."""
    assert left_out(text, named_persons(text), lambda _: "*") == left


@pytest.mark.parametrize(
    "text",
    [
        "群众反映强烈",
        "村民安置的房屋",
        "群众向县政府反映",
        "群众何时反映",
        "负责人任何时候都在岗",
        "居民小区",
        "村民",
        "",
    ],
)
def test_other_words_are_no_names(text: str) -> None:
    """What has no surname, or does not end, is not taken for a person."""
    assert named_persons(text) == []
