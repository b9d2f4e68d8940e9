"""Refusal on question sets: what counts as right, thresholds that never saw the question, paragraphs withheld."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest

from assistant.retrieve import read_question
from eval import bench_refusal, refusal
from eval.bench_refusal import cases, judge, of_paragraph
from eval.pool import open_pool
from eval.refusal import Judged
from eval.squad import read
from eval.withheld import Withholding
from ingest.settings import load_settings

FACTS = {
    "용광로": ("용광로는 철광석을 코크스로 녹여 선철을 만든다.", "용광로는 무엇을 만드나?"),
    "전로": ("전로는 선철에 산소를 불어 넣어 탄소를 줄인다.", "전로에 불어 넣는 것은?"),
    "연속 주조": ("연속 주조는 용강을 주형에 부어 굳힌다.", "용강을 어디에 부어 굳히나?"),
    "압연": ("압연은 돌아가는 두 롤 사이로 강판을 지나게 한다.", "강판은 무엇 사이를 지나나?"),
    "산세": ("산세는 염산으로 강판의 녹을 없앤다.", "산세는 무엇으로 녹을 없애나?"),
    "도금": ("도금은 강판을 녹은 아연에 담근다.", "강판을 무엇에 담그나?"),
    "Annealing": ("Annealing softens the strip in hydrogen.", "In which gas is the strip softened?"),
    "Ladle": ("A ladle carries liquid steel to the caster.", "What carries liquid steel?"),
    "Tundish": ("The tundish holds twenty tonnes of steel.", "How many tonnes does the tundish hold?"),
    "Lance": ("The lance is cooled by water.", "What cools the lance?"),
}


def _article(title: str, impossible: bool) -> dict[str, object]:
    text, question = FACTS[title]
    answers = [{"text": text, "answer_start": 0}]
    asked = [{"id": title, "question": question, "answers": answers}]
    if impossible:
        wrong = {
            "id": f"no {title}",
            "question": f"{title} 2031년 가격?",
            "answers": [],
            "is_impossible": True,
        }
        asked.append(wrong)
    return {"title": title, "paragraphs": [{"context": text, "qas": asked}]}


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(params=[False, True], ids=["withheld", "impossible"])
def file(request, tmp_path):
    path = tmp_path / "set.json"
    data = {"data": [_article(title, request.param) for title in FACTS]}
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return path


def _judged(scores, answerable, settled=(), groups=None) -> Judged:
    n = len(scores)
    return Judged(
        np.array(scores, dtype=float)[:, None],
        np.array(scores, dtype=float),
        np.isin(np.arange(n), settled),
        np.array(answerable, dtype=bool),
        tuple(map(str, groups if groups is not None else range(n))),
    )


@pytest.mark.parametrize(
    ("scores", "answerable", "area"),
    [
        ([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0], 1.0),
        ([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0], 0.0),
        ([0.5, 0.5, 0.5, 0.5], [1, 1, 0, 0], 0.5),
        ([0.9, 0.3, 0.5, 0.1], [1, 1, 0, 0], 0.75),
        ([0.9, 0.5, 0.5, 0.1], [1, 1, 0, 0], 0.875),
    ],
)
def test_the_area_is_the_chance_to_rank_a_pair_right(scores, answerable, area):
    assert refusal.auc(np.array(scores), np.array(answerable, dtype=bool)) == area


@pytest.mark.parametrize(
    ("scores", "answerable", "right"),
    [
        ([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0], 4),
        ([0.9, 0.2, 0.3, 0.1], [1, 1, 0, 0], 3),
        ([0.5, 0.5, 0.5, 0.1], [1, 1, 0, 0], 3),
        ([0.1, 0.2, 0.8, 0.9], [1, 1, 0, 0], 2),
    ],
)
def test_the_best_threshold_parts_as_well_as_any(scores, answerable, right):
    x, y = np.array(scores), np.array(answerable, dtype=bool)
    assert ((x >= refusal.best_threshold(x, y)) == y).sum() == right


def test_what_is_refused_before_the_gate_counts_as_refused():
    judged = _judged([0.9, 0.9, 0.9, 0.1], [1, 1, 0, 0], settled=[1, 2])
    found = refusal.accuracy(judged, judged.confidence >= 0.5)
    assert (found.answered, found.refused, found.balanced) == (0.5, 1.0, 0.75)
    assert 0 < found.margin < 0.5


def test_scores_that_part_the_questions_give_full_accuracy_and_noise_gives_a_half():
    random = np.random.default_rng(1)
    answerable = np.arange(400) % 2 == 0
    parted = _judged(random.random(400) + 2 * answerable, answerable)
    noise = _judged(random.random(400), answerable)
    for opens in (refusal.own_threshold(parted), refusal.own_rule(parted)[0]):
        assert refusal.accuracy(parted, opens).balanced > 0.99
    for opens in (refusal.own_threshold(noise), refusal.own_rule(noise)[0]):
        assert abs(refusal.accuracy(noise, opens).balanced - 0.5) < 0.08


def test_the_two_askings_of_a_question_are_never_parted():
    scores = np.random.default_rng(2).random(60)
    judged = _judged([*scores, *scores], [1] * 60 + [0] * 60, groups=[*range(60), *range(60)])
    # Pairs alike in all but the answer teach nothing; a rule that met half of a pair would lean to a side.
    assert np.allclose(refusal.own_rule(judged)[1], 0.5)


def test_a_withheld_paragraph_is_passed_over_and_comes_back(file, cache):
    found = read(file)
    retriever = Withholding(open_pool(load_settings(), found, cache))
    right = found.paragraphs[4]
    query = read_question("산세는 무엇으로 녹을 없애나?")
    for _ in range(2):
        assert retriever.search(query)[0].document["id"] == right.id
        with retriever.without(of_paragraph(right.id)):
            hits = retriever.search(query)
            assert right.id not in {h.document["id"] for h in hits}
            # Scores are stretched over what is left, as if the paragraph had never been there.
            assert len(hits) == len(FACTS) - 1
            assert max(h.score for h in hits) > 0.5
    with pytest.raises(ZeroDivisionError), retriever.without(of_paragraph(right.id)):
        raise ZeroDivisionError
    assert retriever.search(query)[0].document["id"] == right.id


def test_each_sort_is_asked_as_often_as_the_other(file, cache):
    found = read(file)
    asked = cases(found, 8)
    assert len(asked) == 16
    withheld = not any(not q.answerable for q in found.questions)
    for rule, judged in judge(open_pool(load_settings(), found, cache), asked).items():
        assert judged.answerable.tolist() == [True] * 8 + [False] * 8
        assert judged.x.shape == (16, len(bench_refusal.NAMES[rule]))
        nearest = judged.x[:, bench_refusal.NAMES[rule].index("cosine")]
        assert nearest[:8].mean() > nearest[8:].mean()
        assert judged.confidence[:8].mean() > judged.confidence[8:].mean()
        assert (judged.groups[:8] == judged.groups[8:]) == withheld


def test_the_marked_questions_can_be_passed_over_for_withheld_ones(file, cache):
    asked = cases(read(file), 8, withhold=True)
    assert [without for _, without in asked] == [False] * 8 + [True] * 8
    assert all(q.answerable for q, _ in asked)


def test_the_command_prints_the_accuracies_and_writes_them(file, cache, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out.json"
    arguments = ["bench_refusal", str(file), "--cache", str(cache), "--json", str(out)]
    monkeypatch.setattr(sys, "argv", arguments)
    bench_refusal.main()
    figures = json.loads(out.read_text("utf-8"))
    shown = capsys.readouterr().out
    assert "10 answerable and 10 unanswerable" in shown
    for way in ("as shipped", "own threshold", "own weights"):
        for rule in ("gate", "certainty"):
            found = figures[f"{rule} {way}"]
            assert found["balanced"] == pytest.approx((found["answered"] + found["refused"]) / 2)
            assert f"balanced {found['balanced']:.3f}" in shown
    # What is shown for certain is a part of what is shown.
    sure, shown_at_all = figures["certainty as shipped"], figures["gate as shipped"]
    assert sure["answered"] <= shown_at_all["answered"] and sure["refused"] >= shown_at_all["refused"]


def test_too_few_questions_are_one_sentence(file, cache, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["x", str(file), "--cache", str(cache), "--questions", "4"])
    with pytest.raises(SystemExit):
        bench_refusal.main()
    assert "gives 4 questions of each sort: at least 10 are needed" in capsys.readouterr().err
