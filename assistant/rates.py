"""Numbers without a figure of their own: what something is counted per, and small numbers as words."""

from __future__ import annotations

import re

from ingest import numerals
from ingest.quantities import Quantity

_RATE = re.compile(
    r"(?P<min>분당|per\sminute|a\sminute|/min\b)|(?P<h>(?<![가-힣])시간당|per\shour|(?<!half )an\shour|/h\b)|(?P<s>초당|per\ssecond|a\ssecond|/s\b)|"
    r"(?P<day>하루|일당|per\sday|a\sday|매일)|(?P<t>톤당|per\ston)|(?P<month>월간|per\smonth|매월|매달)|(?P<year>연간|per\syear|매년)|"
    r"(?P<week>주당|per\sweek|매주)|(?P<turn>회전당|per\s(?:turn|revolution))",
    re.IGNORECASE,
)


def rates(text: str) -> list[Quantity]:
    """What numbers are given for one of: “분당 10방울”, “10 drops a minute” hold one minute."""
    return [Quantity(1.0, m.lastgroup or "") for m in _RATE.finditer(text)]


_COUNTED = re.compile(
    r"\b(?P<en>two|three|four|five|six|seven|eight|nine|ten|twelve)\b|"
    r"(?<![가-힣])(?P<ko>두|세|네|다섯|여섯|일곱|여덟|아홉|열)\s(?=[가-힣])",
    re.IGNORECASE,
)


def counted(text: str) -> set[float]:
    """The small numbers that are written as words before whatever they count: “in two passes”."""
    found = (
        numerals.english(m["en"]) if m["en"] else numerals.native(m["ko"]) for m in _COUNTED.finditer(text)
    )
    return {value for value in found if value is not None}
