"""Identifiers with a form of their own are masked in every spelling, and plant numbers are not."""

from __future__ import annotations

import pytest

from ingest.scrub import Scrubber
from ingest.settings import ScrubSettings

MASKED = [
    # resident and foreigner registration numbers
    ("주민번호가 840923-1892996이라고", "주민번호가 [주민등록번호]이라고"),
    ("외국인등록번호 930708-5892998, 출입", "외국인등록번호 [외국인등록번호], 출입"),
    ("주민등록번호 2010151234567입니다", "주민등록번호 [주민등록번호]입니다"),
    ("RRN 870605-1846998 was given", "RRN [resident number] was given"),
    ("주민번호는 칠일공삼공오에 일이삼사오육칠이에요", "주민번호는 [주민등록번호]이에요"),
    # passport
    ("여권번호 M00481276하고", "여권번호 [여권번호]하고"),
    ("Passport M417C8826 shown", "Passport [passport] shown"),
    # driver's licence
    ("운전면허 20-09-412907-63, 지게차", "운전면허 [운전면허번호], 지게차"),
    ("면허는 경남 12-123456-12입니다", "면허는 [운전면허번호]입니다"),
    # business number
    ("사업자번호 991-87-20611입니다", "사업자번호 [사업자등록번호]입니다"),
    # phone
    ("010-1234-5678로 전화", "[전화번호]로 전화"),
    ("연락은 010 0832 5517이고", "연락은 [전화번호]이고"),
    ("번호는 01012345678이에요", "번호는 [전화번호]이에요"),
    ("담당 번호 010.0649.2253에", "담당 번호 [전화번호]에"),
    ("사무실은 (055) 290-1234입니다", "사무실은 [전화번호]입니다"),
    ("전화 055) 193-0821로", "전화 [전화번호]로"),
    ("서울은 02-123-4567, 인터넷은 070-1234-5678", "서울은 [전화번호], 인터넷은 [전화번호]"),
    ("mobile +82 10-0243-8890 please", "mobile [phone] please"),
    ("call +46 70 174 06 33 for service", "call [phone] for service"),
    ("phone (202) 555-0147 at night", "phone [phone] at night"),
    ("내선 4216번으로", "내선 [전화번호]번으로"),
    ("정비는 공일공에 공구이육에 일일사팔이고", "정비는 [전화번호]이고"),
    ("느리게 공 일 공 에 이 삼 사 오 에 육 칠 팔 구예요", "느리게 [전화번호]예요"),
    ("It is oh one oh, one one eight three, two oh nine four.", "It is [phone]."),
    ("전각 ０１０－１２３４－５６７８로", "전각 [전화번호]로"),
    # e-mail
    ("park_yh@naver.com로 보내라", "[이메일]로 보내라"),
    ("메일은 db.kang@hanbit-steel.example이고", "메일은 [이메일]이고"),
    ("메일은 영식 골뱅이 한빛 점 컴입니다", "[이메일]입니다"),
    ("write to derek dot holloway at hanbit dot com today", "write to [email] today"),
    # card
    ("법인카드 5200 0083 1147 6204로 결제", "법인카드 [카드번호]로 결제"),
    ("paid with 4111-1111-1111-1111 today", "paid with [card] today"),
    # bank account
    ("계좌는 농협 302-0914-5527-81이고", "계좌는 농협 [계좌번호]이고"),
    ("refund to account Hana Bank 391-910022-47604", "refund to account Hana Bank [bank account]"),
    ("송금은 GB82 WEST 1234 5698 7654 32로", "송금은 [국제계좌번호]로"),
    # vehicle plate
    ("차량 83거 4417이 들어왔다", "차량 [차량번호]이 들어왔다"),
    ("트럭 123가4567은 뒤로", "트럭 [차량번호]은 뒤로"),
    ("화물차는 경남 82바 4417이다", "화물차는 [차량번호]이다"),
    # employee number
    ("사번 HB-10427이 맞다", "사번 [사번]이 맞다"),
    ("employee no. 20417 signed", "employee no. [employee number] signed"),
    # date of birth
    ("생년월일은 1964년 3월 12일이고", "생년월일은 [생년월일]이고"),
    ("나는 71년 3월 5일생이라", "나는 [생년월일]생이라"),
    ("date of birth 1986-12-19 on the pass", "date of birth [date of birth] on the pass"),
    ("칠십일년 삼월 오일생이다", "[생년월일]생이다"),
    # IP address and accounts
    ("화면 주소는 10.20.31.47이고", "화면 주소는 [IP 주소]이고"),
    ("서버 192.168.0.12로 접속", "서버 [IP 주소]로 접속"),
    ("조작 PC 계정 melt_op07을 쓴다", "조작 PC 계정 [계정]을 쓴다"),
    ("rf2_opr_park 그 아이디를 썼다", "[계정] 그 아이디를 썼다"),
    ("login: jsmith on the panel", "login: [account] on the panel"),
    # addresses
    ("주소는 경상남도 한들시 성마로47번길 12, 103동 802호입니다", "주소는 [주소]입니다"),
    ("창원시 성산구 두대동 333-1번지에 산다", "[주소]에 산다"),
    ("집은 해안로 77이고", "집은 [주소]이고"),
    ("lives at 14 Larkspur Close, Ashby Fen, Lincolnshire LN9 4ZQ.", "lives at [address]."),
    ("Ship to 31 Tanner's Row, Holmbury, Kent ME99 2QD, United Kingdom", "Ship to [address]"),
    ("Service desk: Nordkran, Hamnvägen 12, 999 12 Norrskär.", "Service desk: Nordkran, [address]."),
    ("Werk: Lindenstraße 4a, D-99998 Musterdorf", "Werk: [address]"),
    ("Pass 3, 240 bar, SUS304 and Zone 2, 1,230 °C", "Pass 3, 240 bar, SUS304 and Zone 2, 1,230 °C"),
    ("Hotel: 52 Haean-daero 9-gil, Handeul-si, Gyeongsangnam-do 51999", "Hotel: [address]"),
    ("SSN 536-22-1234 on file", "SSN [social security number] on file"),
    # a table row puts label and value into different cells
    ("구분: 주민등록번호 | 내용: 840923-1892996", "구분: 주민등록번호 | 내용: [주민등록번호]"),
]

