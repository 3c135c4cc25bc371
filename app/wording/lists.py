"""What is said while a list is read in: where a problem lies, what the plan holds, what was done."""

from app.wording.counts import count

FILE_PROBLEMS = {
    "no-header": "没找到表头，请指定哪一行是表头。",
    "locked": "文件加了密码，请去掉密码再传。",
    "not-a-table": "名字是 {suffix}，内容不是表格。",
    "too-big": "文件有{size}MB，最多{limit}MB。",
    "expands": "解开后太大，已停止读取。",
}


def position(sheet: str, line: int | None, heading: str = "") -> str:
    """Where in a file: 工作表“第一批”第7行“设定依据”：. A part that is not known is left out."""
    where = f"工作表“{sheet}”" if sheet else ""
    where += f"第{line}行" if line else ""
    where += f"“{heading}”" if heading else ""
    return f"{where}：" if where else ""


def plan_summary(*, new: int, changed: int, same: int, doubts: int, errors: int) -> str:
    """The plan in one line. Nothing is written yet, and it says so."""
    rows = new + changed + same + errors
    kinds = f"新增{new:,}，有改动{changed:,}，相同{same:,}，拿不准{doubts:,}，有错{errors:,}"
    return f"共{rows:,}行：{kinds}。现在还没有写入。"


def done_sentence(written: int, *, seconds: float | None = None, undo_until: str = "") -> str:
    """What was written, how long it took, and until when it can be taken back."""
    took = f"，用时{seconds:.1f}秒" if seconds is not None else ""
    undo = f"可以在{undo_until}前撤销。" if undo_until else ""
    return f"已写入{count(written)}{took}。{undo}"


def file_problem(kind: str, **facts: object) -> str:
    """Why a file cannot be read, by the kind of trouble; ``KeyError`` for an unknown kind."""
    return FILE_PROBLEMS[kind].format(**facts)
