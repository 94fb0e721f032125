"""Bytes that were handed in become text: UTF-8, or an error with the line to type."""

import shlex
from pathlib import Path

from rectify.errors import NotUtf8
from rectify.faults import DiskRefused
from rectify.store.encodings import is_gb18030, wide_encoding


def utf8_text(data: bytes, file: str | None = None) -> str:
    """The text of a file, or of stdin when no file is named; a byte order mark is left out.

    Raises:
        NotUtf8: it is in another encoding.
    """
    encoding = wide_encoding(data)
    why = f"it is {encoding}, not UTF-8"
    if encoding is None:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            why = f"it is not UTF-8 (byte {error.start + 1})"
        encoding = "GB18030" if is_gb18030(data) else None
    raise NotUtf8(name=file or "stdin", why=why, hint=_hint(encoding, file))


def file_text(file: str, advice: str) -> str:
    """The text of a file that was named on the command line.

    Raises:
        DiskRefused: it cannot be read; `advice` is the hint.
        NotUtf8: it is in another encoding.
    """
    try:
        return utf8_text(Path(file).read_bytes(), file)
    except OSError as error:
        raise DiskRefused(what="read", path=file, why=(error.strerror or "").lower(), advice=advice) from None


def _hint(encoding: str | None, file: str | None) -> str:
    if encoding is None:
        return "save it as UTF-8 in an editor"
    if file is None:
        return f"convert it on the way: iconv -f {encoding} -t UTF-8"
    old, new = (shlex.quote(f"./{name}" if name.startswith("-") else name) for name in (file, f"{file}.utf8"))
    return f"iconv -f {encoding} -t UTF-8 {old} > {new}"
