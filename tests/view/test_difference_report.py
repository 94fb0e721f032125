"""What is different between two states, as a report in Markdown."""

from markdown_it import MarkdownIt  # comes with Rich

from rectify.query.diff import Comparison
from rectify.view.difference_report import difference_report
from tests.view.differences import BY_HAND, DANGEROUS, IN_THE_TRAIL, NO_TRAIL, ZONE
from tests.view.samples import HOSTILE, TODAY, assert_harmless


def report(found: Comparison, *outside: str, title: str = "整改台账") -> str:
    """The report on that day."""
    return difference_report(found, title=title, zone=ZONE, as_of=TODAY, outside=outside)


def test_a_heading_a_table_and_the_runs_for_each_issue() -> None:
    """And first what was compared, with its figures."""
    assert report(IN_THE_TRAIL, "XN-9") == (
        "# Changes: 整改台账\n"
        "\n"
        "2 of 66 issues, and the header changed between run 11 (2025-01-03) and run 13 (2025-01-05)"
        " · 2 runs · times in Asia/Shanghai · as of 2025-06-20\n"
        "\n"
        "edited outside rectify and not in the trail: XN-9; see rectify diff\n"
        "\n"
        "## The header of the register\n"
        "\n"
        "| field | before | after |\n"
        "|---|---|---|\n"
        "| title | 台账 | 新台账 |\n"
        "\n"
        "- run 13 · 2025-01-05 09:02 · adopt · office (zhang@county), batch 七月\n"
        "\n"
        "## XN-1 · 垃圾填埋场\n"
        "\n"
        "| field | before | after |\n"
        "|---|---|---|\n"
        "| status | in_progress | closed |\n"
        "| evidence\\[0\\] | – | 验收.pdf (12 kB) |\n"
        "\n"
        "- run 12 · 2025-01-03 09:02 · close · zhang@county (on 2024-12-30)\n"
        "\n"
        "## XN-2 · 采砂场\n"
        "\n"
        "No field is different in the end.\n"
        "\n"
        "- run 13 · 2025-01-05 09:02 · note · office (zhang@county), batch 七月 · “看过” · reason: 例会\n"
        "\n"
        "## XN-3 · 新题 (new)\n"
        "\n"
        "| field | before | after |\n"
        "|---|---|---|\n"
        "| id | – | XN-3 |\n"
        "| title | – | 新题 |\n"
        "| place | – | 甲川 |\n"
        "\n"
        "- run 13 · 2025-01-05 09:02 · add · office (zhang@county), batch 七月\n"
    )


def test_hand_edits_and_nothing() -> None:
    """What is gone has no table; without a trail there is nothing to tell."""
    assert report(BY_HAND).endswith("## XN-2 · 采砂场 (gone)\n")
    assert report(NO_TRAIL) == "# Changes: 整改台账\n\nthere is no trail yet to compare with · as of 2025-06-20\n"


def test_dangerous_text_makes_no_markdown() -> None:
    """A parser finds one heading an entry, one table, one list, and only text in them."""
    text = report(DANGEROUS, HOSTILE, "<script>", title="# [x](y) <b>\n## z")
    assert_harmless(text, markup=False)
    tokens = MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text)
    kinds = [token.type for token in tokens]
    assert (kinds.count("heading_open"), kinds.count("table_open"), kinds.count("bullet_list_open")) == (2, 1, 1)
    assert kinds.count("tr_open") == 1 + len(DANGEROUS.differences[0].changes)
    assert "html_block" not in kinds
    inner = {child.type for token in tokens for child in token.children or ()}
    assert inner <= {"text", "text_special"}
