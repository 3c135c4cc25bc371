"""What cells say is to become of a proof; what only sounds like a cancellation never becomes one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.readings import Reading, methods, read
from catalog.vocabulary import Disposition, Method

D, M = Disposition, Method
PLAIN = {
    "直接取消": (D.CANCEL, None),
    "取消": (D.CANCEL, None),
    "予以取消": (D.CANCEL, None),
    "不再要求提供": (D.CANCEL, None),
    "不再索要": (D.CANCEL, None),
    "保留": (D.KEEP, None),
    "继续保留": (D.KEEP, None),
    "不能取消": (D.KEEP, None),
    "暂不取消": (D.KEEP, None),
    "不予取消": (D.KEEP, None),
    "暂缓取消": (D.KEEP, None),
    "仍需提交": (D.KEEP, None),
    "替代取消\n（数据共享）": (D.REPLACE, M.DATA_SHARING),
    "数据共享：由办理部门通过平台查询": (D.REPLACE, M.DATA_SHARING),
    "信息共享": (D.REPLACE, M.DATA_SHARING),
    "部门间信息共享": (D.REPLACE, M.DATA_SHARING),
    "取消（告知承诺）": (D.REPLACE, M.COMMITMENT),
    "书面承诺": (D.REPLACE, M.COMMITMENT),
    "个人承诺": (D.REPLACE, M.COMMITMENT),
    "部门核验": (D.REPLACE, M.CROSS_CHECK),
    "部門間核查": (D.REPLACE, M.CROSS_CHECK),
    "内部核查": (D.REPLACE, M.INTERNAL_CHECK),
    "取消，改为部门内部核查": (D.REPLACE, M.INTERNAL_CHECK),
    "网络核验": (D.REPLACE, M.ONLINE_CHECK),
    "實地調查": (D.REPLACE, M.FIELD_CHECK),
    "现有证照": (D.REPLACE, M.EXISTING_LICENCE),
    "出示身份证": (D.REPLACE, M.EXISTING_LICENCE),
    "电子证照": (D.REPLACE, M.ELECTRONIC_LICENCE),
    "法定文书": (D.REPLACE, M.LEGAL_DOCUMENT),
    "合同凭证": (D.REPLACE, M.CONTRACT),
    "被其他材料涵盖": (D.REPLACE, M.COVERED),
    "信用报告代替": (D.REPLACE, M.CREDIT_REPORT),
    "情况声明": (D.REPLACE, M.STATEMENT),
    "无需提交": (D.CANCEL, None),
    "证照共享": (D.REPLACE, M.DATA_SHARING),
    "通过“某省事”平台查询": (D.REPLACE, M.DATA_SHARING),
    "本部门内部系统查询": (D.REPLACE, M.INTERNAL_CHECK),
    "查阅档案": (D.REPLACE, M.INTERNAL_CHECK),
    "由居委会协助核实": (D.REPLACE, M.CROSS_CHECK),
    "到户核实": (D.REPLACE, M.FIELD_CHECK),
    "人脸识别": (D.REPLACE, M.ONLINE_CHECK),
    "已有材料（登记申请书）可涵盖": (D.REPLACE, M.COVERED),
    "与申请表合并": (D.REPLACE, M.COVERED),
}
WITHOUT_EFFECT = {
    "实现信息共享后取消": D.CONDITIONAL,
    "待系统联通后取消": D.CONDITIONAL,
    "实现数据共享后不再提交": D.CONDITIONAL,
    "未实现共享前保留": D.CONDITIONAL,
    "除涉外婚姻外取消": D.CONDITIONAL,
    "取消（涉台的除外）": D.CONDITIONAL,
    "原则上取消": D.CONDITIONAL,
    "逐步取消": D.CONDITIONAL,
    "条件成熟时取消": D.CONDITIONAL,
    "系统查不到的仍需提交，其他取消": D.CONDITIONAL,
    "容缺受理": D.DEFER,
    "替代取消（容缺受理）": D.DEFER,
    "拟取消": D.INTENDED,
    "拟直接取消": D.INTENDED,
    "建议取消": D.INTENDED,
    "不再出具": D.ISSUER_STOPS,
    "不应由村（居）民委员会出具": D.ISSUER_STOPS,
    "取消和调整": D.UNDIVIDED,
    "直接或替代取消": D.UNDIVIDED,
    "部分取消，部分保留": D.UNDIVIDED,
    "保留，实行告知承诺": D.UNDIVIDED,
    "自主打印": D.UNDIVIDED,
    "网上开具": D.UNDIVIDED,
}


@pytest.mark.parametrize(("cell", "expected"), PLAIN.items())
def test_a_plain_cell_is_read_without_a_doubt(cell: str, expected: tuple[Disposition, Method | None]) -> None:
    reading = read(cell)
    assert (reading.disposition, reading.method, reading.doubts, reading.error) == (*expected, (), None)


@pytest.mark.parametrize(("cell", "disposition"), WITHOUT_EFFECT.items())
def test_what_only_sounds_like_a_cancellation_has_no_effect_and_says_so(cell: str, disposition: Disposition) -> None:
    reading = read(cell)
    assert (reading.disposition, reading.error) == (disposition, None)
    assert not disposition.has_effect
    assert len(reading.doubts) == 1 and reading.doubts[0].endswith("-not-a-cancellation")


def test_each_kind_of_doubt_has_its_own_code() -> None:
    codes = [
        read(cell).doubts[0] for cell in ("实现共享后取消", "容缺受理", "拟取消", "不再出具", "取消和调整", "自主打印")
    ]
    kinds = ["conditional", "deferred", "intended", "issuer-stops", "undivided", "self-print"]
    assert codes == [f"{kind}-not-a-cancellation" for kind in kinds]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("替代取消", "凭居民户口簿"), (D.REPLACE, M.EXISTING_LICENCE, "凭居民户口簿")),
        (("替代取消", "《个人承诺书》"), (D.REPLACE, M.COMMITMENT, "《个人承诺书》")),
        (
            ("替代取消", "", "由办理部门通过政务数据共享平台查询"),
            (D.REPLACE, M.DATA_SHARING, "由办理部门通过政务数据共享平台查询"),
        ),
        (("取消", "", "由办理部门向出具单位发函核查"), (D.REPLACE, M.CROSS_CHECK, "由办理部门向出具单位发函核查")),
        (("直接取消", "", "不再提交"), (D.CANCEL, None, "不再提交")),
        (("取消", "没有设定依据或办理方式可简化"), (D.CANCEL, None, "")),
        (("", "书面承诺"), (D.REPLACE, M.COMMITMENT, "")),
        (("", "", "申请人签署书面承诺书"), (D.REPLACE, M.COMMITMENT, "申请人签署书面承诺书")),
        (("替代取消（居住证）",), (D.REPLACE, M.EXISTING_LICENCE, "居住证")),
        (("替代取消", "", "数据共享"), (D.REPLACE, M.DATA_SHARING, "")),
        (("替代取消", "", "1.告知承诺制"), (D.REPLACE, M.COMMITMENT, "")),
        (("网络核验\n由办理部门通过网络核验",), (D.REPLACE, M.ONLINE_CHECK, "由办理部门通过网络核验")),
        (("数据共享——由办理部门查询",), (D.REPLACE, M.DATA_SHARING, "由办理部门查询")),
        (("替代取消。告知承诺，申请人签署承诺书",), (D.REPLACE, M.COMMITMENT, "申请人签署承诺书")),
        (("保留（法律规定）",), (D.KEEP, None, "")),
        (("替代取消", "部门核验", "办理前提交承诺书"), (D.REPLACE, M.CROSS_CHECK, "办理前提交承诺书")),
    ],
)
def test_the_cells_of_a_line_are_read_together(
    cells: tuple[str, ...], expected: tuple[Disposition, Method | None, str]
) -> None:
    reading = read(*cells)
    assert (reading.disposition, reading.method, reading.replacement, reading.error) == (*expected, None)


def test_of_several_methods_the_first_counts_and_a_doubt_is_raised() -> None:
    reading = read("替代取消", "网络核验、调查核实、部门信息共享")
    assert (reading.method, reading.doubts) == (M.ONLINE_CHECK, ("several-methods",))
    assert methods("网络核验、调查核实、部门信息共享") == (M.ONLINE_CHECK, M.FIELD_CHECK, M.DATA_SHARING)
    assert read("替代取消", "数据共享", "申请人签署书面承诺书").doubts == ("several-methods",)


@pytest.mark.parametrize(
    ("method", "sentence"),
    [("数据共享", "通过平台在线核验"), ("告知承诺", "申请人签字声明"), ("电子证照", "出示营业执照")],
)
def test_a_sentence_that_words_the_same_method_otherwise_is_no_second_one(method: str, sentence: str) -> None:
    assert read("替代取消", method, sentence).doubts == ()


def test_a_replacement_without_its_method_is_an_error() -> None:
    assert (read("替代取消").disposition, read("替代取消").error) == (D.REPLACE, "replaced-without-method")
    assert read("替代取消", "去向登记制度").error == "unknown-method"


@pytest.mark.parametrize("cell", ["看情况", "", "不能实行告知承诺", "无", "其他", "1", "无法律依据"])
def test_what_cannot_be_read_is_never_guessed(cell: str) -> None:
    assert (read(cell).disposition, read(cell).error) == (None, "unknown-method")


def test_a_direct_cancellation_that_names_a_method_is_not_decided() -> None:
    assert read("直接取消（数据共享）").doubts == ("undivided-not-a-cancellation",)


@given(
    st.sampled_from(["不", "不能", "暂不", "不予", "暂缓", "未", "不宜", "无法", "尚未"]),
    st.sampled_from(["取消", "直接取消", "予以取消"]),
)
def test_a_denied_cancellation_never_cancels(denial: str, cancellation: str) -> None:
    assert read(denial + cancellation).disposition is D.KEEP


FREE = [D.CANCEL, D.REPLACE]


@given(
    st.sampled_from([*WITHOUT_EFFECT]),
    st.sampled_from(["", "。", "（试行）", "，2020年清理"]),
    st.sampled_from(["", "信息共享", "部门核验"]),
)
def test_a_line_without_effect_stays_without_effect_whatever_stands_beside_it(
    cell: str, tail: str, method: str
) -> None:
    assert read(cell + tail, method).disposition not in FREE


@given(
    st.text(st.sampled_from("取消直接替代保留不拟后共享承诺核查（）：；、，\n部门数据证照\ud800"), max_size=30),
    st.text(max_size=20),
)
def test_any_cells_are_read_without_fail(one: str, other: str) -> None:
    for reading in (read(one, other), read(other, one), read("", one, other)):
        assert isinstance(reading, Reading)
        assert (reading.disposition is None) <= (reading.error is not None)
        assert reading.method is None or reading.disposition is D.REPLACE


@pytest.mark.parametrize("part", ["取消", "不", "实现共享", "部门", "（", "后", "向"])
def test_long_garbage_is_read_to_its_end(part: str) -> None:
    assert isinstance(read(part * 5_000, part * 5_000, part * 5_000), Reading)
