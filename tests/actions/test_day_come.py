from datetime import timedelta

import pytest

from rectify.actions.day_come import require_come
from rectify.errors import Refused
from rectify.terms import Verb
from tests.make import TODAY, moment

DAY = timedelta(days=1)


def test_a_day_still_to_come_is_refused() -> None:
    """By the today of the command, or by the clock where that is later."""
    with pytest.raises(Refused, match=r"QH-05 cannot be escalated: the reply is of 2019-03-02, a day still to come\."):
        require_come(Verb.ESCALATE, "QH-05", TODAY + DAY, moment(), "the reply is")
    require_come(Verb.ESCALATE, "QH-05", TODAY, moment(), "the reply is")
    require_come(Verb.ESCALATE, "QH-05", TODAY + DAY, moment()._replace(recorded=TODAY + DAY), "the reply is")
