"""Makes identifiers of every kind, in the spellings that plant papers use; all are fictional."""

from __future__ import annotations

import random
from collections.abc import Callable

from ingest.scrub.recognisers.business_number import _WEIGHTS as _BUSINESS
from ingest.scrub.recognisers.resident_number import _WEIGHTS as _RESIDENT

_CITIES = ("한들시 외동면", "새벽시 단원구", "가람군 물결읍", "너울시 미추동")
_REGIONS = ("경상남도", "경기도", "충남", "부산광역시", "전라북도")
_ROADS = ("은모래길", "제철로", "솔밭1길", "포구대로", "물레방아로")
_BANKS = ("국민은행", "신한", "농협", "하나은행", "우리은행", "카카오뱅크", "기업은행", "새마을금고")
_STREETS = ("Harbour Road", "Mill Lane", "Foundry Street", "Station Avenue", "Chapel Close")
_TOWNS = ("Ashford-on-Wye", "Northgate", "Millbrook", "Port Arden")
_MONTHS = ("January", "March", "May", "July", "September", "November")
_DOMAINS = ("plant.example", "haneul-steel.example", "mail.example.org", "hd-marine.example")
_LOGINS = ("opr_kim21", "maint.lee", "rf2_user07", "qa_team3", "j.park88", "hmi_admin2", "line4_op")


def _digits(rng: random.Random, n: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(n))


def _day(rng: random.Random) -> tuple[int, int, int]:
    return rng.randint(1950, 2004), rng.randint(1, 12), rng.randint(1, 28)


def _registration(rng: random.Random, seventh: str, base: int) -> str:
    year, month, day = _day(rng)
    first = f"{year % 100:02d}{month:02d}{day:02d}"
    century = seventh[0] if year < 2000 else seventh[1]
    body = first + century + _digits(rng, 5)
    check = (base - sum(int(d) * w for d, w in zip(body, _RESIDENT, strict=True)) % 11) % 10
    number = body + str(check)
    join = rng.choice(("-", "-", "-", " - ", "–"))
    return number[:6] + join + number[6:]


def rrn(rng: random.Random) -> str:
    return _registration(rng, rng.choice(("13", "24")), 11)


def frn(rng: random.Random) -> str:
    return _registration(rng, rng.choice(("57", "68")), 13)


def phone(rng: random.Random) -> str:
    # 010-0 and 010-1 are not given out.
    first, second = rng.choice("01") + _digits(rng, 3), _digits(rng, 4)
    form = rng.choice(
        (
            "010-{}-{}",
            "010-{}-{}",
            "010 {} {}",
            "010.{}.{}",
            "010{}{}",
            "+82-10-{}-{}",
            "010)-{}-{}",
            "010–{}–{}",
        )
    )
    return form.format(first, second)


def landline(rng: random.Random) -> str:
    area = rng.choice(("02", "051", "055", "031", "041", "063"))
    form = rng.choice(("{}-{}-{}", "{}-{}-{}", "{}){}-{}", "({}){}-{}", "{} {} {}"))
    return form.format(area, "1" + _digits(rng, 2), _digits(rng, 4))


def phone_en(rng: random.Random) -> str:
    forms = (
        f"+44 7700 900{_digits(rng, 3)}",
        f"07700 900{_digits(rng, 3)}",
        f"(555) 01{_digits(rng, 1)}-{_digits(rng, 4)}",
        f"+1 555-01{_digits(rng, 1)}-{_digits(rng, 4)}",
        f"+82 10-1{_digits(rng, 3)}-{_digits(rng, 4)}",
    )
    return rng.choice(forms)


def email(rng: random.Random) -> str:
    local = rng.choice(
        ("park_yh", "k.minjun", "jsoh", "shift-b", "lee.dh2", "h.abernathy", "cho1203", "qa.song")
    )
    return f"{local}{rng.choice(('', '', _digits(rng, 2)))}@{rng.choice(_DOMAINS)}"


def passport(rng: random.Random) -> str:
    return rng.choice(
        (
            f"M{_digits(rng, 8)}",
            f"M{_digits(rng, 3)}{rng.choice('ABCDEFGH')}{_digits(rng, 4)}",
            f"S{_digits(rng, 8)}",
        )
    )


def licence(rng: random.Random) -> str:
    return f"{rng.randint(11, 26)}-{_digits(rng, 2)}-{_digits(rng, 6)}-{_digits(rng, 2)}"


def brn(rng: random.Random) -> str:
    body = str(rng.randint(1, 9)) + _digits(rng, 8)
    total = sum(int(d) * w for d, w in zip(body, _BUSINESS, strict=True)) + int(body[8]) * 5 // 10
    number = body + str((10 - total % 10) % 10)
    return f"{number[:3]}-{number[3:5]}-{number[5:]}"


