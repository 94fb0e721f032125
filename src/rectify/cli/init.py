"""rectify init: a new, empty register."""

from typing import Annotated

import typer

from rectify import config
from rectify.cli import options
from rectify.cli.options import option
from rectify.cli.runtime import Runtime

app = options.new_app()
FORMS = ("table",)


@app.command()
def init(
    ctx: typer.Context,
    title: Annotated[str, option("--title", "TEXT", "What it is a register of.")],
    prefix: Annotated[str | None, option("--prefix", "TEXT", "What new ids begin with, like QH-.")] = None,
    timezone: Annotated[str | None, option("--timezone", "ZONE", "Where a day begins; else Asia/Shanghai.")] = None,
) -> None:
    """Make a new, empty register, and the git files beside it.

    The register is -f FILE, else RECTIFY_REGISTER, else issues.yaml in this folder; one that is there is left alone.
    """
    from pydantic import ValidationError

    from rectify.actions.action import bad_value
    from rectify.model.header import Header
    from rectify.model.register import Register
    from rectify.store.folder import FolderStore
    from rectify.store.yaml_edit import fresh

    runtime = Runtime.of(ctx)
    runtime.form(*FORMS)
    path = config.new_register(runtime.asked.get("register"), runtime.around.environment)
    given = {"title": title, "id_prefix": prefix, "timezone": timezone}
    try:
        header = Header.model_validate({name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        raise bad_value(error) from None
    FolderStore(path, disk=runtime.around.disk).create(fresh(Register.of(header, ())))
    runtime.print(f"{path}: a new register")
    runtime.say(f"next: rectify -f {path} add --title TEXT")
