"""Leaves out of a question what its asker says of themselves: greetings, names, where to call back.

None of it is asked, and a library that does not hold such words would seem not to hold the answer.
"""

from __future__ import annotations

import re

from ingest import sentences
from ingest.index import tokens

_GREETING = r"안녕|수고|반갑|실례|고맙|감사|죄송|급(?:해|합|한)|도와|hello\b|hi\b|hey\b|good (?:morning|evening|night)\b|thanks?\b|sorry\b|excuse me\b|please help\b"
_SELF_KO = (
    r"(?:저는|전|제가|나는|난)\s.{0,40}(?:입니다|이에요|예요|인데요?|합니다|했습니다|왔습니다|됐습니다|되었습니다)|"
    r"(?:제|내|저의)\s?(?:이름|성함|번호|전화|휴대폰|핸드폰|연락처|메일|이메일|사번|주소|계좌)"
)
_SELF_EN = (
    r"(?:i am|i'm|this is|my name is|call me|(?:you can )?(?:reach|call|mail|e-mail) me)\b|"
    r"my (?:name|number|phone|mobile|mail|e-?mail|badge|employee number|address)\b"
)
_ASIDE = re.compile(rf"\s*(?:{_GREETING}|{_SELF_KO}|{_SELF_EN})", re.IGNORECASE)
_ASKS = re.compile(r"[?？]|(?:나요|까요?|는지|은지|줘요?|주세요|알려|어떻게|무엇|뭐|몇|언제|얼마)")


def without_asides(question: str) -> str:
    """The question without the sentences that are about its asker; itself where nothing else is left.

    A sentence that asks, or that names a piece of equipment, stays.
    """
    spans = sentences.spans(question)
    kept = [
        question[a:b].strip()
        for a, b in spans
        if not _ASIDE.match(question[a:b]) or _ASKS.search(question[a:b]) or tokens.codes(question[a:b])
    ]
    return " ".join(kept) if kept and len(kept) < len(spans) else question
