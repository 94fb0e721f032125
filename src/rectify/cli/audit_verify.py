"""rectify audit verify: is the trail whole, and do register and evidence match it."""

from typing import TYPE_CHECKING, Annotated

import typer

from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.runtime import Runtime

if TYPE_CHECKING:
    from rectify.auditing import Auditing
    from rectify.proof.checkpoint import Anchor

FORMS = ("table", "json")


def verify(
    ctx: typer.Context,
    *,
    checkpoint: Annotated[
        list[str] | None, option("--checkpoint", "FILE", "A checkpoint that the trail must contain; may be repeated.")
    ] = None,
    signature: Annotated[
        str | None, option("--signature", "FILE", "The signature of the checkpoint, made by ssh-keygen -Y sign.")
    ] = None,
    allowed_signers: Annotated[
        str | None, option("--allowed-signers", "FILE", "Who may sign, as ssh-keygen lists them.")
    ] = None,
    identity: Annotated[
        str | None, option("--identity", "NAME", "Who of them must have signed; else whoever did is named.")
    ] = None,
    chain: Annotated[
        bool, options.flag("--chain", words="The chain alone: replay no run, read no evidence. Quick on a long trail.")
    ] = False,
) -> None:
    """Verify the trail from end to end: order, form, replay, evidence, and checkpoints kept elsewhere.

    Exit 0 when it is sound, 1 when only the register was edited by hand, 7 when trail or evidence is damaged.
    """
    from rectify.errors import ExitCode
    from rectify.view.verdict import verdict_json, verdict_page

    runtime = Runtime.of(ctx)
    form = runtime.form(*FORMS)
    anchors = _anchors(runtime, checkpoint or [], signature, allowed_signers, identity)
    auditing = auditing_of(runtime)
    verdict = auditing.verify(anchors, is_chain_only=chain)
    runtime.say_if_pending(auditing)
    if form == "table":
        runtime.show(verdict_page(verdict))
    else:
        runtime.print(verdict_json(verdict))
    if not verdict.is_sound:
        raise typer.Exit(ExitCode.INTEGRITY if verdict.is_damaged else ExitCode.NO)


def auditing_of(runtime: Runtime) -> "Auditing":
    """The auditor of the register that a command is about."""
    from rectify.auditing import Auditing

    return Auditing(runtime.store(), runtime.around.clock, runtime.asked_today)


def _anchors(
    runtime: Runtime, names: list[str], signature: str | None, signers: str | None, identity: str | None
) -> "list[Anchor]":
    from rectify.anchoring import Anchoring
    from rectify.errors import BadUsage

    if (signature is None) != (signers is None) or (identity is not None and signature is None):
        raise BadUsage(message="--signature and --allowed-signers go together", hint="see rectify audit verify --help")
    if signature is not None and len(names) != 1:
        raise BadUsage(
            message="a signature is of exactly one checkpoint", hint="verify each checkpoint with its signature apart"
        )
    anchoring = Anchoring(runtime.around.disk, runtime.around.environment.get("PATH"))
    if signature is None or signers is None:
        return anchoring.read(names)
    return [anchoring.read_signed(names[0], signature=signature, signers=signers, identity=identity)]
