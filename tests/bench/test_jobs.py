"""Which issues the benchmark closes."""

import pytest

from bench.jobs import BATCH, spread


@pytest.mark.parametrize("issues", [1_000, 5_400, 10_000, 100_000])
def test_a_batch_lies_evenly_over_a_register(issues: int) -> None:
    """A thousand different issues, as far apart as they can be: no program is spared the far end of its file."""
    numbers = spread(issues)
    assert len(numbers) == BATCH
    assert numbers[0] == 1
    assert issues - issues % BATCH - numbers.step < numbers[-1] <= issues
