"""A header and a policy that say nothing: what holds where nobody has said anything.

They are light values, so that who only shows something pays for no model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from rectify.model.light import light

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.policy import Policy

BARE_HEADER: Final = cast("Header", light("Header")({}))
BARE_POLICY: Final = cast("Policy", light("Policy")({}))
