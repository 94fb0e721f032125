"""Persons whom nobody has on a list, told by how a text speaks of them: 村民张三反映, 联系人：李某; leaf.

- A word for somebody who complains, lives there or is to be called, then a surname and one or two letters more, then
  what ends a name. Without an end it is taken for other words (村民安置).
- It finds what is written in the usual way. It is a net under the names that are known, not in their place.
"""

import re
from functools import cache
from typing import Final

from rectify.wording.private import Found, Private

_CALLED: Final = (
    "村民|居民|群众|业主|住户|农户|牧民|渔民|商户|户主|举报人|投诉人|反映人|信访人|来访人|上访人|申请人|当事人|被告人|联系人|"
    "法定代表人|法人代表|负责人|经营者|承包人|租户|同志|患者"
)
_SURNAMES: Final = (
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|长孙|[王李张刘陈杨黄赵吴周徐孙朱马胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘蒋"
    "蔡余杜叶程苏魏吕丁沈任姚卢姜崔钟谭陆汪范石廖贾韦付傅邹孟熊秦邱江尹薛闫阎段雷侯史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤"
    "白金龙夏易乔赖樊兰殷施洪翟颜倪牛温芦季俞章鲁葛伍申尤毕聂柴祝霍梅庄辛管柯欧桑焦包骆才扎卓]"
)
_ENDS: Final = (
    r"(?=\Z|[^\u4e00-\u9fff]|等|反映|反应|举报|投诉|信访|来电|来信|来访|多次|称|说|表示|提出|认为|要求|家|住|的|在|向|及|和|与|"
    r"电话|手机|先生|女士|同志|未|不|已|将|被|对|把|承包|经营|擅自|[找去到来给打曾又也因为是有所写只并还就都请以按可会能从认说问拒同])"
)
_NO_NAMES: Final = (
    "何[时处种地人]|任[何意]|白[天色]|金额|马[路上]|江[边水]|石[料油]|万[元人]|高[度空]|钱款|田[地间]|夏[天季]|才[能在]"
)


@cache
def _person() -> re.Pattern[str]:
    """Somebody and their name; made for the first text that is looked through."""
    return re.compile(
        rf"(?:{_CALLED})(?:代表)?[ \u3000:：“\"（(]{{0,2}}(?!{_NO_NAMES})"
        rf"(?P<name>(?:{_SURNAMES})(?:[某×xX*]{{1,2}}|[\u4e00-\u9fff]{{1,2}}?)){_ENDS}"
    )


def named_persons(text: str) -> list[Found]:
    """Where a text seems to name a person, and nothing of what else it says."""
    return [Found(*found.span("name"), Private.NAME) for found in _person().finditer(text)]
