"""Several columns at once: the traits that issues have together, and how many have which; made without a loop."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import prod
from typing import TYPE_CHECKING, Final

from rectify.model.columns import Column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_BYTE: Final = 1 << 8


def joined(columns: Sequence[Column]) -> Column:
    """One column of the lists of what these have, all of one length."""
    codes = _together(columns)
    if codes is None:
        return Column.of(map(list, zip(*columns, strict=True)))
    return Column([list(values) for values in product(*(column.values for column in columns))], codes)


def counted(columns: Sequence[Column]) -> Mapping[tuple[int, ...], int]:
    """How many have these codes in these columns, of one length; those that there are, in the order they are met."""
    codes = _together(columns)
    if codes is None:
        return Counter(zip(*(column.codes for column in columns), strict=True))
    known = enumerate(product(*(range(len(column.values)) for column in columns)))
    met = sorted((place, code, combined) for code, combined in known if (place := codes.find(code)) >= 0)
    return {combined: codes.count(code) for _, code, combined in met}


def _together(columns: Sequence[Column]) -> bytes | None:
    """One byte an issue for its codes in all columns, as digits of one number; None where a byte is not enough.

    Columns are numbers of as many bytes as there are issues; no byte runs over into the next.
    """
    all_codes = [column.codes for column in columns if isinstance(column.codes, bytes)]
    if len(all_codes) < len(columns) or prod(len(column.values) for column in columns) > _BYTE:
        return None
    number = 0
    for column, codes in zip(columns, all_codes, strict=True):
        number = number * len(column.values) + int.from_bytes(codes, "little")
    return number.to_bytes(len(columns[0]), "little")
