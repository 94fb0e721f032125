import pytest

from rectify.cli import policy
from rectify.model.policy import Policy
from tests.cli.harness import REGISTER, Cli
from tests.trade import PEOPLE

CHECKLIST = "整改方案所列措施全部完成"


@pytest.fixture
def office(cli: Cli) -> Cli:
    """A register with somebody of the office, in profile anhui, and people of every role."""
    cli.ok("policy", "person", "周办", "--unit", "甲川整改办", "--role", "office")
    cli.ok("policy", "set", "--preset", "anhui", "--reason", "省里的办法", "--as", "周办")
    for person in PEOPLE[1:]:
        roles = [word for role in person.get("roles", ()) for word in ("--role", role)]
        cli.ok("policy", "person", person["id"], "--unit", person["unit"], *roles, "--as", "周办")
    return cli


def test_the_first_set_up_is_done_by_anybody(cli: Cli) -> None:
    """First somebody of the office, then the profile; both are events of the register's own entry."""
    cli.ok("policy", "person", "周办", "--unit", "甲川整改办", "--role", "office")
    told = cli.ok("policy", "set", "--preset", "supervised", "--reason", "起步").out
    assert "register  changed\n    policy: – → profile: supervised\n    reason: 起步\n" in told
    assert "hint: nobody can do: submit (responsible), verify (accepting)" in told
    assert [cli.runs()[-1]["events"][0][key] for key in ("verb", "issue", "reason")] == ["policy", "register", "起步"]
    assert cli("start", "QH-02").code == 5
    assert cli("start", "QH-02", "--as", "周办").code == 0


def test_a_profile_without_an_office_is_refused(cli: Cli) -> None:
    """Else the register would be locked for good."""
    before = cli.snapshot()
    result = cli("policy", "set", "profile=chain", "--reason", "x")
    assert (result.code, cli.snapshot()) == (5, before)
    assert result.err == (
        "error: register cannot be changed: in profile chain only the office changes it, and nobody would have that "
        "role.\nhint: name somebody first: rectify policy person ID --unit UNIT --role office\n"
    )


def test_the_file_changes_in_place(office: Cli) -> None:
    """New keys stand in the head, comments stay, and no issue is touched."""
    office.ok(
        "policy", "set", "levels=县级验收,市级验收", "levels[市级验收].onsite=true", "--reason", "r", "--as", "周办"
    )
    text = (office.folder / "issues.yaml").read_text(encoding="utf-8")
    head, _, issues = text.partition("issues:\n")
    assert issues == REGISTER.partition("issues:\n")[2]
    assert head.startswith(
        "# kept by the office\nformat: 1\nregister:\n  title: 试点整改台账\n  id_prefix: QH-\n  policy:\n"
    )
    assert "    levels:\n      - name: 县级验收\n      - name: 市级验收\n        onsite: true\n" in head
    assert "  people:\n    - id: 周办\n      unit: 甲川整改办\n      roles: [office]\n" in head


