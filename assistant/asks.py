"""What kind of thing a question asks for, and whether a text holds such a thing.

A near miss speaks of the right machine but of another property: asked for the price of a hose it
tells its pressure. Whether the evidence holds the *kind* of thing asked for is the cheapest test.
"""

from __future__ import annotations

import re

from ingest.caches import remembered
from ingest.quantities import quantities

_I = re.IGNORECASE
# Personal matters of a named or implied person: scrubbed from every source, so never answerable.
_PRIVATE = re.compile(
    r"휴대폰|전화번호|연락처|집\s?주소|몇\s?살|나이(?:가|는)|연봉|월급|급여|병가|연차|휴가|징계|이름(?:이|은|을)|성함|"
    r"작업자는\s?누구|누구(?:의\s?잘못|\s?책임)|"
    r"\bphone number|\bhome address|\bhow old is (?:he|she)|\bsalary|\bwages?\b|\bsick leave|\bdisciplin|"
    r"\bon file\b|\bwhich operator\b|\bname of the (?:operator|worker|man|woman)|\bwho is to blame",
    _I,
)
# (asked for, held): the first pattern is looked for in the question, the second in the evidence.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(
            r"가격|단가|비용|금액|수리비|구입비|구매비|얼마짜리|피해액|손실액|"
            r"\bcosts?\b|\bprice|\bpaid for|\bbudget|\bexpens|\bbonus",
            _I,
        ),
        re.compile(
            r"\d\s?(?:천|백)?(?:만|억)?\s?원|[만억천백]\s?원|₩|\bKRW\b|\bwon\b|\bUSD\b|\$\s?\d|€\s?\d", _I
        ),
    ),
    (
        re.compile(
            r"제조사|제조업체|메이커|어느\s?(?:회사|업체)|무슨\s?회사|업체가|브랜드|상표|"
            r"\bmanufacturer|\bwhich (?:company|maker|brand|vendor|supplier)|\bbrand\b|\bwho (?:made|makes|built|supplied)",
            _I,
        ),
        re.compile(
            r"제조사|메이커|납품|공급사|\(주\)|㈜|주식회사|[가-힣](?:공업|산업|정밀|기계|중공업|테크|코리아)(?![가-힣]{2})|"
            r"\bmaker\b|\bsupplier|\bvendor|\bmanufactur|\bCo\.|\bLtd\b|\bInc\b|\bGmbH\b",
            _I,
        ),
    ),
    (
        re.compile(
            r"언제인가|언제였|언제\s?(?:일어|발생|났|부러|준공|설치|도입)|날짜|며칠(?:에|이)|몇\s?년도|연도|\bwhen did|\bwhat (?:date|day)|\bwhich (?:date|day|year)|\bin what year",
            _I,
        ),
        re.compile(
            r"\d{4}\s?(?:년|[-./]\s?\d)|\d{1,2}\s?월\s?\d{1,2}\s?일|[가-힣]+월\s?[가-힣]+일|\b(?:19|20)\d\d\b|"
            r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
            _I,
        ),
    ),
)
_DURATION = frozenset({"s", "min", "h", "day", "week", "month", "year"})
_OFTEN = _DURATION | {"times"}
_MUCH = re.compile(
    r"얼마|몇(?!\s?번째)|\bhow (?:many|much|far|wide|thick|deep|hot|high|fast|big|old|large)\b|\b(?:what|which)\b",
    _I,
)
_HARDNESS = frozenset({"HSD", "HRC", "HB", "HV"})
_LENGTH = frozenset({"mm", "cm", "m", "um"})
_PRESSURE = frozenset({"bar", "mbar", "MPa", "Pa", "kgf/cm2"})
# A measured property and the units that it comes in.
_PROPERTIES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = (
    (re.compile(r"온도|\btemperature|\bhow hot\b", _I), frozenset({"°C"})),
    (re.compile(r"압력|차압|\bpressure|\bprecharge", _I), _PRESSURE),
    (
        re.compile(
            r"두께|간격|틈새|지름|직경|깊이|마모\s?한계|\b(?:thickness|clearance|gap|diameter|depth|wear limit)\b|"
            r"\bhow (?:wide|thick|deep|far)\b",
            _I,
        ),
        _LENGTH,
    ),
    (re.compile(r"전압|\bvoltage", _I), frozenset({"V"})),
    (re.compile(r"유량|\bflow\b", _I), frozenset({"L/min", "m3/h", "NL/min", "L/kg", "kg/min"})),
    (re.compile(r"경도|\bhardness", _I), _HARDNESS),
    (re.compile(r"농도|함량|\b(?:concentration|content)\b", _I), frozenset({"%", "ppm"})),
    (re.compile(r"진동(?:값|치|은|이)|\bvibration (?:level|value|limit)", _I), frozenset({"mm/s"})),
)
_QUANTITY = re.compile(
    r"얼마|몇(?!\s?번째)|\bhow (?:many|much|far|wide|thick|deep|hot|high|fast|big|old|large)\b|"
    r"\bwhat (?:is the )?(?:[\w-]+ ){0,3}(?:current|speed|level|limit|torque|rating|capacity|size|length|width)\b",
    _I,
)
_LONG = re.compile(r"얼마나\s?(?:오래|걸)|\bhow long\b", _I)
_FREQUENT = re.compile(r"얼마나\s?자주|몇\s?(?:일|주|달|개월|시간)\s?마다|\bhow often\b", _I)
_UNIT_ASKED = re.compile(
    r"몇\s?([가-힣A-Za-z°℃%/²³]+)|\bhow many ([a-z]+)|\bin ([A-Za-z°%/]+)\b(?= (?:must|is|does|should|of)\b)",
    _I,
)
# Units that number words and counters share with much else: they part nothing from anything.
_LOOSE = frozenset({"count", "times"})
_VAGUE_TIME = re.compile(
    r"하룻밤|밤새|매일|매주|매달|매월|매년|마다|\bevery\b|\beach\b|\bdaily\b|\bweekly\b|\bmonthly\b|\bovernight\b|\bhalf an hour\b|\ban hour\b|\ba (?:minute|day|week|month|year)\b",
    _I,
)
# In a table the unit stands in the header: “Pass 2 (bar): 200”.
_HEADED = re.compile(r"\(([^()|:]{1,10})\):\s*([+-]?\d[\d,.]*)")
_NUMBER_WORDS = dict(
    zip(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred""".split(),
        [*range(1, 21), *range(30, 101, 10)],
        strict=True,
    )
)
_NUMBER_WORD = re.compile(r"\b(?=[efhnost])(?:" + "|".join(_NUMBER_WORDS) + r")\b", _I)


def private(question: str) -> bool:
    """Whether a question asks for a person's private matters."""
    return _PRIVATE.search(question) is not None


@remembered(256)
def _asked(question: str) -> tuple[tuple[re.Pattern[str], ...], frozenset[str] | None]:
    """(patterns that an answer must hold, units of which it must hold one).

    An empty set of units stands for any quantity, None for no quantity asked.
    """
    kinds = tuple(held for asked, held in _KINDS if asked.search(question))
    if kinds:
        return kinds, None
    if _FREQUENT.search(question):
        return (), _OFTEN
    if _LONG.search(question):
        return (), _DURATION
    if match := _UNIT_ASKED.search(question):
        word = next(g for g in match.groups() if g)
        units = frozenset(q.unit for q in quantities(f"1 {word}") if q.unit) - _LOOSE
        if units:
            return (), units
    if _MUCH.search(question):
        for asked, units in _PROPERTIES:
            if asked.search(question):
                return (), units
    return (), frozenset() if _QUANTITY.search(question) else None


def specific(question: str) -> bool:
    """Whether the question asks for a kind of thing that can be looked for."""
    kinds, units = _asked(question)
    return bool(kinds) or units is not None


# The gate and the ranking ask the same of the same passages.
@remembered(1_024)
def held(question: str, text: str) -> bool:
    """Whether a text holds the kind of thing asked for; True where nothing specific is asked."""
    kinds, units = _asked(question)
    if kinds:
        return all(k.search(text) for k in kinds)
    if units is None:
        return True
    found = quantities(_digits(_HEADED.sub(r": \2 \1", text)))
    if units & _DURATION and _VAGUE_TIME.search(text):
        return True
    if units & _HARDNESS and re.search(rf"\b(?:{'|'.join(sorted(units))})\b", text):
        return True
    return any(q.unit in units for q in found) if units else bool(found)


def _digits(text: str) -> str:
    """English number words as digits, so that “twenty minutes” is a quantity."""
    return _NUMBER_WORD.sub(lambda m: str(_NUMBER_WORDS[m.group().lower()]), text)
