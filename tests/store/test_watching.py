from rectify.store.watching import nobody_watches


def test_nobody_watches() -> None:
    """What is called as it goes on does nothing."""
    with nobody_watches("x.pdf", 10) as step:
        step(10)
