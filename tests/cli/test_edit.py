import pytest

from tests.cli.harness import Cli


def test_any_field_is_set_or_cleared_by_its_path(cli: Cli) -> None:
    """Whole fields, parts of lists by their name, own fields under custom, and what is unset is gone."""
    pairs = ("place=乙山", "tags=水、土", "measures[M1].text=全面清淤", "custom.档案=3", "review_on=+1y")
    sets = [word for pair in pairs for word in ("--set", pair)]
    result = cli.ok("edit", "QH-01", *sets, "--unset", "person")
    assert "    person: 王明 → –\n" in result.out
    issue = cli.issue("QH-01")
    assert (issue.place, issue.tags, issue.measures[0].text) == ("乙山", ("水", "土"), "全面清淤")
    assert (issue.custom, issue.person, str(issue.review_on)) == ({"档案": "3"}, None, "2020-07-01")


def test_how_business_days_are_counted_is_said(cli: Cli) -> None:
    """Of a field that holds a day, once for all issues and also in a batch; not of a text, nor of what is refused."""
    counted = "(business days by the State Council calendar)\n"
    asked = ("--set", "deadline=+2bd", "--set", "measures[M1].done_on=-1bd", "--set", "custom.due=+2bd")
    assert cli.ok("edit", "QH-01", *asked, "--reason", "会议").err == (
        f"--set deadline=+2bd is 2019-07-03 {counted}--set measures[M1].done_on=-1bd is 2019-06-28 {counted}"
    )
    assert cli.ok("edit", "QH-02", "--set", "title=10个工作日", "--reason", "错字").err == ""
    assert "is 20" not in cli("edit", "QH-02", "--set", "deadline=10bd", "--reason", "会议").err
    line = "edit QH-02 --set review_on=+2bd\n"
    assert cli.ok("batch", stdin=line).err == f"line 1: --set review_on=+2bd is 2019-07-03 {counted}"


def test_a_moved_deadline_keeps_the_original(cli: Cli) -> None:
    """The first change fills the original deadline, and both wordings are kept."""
    cli.ok("edit", "QH-01", "--set", "deadline=2019年底", "--reason", "批复延期")
    issue = cli.issue("QH-01")
    assert issue.deadline is not None
    assert issue.original_deadline is not None
    assert (issue.deadline.text, issue.original_deadline.text) == ("2019年底", "2018年底")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "give --set PATH=VALUE or --unset PATH"),
        (("--set", "place"), 2, "--set place is no pair"),
        (("--set", "=x"), 2, "--set =x is no pair"),
        (("--set", "place=a", "--set", "place=b"), 2, "--set names place twice"),
        (("--set", "plce=a"), 2, "no field is called 'plce'"),
        (("--set", "units..lead=a"), 2, "'units..lead' is no path"),
        (("--set", "measures[M9].text=a"), 4, "QH-01 has no measures 'M9'"),
        (("--set", "review_on=2026-02-30"), 2, "'2026-02-30' is not a date"),
        (("--set", "custom.a b=c"), 2, "custom.a b"),
        (("--set", "measures=[{"), 2, "looks like JSON but is not"),
        (("--set", "status=closed"), 5, "use start, submit, verify, return, close or reopen"),
        (("--set", "id=QH-9"), 5, "an id is never changed"),
        (("--set", "original_deadline=2020-01-01"), 5, "the original deadline never changes"),
        (("--unset", "evidence"), 5, "evidence is not a field to edit"),
        (("--set", "title=新题"), 5, "title may not change without a reason"),
        (("--unset", "title", "--reason", "r"), 2, "title: "),
        (("--set", "deadline=2019-12-31"), 5, "say why with --reason TEXT"),
    ],
)
def test_what_cannot_be_edited_is_told(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """A verb's own fields are its own; deadline, units and title need a reason; a path must lead somewhere."""
    before = cli.snapshot()
    result = cli("edit", "QH-01", *words)
    assert result.code == code, result.err
    assert said in result.err
    assert cli.snapshot() == before
