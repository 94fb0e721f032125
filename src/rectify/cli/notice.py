"""rectify notice: shown to the public before closure, and the text for it."""

from typing import Annotated, Any

import typer

from rectify.cli import options
from rectify.cli.options import WRITE_FORMS, flag, option
from rectify.cli.runtime import Runtime
from rectify.cli.write import carry_out
from rectify.errors import BadUsage

app = options.new_app()
FORMS = (*WRITE_FORMS, "md", "docx")
_OF_THE_TEXT = ("to", "template", "fill", "force")


@app.command()
def notice(
    ctx: typer.Context,
    ids: options.Ids,
    *,
    place: Annotated[str | None, option("--place", "TEXT", "Publish it: where it is to be read.")] = None,
    days: Annotated[str | None, option("--days", "N", "How long it runs; else what the policy asks for.")] = None,
    objection: Annotated[str | None, option("--objection", "TEXT", "What somebody says against it.")] = None,
    answer: Annotated[
        list[str] | None, option("--answer", "N=TEXT", "The answer to objection N, or to the only open one.")
    ] = None,
    withdraw: Annotated[bool, flag("--withdraw", words="Take the notice back; needs --reason.")] = False,
    evidence: options.EvidenceFiles = None,
    evidence_kind: options.EvidenceKind = None,
    evidence_date: options.EvidenceDate = None,
    text: Annotated[
        bool, flag("--text", words="Make the text of the notice (-o md, docx), and change nothing.")
    ] = False,
    fill: Annotated[
        list[str] | None, option("--fill", "NAME=TEXT", "With --text: what stands for {{NAME}}; may be repeated.")
    ] = None,
    template: Annotated[str | None, option("--template", "FILE", "With --text: a template of one's own.")] = None,
    to: Annotated[str | None, option("--to", "FILE", "With --text: where to write it, else to stdout.")] = None,
    force: Annotated[bool, flag("--force", words="With --to: write over a file that is there.")] = False,
    reason: options.Reason = None,
    on: options.On = None,
    dry_run: options.DryRun = False,
) -> None:
    """Show it to the public: verified to on_notice. It runs so many days of the policy's calendar; the first counts.

    One of --place (publish), --objection, --answer, --withdraw at a time; or --text, which makes the text to print.
    """
    given = {name: value for name, value in locals().items() if name not in ("ctx", "ids", "dry_run", "text")}
    of_text = {name: given.pop(name) for name in _OF_THE_TEXT}
    if text:
        _refuse({**given, "dry_run": dry_run}, "--text changes nothing, and")
        from rectify.cli.notice_text import Wanted, make_text

        return make_text(Runtime.of(ctx), ids, Wanted(**of_text))
    _refuse(of_text, "without --text,")
    return carry_out(ctx, "notice", ids, dry_run=dry_run, **given)


def _refuse(given: dict[str, Any], why: str) -> None:
    """Refuse options that are for the other half of the command."""
    for name, value in given.items():
        if value:
            option_ = f"--{name.replace('_', '-')}"
            raise BadUsage(message=f"{why} {option_} says nothing", hint="see rectify notice --help")
