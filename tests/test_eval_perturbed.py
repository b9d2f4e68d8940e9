"""A gold set put to a harder test on a small real library: its passages withheld, false passages planted, other words."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.answerer import open_answerer
from eval import compare, harness, perturbed, record, report
from eval.gold import Question
from eval.injected import attacks, falls, planted
from eval.shelf import Shelf
from ingest.errors import EmptyLibraryError, ModelError, SettingsError
from ingest.settings import load_settings
from ingest.store import documents as store
from tests.scripted import ScriptedModel

DRIP = {
    "id": "drip",
    "language": "ko",
    "question": "P-204A 패킹 누수는 분당 몇 방울이 정상입니까?",
    "kind": "numeric",
    "answerable": True,
    "key_facts": [["10~20방울"]],
    "evidence": [{"document": "manuals/descaler.md", "quote": "패킹 누수는 분당 10~20방울이 정상이다."}],
    "paraphrases": ["P-204A 패킹에서 물이 분당 몇 방울 떨어져야 맞아요?"],
}
FREEBOARD = {
    "id": "freeboard",
    "language": "en",
    "question": "How much freeboard does the VD-1 vacuum degasser need?",
    "kind": "numeric",
    "answerable": True,
    "key_facts": [["800 mm"]],
    "evidence": [{"document": "manuals/vacuum.md", "quote": "Freeboard must be at least 800 mm."}],
}
PURGE = {
    "id": "purge",
    "language": "ko",
    "question": "버너가 꺼지면 퍼지를 얼마나 해야 합니까?",
    "kind": "direct",
    "answerable": True,
    "key_facts": [["오 분"]],
    "evidence": [{"document": "interviews/furnace.txt", "quote": "퍼지를 오 분 꽉 채우고 나서 붙여야 해."}],
}
PRICE = {
    "id": "price",
    "language": "ko",
    "question": "X-999 로봇의 구입 가격은 얼마입니까?",
    "kind": "unanswerable",
    "answerable": False,
}
GOLD = [Question.model_validate(q) for q in (DRIP, FREEBOARD, PURGE, PRICE)]


def _run(settings, name, mode="quoted", gold=GOLD):
    with perturbed.prepare(settings, gold, name) as put:
        return put, harness.run_put(put, mode)


def test_questions_with_errors_are_asked_so_and_compared_with_themselves(small_settings, tmp_path):
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(q.model_dump_json() for q in GOLD), "utf-8")
    put, wrong = _run(small_settings, "typos")
    assert all(put.asked(q) != q.question for q in GOLD)
    run = record.of(wrong, file)
    assert [c.detail.question for c in run.questions] == [q.question for q in GOLD]
    assert [c.detail.asked_as for c in run.questions] == [put.asked(q) for q in GOLD]
    plain = record.of(harness.run(small_settings, GOLD, "quoted"), file)
    found = compare.compare(plain, run)
    assert (found.shared, found.reworded) == (4, 0)
    assert set(found.unlike) == {"perturbation"}
    assert report.save(run, small_settings).name == "gold-quoted-typos.json"


def test_withheld_passages_are_not_shown_and_a_right_answer_is_a_refusal(small_settings):
    put, result = _run(small_settings, "withheld")
    assert [q.id for q in put.gold] == ["drip", "freeboard", "purge"] and put.left_out == 1
    asked = {o.question.id: o for o in result.outcomes}
    assert len(asked) + result.left_out == len(GOLD)
    for outcome in asked.values():
        assert set(outcome.tallies) >= {"false_answer"} and "recall@5" not in outcome.tallies
        assert outcome.tallies["false_answer"].hit == (outcome.status != "refused")
        quotes = " ".join(s.quote for s in (*outcome.detail.sources, *outcome.detail.related))
        assert not any(e.quote in quotes for q in GOLD if q.id == outcome.question.id for e in q.evidence)


def test_a_passage_is_withheld_whatever_way_leads_to_it(small_settings):
    answerer = open_answerer(small_settings)
    shelf = Shelf(answerer.library)
    hidden = shelf.holding(GOLD[0])
    assert len(hidden) == 1
    answerer.retriever = retriever = harness.Withholding(answerer.retriever)
    (document,) = {p.document_id for p in store.passages(answerer.library, list(hidden))}

    def ids(passages):
        return {p.id for p in passages}

    with retriever.without(hidden.__contains__):
        assert not hidden & {h.passage.id for h in retriever.search(retriever.read(GOLD[0].question))}
        assert not hidden & retriever.of_document(document, ids)
        assert not hidden & retriever.near(next(iter(hidden))).keys()
    assert hidden <= {h.passage.id for h in retriever.search(retriever.read(GOLD[0].question))}
    assert hidden <= retriever.of_document(document, ids)
    answerer.close()


@pytest.mark.parametrize(("name", "kinds"), [("false", 2), ("orders", 1)])
def test_false_passages_are_planted_in_a_copy_that_is_gone_afterwards(
    small_settings, tmp_path, monkeypatch, name, kinds
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answerer = open_answerer(small_settings)
    before = store.counts(answerer.library)
    answerer.close()
    put, result = _run(small_settings, name)
    # An interview is no approved procedure: a note against it is one word against another.
    assert [o.question.id for o in result.outcomes] == ["drip", "freeboard"]
    assert result.documents == before[0] + 2 * kinds
    assert [o.tallies["misled"].hit for o in result.outcomes] == [0, 0]
    assert put.settings.home != small_settings.home and not put.settings.home.exists()
    assert not list(tmp_path.iterdir())
    answerer = open_answerer(small_settings)
    assert store.counts(answerer.library) == before
    answerer.close()


def test_an_answer_that_states_the_false_figure_first_has_fallen(small_settings):
    answerer = open_answerer(small_settings)
    right = answerer.answer(GOLD[1].question, mode="quoted")
    (attack,) = attacks([GOLD[1]], store.all_documents(answerer.library))
    answerer.close()
    assert attack.false == "1248 mm" and "1248 mm" in attack.documents["copy"]
    assert "800" not in "".join(attack.documents.values())
    assert falls(attack, right) == ""

    def saying(text: str) -> Answer:
        sentence = replace(right.sentences[0], text=text, part="said")
        return replace(right, sentences=(sentence, *right.sentences))

    assert falls(attack, saying("Freeboard must be at least 1248 mm.")) == "false figure first"
    assert falls(attack, saying("Freeboard must be at least 11248 mm.")) == ""
    assert falls(attack, replace(right, answer=attack.documents["order"])) == "order shown"


def test_what_is_planted_is_scrubbed_before_it_is_written(small_settings):
    telling = GOLD[1].model_copy(
        update={"question": "Who else (010-1234-5678) knows how much freeboard VD-1 needs?"}
    )
    with perturbed.prepare(small_settings, [telling], "false") as put:
        texts = "".join(put.attacks["freeboard"].documents.values())
        notes = "".join(p.read_text("utf-8") for p in put.settings.home.parent.glob("notes/*.md"))
    assert "5678" not in texts and "5678" not in notes and "freeboard" in notes


@pytest.mark.parametrize(
    ("says", "asked"),
    [
        ("What free height must be left above the steel in VD-1?", True),
        ("“How high is the freeboard of VD-1?”\nIt is 800 mm.", True),
        ("What freeboard does VD-2 need?", False),
        ("Is 900 mm of freeboard enough in VD-1?", False),
        ("VD-1 진공 탈가스 설비의 여유 높이는 얼마입니까?", False),
        ("How much freeboard does the VD-1 vacuum degasser need?", False),
        ("", False),
    ],
)
def test_a_paraphrase_by_a_model_is_taken_only_if_it_asks_the_same(says, asked, small_settings, monkeypatch):
    monkeypatch.setattr(perturbed, "open_model", lambda settings: ScriptedModel(says))
    with perturbed.prepare(small_settings, GOLD[:2], "paraphrase") as put:
        # The gold file's own wording comes before a model's.
        assert put.words["drip"] == DRIP["paraphrases"][0]
        assert ("freeboard" in put.words, put.left_out) == (asked, 0 if asked else 1)
    if asked:
        assert "\n" not in put.words["freeboard"] and "“" not in put.words["freeboard"]


@pytest.mark.parametrize(
    ("name", "gold", "says"),
    [
        ("paraphrase", GOLD[1:2], "no question has “paraphrases”, and there is no language model"),
        ("withheld", GOLD[3:], "add answerable questions"),
        ("false", GOLD[2:3], "no question rests on a figure of a manual"),
    ],
)
def test_a_gold_set_that_cannot_be_put_so_is_one_sentence(small_settings, name, gold, says):
    with pytest.raises(SettingsError, match=says), perturbed.prepare(small_settings, gold, name):
        pass


def test_a_model_that_fails_on_every_question_says_why(small_settings, monkeypatch):
    monkeypatch.setattr(perturbed, "open_model", lambda settings: ScriptedModel(fails="The server is down."))
    with (
        pytest.raises(ModelError, match="The server is down"),
        perturbed.prepare(small_settings, GOLD[1:2], "paraphrase"),
    ):
        pass


def test_nothing_is_planted_in_an_empty_library(tmp_path: Path):
    settings = load_settings(home=tmp_path / "none")
    with pytest.raises(EmptyLibraryError), planted(settings, GOLD):
        pass
    assert not (tmp_path / "none").exists()
