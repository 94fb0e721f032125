"""Where everything of a register lies, and the names that evidence is shown by."""

from pathlib import Path

import pytest

from rectify.store.layout import Layout, shown_name

RUN = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("register", "stem"),
    [
        ("issues.yaml", "issues"),
        ("台账.yml", "台账"),
        ("A.YAML", "A"),
        ("plain", "plain"),
        ("a.yaml.bak", "a.yaml.bak"),
    ],
)
def test_the_neighbours_bear_the_registers_name(tmp_path: Path, register: str, stem: str) -> None:
    """Trail, evidence, lock and staged files are named after the register without its suffix."""
    layout = Layout.of(str(tmp_path / register))
    names = [layout.log, layout.evidence, layout.lock, layout.staged(RUN)]
    beside = [f"{stem}.log.jsonl", f"{stem}.evidence", f".{stem}.lock", f".{stem}.0123456789abcdef.staged"]
    assert names == [str(tmp_path.resolve() / name) for name in beside]
    assert (layout.folder, layout.stem) == (str(tmp_path.resolve()), stem)


def test_the_neighbours_of_a_symlinked_register_lie_beside_its_target(tmp_path: Path) -> None:
    """However the register is reached, there is one trail and one lock."""
    target = tmp_path / "real" / "issues.yaml"
    target.parent.mkdir()
    target.touch()
    (tmp_path / "link.yaml").symlink_to(target)
    assert Layout.of(str(tmp_path / "link.yaml")) == Layout.of(str(target))


@pytest.mark.parametrize(
    ("name", "is_staged"),
    [
        (".issues.0123456789abcdef.staged", True),
        (".issues.0123456789ABCDEF.staged", False),
        (".issues.0123456789abcde.staged", False),
        (".issues.0123456789abcdef.staged~", False),
        (".issues.2.0123456789abcdef.staged", False),
        ("issues.0123456789abcdef.staged", False),
        (".issuesX0123456789abcdef.staged", False),
    ],
)
def test_only_its_own_staged_files_are_a_registers(name: str, is_staged: bool) -> None:
    """Recovery touches no file of another register, and none that people made."""
    assert Layout.of("/data/issues.yaml").is_staged(name) is is_staged


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("report.pdf", "report.pdf"),
        ("整改报告（终稿） 2018.pdf", "整改报告_终稿__2018.pdf"),
        ("../../x", "x"),
        ("/etc/../tmp/-rf", "-rf"),
        ("..", "_"),
        (".hidden", "_hidden"),
        ("...pdf", "_pdf"),
        ("a/", "_"),
        ("报告.", "报告"),
        ("a...", "a_"),
        ("x" * 119 + "..", "x" * 119 + "_"),
        ("a\u3164b\uffa0.pdf", "a_b_.pdf"),
        ("con.txt", "con.txt"),
        ("tab\there\nnow.txt", "tab_here_now.txt"),
        ("\x1b[31mred.txt", "__31mred.txt"),
        ("\u202egpj.exe", "_gpj.exe"),
        ("a\u200bb：c.pdf", "a_b_c.pdf"),
        ("cafe\u0301.pdf", "caf\u00e9.pdf"),
        ("བོད་ཡིག.pdf", "བོད_ཡིག.pdf"),
        ("half\udcff.pdf", "half_.pdf"),
        ("C:\\work\\a.pdf", "C__work_a.pdf"),
        ("$(rm)`;|&.pdf", "__rm_____.pdf"),
        ("no suffix", "no_suffix"),
        ("a.b.tar.gz", "a.b.tar.gz"),
    ],
)
def test_a_shown_name_is_safe_and_still_readable(path: str, name: str) -> None:
    """Letters of any script stay; paths, controls, marks of direction and shell characters do not."""
    assert shown_name(path) == name


@pytest.mark.parametrize("letter", ["a", "字", "𠀀"])
@pytest.mark.parametrize("suffix", [".pdf", "." + "x" * 30, ""])
def test_a_long_name_is_cut_and_keeps_its_suffix(letter: str, suffix: str) -> None:
    """At most 120 bytes, whole letters, with a suffix that is one."""
    name = shown_name(letter * 300 + suffix)
    assert len(name.encode()) <= 120
    assert len(name.encode()) > 120 - 4
    assert name.endswith(suffix if len(suffix) < 20 else letter)
