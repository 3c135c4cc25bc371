"""The words of a question that name nothing, and those that ask for something the register does not hold."""

import re

# Asking for papers: what the register is for. Also what everything in it contains.
PAPERS = (
    "证明材料", "申请材料", "什么材料", "哪些材料", "证明", "材料", "资料", "证件", "文件", "手续", "带什么", "交什么",
    "带哪些", "交哪些", "准备什么", "还要交", "还要带", "还用交", "要不要交", "要提供", "需提供", "去哪里开",
    "去哪儿开", "去哪开", "在哪里开", "在哪开", "怎么开", "咋开", "谁来开", "给不给开", "不给开",
)  # fmt: skip
# Asking how long, how much, where, how big: questions that no entry of the register answers.
OTHER_QUESTIONS = (
    "多长时间", "多少时间", "多久", "几个工作日", "多少天", "几天", "几个月", "什么时候", "什么时间", "啥时候",
    "何时", "几点", "上班时间", "办公时间", "时间", "几岁", "多大", "年龄", "多少钱", "多少", "费用", "收费", "价格",
    "要钱", "免费", "几次", "照片", "相片", "尺寸", "规格", "电话", "号码", "热线", "地址", "哪里", "哪儿",
    "什么地方", "几楼", "怎么走", "预约", "排队", "进度", "下载", "官网", "网址", "网站", "有效期", "标准", "金额",
    "比例", "额度", "利率", "报销", "怎么写", "怎样写", "范本", "模板", "样本", "范文", "考试", "成绩", "招聘", "天气",
    "新闻", "附近", "能领多少", "余额", "扣分", "税率", "几号", "星期几", "摇号", "分数线", "录取", "密码", "登录",
    "怎么退", "涨了", "到账", "激活", "充值", "挂号", "基数", "租金", "加急", "图片", "多重", "什么意思", "是什么",
    "包括哪些", "区别", "网上办", "网上", "线上", "在线",
    "年度报告", "年报", "名单", "名录", "公示", "简介", "排名", "视频", "直播", "游戏", "小说", "歌词", "作文", "笑话",
    "面试", "招募", "走势", "行情", "论文", "攻略", "广告",
)  # fmt: skip
FILLERS = (
    "请问一下", "请问", "你好", "您好", "我想要", "我想", "我要", "想要", "想问", "想知道", "麻烦", "想咨询",
    "咨询一下", "^咨询", "一下", "是不是还要", "还要不要", "要不要", "用不用", "需不需要", "是否还需要", "是否需要",
    "是否还要", "是否", "还需要", "还需", "需要", "必须", "一定要", "还要", "还用", "还得", "还能", "要求", "能不能",
    "可不可以", "可以", "能否", "什么时", "什么样", "什么", "哪些", "哪个", "哪种", "啥", "怎么办理", "怎么办",
    "怎么样", "怎么", "怎样", "如何", "现在", "目前", "今年", "以后", "的话", "如果", "必要", "提供", "提交", "出具",
    "开具", "出示", "携带", "上交", "办理", "申请", "申办", "报名", "去办", "要办", "办个", "原件", "复印件", "副本",
    "正本", "誊本", "一个", "一份", "一张", "本人", "个人", "自己", "他们", "我们", "你们", "孩子", "到底", "应该",
    "应当", "为什么", "为何", "条件", "流程", "程序", "步骤", "方法", "规定", "政策", "要交", "要带", "不用", "不要",
    "取消", "没有", "已经", "关于", "以及", "进行", "单位", "部门", "有关", "相关", "情况", "事项", "还是", "这个",
    "那个", "有没有", "帮忙", "帮我", "呀", "吧", "换发", "续签",
    "行不行", "成不成", "好不好", "用得着", "非得", "有必要", "要查", "还查", "查不查", "看不看", "家里", "家中",
    "为啥", "凭啥", "凭什么", "听说", "新规", "最新", "明年", "请教", "求助", "求问", "各位", "咋办理", "咋办", "咋弄",
    "咋整", "怎么弄", "怎么搞", "准备", "打算", "刚刚", "马上", "快要", "哪能", "窗口", "工作人员", "又要", "都要",
    "要不", "是不是", "一式两份",
    "续期", "延续", "更换", "到期", "过期", "换新", "年审",
)  # fmt: skip
# Whether one must do it, asked by saying it twice: 带不带, 交不交.
_WHETHER = tuple(f"{act}不{act}" for act in "带交开拿给办收查补备写盖")
# Alone these say nothing; inside a word they may belong to it.
_EDGES = (
    "的了吗呢啊么呀吧要需办开去我到在给和与或请您你他她它有是把被让用"
    "能会得来上做找问查弄搞领交带拿为对于由从向里又也还再就都只个份张时后前想"
)
# People of whom a question speaks name nothing either.
PERSONS = frozenset("人我他她爸妈爷奶哥弟姐妹儿女家娃俺") | {
    "爸爸", "妈妈", "父亲", "母亲", "父母", "爷爷", "奶奶", "外公", "外婆", "儿子", "女儿", "老公", "老婆", "丈夫",
    "妻子", "老人", "家人", "小孩", "娃娃", "宝宝", "朋友", "对象", "哥哥", "弟弟", "姐姐", "妹妹", "老爸", "老妈",
}  # fmt: skip
# What says which papers are meant, although it is left out elsewhere.
_SAYING_WHICH = (
    "孩子", "单位", "部门", "换发", "续签", "续期", "延续", "更换", "到期", "过期", "换新", "年审", "家里", "家中",
)  # fmt: skip
_INSIDE = "的了吗呢啊么呀吧和与或跟及"

