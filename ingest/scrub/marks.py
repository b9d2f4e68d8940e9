"""Tells at a glance that a text cannot hold an identifier, so that no recogniser need be loaded for it."""

from __future__ import annotations

import regex

from ingest.scrub.spoken import spoken_view

# Every identifier has five digits or more, an @, or stands behind one of these words.
_MARKS = regex.compile(
    r"@|골뱅이|앳|닷컴|계정|아이디|로그인|사용자|비밀번호|비번|패스워드|암호|생년|생일|출생|[년일월0-9]\s?생|태어|주소|번지|사번|사원\s?번호|여권|면허|계좌|통장|내선|구내|차량|번호판|"
    r"(?<![A-Za-z])(?:user|log[\s-]?[io]n|account|password|passwd|pw|passcode|sign(?:ed)?[\s-]?in|born|birth|dob|address|lives|street|road|avenue|lane|"
    r"passport|dot|at\ssign|licen[cs]e|iban|ext(?:ension|n)?|plate|badge|employee|"
    r"mr|mrs|ms|miss|dr|(?-i:[A-Z][a-z]+-[A-Za-z][a-z]+))(?![A-Za-z])",
    regex.IGNORECASE,
)
_FEW = 4  # digits; a code or a measure has so many at most
_DIGIT = regex.compile(r"[0-9]")
# 서울시 강남구 …로 3: a place name before a street and a number.
_PLACE = regex.compile(r"[가-힣](?:시|군|구|읍|면|동|리|로|길)\s?[가-힣0-9-]*\s?[0-9]")
_NUMERALS = regex.compile(r"[공영일이삼사오육륙칠팔구]{5}")


def may_identify(text: str) -> bool:
    """Whether a recogniser might find something in ``text`` (digits and signs made plain)."""
    return bool(
        len(_DIGIT.findall(text)) > _FEW
        or _MARKS.search(text)
        or _PLACE.search(text)
        or _NUMERALS.search(text)
        or spoken_view(text)
    )
