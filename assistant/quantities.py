"""Numbers with their units, as written and as spoken, in one comparable form.

``1,230 °C``, ``1230도`` and ``천이백삼십 도`` are the same quantity; ``75 °C`` and ``75 %`` are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Canonical unit -> its spellings (SI brochure symbols, and the words of Korean and English shop floors).
_UNITS: dict[str, str] = {
    "°C": r"°\s?C|℃|도씨|섭씨|도(?![가-힣]*수)|degrees?(?:\s(?:C|Celsius|centigrade))?|deg\s?C",
    "bar": r"bars?|바(?![가-힣]*(?:킹|퀴|닥|람|로))",
    "mbar": r"mbar|millibars?|밀리바",
    "MPa": r"MPa|메가파스칼|메가",
    "Pa": r"Pa|pascals?|파스칼",
    "kgf/cm2": r"kgf?/cm[²2]|㎏f?/㎠|키로(?:그램)?",
    "mm": r"mm|㎜|밀리(?:미터)?(?!바)|mils?(?!l)|millimet(?:er|re)s?",
    "cm": r"cm|㎝|센티(?:미터)?|센치",
    "um": r"[µμ]m|㎛|미크론|마이크로(?:미터)?|microns?",
    "m": r"m|미터|met(?:er|re)s?",
    "mm/s": r"mm/s(?:ec)?|㎜/s",
    "m/s": r"m/s(?:ec)?",
    "m/min": r"m/min|미터\s?퍼\s?미닛",
    "min": r"min(?:ute)?s?|분",
    "s": r"s|sec(?:ond)?s?|초",
    "h": r"h|hrs?|hours?|시간",
    "day": r"days?|일|날",
    "week": r"weeks?|주",
    "month": r"months?|개월|달",
    "year": r"years?|년",
    "%": r"%|％|프로|퍼센트|per\s?cent|percent",
    "ppm": r"ppm|피피엠",
    "t": r"t|tons?|tonnes?|톤",
    "kg": r"kg|㎏|킬로(?:그램)?",
    "kg/min": r"kg/min",
    "L/min": r"L/min|리터\s?퍼\s?미닛|분당\s?리터",
    "NL/min": r"NL/min",
    "m3/h": r"N?m[³3]/h|㎥/h",
    "L/kg": r"L/kg",
    "rpm": r"rpm|알피엠",
    "cpm": r"cpm",
    "V": r"V|볼트|volts?",
    "A": r"A|암페어|amps?",
    "kW": r"kW|킬로와트",
    "Hz": r"Hz|헤르츠",
    "HSD": r"HSD",
    "times": r"times|회|번",
    "drops/min": r"drops?(?:/min|\s(?:a|per)\sminute)|방울",
    "count": r"개|명|대|장|본|pcs|pieces",
}
_BY_LENGTH = sorted(_UNITS.items(), key=lambda item: -max(len(p) for p in item[1].split("|")))
_UNIT = "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_BY_LENGTH))
_DIGITS = r"(?P<digits>[-−–+±]?\s?\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT_END = r"(?![A-Za-z/])"
_WRITTEN = re.compile(rf"(?<![A-Za-z0-9.,-]){_DIGITS}(?P<gap>\s?)(?:(?:{_UNIT}){_UNIT_END})?")

_DIGIT_WORDS = {c: i for i, c in enumerate("영일이삼사오육칠팔구")} | {"공": 0, "륙": 6}
_NATIVE = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "넷": 4, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7,
    "여덟": 8, "아홉": 9, "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60,
}  # fmt: skip
_TENS = {"십": 10, "백": 100, "천": 1000}
_SPOKEN = re.compile(
    rf"(?<![가-힣])(?P<words>[일이삼사오육륙칠팔구십백천만영공]+(?:\s?[점쩜]\s?[영공일이삼사오육칠팔구]+)?)"
    rf"\s?(?P<unit>{'|'.join(f'(?P<s{i}>{p})' for i, (_, p) in enumerate(_BY_LENGTH))})(?P<half>\s?반)?"
)
_SPOKEN_NATIVE = re.compile(
    rf"(?<![가-힣])(?P<words>(?:열|스물|서른|마흔|쉰|예순)?\s?(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉|열|스무))"
    rf"\s(?P<unit>{'|'.join(f'(?P<n{i}>{p})' for i, (_, p) in enumerate(_BY_LENGTH))})(?P<half>\s?반)?"
)


@dataclass(frozen=True)
class Quantity:
    """A number and its canonical unit; an empty unit is a bare number."""

    value: float
    unit: str = ""

    def supports(self, claim: Quantity) -> bool:
        """Whether a text that holds this quantity lets another state ``claim``.

        A bare number in the claim is supported by the same number with any unit (“step 3”), but a
        claim with a unit only by the same unit.
        """
        return self.value == claim.value and (not claim.unit or claim.unit == self.unit)


def quantities(text: str) -> list[Quantity]:
    """All quantities of a text, in order of writing, spoken ones after written ones."""
    found = [_written(m) for m in _WRITTEN.finditer(text)]
    found += [q for m in _SPOKEN.finditer(text) if (q := _spoken(m, "s")) is not None]
    found += [q for m in _SPOKEN_NATIVE.finditer(text) if (q := _native(m)) is not None]
    return _share_units(found, text)


def _written(match: re.Match[str]) -> Quantity:
    digits = re.sub(r"[,\s+±]", "", match["digits"]).replace("−", "-").replace("–", "-")
    # A leading dash after a space is a sign; “25–35” never reaches here with its dash, see the look-behind.
    return Quantity(float(digits), _unit(match, "u"))


def _unit(match: re.Match[str], prefix: str) -> str:
    for i, (name, _) in enumerate(_BY_LENGTH):
        if match[f"{prefix}{i}"]:
            return name
    return ""


def _share_units(found: list[Quantity], text: str) -> list[Quantity]:
    """Gives the first number of a range the unit of the second: “25–35 °C”, “10에서 20 바”."""
    ranges = re.compile(
        rf"(?<![A-Za-z0-9.,-])(?P<first>\d+(?:,\d{{3}})*(?:\.\d+)?)"
        rf"\s?(?:[-–—~∼/]|to\s|and\s|에서|부터|내지|,\s)\s?{_DIGITS}\s?(?:(?:{_UNIT}){_UNIT_END})"
    )
    extra = []
    for match in ranges.finditer(text):
        unit = _unit(match, "u")
        extra.append(Quantity(float(match["first"].replace(",", "")), unit))
        extra.append(Quantity(abs(_written(match).value), unit))
    return found + extra


def spoken_number(words: str) -> float | None:
    """The value of a Sino-Korean numeral such as 이백오십 or 삼 점 오; None where it is not one."""
    whole, _, decimals = re.sub(r"\s", "", words).replace("쩜", "점").partition("점")
    total = section = digit = 0
    for c in whole:
        if c in _DIGIT_WORDS:
            digit = digit * 10 + _DIGIT_WORDS[c]
        elif c in _TENS:
            section += (digit or 1) * _TENS[c]
            digit = 0
        elif c == "만":
            total += (section + digit or 1) * 10_000
            section = digit = 0
        else:
            return None
    value = float(total + section + digit)
    if decimals:
        value += float("0." + "".join(str(_DIGIT_WORDS[c]) for c in decimals))
    return value


def _spoken(match: re.Match[str], prefix: str) -> Quantity | None:
    value = spoken_number(match["words"])
    if value is None:
        return None
    return Quantity(value + (0.5 if match["half"] else 0.0), _unit(match, prefix))


def _native(match: re.Match[str]) -> Quantity | None:
    words = match["words"].strip()
    value = 0
    while words:
        for form in sorted(_NATIVE, key=len, reverse=True):
            if words.startswith(form):
                value += _NATIVE[form]
                words = words[len(form) :].strip()
                break
        else:
            return None
    return Quantity(value + (0.5 if match["half"] else 0.0), _unit(match, "n"))