def account(rng: random.Random) -> str:
    forms = (
        f"{_digits(rng, 6)}-{_digits(rng, 2)}-{_digits(rng, 6)}",
        f"{_digits(rng, 3)}-{_digits(rng, 4)}-{_digits(rng, 4)}-{_digits(rng, 2)}",
        f"{_digits(rng, 3)}-{_digits(rng, 3)}-{_digits(rng, 6)}",
    )
    return f"{rng.choice(_BANKS)} {rng.choice(forms)}"


def card(rng: random.Random) -> str:
    body = rng.choice("45") + _digits(rng, 14)
    doubled = (int(d) * (2 if i % 2 == 0 else 1) for i, d in enumerate(body))
    number = body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)
    return rng.choice(("-", " ", "-")).join(number[i : i + 4] for i in range(0, 16, 4))


def plate(rng: random.Random) -> str:
    letter = rng.choice("가나다라마거너더러버서어저고노도로모보소오조구누두루무부수우주바사아자허하호")
    return f"{rng.choice((_digits(rng, 2), '1' + _digits(rng, 2)))}{letter}{rng.choice((' ', ''))}{_digits(rng, 4)}"


def employee(rng: random.Random) -> str:
    return f"HB-{_digits(rng, 5)}"


def birth(rng: random.Random) -> str:
    year, month, day = _day(rng)
    forms = (
        f"{year}년 {month}월 {day}일",
        f"{year}.{month:02d}.{day:02d}",
        f"{year}-{month:02d}-{day:02d}",
        f"{year % 100:02d}.{month}.{day}",
    )
    return rng.choice(forms)


def birth_en(rng: random.Random) -> str:
    year, month, day = _day(rng)
    name = rng.choice(_MONTHS)
    return rng.choice(
        (
            f"{day} {name} {year}",
            f"{name} {day}, {year}",
            f"{day:02d}/{month:02d}/{year}",
            f"{year}-{month:02d}-{day:02d}",
        )
    )


def ip(rng: random.Random) -> str:
    return rng.choice(("10.{}.{}.{}", "192.168.{}.{}", "172.16.{}.{}")).format(
        *(rng.randint(1, 254) for _ in range(3))
    )


def user(rng: random.Random) -> str:
    return rng.choice(_LOGINS)


def iban(rng: random.Random) -> str:
    body = _digits(rng, 18)
    check = 98 - int(body + "131400") % 97
    return f"DE{check:02d}{body}"


def ssn(rng: random.Random) -> str:
    return f"{rng.randint(100, 665)}-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}"


def address(rng: random.Random) -> str:
    road = f"{rng.choice(_ROADS)} {rng.randint(1, 199)}"
    forms = (
        f"{rng.choice(_REGIONS)} {rng.choice(_CITIES)} {road}",
        f"{rng.choice(_REGIONS)} {rng.choice(_CITIES)} {road}-{rng.randint(1, 40)}, {rng.randint(101, 120)}동 {rng.randint(101, 1904)}호",
        f"{rng.choice(_CITIES)} {road}",
    )
    return rng.choice(forms)


def address_en(rng: random.Random) -> str:
    return f"{rng.randint(1, 240)} {rng.choice(_STREETS)}, {rng.choice(_TOWNS)}"


# slot: (maker, the entity types it may be masked as)
MAKERS: dict[str, tuple[Callable[[random.Random], str], frozenset[str]]] = {
    "rrn": (rrn, frozenset({"KR_RRN"})),
    "frn": (frn, frozenset({"KR_FRN"})),
    "phone": (phone, frozenset({"PHONE_NUMBER"})),
    "landline": (landline, frozenset({"PHONE_NUMBER"})),
    "phone_en": (phone_en, frozenset({"PHONE_NUMBER"})),
    "email": (email, frozenset({"EMAIL_ADDRESS"})),
    "passport": (passport, frozenset({"KR_PASSPORT"})),
    "licence": (licence, frozenset({"KR_DRIVER_LICENSE"})),
    "brn": (brn, frozenset({"KR_BRN"})),
    "account": (account, frozenset({"BANK_ACCOUNT"})),
    "card": (card, frozenset({"CREDIT_CARD"})),
    "plate": (plate, frozenset({"VEHICLE_PLATE"})),
    "employee": (employee, frozenset({"EMPLOYEE_NUMBER"})),
    "birth": (birth, frozenset({"DATE_OF_BIRTH"})),
    "birth_en": (birth_en, frozenset({"DATE_OF_BIRTH"})),
    "ip": (ip, frozenset({"IP_ADDRESS"})),
    "user": (user, frozenset({"ACCOUNT_NAME"})),
    "iban": (iban, frozenset({"IBAN_CODE"})),
    "ssn": (ssn, frozenset({"US_SSN"})),
    "address": (address, frozenset({"ADDRESS"})),
    "address_en": (address_en, frozenset({"ADDRESS"})),
}  # fmt: skip
