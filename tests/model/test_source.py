from rectify.model.source import Source


def test_a_source_keeps_its_date_as_published() -> None:
    """A month is enough for the date of a publication."""
    assert Source(publisher="生态环境部", date="2018-05").data() == {"publisher": "生态环境部", "date": "2018-05"}
