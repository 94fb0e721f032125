"""THE DISK: what is wrong with the bytes and letters of a register, before YAML looks at them.

- A register is UTF-8, with or without a byte order mark; another encoding gets the line to type.
- Control characters, stray carriage returns and the rare line breaks NEL, LS and PS are refused
  everywhere: YAML readers differ on them, so a comment could become a value. All else is text.
- Conflict markers of git are named as such; nothing after them is judged.
"""

import re
import shlex
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from rectify.store.encodings import is_gb18030, wide_encoding

BOM = "\ufeff"
_LISTED = 50
_CONFLICT = re.compile(r"^(?:<{7}(?= |\r?$)|\|{7}(?= |\r?$)|={7}(?=\r?$)|>{7}(?= |\r?$))", re.MULTILINE)
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]|\r(?!\n)")
_USUAL = bytes(code for code in range(256) if code in b"\t\n\r" or (code >= 0x20 and code != 0x7F))
_RARE = f"\u2028\u2029\ufffe\uffff{BOM}"
_LONGEST_QUOTED = 64
_NAMES = {
    "\x00": "NUL",
    "\x07": "BEL",
    "\x08": "backspace",
    "\t": "tab",
    "\n": "line feed",
    "\x0b": "vertical tab",
    "\x0c": "form feed",
    "\r": "a lone carriage return",
    "\x1b": "ESC",
    "\x7f": "DEL",
    "\x85": "NEL (next line)",
    "\u2028": "LS (line separator)",
    "\u2029": "PS (paragraph separator)",
}


class Fault(NamedTuple):
    """One thing wrong at a character of the text (BOM not counted), and what to do about it."""

    at: int
    message: str
    hint: str | None = None


class Letters(NamedTuple):
    """The text of a file without its byte order mark, and what is wrong with its letters.

    `readable` is what the YAML reader can be given: the text with refused letters replaced one for one,
    so that every place stays what it is; None where there is nothing to give.
    """

    text: str
    readable: str | None
    bom: bool
    faults: tuple[Fault, ...]


def read_letters(data: bytes, name: str) -> Letters:
    """Decode a file and look at its letters; `name` is used only in the command to type."""
    encoding = wide_encoding(data)
    try:
        text = "" if encoding else data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return Letters(before, None, False, (_not_utf8(data, error, name, len(before)),))
    if encoding:
        return Letters("", None, False, (Fault(0, f"the file is {encoding}, not UTF-8", _iconv(encoding, name)),))
    bom = text.startswith(BOM)
    text = text.removeprefix(BOM)
    if not text.strip():
        hint = "write `format: 1` and `issues: []`, or take the file back from git or a backup"
        return Letters(text, None, bom, (Fault(0, "the file is empty", hint),))
    if text.startswith(BOM):
        fault = Fault(0, "a second byte order mark (U+FEFF) begins the file", "save it as UTF-8 in an editor")
        return Letters(text, None, bom, (fault,))
    if _is_usual(data, text):
        return Letters(text, text, bom, ())
    if conflicts := tuple(_conflicts(text)):
        return Letters(text, None, bom, conflicts)
    faults = (*_marks_within(text), *_refused_letters(text))
    readable = _REFUSED.sub(lambda found: "\n" if found[0] == "\r" else "\ufffd", text) if faults else text
    return Letters(text, readable, bom, faults)


def _is_usual(data: bytes, text: str) -> bool:
    """True where none of the faults below can be found: a few searches in all, for they are dear in a large file.

    0xC2 begins the control characters above ASCII, among other letters.
    """
    if data.translate(None, _USUAL) or b"\xc2" in data or data.count(b"\r") != data.count(b"\r\n"):
        return False
    return "<<<<<<<" not in text and ">>>>>>>" not in text and not any(letter in text for letter in _RARE)


