"""Names are masked with their title left readable; words of the plant are not taken for people."""

from __future__ import annotations

import pytest

from ingest.scrub import Scrubber
from ingest.settings import ScrubSettings

ROSTER = ["박영식", "영식이 형", "최만호", "이준호", "이 대리", "Derek Holloway", "Joe", "Park Young-sik"]

LISTED = [
    ("박영식 반장님이 왔다", "[이름] 반장님이 왔다"),
    ("어제 박영식이가 그랬다", "어제 [이름]이가 그랬다"),
    ("박 영식 씨한테 물어봐", "[이름] 씨한테 물어봐"),
    ("불은 영식이 형한테 물어봐", "불은 [이름] 형한테 물어봐"),
    ("만호 형님이 가르쳤다", "[이름] 형님이 가르쳤다"),
    ("정비 이 대리한테 하지", "정비 [이름] 대리한테 하지"),
    ("Ask Derek Holloway about it", "Ask [name] about it"),
    ("D. Holloway signed, Holloway's note", "[name] signed, [name]'s note"),
    ("derek holloway said so", "[name] said so"),
    ("The lads call me Joe, so", "The lads call me [name], so"),
    ("Park Young-sik knows RF-2", "[name] knows RF-2"),
]

UNLISTED = [
    ("작성: 압연공장 가열로 담당 문성규 (사번 확인)", "작성: 압연공장 가열로 담당 [이름] (사번 확인)"),
    ("손님 쪽 류기태 과장님이 전화했다", "손님 쪽 [이름] 과장님이 전화했다"),
    ("제갈민수 작업자와 남궁철 씨", "[이름] 작업자와 [이름] 씨"),
    ("작업자 허정수, 응우옌 반 뚜안 2명이 하였다", "작업자 [이름], [이름] 2명이 하였다"),
    ("베트남에서 온 쩐반득 씨가", "베트남에서 온 [이름] 씨가"),
    ("구분: 재해자 | 내용: 남기철 (가열로 조업 2조)", "구분: 재해자 | 내용: [이름] (가열로 조업 2조)"),
    ("김 반장도 한 벌 갖고 있고", "[이름] 반장도 한 벌 갖고 있고"),
    ("최과장이 승인했다", "[이름]과장이 승인했다"),
    ("Written by Colin Abara last night", "Written by [name] last night"),
    ("downtime: 20 | technician: R. Shah", "downtime: 20 | technician: [name]"),
    ("downtime: 20 | technician: 류해원", "downtime: 20 | technician: [name]"),
    ("Mr. Novak and Dr Lindqvist visited", "Mr. [name] and Dr [name] visited"),
    ("a contractor, Tom Brandvold, he is good", "a contractor, [name], he is good"),
    ("Baek Jin-wook and Tae-yong Gil helped", "[name] and [name] helped"),
    ("정비는 Owen Trask 기사가 했다", "정비는 [이름] 기사가 했다"),
]

NOBODY = [
    "전기 기사와 정비 반장이 같이 본다. 안전 과장 승인",
    "현장 소장에게 보고하고 조업 반장이 확인한다",
    "작성자: 정비팀, 승인: 안전과, 담당: 압연팀",
    "주차장 옆 공사장으로 대피한다. 이사장 방문",
    "공기비 1.05, 이음부 누설, 고정구 체결, 무두볼트 풀림, 안전핀, 보정값, 주파수, 차단기",
    "염기도 2.8, 전단기, 유량계, 이송관, 도압관을 점검한다",
    "박 대리석 바닥, 강 기슭, 이 과정에서 기계 장치 점검",
    "우리 조원이 한 명 나가고 신입이 왔다. 형님들 말씀이 맞다",
    "교대 조 반장이 무전한다",
    "담당 인원을 늘린다",
    "Allen key and Phillips screwdriver, Stillson wrench, Woodruff key, Morse taper",
    "Park Brake test before each shift. The Hose Clamp on Pump House is loose",
    "Soft Stirring, Deep Vacuum, Cover Seal, Steam Ejector, Cooling Bed",
    "contact: Control Room, operator: Night Shift",
    "Morning Shift Leader checks Gas Alarm panel; Red Lock, Personal Tag",
    "Brinell and Rockwell readings, a Bourdon gauge",
]


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(ScrubSettings(), ROSTER)


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_a_listed_person_is_masked_without_a_language_model(
    scrubber: Scrubber, text: str, expected: str
) -> None:
    assert scrubber.scrub_question(text).text == expected


@pytest.mark.parametrize(("text", "expected"), UNLISTED)
def test_an_unlisted_person_is_masked_by_title_label_or_context(
    scrubber: Scrubber, text: str, expected: str
) -> None:
    assert scrubber.scrub(text).text == expected


@pytest.mark.parametrize("text", NOBODY)
def test_words_of_the_plant_are_nobody(scrubber: Scrubber, text: str) -> None:
    assert scrubber.scrub(text).text == text


def test_a_name_proven_in_one_block_is_masked_in_the_whole_document(scrubber: Scrubber) -> None:
    first, second = scrubber.scrub_document(["목격자: 탁현서", "나중에 탁현서 말로는 펌프가 울었다"])
    assert first.text == "목격자: [이름]"
    assert second.text == "나중에 [이름] 말로는 펌프가 울었다"


def test_the_label_follows_the_language_of_its_own_line(scrubber: Scrubber) -> None:
    text = "Call me on 010-1234-5678 tonight\n내 번호는 010-1234-5678이다"
    assert scrubber.scrub(text).text == "Call me on [phone] tonight\n내 번호는 [전화번호]이다"


def test_a_question_is_scrubbed_without_loading_spacys_model() -> None:
    quick = Scrubber(ScrubSettings(), ROSTER)
    assert (
        quick.scrub_question("Why did Derek Holloway call 010-1234-5678?").text
        == "Why did [name] call [phone]?"
    )
    assert quick._english is None


def test_an_unusual_word_is_masked_in_doubt_only_so_that_a_person_can_keep_it(scrubber: Scrubber) -> None:
    found = scrubber.scrub("주파수, 차단기, 배기구")
    assert all(doubt.word == "배기구" for doubt in found.doubts) and len(found.doubts) == found.text.count(
        "[이름]"
    )
    kept = scrubber.scrub_document(["주파수, 차단기, 배기구"], decided=lambda word: "keep")
    assert kept[0].text == "주파수, 차단기, 배기구"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail derek.holloway@hanbit.example", "mail [email]"),
        ("D.Holloway signed", "[name] signed"),
        ("Holloway, Derek and Derek J. Holloway", "[name] and [name]"),
    ],
)
def test_a_listed_name_within_an_address_is_the_address(scrubber: Scrubber, text: str, expected: str) -> None:
    assert scrubber.scrub(text).text == expected