# The same, unless they ask for what a proof tells: 在哪个学校读几年级.
_MORE_QUESTIONS = (
    "几年(?!级)", "怎么样$", "刷(?!新)",
    "在哪(?![个家所间].{0,3}(?:学|校|单位|公司|厂|班))", "上班吗", "上不上班", "开不开门", "开门吗",
)  # fmt: skip
# How long something has lasted is what a proof tells: 养老保险交了几年. So is what was paid: 医院收费的凭证.
_LASTED = re.compile(
    "(?<=[交缴买干做住教开当读租]|[了过满])(?:了|过|满)?(?:几年|多少年|多久|几个月|多长时间|多少个月)"
    "|收费(?=的?(?:凭证|单|票|收据|条))"
)

_PAPERS = re.compile("|".join(sorted(PAPERS, key=len, reverse=True)))
_OTHER = re.compile("|".join((*sorted(OTHER_QUESTIONS, key=len, reverse=True), *_MORE_QUESTIONS)))
_AROUND = "|".join(
    sorted((*FILLERS, *(word for word in PAPERS if word not in ("证明", "材料"))), key=len, reverse=True)
)
_BEFORE, _AFTER = re.compile(f"^(?:{_AROUND})+"), re.compile(f"(?:{_AROUND}|[{_INSIDE}])+$")
_SAYING_NOTHING = sorted((*PAPERS, *OTHER_QUESTIONS, *FILLERS, *_WHETHER), key=len, reverse=True)
_PARTING = re.compile("|".join(_SAYING_NOTHING) + f"|[{_INSIDE}]+")

_WHICH = re.compile("|".join(sorted((*_SAYING_WHICH, *(PERSONS - frozenset("人我他她俺"))), key=len, reverse=True)))

# Whose papers are never what a person is asked for: 狗健康证明, 猫的疫苗证明.
ANIMALS = "宠物|动物|狗|犬|狗狗|犬只|猫|猫咪|牛|马|羊|猪|鸡|鸭子?|鹅|兔子?|鸽子?|鸟|鱼|龟|仓鼠|牲畜|家禽|牲口"
# What is bought and lost, of which no office asks for a proof: 火车票丢失证明.
_BOUGHT = "[车机船门]票|飞机票|电影票|球票|手机|钱包|行李|快递|包裹"
# Errands that ask for no proof in the register, though words of a proof stand in them.
_OTHER_ERRANDS = re.compile("离婚(?:登记|手续|冷静期|协议)(?!证|记录|档案|信息|查)|(?:协议|起诉|办理?|登记)离婚(?!证)")
# A blank to fill in, which is for a paper and none: 租房合同模板下载.
_BLANK = re.compile("模板|范本|样本|范文|下载|格式")
# Not which proof, but that it is to be told: 残联要什么证明.
_OPEN_END = re.compile("(?:什么|哪些|啥|哪几个|哪样|几个|哪种|咩|么子)证明(?:材料)?$")

