"""Numbers with their units, as written and as spoken, in one comparable form.

``1,230 °C``, ``1230도`` and ``천이백삼십 도`` are the same quantity; ``75 °C`` and ``75 %`` are not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest import numerals
from ingest.caches import remembered
from ingest.numbered import muted

# Canonical unit -> its spellings (SI brochure symbols, and the words of Korean and English shop floors).
_UNITS: dict[str, str] = {
    "°C": r"°\s?C|℃|도씨|섭씨|도(?![가-힣]*수)|degrees?(?:\s(?:C|Celsius|centigrade))?|deg\s?C",
    "°F": r"°\s?F|℉|degrees?\sFahrenheit|화씨",
    "bar": r"bars?|바(?![가-힣]*(?:킹|퀴|닥|람|로))",
    "kPa": r"kPa|킬로파스칼",
    "psi": r"psi[ag]?",
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
    "calendar month": r"월(?!간)",
    "ms": r"ms|msec|milliseconds?|밀리초",
    "shift": r"shifts?|교대",
    "year": r"years?|년",
    "%": r"%|％|프로|퍼센트|per\s?cent|percent",
    "ppm": r"ppm|피피엠",
    "t": r"t|tons?|tonnes?|톤",
    "kg": r"kg|㎏|킬로(?:그램)?",
    "g": r"g|grams?|그램",
    "mg": r"mg|㎎|milligrams?",
    "lb": r"lbs?|pounds?|파운드",
    "in": r"inch(?:es)?|인치",
    "ft": r"ft|feet|피트",
    "Nm": r"N[·⋅∙.\s]?m|뉴턴\s?미터",
    "kN": r"kN|킬로뉴턴",
    "N": r"N|뉴턴",
    "kg/min": r"kg/min",
    "L/min": r"L/min|리터\s?퍼\s?미닛|분당\s?리터",
    "L": r"L|리터|lit(?:er|re)s?",
    "NL/min": r"NL/min",
    "mL": r"mL|ml|cc|씨씨",
    "m3": r"m[³3]|㎥|루베|cubic\smet(?:er|re)s?",
    "m2": r"m[²2]|㎡",
    "m3/h": r"N?m[³3]/h|㎥/h",
    "mg/L": r"mg/[Ll]",
    "ppb": r"ppb",
    "dB": r"dB(?:\(?A\)?)?|데시벨",
    "K": r"K|켈빈",
    "HRC": r"HRC",
    "HB": r"HB",
    "HV": r"HV",
    "L/kg": r"L/kg",
    "rpm": r"rpm|알피엠",
    "cpm": r"cpm",
    "V": r"V|볼트|volts?",
    "A": r"A|암페어|amps?",
    "mA": r"mA|밀리암페어",
    "mV": r"mV",
    "kV": r"kV|킬로볼트",
    "W": r"W|와트|watts?",
    "kW": r"kW|킬로와트",
    "MW": r"MW|메가와트",
    "kWh": r"kWh",
    "kVA": r"kVA",
    "Hz": r"Hz|헤르츠",
    "kHz": r"kHz|킬로헤르츠",
    "HSD": r"HSD",
    "times": r"times|회(?!전)|번(?!째)",
    "fold": r"배(?![가-힣]*(?:관|선|치|출|수|기|터|럭))|fold",
    "turn": r"바퀴|회전|turns?|revolutions?|revs?",
    "stage": r"단계|단(?![가-힣])|stages?",
    "won": r"원(?![가-힣])|won|KRW",
    "10,000 won": r"만\s?원",
    "drops/min": r"drops?(?:/min|\s(?:a|per)\sminute)|방울",
    "count": r"개|명|대|장|본|pcs|pieces",
}
_BY_LENGTH = sorted(_UNITS.items(), key=lambda item: -max(len(p) for p in item[1].split("|")))
_UNIT = "|".join(f"(?P<u{i}>{pattern})" for i, (_, pattern) in enumerate(_BY_LENGTH))
_DIGITS = r"(?P<digits>[-−–+±]?\s?\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT_END = r"(?![A-Za-z/])"
_WRITTEN = re.compile(rf"(?<![A-Za-z0-9.,-]){_DIGITS}(?P<gap>\s?)(?:(?:{_UNIT}){_UNIT_END})?")


def _units(prefix: str) -> str:
    return "|".join(f"(?P<{prefix}{i}>{pattern})" for i, (_, pattern) in enumerate(_BY_LENGTH))


# (how it is spoken, its value, pattern): the unit must follow, or any syllable would be a number.
_SPOKEN = tuple(
    (
        read,
        re.compile(
            rf"{before}(?P<words>{words}){gap}(?:{_units('s')})(?P<half>\s?반)?{after}", re.IGNORECASE
        ),
    )
    for read, before, words, gap, after in (
        (numerals.sino, r"(?<![가-힣])", numerals.SINO, r"\s?", ""),
        (numerals.native, r"(?<![가-힣])", numerals.NATIVE, r"\s", ""),
        (
            numerals.english,
            rf"(?<![A-Za-z-]){numerals.ENGLISH_FIRST}",
            numerals.ENGLISH,
            r"[-\s]",
            r"(?![A-Za-z/])",
        ),
    )
)
_SPOKEN_RANGE = re.compile(
    rf"(?:(?<![가-힣])(?P<ko>{numerals.NATIVE}|{numerals.SINO})에서\s|(?<![A-Za-z]){numerals.ENGLISH_FIRST}(?P<en>{numerals.ENGLISH})\sto\s)"
    r"(?=(?P<rest>.{1,40}))",
    re.IGNORECASE,
)
_JOINED = re.compile(r"에서\s|\sto\s", re.IGNORECASE)
# A table's header carries the unit of the values below it: “Pass 2 (bar): 225”, “균열대 설정 (°C): 1,230”.
_IN_HEADER = re.compile(rf"\((?:{_units('u')})\)\s?:\s?{_DIGITS}(?:\s?[-–~]\s?(?P<upper>\d+(?:\.\d+)?))?")


# Words that could be read as a numeral with a unit: 오일 is oil before it is five days.
_WORDS = frozenset(
    """오일 구분 이번 이분 저번 사회 공개 공장 일본 일대 이대 일단 만일 이명 사명 공대 사대 일장 일주 이주 일개 사주 구주 이장
    사장 구장 이원 공원 사원 구원 일원 이단 사단 구단 공단 백분 천장 만년 영도 이도 일도 삼도 구도 사도 오도 이날 일날 사배 이개""".split()
)
_COUNTS_TIME = re.compile(r"간|마다|동안|이내|째|치|이상|이하|\s(?:후|뒤|전|동안|이내)")
# “반 바퀴”, “half a turn”, “a quarter turn”, “twice”.
_FRACTION = re.compile(
    rf"(?<![가-힣A-Za-z])(?=[반절hq])(?!반[장대명본])(?:(?P<half>반|절반|half(?:\s(?:an?|the))?)|(?P<quarter>quarter(?:\s(?:of\s)?an?)?))[\s-]?(?:{_units('s')})(?![A-Za-z])"
    r"|\b(?P<twice>twice)\b",
    re.IGNORECASE,
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
    """All quantities of a text, written ones first; a number in a table row takes its header's unit."""
    return [q for _, _, q in located(text)]


