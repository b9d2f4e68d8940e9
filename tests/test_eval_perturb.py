"""Typing errors of the evaluation: the same for the same seed, and never in a digit or a code."""

from __future__ import annotations

import re

import pytest

from eval.perturb import both, spaces, typos

QUESTIONS = [
    "RF-2 버너가 꺼졌는데 급하면 30초만 퍼지하고 다시 붙여도 됩니까?",
    "디스케일러 펌프 패킹은 얼마나 새야 정상인가요?",
    "At what differential pressure should I change the HPU-3 return filter?",
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("seed", range(8))
def test_errors_are_made_again_alike_and_spare_digits_and_codes(question, seed):
    wrong = typos(question, 0.3, seed)
    assert wrong == typos(question, 0.3, seed)
    assert re.findall(r"[A-Z]+-\d+|\d+", wrong) == re.findall(r"[A-Z]+-\d+|\d+", question)
    changed = sum(a != b for a, b in zip(wrong.split(" "), question.split(" "), strict=True))
    assert changed <= round(0.3 * len(question.split(" ")))


def test_other_seeds_make_other_errors():
    assert len({typos(QUESTIONS[0], 0.3, seed) for seed in range(8)}) >= 5


@pytest.mark.parametrize("question", QUESTIONS)
def test_spaces_go_and_nothing_else(question):
    without = spaces(question, 0.5, 1)
    assert without != question and without.replace(" ", "") == question.replace(" ", "")
    assert re.findall(r"[A-Z]+-\d+", without) == re.findall(r"[A-Z]+-\d+", question)


def test_both_are_typos_and_then_spaces():
    assert both(QUESTIONS[1], 0.2, 3) == spaces(typos(QUESTIONS[1], 0.2, 3), 0.2, 3)
