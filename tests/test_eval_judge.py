"""A language model judges answers apart from every other measure, on a scripted model at the seam."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from assistant.answer import Answer, Sentence, Source
from eval import harness, record, report
from eval.gold import Question
from eval.harness import Outcome, Result
from eval.judge import judge, verdict
from eval.measures import NAMES
from eval.page import render
from ingest.errors import ModelError
from tests.scripted import ScriptedModel
from tests.test_cli import run
from tests.test_eval_perturbed import GOLD

DRIP, FREEBOARD, PURGE, PRICE = GOLD


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("YES", True),
        ("No.", False),
        ("**Yes**", True),
        ("예", True),
        ("“아니요”", False),
        ("네, 맞습니다", True),
        ("Nothing is missing", None),
        ("The sentence is supported: YES", None),
        ("", None),
    ],
)
def test_a_verdict_is_the_first_word_or_none(written, found):
    assert verdict(written) is found


def _source(n: int, quote: str) -> Source:
    return Source(n, "d.md", "d", "manual", None, None, {}, quote, 1.0)


def _outcome(
    question: Question, status: str, *sentences: str, quote: str = "Freeboard is 800 mm."
) -> Outcome:
    shown = Answer(
        status=status,
        language=question.language,
        answer=" ".join(sentences),
        sentences=tuple(Sentence(text, (1,)) for text in sentences),
        sources=(_source(1, quote),),
    )
    return Outcome(question, status, {}, {}, answer=shown)


def _result(*outcomes: Outcome) -> Result:
    return Result("composed", "m", 1, 1, outcomes)


def _says(messages) -> Iterator[str]:
    """Bears out what speaks of 800, and expects nothing of the Korean answer."""
    asked = messages[-1][1]
    if "Sentence:" in asked:
        yield "YES" if "800" in asked.split("Sentence:")[1] else "NO"
    else:
        yield "아니요" if "질문:" in asked else "YES"


def test_sentences_and_answers_are_judged_each_for_itself_and_refusals_not_at_all():
    model = ScriptedModel(script=_says)
    found = judge(
        _result(
            _outcome(
                FREEBOARD, "answered", "At least 800 mm stay free.", "Freeboard is 800 mm.", "Use a hook."
            ),
            _outcome(DRIP, "quoted", "패킹은 샌다.", quote="패킹은 샌다."),
            _outcome(PURGE, "refused", "말할 수 없다."),
            _outcome(PRICE, "answered", "It costs 800."),
        ),
        model,
        str,
    )
    assert (found.sentences.hits, found.sentences.cases, found.verbatim) == (2, 3, 2)
    assert (found.answers.hits, found.answers.cases) == (1, 2)
    assert (found.unsupported, found.wrong) == (("freeboard",), ("drip",))
    assert (found.model, found.weak, found.unclear) == ("scripted", False, 0)
    assert found.sentences.low is not None and found.sentences.low < found.sentences.high
    asked = [messages[-1][1] for messages in model.prompts]
    assert len(asked) == 5 and not any("말할 수 없다" in text for text in asked)


def test_what_gets_no_verdict_is_counted_and_blamed_on_nobody():
    calls = iter(["YES", "I would say", None, "NO"])

    def script(messages) -> Iterator[str]:
        said = next(calls)
        if said is None:
            raise ModelError("It broke off.")
        yield said

    found = judge(
        _result(_outcome(FREEBOARD, "answered", "a b c", "d e f", "g h i")), ScriptedModel(script=script), str
    )
    assert (found.sentences.hits, found.sentences.cases, found.unclear) == (1, 1, 2)
    assert (found.unsupported, found.wrong) == ((), ("freeboard",))


def test_a_judge_that_fails_at_once_ends_the_run():
    with pytest.raises(ModelError, match="down"):
        judge(_result(_outcome(FREEBOARD, "answered", "a b")), ScriptedModel(fails="It is down."), str)


def test_the_judge_reads_no_personal_data_of_the_gold_file():
    asked = FREEBOARD.model_copy(update={"question": "Kim asks: how much freeboard?", "key_facts": [["Kim"]]})
    model = ScriptedModel("YES")
    judge(
        _result(_outcome(asked, "answered", "At least 800 mm")),
        model,
        lambda text: text.replace("Kim", "[name]"),
    )
    assert len(model.prompts) == 2
    assert not any("Kim" in text for messages in model.prompts for _, text in messages)


@pytest.mark.parametrize("provider", ["starter", "ollama"])
def test_the_verdicts_stand_apart_and_a_small_judge_is_called_weak(small_settings, tmp_path, provider):
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(q.model_dump_json() for q in GOLD), "utf-8")
    result = harness.run(small_settings, GOLD, "quoted")
    plain = record.of(result, file)
    model = ScriptedModel("아니요", name="<judge>", provider=provider)
    run_ = plain.model_copy(update={"judged": judge(result, model, str)})
    assert run_.judged is not None and run_.judged.weak == (provider == "starter")
    assert run_.metrics == plain.metrics and run_.questions == plain.questions
    assert not any("judge" in name for name in NAMES)
    path = report.save(run_, small_settings)
    assert record.load(path) == run_
    console = Console(record=True, width=120, file=io.StringIO())
    report.show(run_, console)
    shown, page = console.export_text(), render(run_, "ko", "2026-11-01")
    assert "Judged by a language model (<judge>)" in shown and "&lt;judge&gt;" in page
    assert ("often errs" in shown) == ("자주 틀립니다" in page) == (provider == "starter")
    assert 'id="judged"' not in render(plain, "ko", "2026-11-01") and 'id="judged"' in page


@pytest.mark.parametrize(
    ("options", "status", "says"),
    [
        (("--mode", "retrieval"), 2, "--mode quoted or composed"),
        ((), 4, "There is no language model to judge with"),
    ],
)
def test_a_run_that_cannot_be_judged_is_refused_before_anything_is_asked(tmp_path, options, status, says):
    file = tmp_path / "gold.jsonl"
    file.write_text(FREEBOARD.model_dump_json(), "utf-8")
    found = run("eval", str(file), "--judge", *options, home=tmp_path / "none", JANGIN_LLM__PROVIDER="none")
    assert says in found.stderr and found.returncode == status, (found.returncode, found.stderr)
