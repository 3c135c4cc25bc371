"""What a page says when something did not work: what, why, what to do next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Heading, explanation and next step for one HTTP status. Braces are filled by ``failure``."""

    heading: str
    says: str
    search: bool = False


FAILURES = {
    400: Failure("看不懂这个地址", "查找的内容太长或有认不出的字。请改短再查。", search=True),
    401: Failure("请先登录", "登录以后会回到这一页。"),
    403: Failure("这一页您不能看", "只有{who}能看。需要的话，请找{ask}。"),
    404: Failure("没有这一页", "地址可能打错了。公布过的内容不会删除，请在这里查：", search=True),
    405: Failure("这个地址不能这样用", "请从网页上的按钮或链接进来。"),
    409: Failure("没有保存：这一条刚被{who}改过", "下面并排列出两个版本，选一个，或合在一起再存。您写的都在。"),
    413: Failure("文件太大", "有{size}MB，最多{limit}MB。请删去图片，或分几次传。"),
    422: Failure("还有{count}处要改", "逐条列出，点一下就到那一格。您写的都在。"),
    429: Failure("提交得太频繁", "这个网络一分钟里交了{count}次。写的内容还在，{seconds}秒后再交。"),
    500: Failure("出错了，是我们的问题", "刚才这一步没有做成。请过几分钟再试；还不行，打{hotline}，报编号{code}。"),
    503: Failure("正在维护", "预计{until}恢复。征求意见的截止时间如受影响，会延长并公告。"),
}

# Said when the caller does not know the particulars: a sentence without them, never an empty brace.
PLAIN = {
    403: Failure("这一页您不能看", "需要的话，请找本单位管理员。"),
    409: Failure("没有保存：这一条刚被别人改过", "下面并排列出两个版本，选一个，或合在一起再存。您写的都在。"),
    413: Failure("文件太大", "请删去图片，或分几次传。"),
    422: Failure("还有几处要改", "逐条列出，点一下就到那一格。您写的都在。"),
    429: Failure("提交得太频繁", "写的内容还在，请过一分钟再交。"),
    500: Failure("出错了，是我们的问题", "刚才这一步没有做成。请过几分钟再试；还不行，请打12345。"),
    503: Failure("正在维护", "征求意见的截止时间如受影响，会延长并公告。"),
}


def failure(status: int, **facts: object) -> Failure:
    """The words for a status, filled with ``facts``; the plain version when a fact is missing.

    A status without words of its own gets those of 400 or 500, so that no page is ever blank.
    """
    known = FAILURES.get(status) or FAILURES[500 if status >= 500 else 400]
    try:
        return Failure(known.heading.format(**facts), known.says.format(**facts), known.search)
    except KeyError:
        return PLAIN[status if status in PLAIN else 500]
