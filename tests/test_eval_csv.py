"""Gold questions in CSV, as spreadsheets save it."""

from __future__ import annotations

import pytest

from eval import gold
from eval.csv_gold import load
from ingest.errors import SettingsError

HEADER = "id,question,answer,document,quote,document2,quote2,kind,history,note\n"
TABLE = (
    HEADER
    + "a,퍼지는 몇 분 하나요?,5분|오 분; 공기 60 %,std.pdf,5분 동안 퍼지한다,talk.txt,공기는 육십,multi-source,,확인함\n"
    + 'b,"How hot, at most?",75 °C,std.pdf,"alarm, then stop",,,,,\n'
    + ",,,,,,,,,\n"
    + "c,그건 얼마나 자주?,주 1회,std.pdf,주 1회 점검,,,follow-up,필터는 언제 청소하나요?,\n"
    + ",펌프 가격은 얼마인가요?,,,,,,,,\n"
)


@pytest.fixture
def write(tmp_path):
    def written(content: str | bytes, encoding: str = "utf-8"):
        path = tmp_path / "gold.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_table_is_read_as_gold_questions(write, encoding, ends):
    found = load(write(TABLE.replace("\n", ends), encoding))
    a, b, c, d = found
    assert a.key_facts == [["5분", "오 분"], ["공기 60 %"]]
    assert [(e.document, e.quote) for e in a.evidence] == [
        ("std.pdf", "5분 동안 퍼지한다"),
        ("talk.txt", "공기는 육십"),
    ]
    assert (b.language, b.kind, b.question) == ("en", "direct", "How hot, at most?")
    assert b.evidence[0].quote == "alarm, then stop"
    assert [t.question for t in c.turns] == ["필터는 언제 청소하나요?"]
    assert (d.id, d.kind, d.answerable, d.language) == ("6", "unanswerable", False, "ko")


@pytest.mark.parametrize("mark", [";", "\t"])
def test_tables_parted_otherwise_are_read_too(write, mark):
    path = write(
        f"question{mark}Answers{mark}document{mark}quote\nHow hot?{mark}75 °C{mark}a.pdf{mark}at 75 °C\n"
    )
    assert [q.key_facts for q in load(path)] == [[["75 °C"]]]


def test_what_is_read_is_what_json_lines_hold(write, tmp_path):
    found = load(write(TABLE))
    lines = tmp_path / "gold.jsonl"
    lines.write_text("\n".join(q.model_dump_json() for q in found), "utf-8")
    assert gold.load(lines) == found


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "has no column “question”"),
        ("id,anwser\n", "a column “anwser” that is not known"),
        ("question,question\n", "the column “question” twice"),
        ("id,answer\n1,x\n", "has no column “question”"),
        ("question,answer\n", "holds no questions"),
        (HEADER + "a,Why?,x,,,,,,,\n", "row 2: an answerable question needs key_facts and evidence"),
        (
            HEADER + "a,Why?,,d.pdf,because,,,,,\n",
            "row 2: an answerable question needs key_facts and evidence",
        ),
        (HEADER + "a,Why?,x,d.pdf,,,,,,\n", "row 2: “evidence.0.quote”"),
        (HEADER + "a,Why?,,,,,,riddle,,\n", "row 2: “kind”"),
        (HEADER + "a,그건?,x,d.pdf,y,,,follow-up,,\n", "row 2: a follow-up needs history"),
        (HEADER + "\na,Why?,,,,,,,,\na,When?,,,,,,,,\n", "row 4: the id “a” stands in row 3 too"),
        ("question,answer\nWhy, then?,x,y\n", "row 2: it has 4 cells under 2 columns"),
        ('question\n"Why?\n', "is not a CSV table"),
        (b"question\n\xff\xff\xff\n", "neither in UTF-8 nor in code page 949"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_row(write, content, says):
    with pytest.raises(SettingsError) as error:
        load(write(content))
    assert says in str(error.value)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.csv")
