"""The gate's fit: a rule that is there is found, one that is not is not, and folds do not leak."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from assistant import gate
from eval import fit_gate
from eval.gate_cases import Cases, Rates, rates
from eval.gold import Question
from eval.logistic import fit, folds, out_of_fold


def _data(weights: list[float], n: int = 400) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(7)
    x = random.normal(size=(n, len(weights)))
    chance = 1 / (1 + np.exp(-(x @ np.array(weights))))
    return x, (random.random(n) < chance).astype(float)


def test_the_fit_finds_the_rule_behind_the_data() -> None:
    x, y = _data([3.0, -2.0, 0.0], 4000)
    rule = fit(x, y, penalty=0.1)
    assert rule.weights == pytest.approx([3.0, -2.0, 0.0], abs=0.4)


def test_the_fit_is_at_the_minimum_of_its_penalised_loss() -> None:
    x, y = _data([1.0, -1.0])

    def loss(weights: np.ndarray, bias: float) -> float:
        z = x @ weights + bias
        share = np.where(y == 1, 0.5 / y.sum(), 0.5 / (1 - y).sum()) * len(y)
        data = float((share * (np.log1p(np.exp(z)) - y * z)).sum())
        return data + 0.5 * 5.0 * float(((weights * x.std(0)) ** 2).sum())

    rule = fit(x, y, penalty=5.0)
    best = loss(rule.weights, rule.bias)
    for step in (np.array([0.05, 0]), np.array([0, -0.05])):
        assert loss(rule.weights + step, rule.bias) > best
        assert loss(rule.weights - step, rule.bias) > best
    assert loss(rule.weights, rule.bias + 0.05) > best


def test_folds_spread_each_stratum_evenly_and_are_the_same_every_time() -> None:
    strata = ["1"] * 50 + ["0"] * 10
    assigned = folds(strata, 5, seed=3)
    assert [int((assigned[:50] == f).sum()) for f in range(5)] == [10] * 5
    assert [int((assigned[50:] == f).sum()) for f in range(5)] == [2] * 5
    assert (assigned == folds(strata, 5, seed=3)).all()


def test_predictions_out_of_fold_know_nothing_of_random_labels() -> None:
    random = np.random.default_rng(1)
    x, y = random.normal(size=(200, 20)), (random.random(200) < 0.5).astype(float)
    used, strata = np.ones(200, dtype=bool), [str(v) for v in y]
    seen = (fit(x, y, 0.1).probability(x) >= 0.5) == (y == 1)
    unseen = (out_of_fold(x, y, used, strata, 0.1) >= 0.5) == (y == 1)
    assert seen.mean() > 0.6
    assert abs(unseen.mean() - 0.5) < 0.08


def _cases(refused: list[bool]) -> Cases:
    questions = tuple(
        Question(id=str(i), language="ko", question="?", kind="unanswerable", answerable=False)
        for i in range(4)
    )
    return Cases(
        np.zeros((4, 1)), np.array([1.0, 1, 0, 0]), np.ones(4, dtype=bool), np.array(refused), questions
    )


def test_rates_count_wrong_answers_and_wrong_refusals_apart() -> None:
    predicted = np.array([[0.9, 0.2, 0.8, 0.1]])
    assert rates(_cases([False] * 4), predicted, 0.5) == Rates(0.5, 0.5)
    # A question that names an unknown code is refused whatever the gate says.
    assert rates(_cases([False, False, True, False]), predicted, 0.5) == Rates(0.0, 0.5)


def test_the_cost_is_within_one_only_if_both_rates_are_within_bounds() -> None:
    assert Rates(0.1, 0.3).cost > Rates(0.2, 0.15).cost > Rates(0.1, 0.1).cost


def _mixed(n: int, seed: int, shift: float = 0.0) -> Cases:
    random = np.random.default_rng(seed)
    y = (random.random(n) < 0.7).astype(float)
    x = np.column_stack([y * 2 + random.normal(size=n) + shift, random.normal(size=n)])
    none = np.zeros(n, dtype=bool)
    question = Question(id="1", language="ko", question="?", kind="unanswerable", answerable=False)
    return Cases(x, y, ~none, none, (question,) * n)


def test_a_teacher_gives_the_weights_and_the_gold_questions_the_threshold() -> None:
    # The second factory's similarities lie higher throughout: its threshold would refuse everything.
    teacher, cases = _mixed(600, 1, shift=4.0), _mixed(200, 2)
    predicted = fit_gate.predict(cases, teacher)
    assert (predicted == predicted[0]).all()
    threshold = fit_gate.best_threshold(cases, predicted)
    assert threshold < 0.3
    found = rates(cases, predicted, threshold)
    assert found.false_answers < 0.3 and found.false_refusals < 0.3


def test_rates_at_a_threshold_that_a_question_helped_to_set_are_not_claimed() -> None:
    noise = _mixed(60, 3)
    noise = Cases(
        np.random.default_rng(4).normal(size=(60, 2)), noise.answerable, noise.teaches, noise.refused, ()
    )
    predicted = fit_gate.predict(noise, None)
    best = rates(noise, predicted, fit_gate.best_threshold(noise, predicted))
    assert fit_gate.honest_rates(noise, predicted).cost >= best.cost


def test_the_stored_gate_fits_its_features_and_says_where_it_comes_from() -> None:
    stored = json.loads(gate.FITTED.read_text("utf-8"))
    assert set(stored["weights"]) == set(fit_gate.NAMES)
    assert {"gold", "questions", "cross_validated_false_answers"} <= set(stored["fitted"])
    sure = gate.Features(0.8, 0.1, 0.2, 0.0, 0.0, 0.0, 0.5, 0.25)
    assert gate.fitted().holds(sure)
    for doubt in (
        {"cosine": 0.5},
        {"missing": 1.0},
        {"other_thing": 1.0, "missing": 0.6},
        {"private": 1.0},
    ):
        assert not gate.fitted().holds(replace(sure, **doubt)), doubt
