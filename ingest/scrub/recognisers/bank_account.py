"""Bank account numbers beside the name of a Korean bank or a word for account.

Source: 금융결제원 list of participating institutions (names), lengths of 10 to 16 digits as the banks
publish them. There is no common check digit.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import (
    NO_DIGIT_AFTER,
    NO_DIGIT_BEFORE,
    ContextPatternRecognizer,
    holds_long_number,
)

_BANKS = (
    "국민은행", "신한은행", "우리은행", "하나은행", "기업은행", "농협", "축협", "수협", "신협", "새마을금고", "우체국",
    "산업은행", "부산은행", "경남은행", "대구은행", "광주은행", "전북은행", "제주은행", "카카오뱅크", "토스뱅크",
    "케이뱅크", "아이엠뱅크", "iM뱅크", "제일은행", "씨티은행", "국민", "신한", "은행", "뱅크",
)  # fmt: skip


class BankAccountRecognizer(ContextPatternRecognizer):
    """Groups of digits near a bank or account word; an account number never stands without one."""

    def __init__(self) -> None:
        edge = NO_DIGIT_BEFORE, NO_DIGIT_AFTER
        super().__init__(
            "BANK_ACCOUNT",
            [
                (
                    "grouped",
                    rf"{edge[0]}(?=(?:[0-9]-?){{10,16}}(?![0-9-]))[0-9]{{2,6}}-[0-9]{{2,7}}(?:-[0-9]{{1,7}}){{0,2}}{edge[1]}",
                    0.25,
                ),
                (
                    "spaced",
                    rf"{edge[0]}(?=(?:[0-9] ?){{10,16}}(?![0-9]))[0-9]{{2,6}} [0-9]{{2,6}} [0-9]{{4,7}}(?: [0-9]{{1,3}})?{edge[1]}",
                    0.1,
                ),
                ("bare", rf"{edge[0]}[0-9]{{10,14}}{edge[1]}", 0.1),
            ],
            (*_BANKS, "계좌", "통장", "입금", "송금", "예금주", "bank", "account", "a/c"),
            gate=holds_long_number,
        )
