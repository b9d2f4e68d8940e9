"""A question brings along the words that the sources may use instead of its own, and few others."""

import time

import pytest

from assistant import glossary_file
from assistant.glossary import OTHER_LANGUAGE, SAME_LANGUAGE, Glossary, load
from ingest.errors import SettingsError
from ingest.index import tokens


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load()


def related(glossary: Glossary, question: str) -> dict[str, float]:
    return glossary.related(tokens.words(question), question)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("바킹에서 물이 떨어지는데 괜찮나요?", "gland packing"),
        ("그랜드 패킹을 조여도 되나요?", "tighten"),
        ("펌프가 샌다", "leak"),
        ("기름이 새요", "oil leak"),
        ("가열로 점화 순서", "furnace"),
        ("쇳물이 튀면 어떻게 피하나", "molten steel"),
        ("연도 댐퍼 점검", "flue"),
        ("압력 바늘이 출렁거려요", "fluctuation"),
        ("모터가 덜컹거리는데요", "vibration"),
        ("케이블이 끊어졌어요", "break"),
        ("노즐이 자꾸 막혀요", "nozzle clogging"),
        ("알람이 뜨면 뭘 봐야 하죠", "alarm"),
        ("라인이 갑자기 멈췄습니다", "stop"),
        ("베어링 틈이 얼마까지 허용되나요", "clearance"),
        ("롤이 너무 빨리 닳아요", "wear"),
        ("구리스는 며칠마다 치나요", "interval"),
        ("구리스는 며칠마다 치나요", "grease"),
        ("시건 장치는 누가 풀 수 있나요", "lockout"),
        ("인터록을 우회해도 됩니까", "bypass"),
        ("얼마나 털고 나서 불을 붙이나요", "purge"),
        ("역화가 왜 나나요", "flashback"),
        ("구동측 베어링 온도", "drive side"),
        ("노기스로 재나요", "caliper"),
        ("리플로우 보이드가 많아요", "void"),
        ("용접 기공 원인", "porosity"),
        ("신입이 자주 하는 실수", "mistake"),
        ("전기로 전극이 부러졌을 때", "EAF"),
        ("어큐뮬레이터 질소 충전압", "accumulator"),
        ("What is the packing drip rate?", "패킹"),
        ("How often is the return filter changed?", "주기"),
        ("The breakout alarm went off, what now?", "브레이크아웃"),
        ("hydraulic oil temperature", "유압유"),
        ("carbon monoxide limit", "일산화탄소"),
        ("How is solder paste stored?", "크림 솔더"),
        ("What are the PPE rules?", "보호구"),
    ],
)
def test_a_question_brings_along_the_other_words_for_the_same_thing(glossary, question, term):
    held = set(related(glossary, question)) | set(tokens.words(question))
    assert set(tokens.words(term)) <= held


ORDINARY = (
    "가열로 불이 꺼지면 얼마나 털고 다시 붙이나요?",
    "겨울에 유압유 온도가 낮으면 어떻게 하나요",
    "로프 소선이 몇 가닥 끊어지면 교체하나요",
    "버너 점화 전 퍼지 시간은 몇 분인가요",
    "연주 몰드 탕면이 흔들리는 원인은?",
    "경보 코드 E02611이 뜨면 무슨 조치를 하나요?",
    "F8 롤 교체는 몇 톤마다 하나",
    "크레인 브레이크 라이닝 두께 한계는?",
    "용접 전 예열 온도와 층간 온도 기준은?",
    "솔더 페이스트는 냉장고에서 꺼내고 얼마나 두나요",
    "일산화탄소 경보가 울리면 어디로 대피하나요",
    "도막 두께가 기준보다 얇으면 재작업하나요?",
    "오늘 점심은 몇 시에 먹나요",
    "How long must the furnace be purged before ignition?",
    "How do I light the burner after a flame failure?",
    "What is the roll gap tolerance in mm?",
    "descaler pressure at pass 2 for SUS304 in bar",
    "Which pump is used for the descaler and what is its vibration limit?",
    "When is the wire rope replaced?",
    "What should I check first when the vacuum does not come down?",
)


@pytest.mark.parametrize("question", ORDINARY)
def test_an_ordinary_question_brings_along_few_terms_and_none_of_its_own(glossary, question):
    found = related(glossary, question)
    assert len(found) <= 25
    assert not set(found) & set(tokens.words(question))
    assert all(0 < weight <= 1 for weight in found.values())