def letter_name(letter: str) -> str:
    """A letter as people can look it up: `U+3000 IDEOGRAPHIC SPACE`."""
    name = _NAMES.get(letter) or unicodedata.name(letter, "unnamed")
    return f"U+{ord(letter):04X} {name}"


def quoted(text: str) -> str:
    """A word of the file in quotes, as messages repeat it; a very long one is cut off."""
    return repr(shortened(text))


def shortened(text: str) -> str:
    """The beginning of a word of the file, with `…` where it goes on."""
    return text if len(text) <= _LONGEST_QUOTED else f"{text[: _LONGEST_QUOTED - 1]}…"


def strange_letters(text: str, *, only_ascii: bool = False) -> str:
    """The names of the letters that are not what they look like, each once, no more than three; or nothing.

    Where only letters of ASCII can stand, every other one is strange: an а may be Cyrillic.
    """
    found = [
        letter_name(letter)
        for letter in dict.fromkeys(text)
        if is_look_alike(letter) or letter == BOM or (not letter.isascii() if only_ascii else _is_full_width(letter))
    ]
    return ", ".join(found[:3]) + (" …" if len(found) > 3 else "")


def _is_full_width(letter: str) -> bool:
    return letter != "\u3000" and unicodedata.east_asian_width(letter) == "F"


def is_look_alike(letter: str) -> bool:
    """True for letters that look like a space, a colon or nothing, and are not what YAML takes for one."""
    return letter == "：" or (letter != " " and unicodedata.category(letter) in ("Zs", "Cf", "Cc"))


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str, at: int) -> Fault:
    byte = f"0x{data[error.start]:02X}"
    if not is_gb18030(data):
        message = f"byte {byte} is not UTF-8, nor is the file GBK or GB18030"
        return Fault(at, message, "take the file back from git or a backup, or save it as UTF-8 in an editor")
    return Fault(at, f"the file is not UTF-8 (byte {byte}); it reads as GBK or GB18030", _iconv("GB18030", name))


def _iconv(encoding: str, name: str) -> str:
    old, new = _shell_word(name), _shell_word(f"{name}.utf8")
    return f"iconv -f {encoding} -t UTF-8 {old} > {new} && mv {new} {old}"


def _shell_word(name: str) -> str:
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def _conflicts(text: str) -> Iterator[Fault]:
    found = list(_CONFLICT.finditer(text))
    if not any(match.group()[0] in "<>" for match in found):
        return
    for match in found:
        mark = match.group()
        yield Fault(
            match.start(), f"a conflict marker of git: {mark}", "choose what is right, and delete the marker lines"
        )


def _marks_within(text: str) -> Iterator[Fault]:
    """Byte order marks at the beginning of lines, where libyaml passes over them and other readers do not."""
    for match in re.finditer(f"(?<=\n){BOM}", text):
        yield Fault(match.start(), "a byte order mark (U+FEFF) within the file", "delete it")


def _refused_letters(text: str) -> Iterator[Fault]:
    """One fault for each line with refused letters; a binary file is not listed to its end."""
    lines = 0
    last = -1
    for match in _REFUSED.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        if start == last:
            continue
        last = start
        lines += 1
        if lines > _LISTED:
            yield Fault(match.start(), "more lines with such characters follow; they are not listed")
            return
        end = text.find("\n", match.start())
        yield _refused_in_line(match.start(), text[match.start() : end + 1 if end >= 0 else len(text)])


def _refused_in_line(at: int, rest: str) -> Fault:
    letters = dict.fromkeys(found[0] for found in _REFUSED.findall(rest))
    names = ", ".join(letter_name(letter) for letter in letters)
    first = next(iter(letters))
    code = f"\\u{ord(first):04X}" if first > "\xff" else f"\\x{ord(first):02X}"
    hint = f'delete it, or write "{code}" in double quotes where it is meant'
    if first == "\r":
        hint = "save the file with the line ends of Unix or Windows"
    return Fault(at, f"a character that a register must not hold: {names}", hint)
