import subprocess
import sys

import pytest

from rectify.store.yaml_compose import compose
from rectify.store.yaml_lines import read_lines
from rectify.store.yaml_read import nodes_of

PLAIN = "format: 1\nissues:\n  - {id: Q-1, title: 甲, status: open}\n"


@pytest.mark.parametrize("text", [PLAIN, "a: [b,\n  c]\n", "a: b\na: c\n", "a: [\n", "a: &x b\n", "# c\n", "word\n"])
def test_the_nodes_and_the_faults_are_those_of_the_strict_reader(text: str) -> None:
    """Whoever reads it: right, right and left to the strict reader, or faulty."""
    assert nodes_of(text) == compose(text)


@pytest.mark.parametrize(("text", "is_needed"), [(PLAIN, False), (PLAIN.replace("{", "{ \n"), True)])
def test_only_the_strict_reader_needs_pyyaml(text: str, is_needed: bool) -> None:
    """A register as we write it is read without the library, which costs as much as three empty Pythons."""
    assert (read_lines(text) is None) == is_needed
    code = (
        "import sys; from rectify.store.register_yaml import read_register;"
        f"read_register({text.encode()!r}, 'x'); print('yaml' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{is_needed}\n"
