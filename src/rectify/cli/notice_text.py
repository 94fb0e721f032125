"""The text of a public notice: read, made, printed or written; nothing of the register is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from rectify.cli.decode import file_text
from rectify.cli.pairs import read_pairs
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage, CalendarNotKnown
from rectify.faults import MissingExtra

if TYPE_CHECKING:
    from rectify.model.closing import Notice
    from rectify.model.paper import Paper
    from rectify.query.notice import Course
    from rectify.view.notice_words import NoticeWords

_DOCX = "docx"
_NAMES: Final = {"md": ("", ".md", ".markdown", ".txt"), _DOCX: (".docx",)}
"""How the name of a file of each form may end."""


@dataclass(frozen=True)
class Wanted:
    """What the text is to be: NAME=TEXT pairs, a template's file, the file to write (stdout when None), over any."""

    fill: Sequence[str] | None
    template: str | None
    to: str | None
    force: bool


def make_text(runtime: Runtime, ids: Sequence[str], wanted: Wanted) -> None:
    """Make the text of the notice of some issues, and say what was left out of it.

    Raises:
        RectifyError: there is no notice, something is not filled in, or the place is taken.
    """
    from rectify.store.handed_out import HandedOut
    from rectify.view.notice_text import notice_text

    to, template = None if wanted.to == "-" else wanted.to, wanted.template
    form = _form(runtime, to)
    shelf = HandedOut(runtime.register_path, disk=runtime.around.disk)
    if to is not None:
        shelf.require_free(to, may_replace=wanted.force)
    own = file_text(template, "give the path of a readable file") if template is not None else None
    words = _words(runtime, runtime.ids(ids), read_pairs("--fill", wanted.fill))
    if words is None:
        return
    made = notice_text(words, own)
    data = _bytes(made.paper, form)
    if to is None:
        runtime.print(data.decode(), is_utf8=True)
    else:
        written = shelf.write_bytes(to, data, may_replace=wanted.force)
        runtime.say(f"written: {written.path} ({written.size} B)")
    for left in made.left:
        runtime.say(left)


def _form(runtime: Runtime, to: str | None) -> str:
    """The form asked for, else the one that the file's name tells; never one under the name of another.

    Raises:
        BadUsage: the two do not fit, or it is a form that is not made here.
    """
    ending = "" if to is None else PurePath(to).suffix
    is_word = runtime.asked.get("output") is None and ending.lower() in _NAMES[_DOCX]
    form = _DOCX if is_word else runtime.form("md", _DOCX)
    if form == _DOCX and to is None:
        raise BadUsage(message="a Word document is not written to stdout", hint="name a file: --to FILE.docx")
    if ending.lower() not in _NAMES[form]:
        is_made = any(ending.lower() in names for names in _NAMES.values())
        why = f"-o {form} is not written to a file called {ending or to}" if is_made else f"no text is made as {ending}"
        raise BadUsage(message=why, hint="name a file that ends in .md (Markdown) or .docx (Word)")
    return form


def _words(runtime: Runtime, ids: Sequence[str], fills: dict[str, str]) -> "NoticeWords | None":
    """What the register says of the issues for the public; None without any issue."""
    from rectify.query.names import names_of_persons
    from rectify.query.notice import shared_notices
    from rectify.view.notice_words import NoticeWords
    from rectify.view.public_words import PublicWords

    register, _, _ = runtime.read(None)
    issues = [register.get(id_) for id_ in ids]
    if not issues:
        return None
    notices = shared_notices(issues)
    actors = {run.actor for run in runtime.reading().runs()}
    public = PublicWords(names_of_persons(register, actors))
    return NoticeWords(issues, notices, register.header, public, _course(runtime, notices[0]), fills)


def _course(runtime: Runtime, notice: "Notice") -> "Course | None":
    """Which holidays fell into it; without the calendar the text says the days alone, which are on record."""
    from rectify.query.notice import course_of

    try:
        return course_of(notice)
    except (CalendarNotKnown, MissingExtra) as error:
        runtime.say(f"the text does not say which holidays fell into the notice: {error.message}")
        return None


def _bytes(paper: "Paper", form: str) -> bytes:
    if form != _DOCX:
        from rectify.view.notice_paper import paper_md

        return paper_md(paper).encode()
    from rectify.exchange.docx import document_bytes

    return document_bytes(paper)
