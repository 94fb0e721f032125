"""The register as a recorded run left it, also while that run waits to be published; read without the lock.

Others may be writing meanwhile: what is read is only taken where register, trail and staged file fit together.
"""

from collections.abc import Callable

from rectify.store.loaded import Loaded
from rectify.store.trail_lines import digest

LOOKS = 8


def as_published(
    load: Callable[[], Loaded], last_line: Callable[[], bytes | None], waiting: Callable[[bytes], Loaded | None]
) -> Loaded:
    """What `load` gives, or what waits to take its place.

    Args:
        load: reads register and trail.
        last_line: the last recorded line of the trail.
        waiting: the staged register of the run of a line; None where there is none.
    """
    gone: tuple[str, str | None] | None = None
    for _ in range(LOOKS):
        loaded, line = load(), last_line()
        if loaded.head != (digest(line) if line is not None else None):
            continue  # somebody has written since
        if line is None or loaded.last is None or loaded.digest != loaded.last.before:
            break
        found = waiting(line)
        if found is not None:
            return found if found.digest == loaded.last.after else loaded
        if gone == (loaded.digest, loaded.head):
            break  # nothing waits: somebody has put an older register back
        gone = (loaded.digest, loaded.head)  # or not any more: then the next look finds it published
    return loaded
