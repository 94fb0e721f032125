"""Odd register files that are read all the same: the bytes, and the id and title of their only issue."""

from tests.hostile.registers import GOOD, HEAD, field, title

Odd = tuple[str | bytes, str, str]


def _id(written: str, id_: str | None = None) -> Odd:
    return GOOD.replace("Q-1", written), id_ or written, "题"


def _title(written: str, meant: str | None = None) -> Odd:
    return title(written), "Q-1", meant or written


def _with(text: str | bytes) -> Odd:
    return text, "Q-1", "题"


FLOW = "{format: 1, issues: [{id: Q-1, title: 题, status: open}]}"
ACCEPTED: dict[str, Odd] = {
    "a BOM": _with(b"\xef\xbb\xbf" + GOOD.encode()),
    "CRLF": _with(GOOD.replace("\n", "\r\n")),
    "CRLF and LF mixed": _with(GOOD.replace("\n", "\r\n", 2)),
    "no last line break": _with(GOOD.rstrip("\n")),
    "many last line breaks": _with(GOOD + "\n" * 40),
    "blank lines of spaces": _with(GOOD.replace("\n", "\n   \n")),
    "spaces at the ends of lines": _with(GOOD.replace("\n", "  \n")),
    "a document mark": _with("---\n" + GOOD),
    "a document mark with a comment": _with("--- # 台账\n" + GOOD),
    "an end mark": _with(GOOD + "...\n"),
    "an end mark without a line break": _with(GOOD + "..."),
    "both marks and comments": _with(f"# a\n---\n# b\n{GOOD}...\n# c\n"),
    "a directive of YAML 1.1": _with("%YAML 1.1\n---\n" + GOOD),
    "a directive of YAML 1.2": _with("%YAML 1.2\n---\n" + GOOD),
    "all in braces": _with(FLOW),
    "all in braces behind a mark": _with(f"--- {FLOW}\n"),
    "braces over many lines": _with(FLOW.replace(" ", "\n  ")),
    "JSON": _with('{"format": 1, "issues": [{"id": "Q-1", "title": "题", "status": "open"}]}'),
    "JSON without spaces": _with('{"format":1,"issues":[{"id":"Q-1","title":"题","status":"open"}]}'),
    "long keys": _with(
        "? format\n: 1\n? issues\n:\n  - ? id\n    : Q-1\n    ? title\n    : 题\n    ? status\n    : open\n"
    ),
    "keys in quotes": _with("'format': 1\n\"issues\":\n- 'id': Q-1\n  \"title\": 题\n  status: open\n"),
    "no indentation": _with("format: 1\nissues:\n- id: Q-1\n  title: 题\n  status: open\n"),
    "a wide indentation": _with(
        "format: 1\nissues:\n          - id: Q-1\n            title: 题\n            status: open\n"
    ),
    "the dash alone": _with("format: 1\nissues:\n  -\n    id: Q-1\n    title: 题\n    status: open\n"),
    "a wide dash": _with("format: 1\nissues:\n  -     id: Q-1\n        title: 题\n        status: open\n"),
    "another order": _with("issues:\n  - status: open\n    title: 题\n    id: Q-1\nformat: 1\n"),
    "comments everywhere": _with(GOOD.replace("\n", "  # 注：'x' [y] {z}\n\n# 下一行\n")),
    "a header of nothing": _with(f"register:\n{GOOD}"),
    "10,000 comments": _with("# 注\n" * 10_000 + GOOD),
    "100,000 blank lines": _with(GOOD + "\n" * 100_000),
    "a title of a megabyte": _title("长" * 350_000),
    "a note of a megabyte in lines": _with(field("notes: |\n" + "      行\n" * 100_000)),
    "10 MB of notes": _with(field('notes: "' + "x" * 10_000_000 + '"')),
    "32 brackets": _with(HEAD + GOOD[len(HEAD) :] + "# " + "[" * 32 + "\n"),
    "an id 012": _id("012"),
    "an id 1e3": _id("1e3"),
    "an id no": _id("no"),
    "an id 2018-12-31": _id("2018-12-31"),
    "an id 0x1F": _id("0x1F"),
    "an id 1_000": _id("1_000"),
    "an id 1.50": _id("1.50"),
    "an id true": _id("true"),
    "an id null in quotes": _id("'null'", "null"),
    "an id of 64 letters": _id("Q" * 64),
    "an id of 64 Chinese letters": _id("督" * 64),
    "an id of letters with marks": _id("हिन्दी-1"),
    "an id composed of two": _id("e\u0301-1", "é-1"),
    "an id full-width": _id("ＱＨ-01"),
    "an id with dots and lines": _id("Q.1_a-b"),
    "a title no": _title("no"),
    "a title 012": _title("012"),
    "a title 1e3": _title("1e3"),
    "a title 1:30": _title("1:30"),
    "a title .inf": _title(".inf"),
    "a title =": _title("="),
    "a title 2026-02-30": _title("2026-02-30"),
    "a title ~ in quotes": _title("'~'", "~"),
    "a title null in quotes": _title('"null"', "null"),
    "a title of a colon": _title("a:b:c"),
    "a title of a hash": _title("a#b"),
    "a title in single quotes": _title("'it''s: #1'", "it's: #1"),
    "a title in double quotes": _title('"\\u9898\\t\\"x\\""', '题\t"x"'),
    "a title escaped for the screen": _title('"\\e[31m\\a\\0\\x7F\\x9b"', "\x1b[31m\x07\0\x7f\x9b"),
    "a title escaped against the reader": _title('"\\u202E\\u200B\\u2028\\uFEFF"', "\u202e\u200b\u2028\ufeff"),
    "a title over two lines": _title("整改\n      方案", "整改 方案"),
    "a title folded": _title(">-\n      整改\n      方案", "整改 方案"),
    "a title in a block": _title("|-\n      整改: # [方案", "整改: # [方案"),
    "a title in an indented block": _title("|2-\n       整改", " 整改"),
    "a title of markup": _title("'[bold]x[/bold] :warning:'", "[bold]x[/bold] :warning:"),
    "a title of a template": _title("'{{ 7 * 7 }} {% raw %}'", "{{ 7 * 7 }} {% raw %}"),
    "a title of a formula": _title("'=cmd|'' /C calc''!A0'", "=cmd|' /C calc'!A0"),
    "a title of HTML": _title("<script>alert(1)</script>"),
    "a title of SQL": _title("'''; DROP TABLE issues;--'", "'; DROP TABLE issues;--"),
    "a title of a format": _title("'{0} %s {title!r} $HOME `id`'", "{0} %s {title!r} $HOME `id`"),
    "a title of emoji": _title("👩‍👩‍👧 🇨🇳 ☎️"),
    "a title of the last character": _title('"\\U0010FFFD"', "\U0010fffd"),
    "a title beyond the first plane": _title("𠀀𠮷"),
    "a title in two forms of one letter": _title("e\u0301", "é"),
    "a title of Arabic": _title("مشكلة"),
    "a title of many marks": _title("a" + "\u0301" * 64, "á" + "\u0301" * 63),
    "a title with wide spaces within": _title("整\u3000改\xa0方"),
    "the word of a conflict": _with(field("notes: |\n      <<<<<<< HEAD\n      =======")),
    "a line of equal signs": _with(f"# a\n=======: x\n{GOOD}".replace("=======: x\n", "#=======\n")),
}
