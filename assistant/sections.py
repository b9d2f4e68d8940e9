"""Which part of a report a question asks for: its cause, what was done, what prevents it, what it taught."""

from __future__ import annotations

import re

_I = re.IGNORECASE
# (asked for, heading): the headings are those that incident report forms use (개요, 경과, 원인, 조치, 재발방지, 교훈).
_PARTS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        re.compile(r"원인|왜\s|때문에|\bcauses?d?\b|\bwhy\b|\breason\b|\bwent wrong\b", _I),
        re.compile(r"원인|\bcauses?\b|\bwhy\b|\banalysis\b", _I),
    ),
    (
        re.compile(
            r"조치|어떻게\s?(?:고쳤|복구|수리|해결)|\bwhat was (?:done|replaced|repaired)|\bhow was it (?:fixed|repaired)",
            _I,
        ),
        re.compile(r"조치|복구|수리|\baction|\brepair|\bcorrective\b", _I),
    ),
    (
        re.compile(r"재발|막으려면|예방|\bprevent|\bagain\b|\brecur", _I),
        re.compile(r"재발|예방|대책|\bprevent|\bfollow-?up\b", _I),
    ),
    (
        re.compile(r"교훈|배울|배운|\blessons?\b|\blearn(?:ed|t)?\b", _I),
        re.compile(r"교훈|\blessons?\b|\blearn", _I),
    ),
)


def asked_part(question: str, context: str) -> bool:
    """Whether a passage stands under the heading of the part that a question asks for.

    ``context`` is the passage's heading path; its last heading counts.
    """
    heading = context.rsplit(" > ", 1)[-1]
    return any(asked.search(question) and named.search(heading) for asked, named in _PARTS)
