from rectify.view.public_words import PublicWords, left_lines
from rectify.wording.private import Private


def test_what_is_left_out_is_told_by_its_sort() -> None:
    """Where and what, never itself; a text that is used twice is told once."""
    public = PublicWords(["王芳"])
    text = "村民张三找王芳，电话13800138000、13900139000"
    for _ in range(2):
        assert public.of(text, "HD-01", "description") == "村民某某找某某，电话（略）、（略）"
    assert public.of("王芳", "HD-02", "title") == "某某"
    assert left_lines(public.left) == [
        "HD-01 description: left out name of a person (2), mobile number (2)",
        "HD-02 title: left out name of a person",
    ]
    assert not any(word in line for line in left_lines(public.left) for word in ("王芳", "张三", "138"))


def test_what_is_no_persons_stays() -> None:
    """And nothing is nothing; braces in data are no placeholder."""
    public = PublicWords([])
    assert public.of("甲川县2025年处理6123456吨", "HD-01", "title") == "甲川县2025年处理6123456吨"
    assert public.of(None, "HD-01", "target") == ""
    assert public.of("{{office}}", "HD-01", "title") == "{ {office} }"
    assert public.left == []


def test_an_office_may_tell_its_own_telephone() -> None:
    """A landline and an address of mail, but no mobile number, no card, no name of the register."""
    public = PublicWords(["王芳"])
    assert public.not_for_an_office("0971-6123456，zgb@example.org") == []
    assert public.not_for_an_office("王芳 13800138000 630102199001011234") == [
        Private.NAME, Private.MOBILE, Private.CARD,
    ]  # fmt: skip
