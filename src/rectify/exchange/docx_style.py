"""THE EXCHANGE: what a Word document looks like: the page and the letters of Chinese official papers.

After GB/T 9704-2012 (党政机关公文格式): A4, 37 mm above, 35 mm below, 28 mm left and 26 mm right of the text; the
text in 仿宋 of size 三号 (16 pt), lines 28 pt apart, first lines two letters in; headings in 黑体; the title in the
middle, size 二号 (22 pt), in 宋体, which every office has, for its 小标宋. Tables are size 小四 (12 pt).

Word takes the font of Chinese letters from `w:eastAsia`, a name that python-docx does not set; where it is missing,
Chinese is shown in whatever font the machine thinks best. The language is set for the same reason.
"""

from typing import TYPE_CHECKING, Final, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.table import Table

LATIN: Final = "Times New Roman"
BODY, HEADING, TITLE = "仿宋", "黑体", "宋体"
_BODY_SIZE, _LINE = Pt(16), Pt(28)
_TABLE_TEXT, _TABLE_HEADING = "Table Text", "Table Heading"


def dress(document: "Document") -> None:
    """Give an empty document its page and its styles."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    _style(document, "Normal", BODY)
    _style(document, "Body Text", BODY).paragraph_format.first_line_indent = Pt(32)
    _style(document, "Signed", BODY).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _style(document, "Heading 1", HEADING).paragraph_format.keep_with_next = True
    title = _style(document, "Title", TITLE, size=Pt(22), line=Pt(34), is_bold=True)
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(28)
    _style(document, _TABLE_TEXT, BODY, size=Pt(12), line=Pt(18))
    _style(document, _TABLE_HEADING, BODY, size=Pt(12), line=Pt(18), is_bold=True)


def dress_table(table: "Table") -> None:
    """Give a filled table its lines and letters; the first row, in bold, begins every page; no row is torn apart."""
    table.style = "Table Grid"
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # python-docx has no name for these two
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            cell.paragraphs[0].style = _TABLE_TEXT if number else _TABLE_HEADING


def _style(
    document: "Document",
    name: str,
    font: str,
    *,
    size: Length = _BODY_SIZE,
    line: Length = _LINE,
    is_bold: bool = False,
) -> "ParagraphStyle":
    """The style of this name in these letters; what the template says of colours, borders and fonts is taken away."""
    styles = document.styles
    style = cast("ParagraphStyle", styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    element = style.element
    for properties in (element.get_or_add_rPr(), element.get_or_add_pPr()):
        for child in list(properties):
            if child.tag != qn("w:outlineLvl"):  # how deep a heading lies
                properties.remove(child)
    style.font.name, style.font.size, style.font.bold = LATIN, size, is_bold
    letters = element.rPr
    letters.rFonts.set(qn("w:eastAsia"), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    letters.append(language)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, line
    return style
