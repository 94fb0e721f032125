"""THE DISK: the nodes of a YAML text: by the fast reader where it is certain, else by the strict one.

Both make the same nodes; only the strict one finds faults, and only it needs PyYAML, which is imported for it alone.
"""

from rectify.store.yaml_lines import read_lines
from rectify.store.yaml_nodes import Composed


def nodes_of(text: str) -> Composed:
    """The nodes and the faults of a text that `read_letters` let pass."""
    quick = read_lines(text)
    if quick is not None:
        return quick
    from rectify.store.yaml_compose import compose

    return compose(text)
