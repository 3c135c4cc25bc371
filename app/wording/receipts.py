"""What is said to those who comment: receipts, states, and what is done with what they leave."""

from datetime import datetime

from app.wording.days import BEIJING, zh_moment
from catalog.services.sealing import RETENTION_MONTHS

RECEIVED = ("收到了，谢谢您。", "请记下回执码。没有留联系方式的，只能凭它看答复。")
RECEIVED_LATE = ("收到了。", "已过截止时间，会标明“逾期”，照样答复。请记下回执码。")
REPEATED = "这份意见刚才已经收到，回执码还是{code}。"
CORRECTED = ("改好了。", "旧的写法留在记录里，不公开。回执码不变。")
WITHDRAWN = ("已撤回。", "不公开、不答复。截止前可以重新提。")
FILES_NOT_ADDED = "这次选的附件没有加上。要加附件，请按“修改意见”。"
ERASED = ("已删除称呼、联系方式和附件。", "意见内容照样留着，不再和您有关联。")
KEPT = ("已存好，还没有提交。", "请记下这个码，凭它接着写，保留到{until}。没有别的办法找回来。")
FILES_NOT_KEPT = "附件没有存：存稿只存写的字。接着写、提交的时候，请再选一次。"
DROPPING = "删去以后找不回来。没有提交过的，就当没有写过。"
DROPPED = "存稿已经删去。"

FORGOTTEN = "回执打开以后显示30分钟。请再填一次回执码。"

STALE = "这一页开得太久了，还没有交上。您写的都在，请再按一次。"
STALE_LOOK_UP = "这一页开得太久了。请再按一次按钮。"
TOO_QUICK = "这张表刚打开就交了，像是程序自动填的。您写的都在，请再按一次。"
TRAPPED = "有一格应当空着，却填了字，像是程序自动填的。已经替您清空，请再按一次。"
ALREADY_SENT = "这张表刚才已经交过一份，内容不一样。要用新写的代替吗？旧的会留在记录里，不公开。"

NO_POSITIONS = "请写是哪几条，例如1、3；或者选“整份清单”。"
ODD_POSITIONS = "条号要写成数字，几条用顿号隔开，例如1、3。现在写的是“{typed}”。"
TOO_MANY_POSITIONS = "一次最多写{limit}条。要说的更多，请选“整份清单”。"

WITHDRAWING = "撤回以后不公开、不答复，附件删去。截止前可以重新提。"
ERASING = (
    "删除以后，我们不再知道这份意见是谁提的，也没有办法找您核实；附件也一起删去。",
    "意见内容照样留着，不再和您有关联。凭回执码仍然可以看答复。",
)


def privacy(maintainer: str, telephone: str, *, months: int = RETENTION_MONTHS) -> tuple[tuple[str, str], ...]:
    """What is told before the button: what is published, what for, who sees it, how long, who answers for it."""
    return (
        ("您同意才公开：", "意见内容、身份类别（个人、企业等）和我们的答复。"),
        ("不公开：", "联系方式和附件；称呼只留姓，例如“张*”。"),
        ("用来做什么：", "整理意见，有不清楚的地方找您核实。不作别的用途。"),
        ("谁能看：", "只有办理这次征求意见的人，每看一次都有记录。"),
        ("存多久：", f"联系方式和附件加密保存，清单公布满{months}个月删除；您也可以随时要求删除。"),
        ("先存着的：", "没有提交的存稿整份加密，提交或者截止以后就删去。"),
        ("谁负责：", f"{maintainer}，电话{telephone}。"),
        ("", "请不要写身份证号、银行卡号和别人的隐私。"),
    )


def zh_second(instant: datetime) -> str:
    """An instant to the second: 2026年11月23日 星期一 9:42:07."""
    return f"{zh_moment(instant)}:{instant.astimezone(BEIJING).second:02d}"