KEPT = [
    "LOT 010-1234-5678은 3번 적재대에 있다",
    "소재 LOT 2109143020461, 강종 SM45C 12본",
    "품번 123-45-67890, 도면 062-123-4567-01을 확인",
    "설비번호 8103152045678 펌프를 점검한다",
    "heat no. 4000120733180426 was released",
    "controller S/N 4000 1207 3318 0426",
    "part no. 010-440-1182 or 22320-E-C3",
    "certificate 5521-0098-07, drawing F5-RL-0340-05",
    "SUS304는 1,230 °C에서 45분, P-204A 토출 압력 210 bar",
    "E02513이 뜨면 RM-STD-101 5.2.1을 따른다",
    "규격 KS D 3503 SS400, 두께 12 mm × 150 mm × 6000 mm",
    "2024-05-27 11:17 RB-3 충돌, 2023년 6월 19일 점검",
    "30도 1200초 유지, 15도 2400 rpm, 103호 1203번 볼트",
    "가열로 2호기와 전기로 1호기 사이 통로 3",
    "투입구 가열로 2 온도가 높다",
    "Software raised from 4.12.0.7 to 4.12.1.3, see Section 4.2.1.3",
    "2 Main Drive and 4 Port Way valve were checked",
    "ID 120 mm, OD 150 mm, user manual page 12, login screen",
    "공기 육십 프로로 오 분, 천이백삼십 도에 사십오 분",
    "이 삼 분 기다렸다가 일 이 번 밸브를 연다",
    "2024.03.05 생산분, 71년 생산 설비",
    "경도 HB 2000, 전동기 0330 R 010 BN4HC",
    "1-2-3-4-5-6 순서로 조이고 2,500 t마다 교체",
]


@pytest.fixture(scope="module")
def scrubber() -> Scrubber:
    return Scrubber(ScrubSettings())


@pytest.mark.parametrize(("text", "expected"), MASKED)
def test_an_identifier_is_masked_and_the_words_around_it_stay(
    scrubber: Scrubber, text: str, expected: str
) -> None:
    assert scrubber.scrub_question(text).text == expected


@pytest.mark.parametrize("text", KEPT)
def test_plant_numbers_stay(scrubber: Scrubber, text: str) -> None:
    assert scrubber.scrub(text).text == text


def test_a_resident_number_with_checksum_is_masked_even_after_a_drawing_label(scrubber: Scrubber) -> None:
    assert scrubber.scrub_question("도면 840923-1892996").text == "도면 [주민등록번호]"


def test_counts_are_by_type_and_never_hold_the_match(scrubber: Scrubber) -> None:
    result = scrubber.scrub_question("010-1234-5678, 010-2222-3333, a@b.com")
    assert result.masked == {"PHONE_NUMBER": 2, "EMAIL_ADDRESS": 1}
    assert "1234" not in repr(result)


@pytest.mark.parametrize(("text", "expected"), MASKED[:8])
def test_scrubbing_twice_changes_nothing(scrubber: Scrubber, text: str, expected: str) -> None:
    assert scrubber.scrub(expected).text == expected


def test_the_plants_own_employee_numbers_come_from_the_settings() -> None:
    own = Scrubber(ScrubSettings(employee_number_pattern=r"ZX\d{3}"))
    assert own.scrub_question("작업자 ZX123이").text == "작업자 [사번]이"
