"""Make a register of any size in the shape of a real one: `make_register.py 1000 > issues.yaml`.

The same number and seed give the same bytes. About 800 bytes an issue: Chinese text, nested lists, several
styles of quoting, and comments, as people keep such files. Places, units and people do not exist: their names
begin with the heavenly stems (甲, 乙, 丙 …), the "A, B, C" of Chinese.

It is the register half a year after the order: days fall on the ends of half-years, as in real plans, and most of
them lie ahead. One issue in 256 was due by the first of them; half of these are done, and wait, half are late.

No issue is closed and none has evidence: closures and evidence are proved by a trail, which a made-up file
does not have. The finished ones therefore stand at `submitted` or `verified`.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

SEED = 20171224
FIRST_END = date(2026, 6, 30)  # the order is of 2026-01-05
HALF_YEAR_ENDS = tuple(date(year, month, day) for year in range(2026, 2031) for month, day in ((6, 30), (12, 31)))
EARLY, LATE = 256, 64  # the issues due first, and of every two the number of the late one
STEMS = "甲乙丙丁戊己庚辛壬癸"
PLACES = tuple(f"{stem}{kind}" for stem in STEMS for kind in ("川县", "岭区", "泉市", "湖县"))
BUREAUS = ("生态环境局", "自然资源局", "水利局", "住房和城乡建设局", "农业农村局", "林业和草原局")
CATEGORIES = ("一、责任落实不到位", "二、重点领域推进缓慢", "三、生态破坏问题突出")
SUBJECTS = (
    ("生活垃圾填埋场", "渗滤液处理设施长期停运，部分渗滤液外溢", "渗滤液处理率", "%"),
    ("废弃矿山", "应修复的图斑未按方案复绿，边坡裸露", "完成修复的矿山", "座"),
    ("城镇污水处理厂", "出水总氮时有超标，雨污分流改造滞后", "新建污水管网", "公里"),
    ("河道采砂场", "超范围开采，弃料占用河滩地", "清理的采砂点", "处"),
    ("畜禽养殖场", "粪污贮存设施不足，雨天直排沟渠", "配套设施的养殖场", "家"),
    ("工业园区", "集中供热未建成，燃煤小锅炉仍在使用", "拆除的锅炉", "台"),
)
ACTIONS = ("编制整改方案并报备", "完成设施改造并投入运行", "建立巡查台账，按月报送", "开展同类问题排查，举一反三")
STATUSES = ("open", "in_progress", "in_progress")
FINISHED = ("submitted", "verified")
TAGS = ("水", "大气", "土壤", "固废", "矿山", "饮用水源", "群众关注")
COMMENTS = ("现场已看过，照片待归档", "责任单位来电：招标中", "时限以文件原文为准", "与上一轮同类，注意口径")


def make_register(count: int, seed: int = SEED) -> Iterator[str]:
    """The text of a register of `count` issues, piece by piece: the header, then one piece an issue."""
    dice = random.Random(seed)
    yield _header(count)
    for number in range(1, count + 1):
        yield "".join(f"{line}\n" for line in _issue(number, dice))


def issue_id(number: int) -> str:
    """The id of the n-th issue, from 1."""
    return f"B-{number:05d}"


def _header(count: int) -> str:
    return (
        "# 虚构的台账，仅供测速：地名、单位、人员均不存在。\n"
        "format: 1\n"
        "register:\n"
        f"  title: 测速台账（{count} 项）\n"
        "  timezone: Asia/Shanghai\n"
        "  id_prefix: B-\n"
        "issues:\n"
    )


def _issue(number: int, dice: random.Random) -> Iterator[str]:
    place = dice.choice(PLACES)
    subject, problem, figure, unit = dice.choice(SUBJECTS)
    is_early, is_late = number % EARLY == LATE, number % (2 * EARLY) == LATE
    deadline = FIRST_END if is_early else dice.choice(HALF_YEAR_ENDS[1:])
    status = dice.choice(STATUSES if is_late or not is_early else FINISHED)
    if number % 4 == 0:
        yield f"  # {dice.choice(COMMENTS)}"
    yield f"  - id: {issue_id(number)}"
    yield f"    title: {place}{subject}整改"
    if number % 3 == 0:
        yield from ("    description: >-", f"      督察发现，{place}{subject}{problem}，", "      周边群众多次反映。")
    else:
        yield f"    description: '督察发现，{place}{subject}{problem}。'"
    yield f"    category: {dice.choice(CATEGORIES)}"
    yield f"    place: {place}"
    yield from _units(place, dice)
    yield f"    person: {dice.choice(STEMS)}某"
    yield from _indicator(figure, unit, dice)
    yield from _plan(place, deadline, status, dice)
    yield from _deadline(deadline, dice)
    yield f"    status: {status}"
    if status in FINISHED:
        yield from _finished(deadline, status, dice)
    yield f"    tags: [{', '.join(dice.sample(TAGS, 2))}]"


def _units(place: str, dice: random.Random) -> Iterator[str]:
    first, second = dice.sample(BUREAUS, 2)
    yield "    units:"
    yield "      responsible:"
    yield f"        - {place}{first}"
    if dice.random() < 0.4:
        yield f"        - {place}{second}  # 共同责任"
    if dice.random() < 0.3:
        yield f"      accepting: {place[0]}省{first}"


def _indicator(figure: str, unit: str, dice: random.Random) -> Iterator[str]:
    target = dice.randrange(10, 90)
    yield "    indicators:"
    yield f"      - name: {figure}"
    yield f"        target: {target}"
    yield f"        actual: {dice.randrange(target)}.5"
    yield f"        unit: '{unit}'"


def _plan(place: str, deadline: date, status: str, dice: random.Random) -> Iterator[str]:
    first, second = dice.sample(ACTIONS, 2)
    half = max(end for end in (FIRST_END, *HALF_YEAR_ENDS) if end < deadline or end == FIRST_END)
    yield "    measures:"
    yield from ("      - id: M1", f"        text: {place}{first}")
    if dice.random() < 0.3:
        yield from ("      - id: M2", f'        text: "{second}"')
    yield "    milestones:"
    yield f"      - {{id: T1, text: 过半, due: {half}{f', done_on: {half}' if half == FIRST_END else ''}}}"


def _deadline(day: date, dice: random.Random) -> Iterator[str]:
    if day > FIRST_END and dice.random() < 0.05:
        yield from ("    deadline:", "      text: 长期坚持", "      class: standing")
    else:
        yield from ("    deadline:", f"      date: {day}", f"      text: {day.year}年{day.month}月{day.day}日前")


def _finished(deadline: date, status: str, dice: random.Random) -> Iterator[str]:
    day = deadline - timedelta(days=dice.randrange(20))
    yield from ("    submissions:", f"      - on: {day}", f"        by: {dice.choice(STEMS)}某")
    if status == "verified":
        seal = sha256(f"{day}{dice.random()}".encode()).hexdigest()
        yield from ("    verifications:", f"      - on: {day + timedelta(days=9)}", "        by: 验收员")
        yield from ("        method: onsite", f"        substance: {seal}", f"        evidence: {seal}")


def main() -> None:
    """Print a register."""
    parser = argparse.ArgumentParser(description="Print a made-up register in YAML.")
    parser.add_argument("count", type=int, help="how many issues")
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # stdout is a text file here
    sys.stdout.writelines(make_register(options.count, options.seed))


if __name__ == "__main__":
    main()
