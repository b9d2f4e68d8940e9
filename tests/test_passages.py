"""Passages are small, keep their place, and lose no text."""

from ingest.documents import Block, Locator
from ingest.passages import INTERVIEWER, cut


def text(body: str, page: int = 1, heading: tuple[str, ...] = ("1 목적",)) -> Block:
    return Block(body, Locator(page=page, heading=heading))


def test_paragraphs_of_a_section_are_joined_and_keep_both_pages():
    pieces = cut("표준", [text("가열한다."), text("유지한다.", page=2)])
    assert [p.text for p in pieces] == ["가열한다.\n유지한다."]
    assert (pieces[0].locator.page, pieces[0].locator.page_end) == (1, 2)
    assert pieces[0].context == "표준 > 1 목적"


def test_a_new_heading_starts_a_new_passage():
    pieces = cut("표준", [text("가"), text("나", heading=("2 범위",))])
    assert [p.locator.heading for p in pieces] == [("1 목적",), ("2 범위",)]


def test_each_table_row_of_three_fields_is_a_passage():
    rows = [
        Block(
            f"강종: {g} | 온도: {t} °C | 시간: 45분",
            Locator(page=3, table=1, row=i, heading=("3 온도",)),
            "table_row",
        )
        for i, (g, t) in enumerate([("SUS304", "1,230"), ("STB2", "1,150")], 1)
    ]
    assert [(p.text, p.locator.row) for p in cut("표준", rows)] == [
        ("강종: SUS304 | 온도: 1,230 °C | 시간: 45분", 1),
        ("강종: STB2 | 온도: 1,150 °C | 시간: 45분", 2),
    ]


def test_an_answer_is_searched_with_its_question_but_quoted_alone():
    blocks = [
        Block("패킹은 얼마나 떨어져야 합니까?", Locator(speaker=INTERVIEWER, start=0, end=4), "turn"),
        Block("열에서 스무 방울.", Locator(start=4, end=9), "turn"),
    ]
    (piece,) = cut("디스케일러 이야기", blocks)
    assert piece.text == "열에서 스무 방울."
    assert "패킹은 얼마나" in piece.context
    assert (piece.locator.start, piece.locator.end) == (4, 9)


def test_no_text_is_lost_however_long_or_odd():
    long = " ".join(f"문장 {i}은 여기서 끝난다." for i in range(120))
    odd = "x" * 3000
    pieces = cut("t", [text(long), text(odd), Block("끝 제목", Locator(heading=("끝 제목",)), "heading")])
    joined = "".join("".join(p.text.split()) for p in pieces)
    assert joined == "".join((long + odd + "끝 제목").split())
    assert max(len(p.text) for p in pieces) <= 800


def test_a_heading_with_text_below_it_is_not_a_passage_of_its_own():
    blocks = [Block("1 목적", Locator(heading=("1 목적",)), "heading"), text("가열한다.")]
    assert [p.text for p in cut("표준", blocks)] == ["가열한다."]


def test_rows_that_only_name_one_thing_each_are_joined_and_keep_their_range():
    rows = [
        Block(t, Locator(table=1, row=i, cells=f"A{i}:B{i}"), "table_row")
        for i, t in enumerate(["일시: 2023-06-19", "설비: EF-1", "현상: 누수 | 값: 39 m³/h"], 2)
    ]
    (piece,) = cut("사고", rows)
    assert piece.text.splitlines() == ["일시: 2023-06-19", "설비: EF-1", "현상: 누수 | 값: 39 m³/h"]
    assert (piece.locator.row, piece.locator.row_end, piece.locator.cells) == (2, 4, "A2:B4")
