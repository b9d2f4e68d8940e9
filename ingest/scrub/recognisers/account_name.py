"""Names of accounts and passwords, right after a word such as 계정, 아이디 or login.

Source: POSIX portable user names (IEEE Std 1003.1, 3.437) with the dot and length plants use.
"""

from __future__ import annotations

import regex

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_KOREAN = r"(?:아이디|계정(?:명)?|접속\s?ID|로그인(?:\s?ID)?|사용자\s?(?:ID|이름|명)|사용자)"
_ENGLISH = r"(?<![A-Za-z])(?:user\s?(?:id|name)?|log[\s-]?in(?:\s(?:id|name|as))?|log[\s-]?on|account(?:\sname)?|logged\sin\sas|sign[\s-]?in)"
_SECRET = r"(?:비밀번호|비번|패스워드|암호|(?<![A-Za-z])(?:password|passwd|pw|passcode))"
_GAP = r"\s?(?:은|는|이|가|was|is|as)?\s?[:=]?\s?(?:\|\s?[^|:]{1,12}:\s?)?['\"“‘(]?"
_MARK = regex.compile(
    r"계정|아이디|로그인|사용자|ID|비밀번호|비번|패스워드|암호|user|log|account|sign|pass|pw",
    regex.IGNORECASE,
)
_END = r"(?![A-Za-z0-9_])"


class AccountNameRecognizer(ContextPatternRecognizer):
    """Account names that no ordinary word could be, or that follow a label and a colon."""

    def __init__(self) -> None:
        coded = rf"(?=[a-z0-9.-]*[0-9_]|[a-z]+\.[a-z])[a-z](?:[a-z0-9._-]{{1,30}}[a-z0-9_])?{_END}"
        super().__init__(
            "ACCOUNT_NAME",
            [
                ("Korean", rf"{_KOREAN}{_GAP}\K{coded}", 0.8),
                ("Korean, plain", rf"{_KOREAN}\s?(?:은|는|이|가|:|=)\s?\K[a-z][a-z0-9._-]{{2,30}}{_END}", 0.7),
                ("English", rf"{_ENGLISH}{_GAP}\K{coded}", 0.8),
                ("English, plain", r"(?:user\s?(?:id|name)|login(?:\s(?:id|name))?|account\sname)\s?[:=]\s?\K"
                 rf"(?!user|name|page|screen|with|only|the)[a-z][a-z0-9._-]{{2,30}}{_END}", 0.7),
                ("before the word", rf"(?<![A-Za-z0-9._@-]){coded}(?=\s?(?:라는\s|이라는\s|그\s|이\s|라고\s하는\s)?(?:계정|아이디))", 0.7),
                ("secret", rf"{_SECRET}{_GAP}\K(?=[^\s|]*[0-9!@#$%^&*])[!-z]{{4,32}}(?<![.,)'\"])", 0.8),
            ],
            gate=_MARK.search,
            deny=False,
            flags=regex.MULTILINE | regex.IGNORECASE,
        )  # fmt: skip
