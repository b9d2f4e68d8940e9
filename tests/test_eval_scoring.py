"""Answers are scored on what they show: facts, citations, refusals, numbers, personal data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Sentence, Source
from eval import leaks, scoring
from eval.gold import Question
from eval.metrics import Tally
from ingest.errors import SettingsError

QUESTION = Question.model_validate(
    {
        "id": "q",
        "language": "ko",
        "question": "균열대 온도와 시간은?",
        "kind": "multi-source",
        "answerable": True,
        "key_facts": [["1,230 °C", "1230도"], ["40분"]],
        "evidence": [
            {"document": "a.md", "quote": "균열대는 1,230 °C로 한다"},
            {"document": "b.md", "quote": "균열 시간은 40분으로 한다"},
        ],
    }
)
NONE = Question(id="n", language="ko", question="연봉은?", kind="unanswerable", answerable=False)


def _source(n: int, document: str, quote: str, **more: Any) -> Source:
    return Source(n, document, "표준", "standard", None, None, {}, quote, 1.0, **more)


FIRST = _source(1, "a.md", "균열대는 1,230 °C로 한다. 예열대는 900 °C.")
SECOND = _source(2, "b.md", "균열 시간은 40분으로 한다.")


def _answer(status: Any, *said: tuple[str, tuple[int, ...]], sources: tuple[Source, ...] = ()) -> Answer:
    text = " ".join(s for s, _ in said)
    return Answer(status, "ko", text, tuple(Sentence(s, c) for s, c in said), sources)


BOTH = ("균열대는 1,230 °C로 한다.", (1,)), ("균열 시간은 40분으로 한다.", (2,))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            _answer("quoted", *BOTH, sources=(FIRST, SECOND)),
            {
                "false_refusal": 0,
                "facts_in_answer": 1,
                "facts_in_quotes": 1,
                "cited_passages": 1,
                "citation_precision": 2,
            },
        ),
        (
            _answer("quoted", ("예열대는 900 °C.", (1,)), sources=(FIRST,)),
            {"facts_in_answer": 0, "facts_in_quotes": 0, "cited_passages": 0.5, "cited_documents": 0.5},
        ),
        (
            Answer("refused", "ko", "1230도, 40분을 찾지 못했습니다."),
            {"false_refusal": 1, "facts_in_answer": 0, "facts_in_quotes": 0, "cited_documents": 0},
        ),
        (
            _answer("answered", ("1,250 °C에서 40분이다.", (1,)), sources=(FIRST,)),
            {"citation_precision": 0, "numbers_lacking": 2},
        ),
        # The number stands in one of the two citations: nothing lacks, but one pair does not support.
        (
            _answer("answered", ("1230도로 한다.", (1, 2)), sources=(FIRST, SECOND)),
            {"citation_precision": 1, "numbers_lacking": 0},
        ),
        (
            _answer("answered", ("선배에게 물어본다.", (1,)), sources=(FIRST,)),
            {"citation_precision": 0, "nothing_to_check": 1},
        ),
    ],
)
def test_an_answer_to_an_answerable_question(given: Answer, expected: dict[str, float]) -> None:
    tallies = scoring.answer(QUESTION, given)
    assert {k: tallies[k].hit for k in expected} == expected


TOLD_TWICE = Question.model_validate(
    {
        **QUESTION.model_dump(exclude={"evidence"}),
        "evidence": [
            {
                "document": "a.md",
                "quote": "균열대는 1,230 °C로 한다",
                "alternatives": [
                    {"document": "c.vtt", "quote": "나는 천이백삼십 도에 맞춰"},
                    {"document": "d.xlsx", "quote": "강종: SUS304 | 균열대: 1,230"},
                ],
            },
            {"document": "b.md", "quote": "균열 시간은 40분으로 한다"},
        ],
    }
)


@pytest.mark.parametrize(
    ("document", "text", "entries"),
    [
        ("a.md", "균열대는 1,230 °C로 한다.", {0}),
        ("c.vtt", "나는 천이백삼십 도에 맞춰 두지.", {0}),
        ("d.xlsx", "강종: SUS304 | 균열대: 1,230 | 시간: 40", {0}),
        ("d.xlsx", "강종: SUS303 | 균열대: 1,230 | 시간: 40", set()),
        # The words of an alternative in another document are no alternative.
        ("a.md", "나는 천이백삼십 도에 맞춰 두지.", set()),
        ("b.md", "균열 시간은 40분으로 한다.", {1}),
    ],
)
def test_an_entry_is_held_by_its_own_passage_or_by_an_alternative(
    document: str, text: str, entries: set[int]
) -> None:
    assert scoring.entries_held(TOLD_TWICE, document, text) == entries


def test_citing_an_alternative_cites_the_entry_and_its_document() -> None:
    spoken = _source(1, "c.vtt", "나는 천이백삼십 도에 맞춰 두지.")
    given = _answer("quoted", (spoken.quote, (1,)), sources=(spoken, SECOND))
    tallies = scoring.answer(TOLD_TWICE, given)
    assert (tallies["cited_passages"].rate, tallies["cited_documents"].rate) == (1, 1)
    assert scoring.answer(QUESTION, given)["cited_documents"].rate == 0.5


@pytest.mark.parametrize(("status", "false"), [("refused", 0), ("quoted", 1), ("answered", 1)])
def test_any_answer_to_an_unanswerable_question_is_false(status: Any, false: int) -> None:
    tallies = scoring.answer(NONE, Answer(status, "ko", ""))
    assert tallies["false_answer"] == Tally(false)
    assert "false_refusal" not in tallies and "facts_in_answer" not in tallies
    assert scoring.reasons(tallies) == (("false_answer",) if false else ())


@pytest.mark.parametrize(
    ("tallies", "leaked", "expected"),
    [
        ({"recall@5": Tally(1), "facts_in_quotes": Tally(1), "facts_in_answer": Tally(1)}, False, ()),
        # A refusal is not blamed for the facts it does not show.
        ({"false_refusal": Tally(1), "facts_in_quotes": Tally(0)}, False, ("false_refusal",)),
        ({"facts_in_quotes": Tally(0), "facts_in_answer": Tally(0)}, False, ("facts_in_quotes",)),
        ({"facts_in_quotes": Tally(1), "facts_in_answer": Tally(0)}, False, ("facts_in_answer",)),
        (
            {"recall@5": Tally(0.5), "citation_precision": Tally(2, 3)},
            False,
            ("citation_precision", "recall@5"),
        ),
        ({"citation_precision": Tally(0, 0), "numbers_lacking": Tally(1, 4)}, False, ("numbers_lacking",)),
        ({"false_answer": Tally(1)}, True, ("leak", "false_answer")),
    ],
)
def test_a_question_fails_in_named_measures_the_gravest_first(
    tallies: dict[str, Tally], leaked: bool, expected: tuple[str, ...]
) -> None:
    assert scoring.reasons(tallies, leaked) == expected


def test_a_quoted_sentence_must_occur_in_its_quote() -> None:
    given = _answer("quoted", ("균열대는 1,250 °C로 한다.", (1,)), sources=(FIRST,))
    assert scoring.answer(QUESTION, given)["citation_precision"].rate == 0


PLANTED = [
    leaks.Planted("p.yaml#1", "PERSON", "박영식"),
    leaks.Planted("p.yaml#2", "PHONE", "010-0926-1148"),
    leaks.Planted("p.yaml#3", "EMPLOYEE_NUMBER", "HB-104"),
    leaks.Planted("p.yaml#4", "PERSON", "Joe"),
]


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("박영식 반장이", ["p.yaml#1"]),
        ("010-0926-1148로", ["p.yaml#2"]),
        ("010 0926.1148", ["p.yaml#2"]),
        ("HB-104", ["p.yaml#3"]),
        # Too short to be looked for without its separator.
        ("HB104", []),
        ("Joe says", ["p.yaml#4"]),
        ("the Joey pump", []),
        ("[이름] 반장 [전화번호]", []),
    ],
)
def test_planted_values_are_met_with_and_without_separators(text: str, met: list[str]) -> None:
    assert [p.where for p in leaks.in_texts([text], PLANTED)] == met


def test_a_contributor_who_agreed_may_be_credited_but_not_named_in_a_quote() -> None:
    credited = _source(1, "a.md", "그때는 이랬지")
    credited = Source(**{**vars(credited), "contributor": "박영식", "locator": {"speaker": "박영식"}})
    allowed = frozenset({"박영식"})
    assert leaks.in_answer(Answer("quoted", "ko", "", sources=(credited,)), PLANTED, allowed) == []
    assert leaks.in_answer(Answer("quoted", "ko", "", sources=(credited,)), PLANTED, frozenset())
    named = Source(**{**vars(credited), "quote": "박영식 반장이 그랬지"})
    assert leaks.in_answer(Answer("refused", "ko", "", related=(named,)), PLANTED, allowed)


@pytest.mark.parametrize(
    "content",
    [
        "이름 박영식".encode(),
        "이름 박영식".encode("utf-16-le"),
        "이름 박영식".encode("utf-16-be"),
        "이름 박영식".encode("cp949"),
        json.dumps({"이름": "박영식"}).encode(),
        b"\x00\x0101009261148\xff",
    ],
)
def test_planted_values_are_met_in_bytes_of_any_encoding(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file.bin").write_bytes(content)
    found = leaks.in_home(tmp_path, PLANTED, frozenset())
    assert [leak.found_in for leak in found] == ["deep/file.bin"]
    assert all(p.value not in str(found) for p in PLANTED)


def test_a_credit_kept_in_the_folder_is_no_leak_but_the_name_elsewhere_is(tmp_path: Path) -> None:
    nickname = [leaks.Planted("p.yaml#9", "PERSON", "Mensah")]
    (tmp_path / "store.bin").write_bytes(b"\x00Joseph Mensah\x00")
    assert leaks.in_home(tmp_path, nickname, frozenset({"Joseph Mensah"})) == []
    (tmp_path / "store.bin").write_bytes(b"\x00Joseph Mensah\x00Mensah said")
    assert leaks.in_home(tmp_path, nickname, frozenset({"Joseph Mensah"}))


def test_a_list_of_planted_values_is_read_without_ever_repeating_a_value(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text("- {file: a, type: PERSON, value: 박영식}\n- {file: b, type: PERSON, value: 박영식}\n")
    assert leaks.load([good]) == [leaks.Planted("good.yaml#1", "PERSON", "박영식")]
    bad.write_text("- {file: a, value: 010-0926-1148}\n")
    with pytest.raises(SettingsError, match=r"bad\.yaml, entry 1") as caught:
        leaks.load([bad])
    assert "0926" not in str(caught.value)
