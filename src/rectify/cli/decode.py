"""Bytes that were handed in become text: UTF-8, or an error with the line to type."""

import codecs
import shlex

from rectify.errors import NotUtf8


def utf8_text(data: bytes, file: str | None = None) -> str:
    """The text of a file, or of stdin when no file is named; a byte order mark is left out.

    Raises:
        NotUtf8: it is in another encoding.
    """
    encoding = _wide(data)
    why = f"it is {encoding}, not UTF-8"
    if encoding is None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            why = f"it is not UTF-8 (byte {error.start + 1})"
        encoding = "GB18030" if _is_gb18030(data) else None
    raise NotUtf8(name=file or "stdin", why=why, hint=_hint(encoding, file))


def _wide(data: bytes) -> str | None:
    """UTF-16, by its mark or by its many zeros."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    head = data[:4096]
    if len(head) < 4 or head.count(0) * 4 < len(head):
        return None
    return "UTF-16LE" if head[1::2].count(0) > head[::2].count(0) else "UTF-16BE"


def _is_gb18030(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _hint(encoding: str | None, file: str | None) -> str:
    if encoding is None:
        return "save it as UTF-8 in an editor"
    if file is None:
        return f"convert it on the way: iconv -f {encoding} -t UTF-8"
    old, new = (shlex.quote(f"./{name}" if name.startswith("-") else name) for name in (file, f"{file}.utf8"))
    return f"iconv -f {encoding} -t UTF-8 {old} > {new}"