@remembered(8192)
def located(text: str) -> tuple[tuple[int, int, Quantity], ...]:
    """(start, end, quantity) of every quantity; one number may stand twice, with and without a unit.

    “10 to 20 bar” holds a bare 10 and, since the unit is shared, 10 bar.
    """
    text = muted(text)
    found = [(*m.span(), _written(m)) for m in _WRITTEN.finditer(text)]
    for m in _IN_HEADER.finditer(text):
        found.append((*m.span("digits"), _written(m)))
        if m["upper"]:
            found.append((*m.span("upper"), Quantity(float(m["upper"]), _unit(m, "u"))))
    spoken = [*_spoken(text), *_fractions(text), *_ranges(text)]
    return tuple(_share_units(found + spoken, text))


def spoken(text: str) -> list[tuple[int, int, Quantity]]:
    """(start, end, quantity) of the numbers that stand in words before a unit: 이백오십 바, “ten to twenty drops”."""
    return [*_spoken(text), *_ranges(text)]


def _ranges(text: str) -> list[tuple[int, int, Quantity]]:
    found: list[tuple[int, int, Quantity]] = []
    if not _JOINED.search(text):
        return found
    for m in _SPOKEN_RANGE.finditer(text):
        # “열에서 스무 방울”, “ten to twenty drops”: the first number has the unit of the second.
        after = _spoken(m["rest"])
        value = None
        if m["en"]:
            value = numerals.english(m["en"])
        elif m["ko"]:
            value = numerals.native(m["ko"]) or numerals.sino(m["ko"])
        if value is not None and after:
            found.append((*m.span(), Quantity(value, after[0][2].unit)))
    return found


def _spoken(text: str) -> list[tuple[int, int, Quantity]]:
    found = []
    for read, pattern in _SPOKEN:
        for m in pattern.finditer(text):
            value = read(m["words"])
            if m.group() in _WORDS and not _COUNTS_TIME.match(text, m.end()):
                continue
            if value is not None:
                found.append((*m.span(), Quantity(value + (0.5 if m["half"] else 0.0), _unit(m, "s"))))
    return found


def _fractions(text: str) -> list[tuple[int, int, Quantity]]:
    found = []
    for m in _FRACTION.finditer(text):
        unit = "times" if m["twice"] else _unit(m, "s")
        found.append((*m.span(), Quantity(2.0 if m["twice"] else 0.5 if m["half"] else 0.25, unit)))
    return found


_PLAIN = str.maketrans({",": None, "+": None, "±": None, "−": "-", "–": "-"})


def _written(match: re.Match[str]) -> Quantity:
    digits = "".join(match["digits"].translate(_PLAIN).split())
    # A leading dash after a space is a sign; “25–35” never reaches here with its dash, see the look-behind.
    return Quantity(float(digits), _unit(match, "u"))


def _unit(match: re.Match[str], prefix: str) -> str:
    last = match.lastgroup or ""
    # The unit is what is read last, but for a half after it; to ask all sixty groups costs more than to match.
    if last[0:1] == prefix and last[1:].isdigit():
        return _BY_LENGTH[int(last[1:])][0]
    for i, (name, _) in enumerate(_BY_LENGTH):
        if match[f"{prefix}{i}"]:
            return name
    return ""


_RANGE = re.compile(
    rf"(?<![A-Za-z0-9.,-])(?P<first>\d+(?:,\d{{3}})*(?:\.\d+)?)"
    rf"\s?(?:[-–—~∼/]|to\s|and\s|에서|부터|내지|,\s)\s?{_DIGITS}\s?(?:(?:{_UNIT}){_UNIT_END})"
)


def _share_units(found: list[tuple[int, int, Quantity]], text: str) -> list[tuple[int, int, Quantity]]:
    """Gives the first number of a range the unit of the second: “25–35 °C”, “10에서 20 바”."""
    extra = []
    for match in _RANGE.finditer(text):
        unit = _unit(match, "u")
        extra.append((*match.span("first"), Quantity(float(match["first"].replace(",", "")), unit)))
        extra.append((match.start("digits"), match.end(), Quantity(abs(_written(match).value), unit)))
    return found + extra
