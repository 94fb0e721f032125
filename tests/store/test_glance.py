"""A glance at a register for completion: what it sees, and that it never fails."""

import os
from pathlib import Path

import pytest

from rectify.store.glance import Glimpse, issues, units
from tests.store.material import TEXT, write_register
from tests.store.people import open_folder, ordinary_user

UNITS = """\
format: 1
issues:
  - id: Q-1
    title: 甲
    units:
      lead: '甲川县政府'  # who leads
      responsible:
        - 甲川县水利局
        - "乙岭区水利局"
      cooperating: [丙泉市政府, '丁湖县政府']
  - id: Q-2
    units:
      supervising: 甲川县政府
      responsible: []
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_ids_and_titles_in_their_order(tmp_path: Path, end: str, bom: str) -> None:
    """Issues are seen with id and title, without quotes and comments, whatever ends the lines."""
    path = write_register(tmp_path, bom + TEXT.replace("\n", end))
    assert issues(str(path)) == [
        Glimpse("Q-1", "甲川县垃圾场渗滤液外溢"),
        Glimpse("Q-2", "乙岭区雨污分流滞后"),
        Glimpse("Q-3", "丙泉市矿山未复绿"),
    ]


def test_every_unit_once(tmp_path: Path) -> None:
    """Units in single fields, in block lists and in flow lists."""
    assert units(str(write_register(tmp_path, UNITS))) == [
        "甲川县政府",
        "甲川县水利局",
        "乙岭区水利局",
        "丙泉市政府",
        "丁湖县政府",
    ]


def test_units_with_a_comment_behind_the_list(tmp_path: Path) -> None:
    """A remark does not hide a list, in one line or in many."""
    told = "      responsible: [甲, 乙]  # see [1]\n      cooperating: # two\n        - 丙\n"
    text = f"issues:\n  - id: Q-1\n    units:\n{told}"
    assert units(str(write_register(tmp_path, text))) == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    "told",
    [
        "  units:  # ours\n    甲: [甲局]\n    # more\n    '乙': []  # x\n    丙:\n      - 丙局\n  timezone: UTC\n",
        "  units: {甲: [甲局, 甲], '乙': [], 丙: [丙局]}\n  timezone: UTC\n",
    ],
)
def test_the_units_that_the_header_lists(tmp_path: Path, told: str) -> None:
    """Their own names, though no issue names them yet."""
    text = f"format: 1\nregister:\n  title: x\n{told}issues:\n  - id: Q-1\n    units: {{lead: 丁}}\n"
    assert sorted(units(str(write_register(tmp_path, text)))) == sorted("甲乙丙丁")


def test_units_in_flow_style(tmp_path: Path) -> None:
    """Units written in braces are seen too."""
    text = "issues:\n  - id: Q-1\n    units: {lead: 甲, responsible: [乙, '丙'], accepting: 丁}\n"
    assert sorted(units(str(write_register(tmp_path, text)))) == sorted("甲乙丙丁")


def test_a_register_that_may_not_be_read_is_empty() -> None:
    """No right to read is no reason for a noise under the tab key."""
    with open_folder() as folder:
        path = write_register(folder)
        path.chmod(0)
        with ordinary_user():
            assert issues(str(path)) == []


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: a  # comment", "a"),
        ("title: 'a # b'", "a # b"),
        ('title: "a: b" # c', "a: b"),
        ("title: a#b", "a#b"),
        ("title: '", "'"),
        ("place: x", ""),
    ],
)
def test_a_title_is_seen_as_it_is_meant(tmp_path: Path, line: str, title: str) -> None:
    """Comments go, but not what looks like one inside quotes."""
    path = write_register(tmp_path, f"issues:\n  - id: Q-1\n    {line}\n  - id: Q-2\n    title: other\n")
    assert issues(str(path))[0] == Glimpse("Q-1", title)


@pytest.mark.parametrize("sort", ["missing", "folder", "fifo", "binary", "empty", "gbk"])
def test_a_glance_never_fails(tmp_path: Path, sort: str) -> None:
    """What cannot be read, or is no register, is seen as empty, and at once."""
    path = tmp_path / "issues.yaml"
    match sort:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "binary":
            path.write_bytes(bytes(range(256)) * 10)
        case "empty":
            path.touch()
        case "gbk":
            path.write_bytes("标题: 甲".encode("gbk"))
    assert (issues(str(path)), units(str(path))) == ([], [])


BLANKS = " " * 200_000


@pytest.mark.parametrize(
    "text",
    [
        f"- id: a{BLANKS}b\n",
        f"- id: a\n  title: a{BLANKS}b\n",
        f"- id: a\n  units:\n    lead: a{BLANKS}b\n",
        f"- id: a\n  units:\n    responsible:{BLANKS}b\n",
        f"- id: a\n  units: {{{'responsible: [' * 20_000}}}\n",
        f"- id: a\n  units: {{lead: a}}{BLANKS}b\n",
        f"register:\n  units:\n    a{BLANKS}b\n- id: a\n",
        f"register:\n  units:{BLANKS}b\n- id: a\n",
        f"register:\n  units: {{a{BLANKS}b}}\n- id: a\n",
        f"register:\n  units: {{{chr(39)}{',a' * 50_000}}}\n- id: a\n",
    ],
)
def test_a_line_of_a_megabyte_does_not_hold_up_the_tab_key(tmp_path: Path, text: str) -> None:
    """However many blanks, brackets or quotes stand in a line, each pattern goes over it once."""
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    assert [found.id[:1] for found in issues(str(path))] == ["a"]
    assert len(units(str(path))) < 10
