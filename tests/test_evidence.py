"""Evidence is whole: the sentence that bears on the question, with what it leads in to."""

from __future__ import annotations

import pytest

from assistant.evidence import choose
from assistant.retrieve import Hit
from ingest.documents import Locator
from ingest.index import tokens
from ingest.store.documents import Passage

STEPS = (
    "버너 점검은 매주 한다. 화염 실패 경보가 울리면 다음을 지킨다.\n1. 수동 가스 밸브를 닫는다.\n2. 렌즈를 점검한다.\n"
    "3. 퍼지 5분을 마친다.\n그 밖의 점검은 정비팀이 한다."
)


def hit(text: str, kind: str = "text", document: str = "incident", score: float = 1.0) -> Hit:
    passage = Passage(f"d-{hash(text)}", "d", 0, "가열로", text, kind, Locator())
    return Hit(
        passage, {"kind": document, "superseded": False, "title": "t", "equipment": []}, score, 1.0, 0.0, 0.5
    )


def weighed(question: str) -> dict[str, float]:
    return dict.fromkeys(tokens.words(question), 1.0)


def test_a_lead_in_brings_its_list_and_nothing_after_it():
    (found,) = choose([hit(STEPS)], weighed("화염 실패 경보가 울리면?"), 4)
    assert found.text.startswith("화염 실패 경보가")
    assert found.text.endswith("3. 퍼지 5분을 마친다.")


def test_a_plain_sentence_stands_alone():
    text = "오일은 매주 점검하고 기록지에 적어 둔다. 구동측 베어링 온도는 75 °C에서 경보가 울리고 85 °C에서 펌프가 정지한다. 청소는 월 1회, 주간 근무 때 한다."
    (found,) = choose([hit(text)], weighed("베어링 온도 경보"), 4)
    assert found.text == "구동측 베어링 온도는 75 °C에서 경보가 울리고 85 °C에서 펌프가 정지한다."


def test_a_table_row_is_shown_whole():
    row = "강종: SUS304 | 온도: 1,230 °C | 시간: 45분"
    (found,) = choose([hit(row, "table_row")], weighed("SUS304 시간"), 4)
    assert found.text == row


@pytest.mark.parametrize(("manual_score", "first"), [(0.7, "standard"), (0.31, "interview")])
def test_an_approved_procedure_comes_first_where_it_bears_nearly_as_much(manual_score, first):
    tip = hit("겨울에는 균열 온도를 더 올린다.", "turn", "interview")
    rule = hit("균열 온도는 1,230 °C이다.", "text", "standard", manual_score)
    weights = {"겨울": 5.0, **weighed("균열 온도")}
    assert choose([tip, rule], weights, 4)[0].hit.document["kind"] == first


def test_an_address_block_is_no_evidence():
    block = "담당: [이름], 휴대폰 [전화번호], [이메일], 주소 [주소]"
    assert (
        choose([hit("펌프를 점검한다. 매일 한다. 꼭 한다."), hit(block)], weighed("펌프 담당"), 4)[0].text
        != block
    )
    assert len(choose([hit(block)], weighed("담당"), 4)) == 0
