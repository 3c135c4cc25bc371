"""Word documents: what the page shows is read, and nothing that it does not show."""

import pytest

from catalog.exchange import containers, reading
from tests.catalog.exchange import writing
from tests.catalog.exchange.test_variants import REGISTER

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
HEADINGS = "序号|证明名称|办理事项|索要单位|开具单位|设定依据|取消方式"
SHOWN = '<w:vanish w:val="0"/>'
LINE = "1|户籍证明|居住证申领|示例市公安局|公安派出所|《居住证暂行条例》第九条|数据共享"


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def cell(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def row(texts: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cell(f'<w:p>{run(each)}</w:p>') for each in texts.split('|'))}</w:tr>"


def document(*rows: str) -> bytes:
    body = f"<w:body><w:tbl>{''.join(rows)}</w:tbl></w:body>"
    return writing.zipped({"word/document.xml": f"<w:document {_WORD} {_MC}>{body}</w:document>"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"<w:p><w:ins>{run('户籍')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", "户籍"),
        (f"<w:p><w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('户籍')}</w:moveTo></w:p>", "户籍"),
        (f"<w:p>{run('户籍')}{run('看不见', '<w:vanish/>')}</w:p>", "户籍"),
        (f"<w:p>{run('户籍', SHOWN)}</w:p>", "户籍"),
        (f"<w:p><w:r><w:ruby><w:rt>{run('hu')}</w:rt><w:rubyBase>{run('户')}</w:rubyBase></w:ruby></w:r></w:p>", "户"),
        (f"<w:p><w:hyperlink>{run('户籍')}</w:hyperlink>{run('证明')}</w:p>", "户籍证明"),
        (f"<w:sdt><w:sdtContent><w:p>{run('户籍')}</w:p></w:sdtContent></w:sdt>", "户籍"),
        (
            f"<w:p><mc:AlternateContent><mc:Choice>{run('户籍')}</mc:Choice>"
            f"<mc:Fallback>{run('户籍')}</mc:Fallback></mc:AlternateContent></w:p>",
            "户籍",
        ),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>', "√"),
        ('<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r></w:p>', "□"),
    ],
)
def test_a_cell_holds_what_the_page_shows(content: str, words: str) -> None:
    [sheet] = containers.sheets_of(document(f"<w:tr>{cell(content)}</w:tr>"), "list.docx")
    assert sheet.rows == [[words]]


def test_a_line_that_was_deleted_while_changes_are_tracked_is_no_line() -> None:
    deleted = row(LINE.replace("户籍", "旧"), '<w:trPr><w:del w:id="5"/></w:trPr>')
    found = reading.read(document(row(HEADINGS), deleted, row(LINE)), "list.docx", register=REGISTER)
    assert [(each.line, each.material) for each in found.rows] == [(3, "户籍证明")]
    assert found.problems == ()


def test_a_line_that_begins_further_right_has_nothing_in_the_columns_before() -> None:
    shifted = row(LINE.partition("|")[2], '<w:trPr><w:gridBefore w:val="1"/></w:trPr>')
    found = reading.read(document(row(HEADINGS), row(LINE), shifted), "list.docx", register=REGISTER)
    assert [each.seq for each in found.rows] == ["1", ""]
