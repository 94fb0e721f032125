"""A Word document: read back by the library, its letters and page, and the same bytes each time."""

import io
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest
from docx import Document
from docx.document import Document as Read
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.exchange.docx import document_bytes
from rectify.faults import MissingExtra
from rectify.model.paper import Heading, Paragraph, Piece, Table, Title

NOTICE: tuple[Piece, ...] = (
    Title("关于甲川县垃圾场渗滤液外溢问题\n整改完成情况的公示"),
    Paragraph("各有关单位：", "left"),
    Paragraph("问题已整改，现予公示。\n如有异议，请书面反映。"),
    Heading("一、整改情况"),
    Table((("序号", "措施", "结果"), ("1", "清淤\n补种", "完成"), ("2", "建站"))),
    Paragraph("甲川县人民政府", "right"),
)


def read(blocks: tuple[Piece, ...]) -> Read:
    """What the library makes of the bytes."""
    return Document(io.BytesIO(document_bytes(blocks)))


def test_the_blocks_are_read_back_in_their_order() -> None:
    """Each line of running text is a paragraph; a title is one line."""
    assert [(paragraph.style.name, paragraph.text) for paragraph in read(NOTICE).paragraphs if paragraph.style] == [
        ("Title", "关于甲川县垃圾场渗滤液外溢问题 整改完成情况的公示"),
        ("Normal", "各有关单位："),
        ("Body Text", "问题已整改，现予公示。"),
        ("Body Text", "如有异议，请书面反映。"),
        ("Heading 1", "一、整改情况"),
        ("Signed", "甲川县人民政府"),
    ]


def test_a_table_has_its_cells_and_a_heading_on_every_page() -> None:
    """A short row is filled up; a line end in a cell stays one."""
    (table,) = read(NOTICE).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "措施", "结果"],
        ["1", "清淤\n补种", "完成"],
        ["2", "建站", ""],
    ]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False]
    assert [cell.paragraphs[0].style.font.bold for row in table.rows for cell in row.cells[:1]] == [True, False, False]
    assert table.style is not None
    assert table.style.name == "Table Grid"


@pytest.mark.parametrize("rows", [(), ((),)])
def test_a_table_without_cells_is_left_out(rows: tuple[tuple[str, ...], ...]) -> None:
    """Word refuses a table without columns."""
    assert read((Title("甲"), Table(rows))).tables == []


@pytest.mark.parametrize(
    ("style", "font"),
    [
        ("Normal", "仿宋"),
        ("Body Text", "仿宋"),
        ("Signed", "仿宋"),
        ("Heading 1", "黑体"),
        ("Title", "宋体"),
        ("Table Text", "仿宋"),
    ],
)
def test_chinese_has_its_font_and_language(style: str, font: str) -> None:
    """The font of Chinese letters is named in every style that is used, and no theme goes before it."""
    element = read(NOTICE).styles[style].element
    fonts = element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert [key for key in fonts.attrib if "heme" in key] == []
    assert element.rPr.find(qn("w:lang")).get(qn("w:eastAsia")) == "zh-CN"


def test_the_page_is_that_of_official_papers() -> None:
    """A4 with the margins of GB/T 9704."""
    page = read(NOTICE).sections[0]
    sizes = (page.page_width, page.page_height)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(size.mm) for size in sizes if size] == [210, 297]
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]


def test_a_document_tells_nothing_of_its_making() -> None:
    """It has its title, no author, and the time it was given; the parts inside have one time as well."""
    stamp = datetime(2024, 9, 29, 8, 30, tzinfo=UTC)
    written = document_bytes(NOTICE, stamp=stamp)
    about = Document(io.BytesIO(written)).core_properties
    assert about.title == "关于甲川县垃圾场渗滤液外溢问题 整改完成情况的公示"
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert (about.created, about.modified, about.language) == (stamp, stamp, "zh-CN")
    assert {part.date_time for part in zipfile.ZipFile(io.BytesIO(written)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(io.BytesIO(document_bytes((Title("长" * 300),)))).core_properties.title == "长" * 255
    assert Document(io.BytesIO(document_bytes(()))).core_properties.title == ""


def test_the_same_blocks_give_the_same_bytes_in_any_process() -> None:
    """Neither the order of a set nor the zone of the machine comes into it."""
    code = (
        "import sys; from rectify.exchange.docx import *; "
        "sys.stdout.buffer.write(document_bytes((Title('甲'), Table((('乙',),)), Paragraph('丙'))))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "UTC"))
    }
    assert written == {document_bytes((Title("甲"), Table((("乙",),)), Paragraph("丙")))}


@settings(max_examples=25)
@given(st.text(max_size=80))
def test_any_text_can_stand_in_every_block(text: str) -> None:
    """Control characters and half letters are no reason to fail, and no way to hide a word."""
    hostile = text + "\x00\u202e\ud800\x1b<w:p/>&"
    document = read((Title(hostile), Heading(hostile), Paragraph(hostile), Table(((hostile,),))))
    shown = "\\x00\\u202e\\ud800\\x1b<w:p/>&"
    assert all(document.paragraphs[at].text.endswith(shown) for at in (0, 1, -1))
    assert document.tables[0].rows[0].cells[0].text.endswith(shown)


def test_without_the_library_the_extra_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is missing, and how to get it."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtra, match="a Word document needs the extra docx") as missing:
        document_bytes(NOTICE)
    assert missing.value.hint == "pip install 'rectify[docx]'"
