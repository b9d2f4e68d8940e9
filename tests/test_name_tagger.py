"""The name tagger: taught by one set of sentences, measured on another, and made again bit for bit."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import yaml

from eval.names import generate
from eval.names.people import reserved
from eval.names.train import train
from eval.scrubbing.bench import Figures, measure
from eval.scrubbing.identifiers import MAKERS
from ingest.korean import kiwi
from ingest.scrub.tagger import tagger
from ingest.settings import ScrubSettings

EVAL = Path(generate.__file__).parents[1]


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(ScrubSettings(), rounds=2, seed=7)


def test_identifiers_are_found_and_little_else(figures):
    assert figures.recall(*MAKERS) >= 0.99
    assert figures.precision("identifiers") >= 0.97


def test_people_are_found_whether_listed_or_not_and_few_other_words(figures):
    assert figures.recall("name listed") >= 0.99
    assert figures.recall("name unknown") >= 0.91
    assert figures.precision("names") >= 0.97


def test_nothing_of_the_test_sentences_is_learnt_from():
    def templates(path: str) -> set[str]:
        read = yaml.safe_load((EVAL / path).read_text("utf-8"))
        return {t for use in ("people", "listed", "plain") for t in read.get(use, []) if t != "{P}"}

    taught = templates("names/plant.yaml") | templates("names/general.yaml")
    asked = templates("scrubbing/korean.yaml")
    assert len(taught) > 300 and len(asked) > 100 and not taught & asked
    people = generate.Generator(seed=3).people
    drawn = {people.given() for _ in range(3000)} | {people.foreign() for _ in range(1000)}
    assert not {name for name in drawn & reserved() if len(name) > 1}


def test_the_same_examples_give_the_same_weights():
    examples = list(islice(generate.Generator(seed=1).examples(), 0, 12_000, 15))
    first, second = train(examples), train(examples)
    assert first.keys() == second.keys()
    assert all(np.array_equal(first[key], second[key]) for key in first)


# (text, the names in it): what stands around a word decides, and so does the word.
CASES = [
    ("전기로 전극을 간다", []),
    ("전기수 기사가 전극을 간다", ["전기수"]),
    ("고정구를 풀고 유량계를 본다", []),
    ("고정구 씨가 유량계를 본다", ["고정구"]),
    ("응우옌 반 투언 씨가 통로를 청소했다", ["응우옌 반 투언"]),
    ("조장이 반장님께 알린다", []),
    ("담당: 박영식 / 승인: 최만호", ["박영식", "최만호"]),
    ("정상호가 커플링을 맞췄다", ["정상호"]),
    ("틈이 공점삼을 넘거나 칠십이 쇼어면 바꾼다", []),
    ("이삼구 반장이 틈을 쟀다", ["이삼구"]),
    ("감속기와 연마기는 기동 전에 본다", []),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_a_person_is_told_from_a_machine(text, names):
    judged = tagger.judge(text, tagger.worth(text), kiwi().tokenize(text))
    assert [text[s:e] for s, e, p in judged if p >= ScrubSettings().unsure] == names
