#!/bin/sh
# A month at the rectification office (整改办), done in batches. Fictitious, like the register it is for:
# 整改办的一个月，用批量命令完成。配虚构台账使用，全部内容都是编的。
#
#   mkdir try && cp -R examples/demo.* try/ && sh examples/month.sh try/demo.yaml
#
# Every batch has a name (--batch-id), so the script may be stopped anywhere and started again from the top:
# what was applied before is not applied twice.
set -eu

register=${1:?usage: sh month.sh REGISTER}
month=2019-01
export RECTIFY_REGISTER="$register"
export RECTIFY_ACTOR="${RECTIFY_ACTOR:-林某}"
papers=$(mktemp -d)
trap 'rm -rf "$papers"' EXIT

headline() {
    printf '\n== %s\n' "$1"
}

# --- the first working day: what falls due this month, and a word to each of them ------------------

headline "本月到期"
rectify --today $month-02 list --due-within eom
rectify --today $month-02 list --due-within eom -o ids |
    sed 's/.*/note & "本月到期，月底前报送自查报告"/' |
    rectify --today $month-02 batch --batch-id $month-reminders

# --- after the meeting of the leading group: assignments, a spreadsheet saved as CSV ---------------

headline "明确责任"
rectify --today $month-04 batch --format csv --batch-id $month-assignments <<'END'
verb,id,unit,person,due,reason
assign,XC-52,鹿眠州政府,桑某（副州长）,2019年6月底前,领导小组会议明确责任单位
start,XC-52,,,,
start,XC-40,,,,春耕前动工
start,XC-45,,,,
END

# --- every Friday: the reports of the week, one JSON object a line ---------------------------------

headline "第二周进展"
rectify --today $month-11 batch --batch-id $month-week-2 <<'END'
{"verb": "progress", "id": "XC-21", "note": "本周拆除9台", "indicator": {"拆除的燃煤锅炉": "31"}}
{"verb": "progress", "id": "XC-03", "note": "2名监测人员报到", "indicator": {"到岗监测人员": "23"}}
{"verb": "progress", "id": "XC-52", "note": "完成卫星影像比对", "measure": "M1"}
END

headline "第三周进展"
rectify --today $month-18 batch --batch-id $month-week-3 <<'END'
{"verb": "progress", "id": "XC-21", "note": "本周拆除12台，烟道同步切断", "indicator": {"拆除的燃煤锅炉": "43"}, "verdict": "behind"}
{"verb": "progress", "id": "XC-40", "note": "两个回收站点恢复", "measure": "M1"}
{"verb": "note", "id": ["XC-05", "XC-35", "XC-46"], "text": "逾期，约见分管负责人"}
END

# --- acceptance on site, and the closures of the month, with evidence ------------------------------

headline "验收和销号"
echo "虚构示例。XC-22 现场核查记录：集气罩和布袋除尘运行正常。" >"$papers/XC-22现场核查记录.txt"
echo "虚构示例。XC-48 资金到账核对表：31家全部缴清。" >"$papers/XC-48到账核对表.txt"
rectify --as 周某 --today $month-22 batch --batch-id $month-acceptance <<END
verify XC-22 --method onsite --unit 岫川省环境保护厅 --evidence "$papers/XC-22现场核查记录.txt"
verify XC-48 --method document --evidence "$papers/XC-48到账核对表.txt"
END
rectify --today $month-25 batch --batch-id $month-closures <<'END'
# 已验收、公示无异议的四件
close XC-22 --filing-no 岫整销〔2019〕1号
close XC-25 --filing-no 岫整销〔2019〕2号
close XC-27 --filing-no 岫整销〔2019〕3号
close XC-48 --filing-no 岫整销〔2019〕4号
END

# --- the last day: where we stand, and whether the books are in order ------------------------------

headline "月底"
rectify --today $month-31 summary
rectify --today $month-31 list --overdue
rectify --today $month-31 check
