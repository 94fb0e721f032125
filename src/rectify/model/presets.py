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

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rectify.model.policy import Level, Policy
from rectify.terms import CalendarKind, Profile

FIVE_STANDARDS: Final = (
    "整改方案所列措施全部完成",
    "违法违规行为已经查处",
    "整改效果符合法律法规和标准规范",
    "同类问题举一反三一并整改",
    "源头得到治理，长效机制已经建立",
)
"""The five standards (Anhui), in our words."""

PRESETS: Final[Mapping[str, Policy]] = MappingProxyType(
    {
        "simple": Policy(),
        "supervised": Policy(profile=Profile.SUPERVISED),
        "anhui": Policy(
            profile=Profile.CHAIN,
            manner="anhui",
            notice_days=10,
            calendar=CalendarKind.CN,
            filing=True,
            checklist=FIVE_STANDARDS,
        ),
        "zhangzhou": Policy(
            profile=Profile.CHAIN,
            manner="zhangzhou",
            levels=(
                Level(name="县级验收"),
                Level(name="市级验收", onsite=True),
                Level(name="行业主管部门验收", onsite=True),
            ),
        ),
        "hainan-2018": Policy(profile=Profile.CHAIN, manner="hainan-2018", lead_accepts=True),
    }
)
"""Every ready policy by its name."""

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
    preset = PRESETS[name]
    return policy.but(**{field: getattr(preset, field) for field in SET_BY_PRESETS})


def strayed(policy: Policy) -> tuple[str, ...]:
    """The fields in which a policy is no longer as the preset it came from; none where it came from none."""
    preset = PRESETS.get(policy.manner or "")
    if preset is None:
        return ()
    return tuple(field for field in SET_BY_PRESETS if getattr(policy, field) != getattr(preset, field))
