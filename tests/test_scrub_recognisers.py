"""Each recogniser is one of Presidio's classes and finds its own kind with the right span."""

from __future__ import annotations

import pytest
from presidio_analyzer import EntityRecognizer, RecognizerRegistry

from ingest.scrub.recognisers import resident_number, structured
from ingest.scrub.recognisers.business_number import has_checksum as business_checksum
from ingest.scrub.recognisers.card import luhn
from ingest.scrub.recognisers.iban import has_checksum as iban_checksum
from ingest.scrub.resolve import Span, resolve
from ingest.scrub.spoken import spoken_view
from ingest.settings import ScrubSettings

FINDS = {
    "ResidentNumberRecognizer": ("번호 840923-1892996.", "840923-1892996"),
    "ForeignerNumberRecognizer": ("번호 930708-5892998.", "930708-5892998"),
    "PassportRecognizer": ("여권 M90417735.", "M90417735"),
    "DrivingLicenceRecognizer": ("면허 11-04-018273-60.", "11-04-018273-60"),
    "BusinessNumberRecognizer": ("사업자 990-81-41722.", "990-81-41722"),
    "PhoneRecognizer": ("전화 055-190-4410.", "055-190-4410"),
    "ForeignPhoneRecognizer": ("phone (202) 555-0147.", "(202) 555-0147"),
    "EmailRecognizer": ("메일 a.vroom@cellarm.example로", "a.vroom@cellarm.example"),
    "CardRecognizer": ("카드 4000-0566-5566-5556.", "4000-0566-5566-5556"),
    "BankAccountRecognizer": ("신한 110-000-482916.", "110-000-482916"),
    "VehiclePlateRecognizer": ("차량 158호 2260.", "158호 2260"),
    "EmployeeNumberRecognizer": ("사번 HB-10883.", "HB-10883"),
    "BirthDateRecognizer": ("생년월일: 1991.11.08", "1991.11.08"),
    "IpAddressRecognizer": ("IP 10.30.2.18.", "10.30.2.18"),
    "AccountNameRecognizer": ("계정 cc1_night3.", "cc1_night3"),
    "IbanRecognizer": ("IBAN GB82WEST12345698765432.", "GB82WEST12345698765432"),
    "SocialSecurityRecognizer": ("SSN 536-22-1234.", "536-22-1234"),
    "KoreanAddressRecognizer": (
        "경상남도 한들시 소내면 당골리 418-3.",
        "경상남도 한들시 소내면 당골리 418-3",
    ),
    "EnglishAddressRecognizer": ("at 2207 Quarry Bend Road.", "2207 Quarry Bend Road."),
}
RECOGNISERS = {r.name: r for r in structured(ScrubSettings())}


def test_presidios_registry_takes_all_recognisers() -> None:
    registry = RecognizerRegistry(recognizers=list(RECOGNISERS.values()), supported_languages=["ko", "en"])
    assert len(registry.recognizers) == len(RECOGNISERS)
    assert all(isinstance(r, EntityRecognizer) for r in RECOGNISERS.values())


def test_every_recogniser_has_a_case() -> None:
    assert FINDS.keys() == RECOGNISERS.keys()


@pytest.mark.parametrize("name", FINDS)
def test_a_recogniser_finds_exactly_its_own(name: str) -> None:
    text, expected = FINDS[name]
    best = max(RECOGNISERS[name].analyze(text, [], None), key=lambda r: (r.score, r.end - r.start))
    assert text[best.start : best.end] == expected
    assert best.score >= ScrubSettings().threshold


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (resident_number.has_checksum, "840923-1892996", "840923-1892995"),
        (resident_number.has_checksum, "930708-5892998", "930708-5892990"),
        (resident_number.has_date, "000229-3000000", "010229-3000000"),
        (business_checksum, "120-81-47521", "120-81-47522"),
        (luhn, "4111111111111111", "4111111111111112"),
        (iban_checksum, "GB82WEST12345698765432", "GB83WEST12345698765432"),
    ],
)
def test_check_digits_tell_right_from_wrong(check, right: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    assert check(right)
    assert not check(wrong)


def test_overlaps_go_to_the_higher_score_and_nothing_of_the_loser_sticks_out() -> None:
    spans = [Span(0, 8, "A", 0.6), Span(5, 12, "B", 0.9)]
    assert resolve(spans) == [Span(0, 12, "B", 0.9)]


def test_nothing_touches_a_stretch_that_is_taken() -> None:
    assert resolve([Span(1, 3, "A", 0.9)], [(0, 4)]) == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("공일공에 이삼사오에 육칠팔구", "010-2345-6789"),
        ("공일공 다시 이삼사오 다시 육칠팔구이고", "010-2345-6789이고"),
        ("zero one zero, double two three four, five six seven eight", "010-2234-5678"),
    ],
)
def test_numbers_read_aloud_are_written_back_as_digits(text: str, digits: str) -> None:
    view = spoken_view(text)
    assert view is not None
    assert view.text == digits


def test_a_view_leads_back_to_the_spoken_text() -> None:
    text = "번호는 공일공에 이삼사오에 육칠팔구요"
    view = spoken_view(text)
    assert view is not None
    at = view.text.index("010-2345-6789")
    start, end = view.back(at, at + 13)
    assert text[start:end] == "공일공에 이삼사오에 육칠팔구"
