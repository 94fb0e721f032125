"""rectify alone: a short overview."""

import shlex

from rectify.cli.runtime import Runtime


def show_overview(runtime: Runtime) -> None:
    """Counts by status, what is overdue, what to do next."""
    from rectify.view.overview import overview_page

    runtime.form("table")
    register, today, _ = runtime.read(None)
    named = runtime.asked.get("register")
    call = f"rectify -f {shlex.quote(named)}" if named else "rectify"
    runtime.show(overview_page(register, today=today, name=runtime.register_path, call=call))
