"""The words of a text that carry its meaning, in both languages: what the other tests compare."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest import numerals
from ingest.caches import remembered
from ingest.index import tokens
from ingest.quantities import located

# Words that carry nothing of a claim's own: they are neither missed nor counted.
GENERIC = frozenset(
    """경우 후 뒤 전 다음 필요 위하 대하 통하 의하 따르 사용 이용 수행 실시 진행 정도 상태 방법 작업 되 하 있 없 때 시
    이후 이전 아야 반드시 꼭 기준 값 만 해당 중 및 또는 각 약 대략 동안 이상 이하 미만 초과 이내 최소 최대 넘 마 말 않 못 주 나서
    나 지 알 해야 그대로 두 놓 다시 우선 먼저 must need make sure ensur perform done go take get bring reach set one so only no
    or while also more least most below under over abov exceed less until befor after and but then again each per
    use onc unless within up out off either both first remain becom degre minut second hour day onli
    the is are was were be been being do does did of to in on at for with by from as it it's this that these those
    what which who whom when where why how much many should shall we you my our your their there can could must
    if into than will would has have had not about me she he they them its an any may might also very such""".split()
)
_TIMES = re.compile(
    r"매일|매주|매월|매년|분기|반기|격주|교대마다|[월화수목금토일]요일|먼저|우선|"
    r"\b(?:daily|weekly|monthly|quarterly|yearly|first)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
    re.IGNORECASE,
)
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SYLLABLES = re.compile(r"[가-힣]{2}")
UNIT_LIKE = re.compile(
    r"[\d.,]+|[°%℃]+|bars?|m?pas?|psi|kgf?|mm|cm|um|mils?|rpm|cpm|min|sec|hr|hz|kw|kv|kn|nm|ppm|ppb|mv|ma|ml|db|ft|lb|hsd|hrc|hb|hv|"
    r"방울|분|초|시간|도|바|프로|퍼센트|번|개|회|일|주|개월|년|톤|밀리|반|[a-z]"
)


@remembered(8192)
def content(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning: codes, morphemes and stems, nothing generic.

    English words are read from the text itself, since Kiwi cuts some of them up before a full stop.
    """
    found = set(tokens.codes(text))
    rest = tokens.CODE.sub(lambda m: " " if tokens.normal_code(m.group()) in found else m.group(), text)
    found.update(_joined(tokens.words(_LATIN.sub(" ", rest)), rest))
    found.update(_stemmer().stemWord(w.lower()) for w in _LATIN.findall(rest))
    return frozenset(w for w in found if w not in GENERIC and not UNIT_LIKE.fullmatch(w) and not _numeral(w))


def _joined(words: list[str], text: str) -> list[str]:
    """Kiwi's words, with single syllables put together again that stand together: 토출, not 토 and 출."""
    whole: list[str] = []
    for word in words:
        if whole and _SYLLABLES.fullmatch(whole[-1] + word) and whole[-1] + word in text:
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def _numeral(word: str) -> bool:
    # 오일 (oil) is not fifty-one, nor is 열 (open) ten: a numeral is one digit or holds a ten, hundred or thousand.
    if len(word) > 1 and not set(word) & set("십백천만"):
        return numerals.native(word) is not None
    return numerals.sino(word) is not None


def things(text: str) -> frozenset[str]:
    """The content words of a text with its numbers and times, each number with its unit."""
    numbers = {f"{q.value:g} {q.unit}" for _, _, q in located(text) if q.unit}
    return content(text) | numbers | {m.group().lower() for m in _TIMES.finditer(text)}


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
