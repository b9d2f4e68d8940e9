"""Documents answer only those they are meant for, and only in one wording."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answerer import open_answerer
from assistant.distinct import distinct
from assistant.retrieve import Hit
from ingest.documents import Locator
from ingest.settings import load_settings
from ingest.store.documents import Passage
from tests.conftest import ingest_all

MANIFEST = "crane.md: {title: 크레인 CR-7 점검, audience: maintenance}\n"
CRANE = "# 크레인 CR-7 점검\n\n브레이크 라이닝 마모 한도는 3.2 mm이다.\n"
QUESTION = "CR-7 브레이크 라이닝 마모 한도는 몇 mm인가요?"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder, home = tmp_path_factory.mktemp("crane"), tmp_path_factory.mktemp("crane-home")
    (folder / "crane.md").write_text(CRANE, "utf-8")
    (folder / "other.md").write_text("# 집진기\n\n필터는 매달 본다.\n", "utf-8")
    (folder / "manifest.yaml").write_text(MANIFEST, "utf-8")
    assert ingest_all(load_settings(home=home, llm={"provider": "none"}), folder) == 2
    return home


@pytest.mark.parametrize(
    ("audiences", "status"), [([], "refused"), (["maintenance"], "quoted"), (["sales"], "refused")]
)
def test_a_document_answers_only_its_audience(home, audiences, status):
    opened = open_answerer(
        load_settings(home=home, llm={"provider": "none"}, retrieval={"audiences": audiences})
    )
    answer = opened.answer(QUESTION, mode="quoted")
    opened.close()
    assert answer.status == status
    assert ("3.2" in answer.answer) == (status == "quoted")


def hit(text: str, score: float, kind: str = "manual", **document: Any) -> Hit:
    passage = Passage(f"{score}", "d", 0, "베어링", text, "text", Locator())
    return Hit(passage, {"kind": kind, "superseded": False, **document}, score, 0.0, 0.0, 0.0)


SENTENCE = "베어링 온도는 75 °C에서 경보가 울리고 85 °C에서 설비가 정지하므로 즉시 조장과 정비반에 알리고 일지에 적는다."


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        ((SENTENCE, SENTENCE), [0]),
        ((SENTENCE, SENTENCE.replace("즉시 ", "")), [0]),
        ((SENTENCE, SENTENCE.replace("75", "95")), [0, 1]),
        ((SENTENCE, "P-204A " + SENTENCE), [0, 1]),
        ((SENTENCE, SENTENCE.replace("정지하므로", "정지하지 않으므로")), [0, 1]),
        ((SENTENCE, SENTENCE.replace("즉시", "즉시 못 본 체하고")), [0, 1]),
        ((SENTENCE, "패킹 누수는 분당 10~20방울이 정상이다."), [0, 1]),
        ((), []),
    ],
)
def test_copies_are_left_out_but_never_another_figure(texts, left):
    hits = [hit(text, 1.0 - i / 10) for i, text in enumerate(texts)]
    assert distinct(hits, 10) == [hits[i] for i in left]


def test_of_copies_the_approved_one_stays():
    note, rule = hit(SENTENCE, 0.9, "note"), hit(SENTENCE, 0.5)
    assert distinct([note, rule], 10) == [rule]
    assert distinct([rule, replace(note, score=0.4)], 10) == [rule]