_GET = re.compile("(?:我|想|要|去|准备|打算|怎么|如何|帮我)*(?:办理|申请|申办|申领|新办|办个|办)")

# A proof called by who gives it: the committee of a village or a neighbourhood writes most of them.
_COMMITTEE = re.compile(
    "(?:社区|所在|村(?=居))?(村民委员会|居民委员会|村委会|居委会)(?:(?:开|出|打|盖)(?:具|章)?的?|的)?证明(?:材料)?"
)

# Asking whether something is needed: 还要…吗, 要不要…, 用不用….
_NEED = re.compile(
    "带不带|交不交|开不开(?!门)|拿不拿|要不要|用不用|需不需要|是否需要|还要|还用|还得"
    "|(?:要|需|用|开|交|带|查|有).{2,}(?:吗|么|嘛|不|吧)$"
)


def asks_for_need(text: str) -> bool:
    """True when the text asks whether something is needed."""
    return _NEED.search(text) is not None


def asks_for_papers(text: str) -> bool:
    """True when the text says that it is about papers to bring."""
    return _PAPERS.search(text) is not None


def says_which(text: str) -> bool:
    """True when a text asks for the papers of somebody or something, though it names none: 老人证明, 过期证明.

    >>> says_which('孩子证明'), says_which('我要什么证明')
    (True, False)
    """
    return _WHICH.search(text) is not None


def wants_to_get(text: str) -> bool:
    """True when a text begins with wanting something from an office: 办理低保, 我想申请居住证."""
    return _GET.match(text) is not None


def asks_which(text: str) -> bool:
    """True when a text asks which proofs there are: 残联要什么证明."""
    return _OPEN_END.search(text) is not None


def is_of_another(text: str, proof: str) -> bool:
    """True when ``proof`` stands in ``text`` as one of an animal or of a thing bought, or the text is the opposite.

    >>> is_of_another('狗健康证明', '健康证明'), is_of_another('养猪场的健康证明', '健康证明')
    (True, False)
    >>> is_of_another('无精神病证明', '精神病证明')
    True
    """
    of_another = re.search(f"(?:{ANIMALS}|{_BOUGHT})的?{re.escape(proof)}", text)
    return text in (f"无{proof}", f"未{proof}") or of_another is not None


def asks_something_else(text: str) -> bool:
    """True when the text asks how long, how much, where, and the like."""
    return _OTHER.search(_LASTED.sub("", text)) is not None


def is_other_errand(text: str) -> bool:
    """True when the text is an errand of which the register knows nothing, though it sounds like a proof: 离婚登记."""
    return _OTHER_ERRANDS.search(text) is not None


def asks_for_a_blank(text: str) -> bool:
    """True when the text asks for a form or a model to fill in."""
    return _BLANK.search(text) is not None


def committee(text: str) -> str | None:
    """The committee whose proofs a text asks for, all of them alike; None when it says anything else.

    >>> committee('居委会开的证明'), committee('居委会开的居住证明')
    ('居委会', None)
    """
    found = _COMMITTEE.fullmatch(text)
    return found[1] if found else None


def cores(text: str) -> list[str]:
    """``text`` as it stands, and with the words around it taken away: it may be one name with a slip in it.

    >>> cores('还要医料费用证明吗')
    ['还要医料费用证明吗', '医料费用证明']
    """
    trimmed = _AFTER.sub("", _BEFORE.sub("", text))
    return list(dict.fromkeys((text, trimmed, trimmed.strip(_EDGES))))


def content(text: str) -> list[str]:
    """The parts of a text that name something, without the words that questions are made of.

    >>> content('换驾照还要什么证明吗')
    ['换驾照']
    """
    return [part for piece in _PARTING.split(text) if (part := piece.strip(_EDGES))]
