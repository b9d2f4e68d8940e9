"""What a model is given to word, and what of its text goes on to the check."""

from __future__ import annotations

import pytest

from assistant import compose
from assistant.check import judge
from assistant.evidence import Evidence
from assistant.retrieve import Hit, read_question
from assistant.verify.form import presentable
from ingest.documents import Locator
from ingest.store.documents import Passage
from tests.scripted import ScriptedModel

REPORT = "토출압력이 6.1 bar까지 떨어졌다. 원인은 흡입 밸브 고착이었다. 밸브를 교체하고 복구했다."


def piece(
    text: str, heading: str = "", name: str = "", relevance: float = 1.0, end: int | None = None
) -> Evidence:
    passage = Passage(text[:20], "d", 0, heading, text, "text", Locator())
    hit = Hit(passage, {"title": heading, "name": name, "date": None}, 1.0, 0.0, 0.0, 0.0)
    return Evidence(hit, 0, len(text) if end is None else end, relevance)


INCIDENT = piece(REPORT, "AC-1 압축기 사고", "incidents/2024-07-10_AC-1.docx", end=REPORT.index(".") + 1)


def worded(says: str, question: str, evidence: list[Evidence]) -> list[str]:
    model = ScriptedModel(says)
    return [text for text, _ in compose.compose(model, question, evidence, "ko", 200)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("AC-1 토출압력은 몇 bar까지 떨어졌나요?", True),
        ("2024년 7월 10일 AC-1 토출압력은 몇 bar까지 떨어졌나요?", True),
        ("2024년 8월 3일 AC-1 토출압력은 몇 bar까지 떨어졌나요?", False),
        ("AC-2 토출압력은 몇 bar까지 떨어졌나요?", False),
        ("AC-1 토출온도는 몇 도까지 올랐나요?", False),
        ("To how many bar did the discharge pressure of AC-1 fall?", False),
        ("몇 bar까지 노래하는 기차가 느리게 춤추며 달렸나요?", False),
    ],
)
def test_a_model_that_rewords_one_source_is_given_only_one_that_bears_on_the_question(
    question: str, given: bool
) -> None:
    assert bool(compose.given("one", read_question(question), [INCIDENT])) is given


def test_evidence_that_stands_alone_is_given_with_the_sentence_after_it() -> None:
    (_, prompt) = compose.messages("왜?", [INCIDENT], "ko")[-1]
    assert "흡입 밸브 고착" in prompt and "복구" not in prompt
    (_, prompt) = compose.messages("왜?", [INCIDENT, INCIDENT], "ko")[-1]
    assert "흡입 밸브 고착" not in prompt


def test_the_day_that_the_question_named_is_not_said_for_a_passage_that_does_not_name_it() -> None:
    question = "2024년 7월 10일 AC-1 토출압력은 몇 bar까지 떨어졌나요?"
    says = "2024년 7월 10일 토출압력은 6.1 bar까지 떨어졌습니다 [1]."
    assert worded(says, question, [INCIDENT]) == ["토출압력은 6.1 bar까지 떨어졌습니다."]
    assert worded(says.replace("7월", "8월"), question, [INCIDENT]) == []


@pytest.mark.parametrize(
    ("texts", "answers"),
    [
        (["토출압력은 6.1 bar까지 떨어졌습니다."], True),
        (["흡입 밸브 고착이었습니다."], False),
        ([], False),
    ],
)
def test_what_remains_must_hold_the_kind_of_thing_asked_for(texts: list[str], answers: bool) -> None:
    query = read_question("AC-1 토출압력은 몇 bar까지 떨어졌나요?")
    assert compose.answers([(t, [INCIDENT]) for t in texts], [INCIDENT], query) is answers


def test_what_remains_must_rest_on_what_is_most_relevant() -> None:
    weak = piece(REPORT, "AC-1 압축기 사고", relevance=0.4)
    query = read_question("AC-1 토출압력은 몇 bar까지 떨어졌나요?")
    said = [("토출압력은 6.1 bar까지 떨어졌습니다.", [weak])]
    assert not compose.answers(said, [INCIDENT, weak], query)


def test_a_sentence_beside_the_point_is_left_out() -> None:
    says = "토출압력은 6.1 bar까지 떨어졌습니다 [1]. 밸브를 교체하고 복구했습니다 [1]."
    assert worded(says, "AC-1 토출압력은 몇 bar까지 떨어졌나요?", [INCIDENT]) == [
        "토출압력은 6.1 bar까지 떨어졌습니다."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hold the tank at approx. 40 °C and stir it [1].",
        "Keep pump No. 3 running at min. 2.5 bar [1].",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    plain = text.removesuffix(" [1].") + "."
    model = ScriptedModel(text)
    found = compose.compose(model, "How?", [piece(plain)], "en", 200)  # type: ignore[arg-type]
    assert [t for t, _ in found] == [plain]


def test_reading_ends_once_nothing_is_borne_out() -> None:
    read = []

    def endless(messages: object) -> object:
        for n in range(100_000):
            read.append(n)
            yield "거짓말이 이어집니다. "

    model = ScriptedModel(script=endless)  # type: ignore[arg-type]
    assert list(compose.compose(model, "왜?", [INCIDENT], "ko", 200)) == []  # type: ignore[arg-type]
    assert len(read) < 100 and model.closed


@pytest.mark.parametrize(
    ("sentence", "evidence", "supported"),
    [
        ("Turn on the pump and set P-204A to 0 bar.", "P-204A 펌프를 끄고 압력을 0 bar로 낮춘다.", False),
        ("Lower the pressure of pump P-204A to 0 bar.", "P-204A 펌프를 끄고 압력을 0 bar로 낮춘다.", True),
        ("P-204A 펌프 압력을 0 bar로 올립니다.", "Lower the pressure of pump P-204A to 0 bar.", False),
        ("P-204A 필터 청소는 0 bar에서 합니다.", "Lower the pressure of pump P-204A to 0 bar.", False),
    ],
)
def test_across_languages_words_are_compared_through_the_glossary(
    sentence: str, evidence: str, supported: bool
) -> None:
    assert judge(sentence, evidence).supported is supported


@pytest.mark.parametrize(
    "sentence",
    [
        "압력은 6.1 bar인가요?",
        "압력은 6.1 bar까지 떨어졌나요.",
        "압력은 <b>6.1 bar</b>입니다.",
        "AI로서 답합니다.",
        "圧力は 6.1 bar입니다.",
    ],
)
def test_what_is_no_plain_statement_is_not_shown(sentence: str) -> None:
    assert not presentable(sentence, "ko")
    assert presentable("압력은 6.1 bar까지 떨어졌습니다.", "ko")
    assert not presentable("Limit switches, brake test.", "en")
