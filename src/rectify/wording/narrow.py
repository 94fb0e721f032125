"""Full-width letters made narrow: what an input method leaves behind in dates and expressions; leaf."""

_SHIFT = 0xFEE0
_NARROW = {code: code - _SHIFT for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}


def narrow(text: str) -> str:
    """The text with full-width ASCII (１ （ ＝ Ａ) and wide spaces as plain ASCII, letter by letter.

    The length stays, so a column in the result is a column in the text.
    """
    return text if text.isascii() else text.translate(_NARROW)
