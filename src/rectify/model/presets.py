"""Ready policies, in the manner of those who published theirs; what nobody published is said to be ours.

What is known of each, and no more (DOMAIN: closing, step by step; ten facts, 2 and 7):

- `anhui`: acceptance, a notice of 10 working days, filing; five standards, answered one by one, each pointing at
  evidence: the measures done, violations punished, the effect as law and norms ask, the like problems cured too
  (举一反三), the source treated and a lasting mechanism. The Chinese wording of the items is ours.
- `zhangzhou`: county, then city, then the department of the trade accept; the city on site. Ours: that the
  department comes on site too, and the notice, for which no figure is known: the usual one of `Policy` stands.
- `hainan-2018`: the lead unit accepts its own work. Later look-backs punished that; `rectify policy` warns of it.
  Ours: the notice, as above.
- `simple` and `supervised` are ours altogether.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from rectify.model.light import in_full
from rectify.terms import CalendarKind, Profile

if TYPE_CHECKING:
    from rectify.model.policy import Policy

FIVE_STANDARDS: Final = (
    "整改方案所列措施全部完成",
    "违法违规行为已经查处",
    "整改效果符合法律法规和标准规范",
    "同类问题举一反三一并整改",
    "源头得到治理，长效机制已经建立",
)
"""The five standards (Anhui), in our words."""

PRESETS: Final[Mapping[str, Mapping[str, Any]]] = MappingProxyType(
    {
        "simple": {},
        "supervised": {"profile": Profile.SUPERVISED.value},
        "anhui": {
            "profile": Profile.CHAIN.value,
            "manner": "anhui",
            "notice_days": 10,
            "calendar": CalendarKind.CN.value,
            "filing": True,
            "checklist": list(FIVE_STANDARDS),
        },
        "zhangzhou": {
            "profile": Profile.CHAIN.value,
            "manner": "zhangzhou",
            "levels": [
                {"name": "县级验收"},
                {"name": "市级验收", "onsite": True},
                {"name": "行业主管部门验收", "onsite": True},
            ],
        },
        "hainan-2018": {"profile": Profile.CHAIN.value, "manner": "hainan-2018", "lead_accepts": True},
    }
)
"""Every ready policy by its name, as data: who only explains a policy needs no model."""

SET_BY_PRESETS: Final = (
    "profile",
    "manner",
    "levels",
    "notice_days",
    "calendar",
    "filing",
    "checklist",
    "lead_accepts",
)
"""What a preset sets, all of it; the other figures of a register stay its own."""


def with_preset(policy: Policy, name: str) -> Policy:
    """The policy with everything that a preset sets.

    Raises:
        KeyError: no preset is called so.
    """
    preset = in_full("Policy", PRESETS[name])
    return policy.but(**{field: preset[field] for field in SET_BY_PRESETS})


def strayed(policy: Policy) -> tuple[str, ...]:
    """The fields in which a policy is no longer as the preset it came from; none where it came from none."""
    data = PRESETS.get(policy.manner or "")
    if data is None:
        return ()
    present, preset = in_full("Policy", policy.data()), in_full("Policy", data)
    return tuple(field for field in SET_BY_PRESETS if present[field] != preset[field])
