"""What the tests of rewriting share: a change made to a text."""

from typing import Any

from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.yaml_edit import Rewritten, rewrite


def file_of(text: str) -> RegisterFile:
    """A register file of this text."""
    return read_register(text.encode(), "x.yaml")


def change(text: str, id_: str = "A", **changes: Any) -> Rewritten:
    """The text with fields of one issue changed."""
    file = file_of(text)
    after = file.register.with_issue(file.register.get(id_).but(**changes))
    result = rewrite(file, after)
    assert result.file.register.entries() == after.entries()
    return result


def edit(body: str, **changes: Any) -> str:
    """The lines of issue A after a change; `body` are its lines below `id`, `title` and `status`."""
    head = "format: 1\nissues:\n  - id: A\n    title: t\n    status: open\n"
    result = change(head + body, **changes)
    assert result.re_emitted == ()
    return result.data.decode().removeprefix(head)