@pytest.mark.parametrize(
    ("question", "wrong"),
    [
        ("볼트가 풀리는데요", "pulley"),
        ("리플로우 온도", "리플로우 우"),
        ("전기로 용해 시간", "power supply"),
        ("240 bar까지 올려도 되나", "round bar"),
        ("I saw the pump vibrate", "submerged arc welding"),
        ("보고서는 누가 쓰나", "look"),
        ("압력이 떨어지지 않는다", "surge"),
    ],
)
def test_a_chance_likeness_brings_nothing_along(glossary, question, wrong):
    assert not set(tokens.words(wrong)) - set(tokens.words(question)) <= set(related(glossary, question))


def test_a_translation_outweighs_a_synonym(glossary):
    found = related(glossary, "펌프가 샌다")
    assert found["leak"] == OTHER_LANGUAGE
    assert found["누설"] == SAME_LANGUAGE


def test_a_longer_term_counts_in_full_and_its_parts_are_read_as_well(glossary):
    found = related(glossary, "roll gap")
    assert found["롤"] == found["갭"] == OTHER_LANGUAGE
    assert "여과기" in related(glossary, "리턴 필터는 언제 갈아요?")


def test_a_term_of_many_words_shares_out_its_weight(tmp_path):
    mine = tmp_path / "glossary.yaml"
    mine.write_text("- {ko: [뚱땅이], en: [big hot hammer press]}\n", "utf-8")
    found = Glossary(glossary_file.read(mine)).related(tokens.words("뚱땅이"), "뚱땅이 점검")
    assert sum(found.values()) == pytest.approx(OTHER_LANGUAGE)


def test_tokens_alone_are_enough_for_words_that_kiwi_keeps_whole(glossary):
    assert "pump" in glossary.related(["펌프"])
    assert glossary.related([]) == {}


def test_every_entry_is_reached_by_each_of_its_english_terms(glossary):
    for entry in glossary.entries:
        others = {token for t in entry for token in t.tokens}
        for t in (t for t in entry if t.language == "en"):
            assert others - set(t.run) <= set(glossary.related(t.run)), t.text


def test_no_number_is_ever_brought_along(glossary):
    assert not [t for entry in glossary.entries for t in entry if any(w.isdigit() for w in t.tokens)]


def test_the_tokenised_form_is_up_to_date():
    held = glossary_file.TOKENISED.read_text("utf-8")
    assert held == glossary_file.tokenised_json(), "renew it: python -m assistant.glossary_file"


def test_the_tokenised_form_gives_the_same_entries_as_the_yaml_file(glossary, monkeypatch, tmp_path):
    monkeypatch.setattr(glossary_file, "TOKENISED", tmp_path / "missing.json")
    assert load().entries == glossary.entries


def test_a_stale_tokenised_form_is_passed_over(glossary, monkeypatch, tmp_path):
    stale = tmp_path / "glossary.json"
    stale.write_text('{"source": "another", "entries": []}', "utf-8")
    monkeypatch.setattr(glossary_file, "TOKENISED", stale)
    assert load().entries == glossary.entries


def test_loading_is_quick():
    start = time.perf_counter()
    load().related(["펌프"], "펌프")
    assert time.perf_counter() - start < 1.0  # measured 0.12 s; the rest is room for a busy machine


def test_a_plant_adds_its_own_words(glossary, tmp_path):
    mine = tmp_path / "glossary.yaml"
    mine.write_text("- {ko: [뚱땅이, 단조 프레스], en: [forging press]}\n", "utf-8")
    both = load(mine)
    assert len(both.entries) == len(glossary.entries) + 1
    assert {"forg", "press"} <= set(related(both, "뚱땅이가 멈췄어요"))
    assert "pump" in related(both, "펌프가 샌다")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {ko: [패킹], en: [packing]}\n- {ko: [펌프], eng: [pump]}\n", "entry 2"),
        ("- {ko: [패킹], en: packing}\n", "entry 1"),
        ("- {ko: [패킹]}\n", "two terms"),
        ("- {ko: [패킹, 패킹], en: [packing]}\n", "stands twice"),
        ("- {ko: [packing], en: [packing]}\n", "entry 1"),
        ("- {ko: [패킹], en: [the]}\n", "“the”"),
        ("- {ko: ['  '], en: [packing]}\n", "entry 1"),
        ("ko: [패킹]\n", "the file"),
        ("- {ko: [패킹\n", "not valid YAML near line"),
    ],
)
def test_a_faulty_file_is_named_in_one_sentence(tmp_path, text, said):
    mine = tmp_path / "glossary.yaml"
    mine.write_text(text, "utf-8")
    with pytest.raises(SettingsError) as raised:
        load(mine)
    assert str(mine) in str(raised.value)
    assert said in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path / "none.yaml")


def test_an_empty_file_adds_nothing(glossary, tmp_path):
    mine = tmp_path / "glossary.yaml"
    mine.write_text("", "utf-8")
    assert load(mine).entries == glossary.entries
