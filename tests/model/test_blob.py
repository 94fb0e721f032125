import pytest

from rectify.model.blob import Blob

DIGEST = "a" * 64


@pytest.mark.parametrize(
    ("blob", "is_so"),
    [
        (Blob("Q-1", f"{'a' * 16}-x.pdf", DIGEST), True),
        (Blob("Q-1", f"{'b' * 16}-x.pdf", DIGEST), False),
        (Blob("Q-1", f"{'a' * 16}x.pdf", DIGEST), False),
        (Blob("Q-1", f"{'a' * 16}-x.pdf"), False),
    ],
)
def test_a_file_is_what_its_name_says(blob: Blob, is_so: bool) -> None:
    """Its name begins with the start of its digest, and a dash."""
    assert blob.is_what_its_name_says is is_so
