"""E-mail addresses, also with a Korean particle glued on and as read aloud.

Source: RFC 5321 section 4.1.2, narrowed to ASCII, which is what mail systems here issue; top-level
domains from the public suffix list as shipped with tldextract (no look-up).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from ingest.scrub.recognisers.base import ContextPatternRecognizer

if TYPE_CHECKING:
    from tldextract import TLDExtract

_DOT = r"\s?(?:점|쩜|닷|도트)\s?"
_TLD = r"(?:컴|콤|넷|케이알|씨오(?:\s?점\s?|\s)?케이알|시오(?:\s?점\s?|\s)?케이알|com|net|org|co\.kr|kr)"


_MARK = regex.compile("@|골뱅이|[dD]ot")


@cache
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


class EmailRecognizer(ContextPatternRecognizer):
    """Written and spoken addresses; a known public suffix makes the finding certain."""

    def __init__(self) -> None:
        local = r"[A-Za-z0-9](?:[A-Za-z0-9._%+'-]*[A-Za-z0-9_+-])?"
        super().__init__(
            "EMAIL_ADDRESS",
            [
                ("written", rf"(?<![A-Za-z0-9._%+-]){local}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+"
                 r"[A-Za-z]{2,24}(?![A-Za-z0-9-])", 0.9),
                ("spoken Korean", rf"(?:[A-Za-z0-9._-]+|[가-힣]+(?:\s[가-힣]{{1,3}}){{0,5}})\s?골뱅이\s?"
                 rf"(?:[A-Za-z0-9-]+|[가-힣]+(?:\s[가-힣]{{1,3}}){{0,3}}?)(?:{_DOT}|\.|\s)(?:[가-힣A-Za-z]{{1,8}}{_DOT})?{_TLD}", 0.9),
                ("spoken English", r"(?i)(?<![A-Za-z])[a-z0-9_-]+(?:\s(?:dot|underscore|dash)\s[a-z0-9_-]+)*\sat\s[a-z0-9-]+"
                 r"(?:\s(?:dot|dash)\s[a-z0-9-]+)*\sdot\s(?:com|net|org|co|kr|io|uk|example|de|se)(?:\sdot\s(?:kr|uk))?(?![A-Za-z])", 0.9),
            ],
            gate=_MARK.search,
            deny=False,
        )  # fmt: skip

    def validate_result(self, pattern_text: str) -> bool | None:
        # Plants use inner domains that no public list knows: a false look-up proves nothing.
        if "@" in pattern_text and _suffixes()(pattern_text.partition("@")[2]).suffix:
            return True
        return None
