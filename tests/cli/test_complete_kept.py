"""Completion from what is kept: the same ids and titles as by a glance, and nothing that is not so any more."""

import pytest

from rectify.store.cache import Keeper
from rectify.store.disk import Disk
from tests.cli.harness import Cli
from tests.cli.kept import settle
from tests.store.keeping import many


@pytest.fixture
def kept(empty: Cli) -> Keeper:
    """A register of thirty issues, kept."""
    empty.write("issues.yaml", many(30))
    settle(empty.folder)
    empty.cache.mkdir(mode=0o700)
    keeper = Keeper.of({"XDG_CACHE_HOME": str(empty.cache)}, str(empty.folder / "issues.yaml"), Disk().mount_table)
    assert keeper is not None
    assert keeper.read() is not None
    return keeper


def test_titles_are_those_of_the_register(kept: Keeper) -> None:
    """By the beginning of the id, all of them when there is none; letters that are in no id find nothing."""
    assert kept.titles("Q-1") == [(f"Q-{n}", f"第{n}件") for n in (1, *range(10, 20))]
    assert len(kept.titles("") or ()) == 30
    assert (kept.titles("第"), kept.titles("Q-30\t"), kept.titles("\udc80")) == ([], [("Q-30", "第30件")], None)


def test_titles_of_another_moment_are_not_told(kept: Keeper, empty: Cli) -> None:
    """Then the register is glanced at."""
    empty.write("issues.yaml", many(31))
    assert kept.titles("Q-31") is None


def test_a_title_of_several_lines_is_one_title(empty: Cli, kept: Keeper) -> None:
    """As the register has it."""
    empty.write("issues.yaml", many(2).replace("title: 第1件", r'title: "第1件\tx"'))
    settle(empty.folder)
    assert kept.read() is not None
    assert kept.titles("Q-1") == [("Q-1", "第1件\tx")]
