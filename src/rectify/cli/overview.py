"""rectify alone: a short overview."""

from rectify.cli.runtime import Runtime


def show_overview(runtime: Runtime) -> None:
    """Counts by status, what is overdue, what to do next."""
    from rectify.view.overview import overview_page

    runtime.form("table")
    register, today, _ = runtime.read(None)
    runtime.show(overview_page(register, today=today, name=runtime.register_path))
