"""rectify audit checkpoint: the trail's head as a small text to sign or print."""

import typer

from rectify.cli.audit_verify import auditing_of
from rectify.cli.runtime import Runtime

FORMS = ("table", "json")


def checkpoint(ctx: typer.Context) -> None:
    """Print the state of the trail as a small text: sign it or print it, and keep it elsewhere.

    It is verified first; what is not sound, or edited and not adopted, is refused (exit 7).
    """
    from rectify.proof.checkpoint import write_checkpoint
    from rectify.view.labels import number_of
    from rectify.view.verdict import checkpoint_json, shown_checkpoint

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    made, verdict = auditing_of(runtime).checkpoint()
    made = shown_checkpoint(made)
    if not verdict.is_as_left:
        runtime.say(f"{verdict.register} has other comments or another layout than run {made.runs} left")
    if warnings := sum(verdict.counts.values()):
        runtime.say(f"{number_of(warnings, 'warning')}; see rectify audit verify")
    if form == "json":
        runtime.print(checkpoint_json(made))
    else:
        runtime.print(write_checkpoint(made), is_utf8=not runtime.around.is_terminal)
