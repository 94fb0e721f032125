from tests.cli.conftest import cli, empty

__all__ = ["cli", "empty"]  # fixtures