@pytest.mark.parametrize(
    "head",
    [
        "",
        "register: {title: x}\n",
        "register:\n  policy: {evidence_max_mb: 5}  # five\n  people: []\n  units: {}\n",
        "register:\n  title: x # t\n  policy: # p\n    evidence_max_mb: 5  # five\n\n  units:\n    a: []  # b\n",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_head_of_any_layout_takes_it(empty: Cli, head: str, end: str) -> None:
    """Set and taken back; comments and line ends stay, and nothing is written anew."""
    text = f"format: 1\n{head}issues:\n  - {{id: A, title: x, status: open}}\n"
    empty.write("issues.yaml", text.replace("\n", end).encode())
    told = [
        empty.ok("policy", "person", "周办", "--unit", "办", "--role", "office"),
        empty.ok("policy", "set", "--preset", "zhangzhou", "--item", "甲: 乙 # 丙", "--reason", "r", "--as", "周办"),
        empty.ok("policy", "unit", "县 局", "--alias", "a: b", "--as", "周办"),
        empty.ok("policy", "set", "--preset", "simple", "--reason", "r", "--as", "周办"),
        empty.ok("policy", "person", "周办", "--role", "none", "--login", "z@d", "--as", "周办"),
    ]
    assert not any("written anew" in result.out for result in told)
    after = (empty.folder / "issues.yaml").read_bytes().decode()
    assert [part for part in ("# five", "# t", "# p", "# b") if part in head and part not in after] == []
    assert after.replace("\r\n", "").count("\n") == (0 if end == "\r\n" else after.count("\n"))
    assert empty("audit", "verify").out.startswith("sound")


def test_only_the_office_changes_it_then(office: Cli) -> None:
    """The refusal names who can."""
    result = office("policy", "set", "notice_days=1", "--reason", "r", "--as", "李强")
    assert (result.code, result.err) == (
        5,
        "error: register cannot be changed: 李强 is accepting, and that is for office.\n"
        "hint: one of them can do it: 周办\n",
    )
    assert office("policy", "unit", "省厅", "--as", "李强").code == 5
    assert office("policy", "person", "李强", "--role", "office", "--reason", "r", "--as", "李强").code == 5


def test_a_weaker_profile_is_an_event_for_ever(office: Cli) -> None:
    """The office may, with a reason; from then on the gates are the weaker ones."""
    office.ok("policy", "set", "profile=simple", "--reason", "试点结束", "--as", "周办")
    assert "policy.profile: chain → –\n    reason: 试点结束\n" in office.ok("log", "register").out
    office.ok("close", "QH-01", "--evidence", "report.pdf")


def test_lines_of_a_batch_change_it_all_or_none(cli: Cli) -> None:
    """People, profile and issues in one run; each line meets the policy that the ones before it made."""
    lines = (
        "policy --person 周办 --unit 整改办 --role office\n"
        "policy --preset supervised --reason 起步\n"
        "start QH-02\n"
        "close QH-02 --evidence report.pdf\n"
    )
    refused = cli("batch", "-", "--as", "周办", stdin=lines)
    assert refused.code == 5
    assert "line 4: QH-02 cannot be closed: no evidence; not verified by another." in refused.err
    assert cli.runs() == []
    stranger = cli("batch", "-", "--as", "生人", stdin=lines)
    assert "line 3: 生人 is not one of the register's people, and in profile supervised only they act." in stranger.err
    cli.ok("batch", "-", "--as", "周办", stdin=lines.rpartition("close")[0])
    assert [event["issue"] for event in cli.runs()[-1]["events"]] == ["register", "register", "QH-02"]


def test_a_person_who_is_changed_in_a_batch_acts_as_changed(office: Cli) -> None:
    """Who takes the office away from themself has it no more in the next line."""
    lines = "policy --person 闲人 --role office --reason r\npolicy --person 周办 --role none --reason r\n"
    lines += "assign QH-02 --lead x\n"
    result = office("batch", "-", "--as", "周办", stdin=lines)
    assert (result.code, "line 3: QH-02 cannot be assigned: 周办 is without a role" in result.err) == (5, True)


def test_a_dry_run_changes_nothing(office: Cli) -> None:
    """It tells what would be."""
    before = office.snapshot()
    told = office.ok("policy", "set", "notice_days=5", "--reason", "r", "-n", "--as", "周办").out
    assert "register  would be changed\n    policy.notice_days: – → 5\n" in told
    assert office.snapshot() == before


def test_it_is_explained_in_words(office: Cli) -> None:
    """Profile, gates, figures with units and rules, people, duties, and where each came from."""
    office.ok("policy", "set", "notice_days=5", "look_back_months=6,12", "--reason", "改", "--as", "周办")
    told = office.ok("policy").out
    squeezed = [" ".join(line.split()) for line in told.splitlines()]
    assert squeezed[0] == "试点整改台账: profile chain, in the manner of anhui, but for notice_days"
    assert any(line.startswith("close the checklist is answered every item answered") for line in squeezed)
    assert any(line.startswith("notice_days 5 days") and line.endswith("2019-07-01, 周办: 改") for line in squeezed)
    assert any(line.startswith("look_back_months 6 months, 12 months after closure") for line in squeezed)
    item = next(number for number, line in enumerate(squeezed) if line.startswith(f"checklist 1 {CHECKLIST} "))
    assert squeezed[item + 1].startswith("2 ")
    assert any(line.startswith("evidence_max_mb 200 MB") and line.endswith("the usual value") for line in squeezed)
    assert "闲人 甲川整改办 none: remarks only - run 11 of 2019-07-01, 周办" in squeezed
    assert "extend (decide) approver 孙审, 钱批" in squeezed
    assert "warning:" not in told


def test_before_the_first_write_it_is_what_the_file_says(cli: Cli) -> None:
    """Nobody set it, and profile simple asks little."""
    told = cli.ok("policy").out
    assert told.startswith("试点整改台账: profile simple\n    One step closes")
    assert "Nothing is recorded yet. As of 2019-07-01." in told
    cli.write("issues.yaml", REGISTER.replace("id_prefix: QH-", "id_prefix: QH-\n  policy: {warning_days: 7}"))
    assert "the file; nothing is recorded yet" in cli.ok("policy").out


def test_a_policy_that_ended_badly_elsewhere_is_warned_of(office: Cli) -> None:
    """When it is set, and whenever it is explained."""
    told = office.ok("policy", "set", "--preset", "hainan-2018", "--reason", "照旧", "--as", "周办").out
    assert "hint: the lead unit may accept its own work (lead_accepts)" in told
    warned = office.ok("policy").out
    assert "warning: the lead unit may accept its own work (lead_accepts): who rectifies is not who accepts" in warned
    assert "later look-backs punished it" in warned


def test_the_gates_in_force_are_those_of_the_trail(office: Cli) -> None:
    """A header edited by hand is told field by field, and frees nobody."""
    text = (office.folder / "issues.yaml").read_text(encoding="utf-8")
    office.write("issues.yaml", text.replace("profile: chain", "profile: simple").replace("[approver]", "[office]", 1))
    told = office.ok("policy").out
    assert told.startswith("试点整改台账: profile chain, in the manner of anhui\n")
    assert "not in force: edited outside rectify and not in the trail; the office takes it in" in told
    assert "    policy.profile: chain → –\n" in told
    assert "    people[5].roles: approver → office\n" in told
    assert office("close", "QH-01", "--evidence", "report.pdf", "--as", "周办").code == 5
    assert office("policy", "set", "notice_days=1", "--reason", "r", "--as", "周办").code == 7
    outside = office.ok("policy", "-o", "json").json["outside"]
    assert {"path": "policy.profile", "before": "chain", "after": None} in outside
    assert "- **Outside**: policy.profile: chain → –" in office.ok("policy", "-o", "md").out


def test_an_adopted_header_is_told_as_such(office: Cli) -> None:
    """It came by a text editor, and somebody of the office answered for it."""
    text = (office.folder / "issues.yaml").read_text(encoding="utf-8")
    office.write("issues.yaml", text.replace("manner: anhui", "manner: anhui\n    notice_days: 7"))
    assert office("audit", "adopt", "--reason", "r", "--as", "周办").code == 5
    office.ok("audit", "adopt", "--past-gates", "--reason", "来文", "--as", "周办")
    assert "adopted after a hand edit, run 12 of 2019-07-01, 周办: 来文" in office.ok("policy").out


def test_scripts_get_every_figure_with_its_origin(office: Cli) -> None:
    """One object; gaps and people are in it."""
    office.ok("policy", "person", "公示员", "--role", "none", "--reason", "退休", "--as", "周办")
    told = office.ok("policy", "-o", "json").json
    assert (told["schema"], told["profile"], told["manner"]) == ("rectify/1", "chain", "anhui")
    figures = {one["name"]: one for one in told["figures"]}
    assert (figures["notice_days"]["value"], figures["notice_days"]["from"]) == (10, None)
    assert figures["profile"]["from"] == {
        "run": 3,
        "day": "2019-07-01",
        "actor": "周办",
        "login": figures["profile"]["from"]["login"],
        "verb": "policy",
        "reason": "省里的办法",
        "found": False,
    }
    assert [one["verb"] for one in told["duties"] if one["gap"]] == ["notice"]
    assert told["warnings"][0].startswith("nobody can do: notice (public-desk)")
    assert told["people"][0] == {
        "id": "周办",
        "unit": "甲川整改办",
        "roles": ["office"],
        "from": told["people"][0]["from"],
    }
    assert told["gates"]["close"][-1] == "unfounded"


def test_a_text_to_hand_on(office: Cli) -> None:
    """Markdown, with what is feared at its head."""
    office.ok("policy", "person", "公示员", "--role", "none", "--reason", "退休", "--as", "周办")
    told = office.ok("policy", "-o", "md").out
    assert told.startswith("# Policy: 试点整改台账\n\nprofile chain, in the manner of anhui. Accepted level by level")
    assert "- **Warning**: nobody can do: notice (public-desk)" in told
    assert "\n## Who may do what\n\n| DUTY | ROLE | WHO |\n| --- | --- | --- |\n| add | office | 周办 |\n" in told


def test_as_it_was_on_a_day(office: Cli) -> None:
    """The gates then in force, by the trail."""
    yesterday = office.now
    office.now = yesterday.replace(day=9)
    office.ok("policy", "set", "profile=simple", "--reason", "x", "--as", "周办")
    assert office.ok("policy").out.startswith("试点整改台账: profile simple")
    assert office.ok("policy", "--as-of", "2019-07-05").out.startswith("试点整改台账: profile chain")
    assert office("policy", "--as-of", "2019-06-01").code == 3


def test_what_is_typed_is_never_broken(office: Cli) -> None:
    """On a narrow terminal too a figure stays whole; each item of the checklist begins a line, and Markdown has one."""
    lines = office.ok("policy", columns=60, environment={"NO_COLOR": "1"}).out.splitlines()
    assert [name for name in Policy.model_fields if not any(name in line.split() for line in lines)] == []
    items = [line for line in lines if line.removeprefix("checklist").strip()[:2] in ("1 ", "2 ", "3 ", "4 ", "5 ")]
    assert len(items) == 5
    row = next(line for line in office.ok("policy", "-o", "md").out.splitlines() if line.startswith("| checklist"))
    assert f"| 1 {CHECKLIST}; 2 " in row


def test_a_unit_without_another_name_is_told_so(office: Cli) -> None:
    """Not as nothing that became nothing."""
    told = office.ok("policy", "unit", "县气象局", "--as", "周办").out
    assert "    units: – → 县气象局: no other name\n" in told
    told = office.ok("policy", "unit", "县林业局", "--as", "周办").out
    assert "    units.县林业局: – → no other name\n" in told


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("policy", "set", "notice_days"), 2, "policy set notice_days is no pair"),
        (("policy", "set"), 2, "nothing to change"),
        (("policy", "set", "notice_days=7"), 5, "the policy may not change without a reason"),
        (("policy", "set", "--preset", "x", "--reason", "r"), 2, "no preset is called 'x'"),
        (("policy", "sett"), 2, "'set'"),
        (("policy", "person"), 2, "missing argument 'ID'"),
        (("policy", "-o", "csv"), 2, "it has: table, json, md"),
        (("policy", "set", "notice_days=7", "--reason", "r", "-o", "md"), 2, "it has: table, json, jsonl"),
    ],
)
def test_what_is_no_command(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """It is told what is missing."""
    result = cli(*words)
    assert (result.code, said.lower() in result.err.lower()) == (code, True), result.err


def test_global_options_stand_behind_the_verb_too(office: Cli) -> None:
    """Also where the group itself answers."""
    assert office.ok("policy", "-o", "json").json["profile"] == "chain"
    assert office.ok("-o", "json", "policy").json["profile"] == "chain"


def test_what_the_shell_completes() -> None:
    """Fields, presets, roles."""
    assert policy.complete_figures("not") == ["notice_days="]
    assert policy.complete_presets("zh") == ["zhangzhou"]
    assert policy.complete_roles("pub") == ["public-desk"]
