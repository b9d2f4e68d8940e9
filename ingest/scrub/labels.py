"""The neutral label that stands in place of each kind of personal data."""

from __future__ import annotations

import re
from typing import Literal

from ingest import numbered
from ingest.korean import language_of

# entity type: (Korean label, English label), without brackets
LABELS: dict[str, tuple[str, str]] = {
    "PERSON": ("이름", "name"),
    "PHONE_NUMBER": ("전화번호", "phone"),
    "EMAIL_ADDRESS": ("이메일", "email"),
    "KR_RRN": ("주민등록번호", "resident number"),
    "KR_FRN": ("외국인등록번호", "foreigner number"),
    "KR_PASSPORT": ("여권번호", "passport"),
    "KR_DRIVER_LICENSE": ("운전면허번호", "driving licence"),
    "KR_BRN": ("사업자등록번호", "business number"),
    "ADDRESS": ("주소", "address"),
    "BANK_ACCOUNT": ("계좌번호", "bank account"),
    "CREDIT_CARD": ("카드번호", "card"),
    "VEHICLE_PLATE": ("차량번호", "vehicle plate"),
    "EMPLOYEE_NUMBER": ("사번", "employee number"),
    "DATE_OF_BIRTH": ("생년월일", "date of birth"),
    "IP_ADDRESS": ("IP 주소", "IP address"),
    "ACCOUNT_NAME": ("계정", "account"),
    "IBAN_CODE": ("국제계좌번호", "IBAN"),
    "US_SSN": ("사회보장번호", "social security number"),
}

_LABEL = re.compile(
    r"\[(?:"
    + "|".join(re.escape(name) for pair in LABELS.values() for name in pair)
    + rf"|{numbered.INSIDE})\]"
)
_LABEL_AND_PARTICLE = re.compile(
    rf"(?:{_LABEL.pattern})(?:(?:이랑|에게|한테|께서|께|이|가|은|는|을|를|의|도|와|과|랑)(?![가-힣]))?"
)
_LETTER = re.compile(r"[가-힣A-Za-z]")
_ENOUGH_LETTERS = 4


def label_for(
    entity: str,
    text: str,
    start: int,
    end: int,
    language: Literal["ko", "en"] | None = None,
    number: int | None = None,
) -> str:
    """The bracketed label for ``text[start:end]`` in the language its own line is written in.

    ``number`` is the person's, where all documents call them by one.

    A line with hardly a letter besides the match says nothing; then the hint decides, then the
    whole text.
    """
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    around = text[line_start:start] + text[end : line_end if line_end >= 0 else len(text)]
    if len(_LETTER.findall(around)) >= _ENOUGH_LETTERS:
        spoken = language_of(around)
    else:
        spoken = language or language_of(text)
    if number is not None:
        return numbered.label(number, spoken)
    korean, english = LABELS[entity]
    return f"[{korean if spoken == 'ko' else english}]"


def label_spans(text: str) -> list[tuple[int, int]]:
    """Where labels of an earlier run stand, so that scrubbing twice changes nothing."""
    return [match.span() for match in _LABEL.finditer(text)]


def without_labels(text: str) -> str:
    """The text as if what was masked had not been said: for search, where a label finds other labels."""
    return re.sub(r"\s+", " ", _LABEL_AND_PARTICLE.sub(" ", text)).strip()
