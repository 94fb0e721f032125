"""Hostile words, surroundings and batches: what is given, the exit code, and words of the answer."""

from typing import NamedTuple

NOTHING_CHANGED = "nothing was changed"


class Given(NamedTuple):
    """One command line: its words, the exit code, words that must be told; stdin and environment besides."""

    words: tuple[str, ...]
    code: int
    said: str
    stdin: str | bytes = b""
    environment: tuple[tuple[str, str], ...] = ()


def _where(expression: str, said: str) -> Given:
    return Given(("list", "--where", expression), 2, said)


def _due(day: str, said: str, code: int = 2) -> Given:
    return Given(("assign", "QH-04", "--due", day), code, said)


def _add(said: str, *words: str, code: int = 2) -> Given:
    return Given(("add", *words), code, said)


def _batch(stdin: str | bytes, said: str, code: int = 3) -> Given:
    return Given(("batch",), code, said, stdin)


def _with(name: str, value: str, code: int, said: str, *words: str) -> Given:
    return Given(words or ("list",), code, said, environment=((name, value),))


NOT_AN_ID = " is not an id: 1 to 64 letters"
TOO_LONG = "at column 2001: it is longer than 2000 characters"
WORDS: dict[str, Given] = {
    "an id of bytes that are no UTF-8": Given(("show", "\udcff\udcfe"), 4, "no issue is called '\\udcff\\udcfe'"),
    "an id of two lines": Given(("show", "QH-01\nQH-02"), 4, "no issue is called 'QH-01\\nQH-02'"),
    "an id that climbs": Given(("show", "../../etc/passwd"), 4, "no issue is called '../../etc/passwd'"),
    "an id of 10,000 letters": Given(("show", "Q" * 10_000), 4, "no issue is called 'QQQ"),
    "an id that is a wildcard": Given(("close", "*"), 2, NOT_AN_ID),
    "an id with a bidi override": Given(("start", "\u202eQH-02"), 2, "it holds U+202E"),
    "2,000 ids": Given(("show", *(f"X-{number}" for number in range(2_000))), 4, "no issue is called 'X-0'"),
    "a reason of bytes": Given(("start", "QH-02", "--reason", "\udcff"), 2, "half a character (a lone surrogate)"),
    "a reason of blanks": Given(("start", "QH-02", "--reason", "\u3000"), 2, "reason: the text is empty"),
    "an actor of two lines": Given(("--as", "a\nb", "start", "QH-02"), 2, "must be one line"),
    "an actor of bytes": Given(("--as", "\udcff", "start", "QH-02"), 2, "half a character"),
    "5,000 brackets": _where("(" * 5_000 + "status == open" + ")" * 5_000, TOO_LONG),
    "900 brackets": _where("(" * 900 + "id == x" + ")" * 900, "cannot read the expression at column"),
    "5,000 nots": _where("not " * 5_000 + "status == open", TOO_LONG),
    "400 nots": _where("not " * 400 + "status = ", "cannot read the expression at column"),
    "a quote never closed": _where("title == '", "the quote ' is never closed"),
    "a field of Python": _where("__class__ == x", "no field is called '__class__'"),
    "an escape in an expression": _where("title == \x1b", "U+001B cannot be seen"),
    "a zero-width space in an expression": _where("status\u200b == open", "cannot read the expression at column 7"),
    "an empty expression": _where(" ", "cannot read the expression at column"),
    "a field of Python to show": Given(("list", "--fields", "id,__class__"), 2, "no field is called '__class__'"),
    "a field of 5,000 steps": Given(("list", "--fields", "a." * 5_000 + "b"), 2, "no field is called 'a.a."),
    "a sort by SQL": Given(("list", "--sort", "title;drop"), 2, "no field is called 'title;drop'"),
    "a group of Python": Given(("list", "--group", "__dict__"), 2, "no field is called '__dict__'"),
    "a limit below zero": Given(("list", "--limit", "-1"), 2, "-1 is not in the range"),
    "a limit of no number": Given(("list", "--limit", "1e3"), 2, "'1e3' is not a valid"),
    "a date of 4,000 digits": Given(("--today", "9" * 4_000, "list"), 2, "it is longer than 100 characters"),
    "a date beyond the calendar": Given(("--today", "+999999999d", "list"), 2, "'+999999999d' is not a date"),
    "a day of no leap year": Given(("--today", "2019-02-29", "list"), 2, "no such date as 2019-02-29"),
    "a state before all": Given(("list", "--as-of", "0001-01-01"), 3, "has no trail yet"),
    "a waiting time below zero": Given(("--lock-timeout", "-5", "list"), 2, "-5.0 is not in the range"),
    "a waiting time that is none": Given(("--lock-timeout", "nan", "start", "QH-02"), 2, "a number of seconds"),
    "a form that climbs": Given(("-o", "../../x", "list"), 2, "-o ../../x is not for this command"),
    "a form that acts on a screen": Given(("list", "-o", "\x1b[2J"), 2, "-o \\x1b[2J is not for this command"),
    "a folder as register": Given(("-f", ".", "list"), 8, "cannot read ."),
    "a device as register": Given(("-f", "/dev/zero", "list"), 8, "cannot read /dev/zero"),
    "nothing as register": Given(("-f", "/dev/null", "list"), 8, "cannot read /dev/null"),
    "a register of 5,000 letters": Given(("-f", "x" * 5_000, "list"), 8, "file name too long"),
    "a register of two lines": Given(("-f", "a\nb.yaml", "list"), 8, "there is no file a ⏎ b.yaml"),
    "a register of bytes": Given(("-f", "\udcff.yaml", "list"), 8, "there is no file \\udcff.yaml"),
    "a field of Python to set": Given(("edit", "QH-02", "--set", "__class__=x"), 2, "no field is called '__class__'"),
    "an id to set": Given(("edit", "QH-02", "--set", "id=x"), 5, "id is not a field to edit"),
    "a path of 3,000 steps": Given(("edit", "QH-02", "--set", "a." * 3_000 + "b=1"), 2, "no field is called 'a'"),
    "a part far away": Given(("edit", "QH-02", "--set", "tags[99999999999]=x"), 2, "there is nothing at this path"),
    "a pair without a name": Given(("edit", "QH-02", "--set", "=x"), 2, "--set =x is no pair"),
    "a pair without a value": Given(("edit", "QH-02", "--set", "title"), 2, "--set title is no pair"),
    "an own field with a blank": Given(("edit", "QH-02", "--set", "custom.a b=x"), 2, "'custom.a b' is no path"),
    "a title to leave out": Given(("edit", "QH-02", "--unset", "title"), 2, "title: it cannot be left out"),
    "due on a day that is none": _due("2026-02-30", "no such date: 2026-02-30"),
    "due in month 13": _due("2018-13-01", "no such date: 2018-13-01"),
    "due in year 10000": _due("10000-01-01", "'10000-01-01' is not a date"),
    "due in year 0": _due("0000-01-01", "0000-01-01"),
    "due behind a bidi override": _due("\u202e2018-12-31", "'\\u202e2018-12-31' is not a date"),
    "due before a month": _due("2019年9月前", "can be read in two ways: 2019-08-31 or 2019-09-30"),
    "due in an octal": _due("0o7", "'0o7' is not a date"),
    "a title of two lines": _add("title: must be one line", "--title", "a\nb"),
    "a title of blanks": _add("title: the text is empty", "--title", "\u3000"),
    "a title of half a character": _add("half a character", "--title", "\ud800"),
    "a new id that climbs": _add(NOT_AN_ID, "--title", "a", "--id", "../x"),
    "a new id of 65 letters": _add(NOT_AN_ID, "--title", "a", "--id", "x" * 65),
    "a new id of emoji": _add(NOT_AN_ID, "--title", "a", "--id", "🙂"),
    "a new id called register": _add("'register' is the name of the header", "--title", "a", "--id", "Register"),
    "a new id in other letters": _add("QH-01 is on the register", "--title", "a", "--id", "qh-01", code=5),
    "a full-width id beside its like": Given(("show", "ＱＨ-01"), 4, "no issue is called 'ＱＨ-01'"),
    "evidence of 5,000 letters": Given(("close", "QH-02", "--evidence", "x" * 5_000), 3, "file name too long"),
    "evidence that is a folder": Given(("close", "QH-02", "--evidence", "."), 3, "it is a folder"),
    "evidence that is a device": Given(("close", "QH-02", "--evidence", "/dev/zero"), 3, "cannot be taken in"),
    "evidence on the web": Given(("close", "QH-02", "--evidence", "http://x.invalid/a"), 3, "cannot be taken in"),
    "evidence of escapes": Given(("close", "QH-02", "--evidence", "\x1b[2J"), 3, "evidence '\\x1b[2J' cannot be"),
    "a figure with an exponent": Given(
        ("progress", "QH-01", "--note", "x", "--indicator", "COD=1e3"), 2, "--indicator COD: '1e3' is not a figure"
    ),
    "a figure that is none": Given(
        ("progress", "QH-01", "--note", "x", "--indicator", "COD=NaN"), 2, "--indicator COD: 'NaN' is not a figure"
    ),
    "an indicator that is not there": Given(
        ("progress", "QH-01", "--note", "x", "--indicator", "\x1b=1"), 4, "has no indicator '\\x1b'"
    ),
    "a milestone that is not there": Given(
        ("progress", "QH-01", "--note", "x", "--milestone", "S9"), 4, "QH-01 has no milestone 'S9'"
    ),
    "a verb that acts on a screen": Given(("\x1b]0;x\x07",), 2, "no such command '\\x1b]0;x\\x07'"),
    "an option that acts on a screen": Given(("list", "--\x1b[31m"), 2, "no such option: --\\x1b[31m"),
    "a batch that is not there": Given(("batch", "\x1b.jsonl"), 8, "cannot read \\x1b.jsonl"),
    "a batch that is a folder": Given(("batch", "."), 8, "cannot read .: is a directory"),
    "a reason of a line break": Given(("audit", "adopt", "--reason", "\n"), 2, "the text is empty"),
    "ids on stdin that are bytes": Given(("start", "-"), 3, "stdin cannot be read", b"\xff\xfe\x00"),
    "ids on stdin in UTF-16": Given(("start", "-"), 3, "iconv -f UTF-16LE -t UTF-8", "QH-02".encode("utf-16-le")),
    "ids on stdin of escapes": Given(("start", "-"), 2, "it holds U+001B", "\x1b[2J\n"),
}
SURROUNDINGS: dict[str, Given] = {
    "a register that is not there": _with("RECTIFY_REGISTER", "\x1b]0;x\x07", 8, "there is no file \\x1b]0;x\\x07"),
    "a register of bytes": _with("RECTIFY_REGISTER", "\udcff", 8, "there is no file \\udcff"),
    "a folder as register": _with("RECTIFY_REGISTER", "/", 8, "cannot read /"),
    "a device as register": _with("RECTIFY_REGISTER", "/dev/zero", 8, "cannot read /dev/zero"),
    "an actor of two lines": _with("RECTIFY_ACTOR", "a\nb", 2, "must be one line", "start", "QH-02"),
    "an actor of blanks": _with("RECTIFY_ACTOR", " ", 2, "actor", "start", "QH-02"),
    "a width of no number": _with("COLUMNS", "９９", 0, ""),
    "a width of 5,000 digits": _with("COLUMNS", "9" * 4_000, 0, ""),
    "a width below zero": _with("COLUMNS", "-5", 0, ""),
    "a terminal that is none": _with("TERM", "\x1b[2J", 0, ""),
    "a time zone that is none": _with("TZ", "Mars/Base;rm -rf", 0, ""),
    "a time zone that climbs": _with("TZ", ":../../../etc/passwd", 0, ""),
    "a locale that is none": _with("LC_ALL", "xx_YY.nonsense", 0, ""),
}
BATCHES: dict[str, Given] = {
    "a quote never closed": _batch("start 'QH-02\n", "line 1: not shell words: no closing quotation"),
    "a backslash at the end": _batch("start QH-02\\", "line 1: not shell words: no escaped character"),
    "a verb that is none": _batch("frobnicate QH-02\n", "line 1: no verb is called 'frobnicate'"),
    "an option that is none": _batch("start QH-02 --frob\n", "line 1: start has no option --frob"),
    "an id that acts on a screen": _batch("start 'QH\x1b-02'\n", "it holds U+001B"),
    "a NUL": _batch("start \0\n", "it holds U+0000"),
    "a full-width blank": _batch("start　QH-02\n", "line 1: no verb is called 'start\\u3000QH-02'"),
    "a no-break space": _batch("start\u00a0QH-02\n", "line 1: no verb is called 'start\\xa0QH-02'"),
    "commands of a shell": _batch("start $(touch pwned) `touch pwned`\n", f"line 1: id: '$(touch'{NOT_AN_ID}"),
    "a home folder": _batch("close QH-02 --evidence ~/x\n", "line 1: evidence '~/x' cannot be taken in"),
    "a quote of a megabyte": _batch("note QH-02 " + "'" * 999_999, "no closing quotation"),
    "2,000 bad lines": _batch("frob QH-02\n" * 2_000, "2000 of 2000 lines cannot be done"),
    "a good line before a bad one": _batch("start QH-02\nfrob QH-03\n", NOTHING_CHANGED),
    "a day that is none": _batch("assign QH-04 --due 2026-02-30\n", "line 1: due.date: no such date"),
    "a field named twice": _batch("edit QH-02 --set place=a --set place=b\n", "--set names place twice"),
    "a key twice": _batch('{"verb":"start","verb":"note","id":"QH-02"}\n', "line 1: not JSON: a key stands twice"),
    "NaN": _batch('{"verb":"start","id":"QH-02","if_rev":NaN}\n', "NaN is no number of JSON"),
    "a revision of 5,000 digits": _batch(f'{{"verb":"start","id":"QH-02","if_rev":{"9" * 5000}}}', "…' is not a whole"),
    "a revision that is a fraction": _batch(
        '{"verb":"start","id":"QH-02","if_rev":1.5}\n', "if_rev: '1.5' is not a whole number"
    ),
    "30,000 brackets": _batch('{"verb":"start","id":' + "[" * 30_000, "line 1: not JSON as a batch has it: nested"),
    "30,000 braces": _batch('{"a":' * 30_000, "line 1: not JSON as a batch has it: nested"),
    "an id that is a number": _batch('{"verb":"start","id":1}\n', "line 1: id: expected text"),
    "an id that is an object": _batch('{"verb":"start","id":{}}\n', "line 1: id: expected text"),
    "ids of which one is none": _batch('{"verb":"start","id":["QH-02",null]}\n', "line 1: start needs 'id'"),
    "a verb that is a list": _batch('{"verb":["start"],"id":"QH-02"}\n', "line 1: no verb is called ['start']"),
    "half a character": _batch('{"verb":"note","id":"QH-02","text":"\\ud800"}\n', "half a character"),
    "evidence with a NUL": _batch('{"verb":"close","id":"QH-02","evidence":["a\\u0000b"]}\n', "the name holds a NUL"),
    "evidence that is a number": _batch('{"verb":"close","id":"QH-02","evidence":[1]}\n', "line 1: evidence"),
    "a list of requests": _batch('[{"verb":"start"}]\n', "line 1: not a JSON object"),
    "words behind the object": _batch('{"verb":"start","id":"QH-02"} x\n', "line 1: not JSON: Extra data"),
    "half an object": _batch('{"verb":"start","id":"QH\n', "line 1: not JSON: Unterminated string"),
    "a bare control character": _batch('{"verb":"note","id":"QH-02","text":"a\x07b"}\n', "Invalid control character"),
    "a field that is none": _batch('{"verb":"start","id":"QH-02","frob":1}\n', "line 1: start has no field 'frob'"),
    "a BOM in the middle": _batch('{"verb":"start","id":"QH-02"}\n\ufeff{}\n', "line 2: not JSON"),
    "an open quote in CSV": _batch('verb,id\n"start,QH-02\n', "line 2: not CSV"),
    "words behind a quote in CSV": _batch('verb,id\n"start"x,QH-02\n', "line 2: not CSV"),
    "a quote within a cell": _batch('verb,id\nst"art,QH-02\n', "line 2: no verb is called 'st\"art'"),
    "too many cells": _batch("verb,id\nstart,QH-02,x\n", "line 2: 3 cells under 2 headings"),
    "too few cells": _batch("verb,id,reason\nstart,QH-02\n", "line 2: 2 cells under 3 headings"),
    "two headings alike": _batch("verb,id,id\nstart,QH-02,QH-03\n", "line 1: two headings are called id"),
    "semicolons": _batch("verb;id\nstart;QH-02\n", "line 1: the heading is parted by semicolons"),
    "a NUL in CSV": _batch("verb,id\nstart,QH\0-02\n", "line 2: id: 'QH\\x00-02' is not an id"),
    "a cell of 200,000 letters": _batch(f"verb,id,text\nnote,QH-02,{'x' * 200_000}\n", "line 2: not CSV: field larger"),
    "a heading that is none": _batch("verb,id,frob\nstart,QH-02,1\n", "line 2: start has no field 'frob'"),
    "UTF-16": _batch("start QH-02\n".encode("utf-16"), "iconv -f UTF-16 -t UTF-8"),
    "UTF-16 without BOM": _batch("start QH-02\n".encode("utf-16-le"), "iconv -f UTF-16LE -t UTF-8"),
    "UTF-16 CSV, mostly Chinese": _batch(
        ("verb,id,reason\nstart,QH-02," + "一县渗滤液外溢，" * 40 + "\n").encode("utf-16-be"),
        "iconv -f UTF-16BE -t UTF-8",
    ),
    "UTF-32": _batch("start QH-02\n".encode("utf-32"), "iconv -f UTF-32 -t UTF-8"),
    "GBK": _batch("note QH-02 看过\n".encode("gbk"), "iconv -f GB18030 -t UTF-8"),
    "all bytes there are": _batch(bytes(range(256)), "it is not UTF-8 (byte 129)"),
}
REFUSED = {
    **{f"words: {name}": given for name, given in WORDS.items()},
    **{f"surroundings: {name}": given for name, given in SURROUNDINGS.items()},
    **{f"batch: {name}": given for name, given in BATCHES.items()},
}
