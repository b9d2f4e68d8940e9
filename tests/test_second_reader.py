"""A second reader looks for missed names in scrubbed text, is believed only so far, and runs on this machine."""

from __future__ import annotations

import pytest

from assistant.second_reader import open_reader
from ingest.errors import ModelError
from ingest.home import Home
from ingest.opening import open_ingester
from ingest.scrub import Scrubber
from ingest.settings import ScrubSettings, load_settings
from ingest.store import documents as store
from ingest.store import failures
from tests.ollama_server import State, serving

TEXT = "쿠스트리차는 10시에 펌프를 잠갔고 연락처는 010-1234-5678이다. Lindqvist saw the pump."


class Asked:
    """Answers what it is told to, and keeps what it was asked."""

    def __init__(self, answer: str = "", fails: bool = False) -> None:
        self.answer, self.fails, self.texts = answer, fails, list[str]()

    def __call__(self, text: str) -> str:
        self.texts.append(text)
        if self.fails:
            raise ModelError("The model is gone: start it again.")
        return self.answer


@pytest.mark.parametrize(
    ("answer", "masked"),
    [
        ("쿠스트리차", ["쿠스트리차"]),
        ("- 쿠스트리차\n* Lindqvist", ["쿠스트리차", "Lindqvist"]),
        ("펌프 쿠스트리차 반장", ["쿠스트리차"]),  # what is in a dictionary, or a title, is no part of a name
        ("없음", []),
        ("펌프\npump\n10시\n○○\nsaw", []),
        ("쿠스", ["쿠스"]),  # the beginning of a word, since particles are glued to names
        ("트리차는", []),
        ("홍길동", []),  # it does not stand there
        ("쿠스트리차는 10시에 펌프를 잠갔고 연락처는", []),
    ],
)
def test_what_the_model_tells_is_masked_only_where_it_can_be_a_name(answer, masked):
    found = Scrubber(ScrubSettings(), ask=Asked(answer)).scrub(TEXT)
    assert [d.word for d in found.doubts] == masked
    assert all(word not in found.text for word in masked) and "010" not in found.text


def test_the_model_reads_scrubbed_text_without_labels():
    asked = Asked("없음")
    Scrubber(ScrubSettings(), ["박영식"], ask=asked).scrub_document([TEXT, "박영식 반장이 왔다.", "12 bar"])
    assert len(asked.texts) == 2 and not any("박영식" in t or "1234" in t or "[" in t for t in asked.texts)


def test_what_was_decided_to_be_kept_stays():
    scrubber = Scrubber(ScrubSettings(), ask=Asked("쿠스트리차"))
    (found,) = scrubber.scrub_document([TEXT], decided=lambda word: "keep" if word == "쿠스트리차" else None)
    assert "쿠스트리차" in found.text


def _ingested(settings, folder, asked):
    ingester = open_ingester(settings, [folder], ask=asked)
    report = ingester.run([folder])
    texts = [p.text for p in store.passages(ingester.library)]
    ingester.library.close()
    return report, texts


def test_a_file_that_could_not_be_read_twice_stays_out_until_it_is(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    settings = load_settings(home=tmp_path / "home", scrub={"second_reader": True})
    report, texts = _ingested(settings, folder, Asked(fails=True))
    assert report.count("failed") == 1 and texts == []
    assert "not read a second time: The model is gone" in report.outcomes[0].reason
    report, texts = _ingested(settings, folder, Asked("쿠스트리차"))
    assert report.count("indexed") == 1 and report.doubts == 1 and "쿠스트리차" not in texts[0]
    assert failures.every(Home(settings.home).open()) == []


def test_without_the_setting_no_model_is_opened(tmp_path):
    assert open_reader(load_settings(home=tmp_path, llm={"provider": "ollama", "model": "absent"})) is None


@pytest.mark.parametrize(
    ("llm", "reason"),
    [
        ({"provider": "none"}, "needs a language model"),
        ({"provider": "openai", "model": "m", "base_url": "http://192.0.2.7:8000/v1"}, "192.0.2.7"),
    ],
)
def test_a_second_reader_is_there_and_here_or_nothing_is_ingested(tmp_path, llm, reason):
    settings = load_settings(home=tmp_path, llm={**llm, "timeout_s": 1}, scrub={"second_reader": True})
    with pytest.raises(ModelError, match=reason):
        open_reader(settings)


def test_a_model_served_here_is_asked_for_names():
    with serving(State(lambda body: ["쿠스", "트리차"], {"m": 1})) as server:
        settings = load_settings(
            llm={"provider": "ollama", "base_url": server.url}, scrub={"second_reader": True}
        )
        read = open_reader(settings)
        assert read is not None and read("쿠스트리차가 왔다.") == "쿠스트리차"
