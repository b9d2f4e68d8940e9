"""Typing errors in questions: as many as asked for, always the same, never in a code or a figure."""

from __future__ import annotations

import re

import pytest

from eval import perturb

QUESTIONS = [
    "RF-2 점화 전 퍼지는 공기 몇 %로 몇 분 동안 하나요?",
    "SUS304 디스케일러 3패스 압력은 240 bar가 맞나요?",
    "축압기의 질소 봉입 압력은 얼마이고 어떤 상태에서 재나요?",
    "After alarm E02513, how long must the furnace be purged with 60 % air?",
    "Which part failed on the CR-7 upper limit switch in April 2023?",
]
EVERY = [(name, q) for name in perturb.PERTURBATIONS for q in QUESTIONS]
_EXACT = re.compile(r"[A-Z]{2,}-?\d+|[A-Z]\d+|\d+")


def _differing(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a.split(" "), b.split(" "), strict=True))


@pytest.mark.parametrize(("name", "question"), EVERY)
@pytest.mark.parametrize("seed", range(5))
def test_a_changed_question_keeps_its_codes_and_figures(name, question, seed):
    changed = perturb.PERTURBATIONS[name](question, 0.5, seed)
    assert changed != question
    assert _EXACT.findall(changed) == _EXACT.findall(question)


@pytest.mark.parametrize(("name", "question"), EVERY)
def test_the_same_seed_makes_the_same_errors_and_another_others(name, question):
    change = perturb.PERTURBATIONS[name]
    assert change(question, 0.2, 7) == change(question, 0.2, 7)
    assert len({change(question, 0.2, seed) for seed in range(20)}) > 1


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("share", [0.2, 0.4])
def test_typos_fall_on_the_share_of_words_asked_for(question, share):
    wanted = round(share * len(question.split(" ")))
    changed = [_differing(perturb.typos(question, share, seed), question) for seed in range(20)]
    assert max(changed) == wanted
    assert sum(changed) >= 0.9 * 20 * wanted  # two like letters that change places leave a word as it was


@pytest.mark.parametrize("question", QUESTIONS)
def test_spaces_are_dropped_and_nothing_else(question):
    for seed in range(20):
        changed = perturb.spaces(question, 0.5, seed)
        assert changed.replace(" ", "") == question.replace(" ", "")
        assert 1 <= question.count(" ") - changed.count(" ") <= round(0.5 * question.count(" "))


@pytest.mark.parametrize("question", QUESTIONS)
def test_both_are_typos_and_then_missing_spaces(question):
    for seed in range(5):
        typed = perturb.typos(question, 0.2, seed)
        assert perturb.both(question, 0.2, seed).replace(" ", "") == typed.replace(" ", "")


@pytest.mark.parametrize("seed", range(30))
def test_a_mistyped_syllable_is_still_a_syllable_near_the_right_one(seed):
    changed = perturb.typos("펌프를 점검한다", 0.1, seed)
    assert re.fullmatch(r"[가-힣]{3} [가-힣]{4}", changed)
    wrong = [(a, b) for a, b in zip("펌프를 점검한다", changed, strict=True) if a != b]
    if len(wrong) == 2:  # two that changed places
        assert wrong[0] == wrong[1][::-1]
    else:
        ((right, other),) = wrong
        parts, others = perturb._parts(right), perturb._parts(other)
        assert sum(a != b for a, b in zip(parts, others, strict=True)) == 1


@pytest.mark.parametrize("text", ["", "E02513", "P-204A 240 bar", "RF-2?"])
def test_what_is_all_codes_and_figures_stays_as_it_is(text):
    assert perturb.both(text, 1.0) == text
