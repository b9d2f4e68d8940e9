"""Negation and opposite directions.

What is compared are clauses: “밸브를 닫지 않고 펌프를 끈다” holds a “not” for the valve, not for the pump.
"""

from __future__ import annotations

import re

from assistant.verify.clauses import Clause, clauses
from assistant.verify.terms import content
from ingest.index import tokens

_NEGATION = re.compile(
    r"\bnot\b(?!\sonly)|n['’]t\b|\bcannot\b|\bnever\b|\bno\b(?!\.|\s?\d)|\bwithout\b|\bnor\b|\bavoid\b|\bforbidden\b|"
    r"\bprohibited\b|\brefrain\b|\bunable\b|금지|금물|삼가|말(?:아야|고|라|것|아라|도록)|마(?:라(?![가-힣])|십시오|세요|시오|시고)|"
    r"지\s?(?:않|못|마|말)|안\s?(?:되|돼|된|됩|될)|(?<![가-힣])(?:안|못)\s|없|"
    r"불가|아니(?!면|라면)|아닌|아님|아닐|피(?:한다|하|해야|합)",
    re.IGNORECASE,
)
# “누유가 없는지 본다”, “check that there is no leak” asks, “뿐 아니라” adds: neither denies. A bound is no denial.
_NO_DENIAL = re.compile(
    r"(?:없|않|못하|안\s?되|있)(?:는|은|었는|았는)?지(?=\s?(?:를|도|은|는)?\s?(?:확인|점검|본|보|살|검사|묻|알|측정))|"
    r"뿐(?:만)?\s?아니라|넘지\s?(?:않|말|못|마|아야)[가-힣]*|(?:넘|낮추|떨어뜨리)(?:기|으)?면\s?안\s?(?:되|된|돼|됩)[가-힣]*|"
    r"\bno(?:t)? (?:more|less|higher|lower|longer|shorter) than\b|\b(?:not|never|without) (?:be )?"
    r"(?:exceed(?:ing)?|(?:fall |drop |rise |go )?(?:above|below|over|under))\b|"
    r"(?<=않으)면\s?안\s?(?:되|된|돼|됩)[가-힣]*|\bthere (?:is|are) no\b(?=.*\bcheck)|(?<=check )(?:that )?(?:there (?:is|are) )?no\b",
    re.IGNORECASE,
)
_MUST = re.compile(r"지\s?않으면\s?안\s?(?:되|된|돼|됩)[가-힣]*")
# Opposites of which one is the other denied: what is not opened is closed.
_STATES = (
    ("열 열리 개방 open", "닫 닫히 잠그 잠기 폐쇄 close shut"),
    ("켜 켜지 투입 기동 가동 start run is-on", "끄 꺼지 정지 멈추 stop halt is-off"),
    ("연결 체결하 connect", "분리 빼 disconnect detach"),
    ("정상 normal", "비정상 abnorm"),
    ("자동 automat auto", "수동 manual hand"),
    ("허용 allow permit", "금지 forbid forbidden prohibit"),
)
_DIRECTIONS = (
    (
        "올리 높이 높아지 상승 늘리 늘 증가 오르 rais increas rise",
        "내리 낮추 낮아지 하강 하락 줄이 줄 감소 lower decreas reduc drop fall",
    ),
    ("조이 체결 tighten", "풀 풀리 loosen slacken"),
    ("높 high higher", "낮 low lower"),
    ("빠르 빨리 빨라지 fast faster quick", "느리 천천히 느려지 slow slower slowli"),
    ("뜨겁 고온 hot", "차갑 저온 cold"),
    ("크 커지 larg bigger", "작 작아지 small smaller"),
    ("많 many much more", "적 적어지 few fewer littl"),
    ("두껍 thick thicker", "얇 thin thinner"),
    ("길 long longer", "짧 short shorter"),
    ("가열 데우 heat", "냉각 식히 cool"),
    ("채우 충전 fill", "비우 배출 empti drain"),
    ("넣 삽입 insert", "빼 빼내 뽑 remov"),
    ("밀 push", "당기 pull"),
    ("왼쪽 좌측 좌 left", "오른쪽 우측 우 right"),
    ("위쪽 상부 상단 윗 upper top", "아래쪽 하부 하단 bottom"),
    ("앞 앞쪽 전면 전방 front", "뒤쪽 후면 후방 rear back"),
    ("입구 입측 inlet entri", "출구 출측 outlet exit"),
    ("흡입 흡입측 suction", "토출 토출측 discharg"),
    ("급수 공급 suppli feed", "배수 복귀 리턴 return drain"),
    ("고압 고압측", "저압 저압측"),
    ("시계 clockwis", "반시계 counterclockwis anticlockwis"),
    ("안쪽 내부 내측 insid inner", "바깥쪽 외부 외측 outsid outer"),
    ("첫 처음 first", "마지막 끝 last final"),
    ("신품 새 new", "중고 헌 old"),
    ("젖 wet", "마르 건조 dry dri"),
    ("강하 세 strong", "약하 weak"),
    ("잡 쥐 hold", "놓 release releas"),
    ("pressuris pressuriz 가압", "depressuris depressuriz 감압"),
    ("lock 시건", "unlock"),
    ("engag", "disengag"),
)
_TABLE = tuple(
    (frozenset(one.split()), frozenset(other.split()), states)
    for group, states in ((_STATES, True), (_DIRECTIONS, False))
    for one, other in group
)


def opposed(claim: str, evidence: str) -> str:
    """Why a claim says the opposite of its evidence (“negation”, “direction”), or nothing."""
    held = clauses_of(evidence)
    for said in clauses_of(claim):
        mate = _mate(said, held)
        if mate is None:
            continue
        denied = denies(said.text) != denies(mate.text)
        turned, state = _turned(said, mate)
        if denied and not (turned and state):
            return "negation"
        if turned and not (denied and state):
            return "direction"
    return "direction" if _nowhere(claim, evidence) else ""


def denies(text: str) -> bool:
    """Whether a text denies, twice denied being none."""
    plain = _NO_DENIAL.sub(" ", _MUST.sub(" ", text))
    return len(_NEGATION.findall(plain)) % 2 == 1


def clauses_of(text: str) -> list[Clause]:
    """The clauses of all sentences of a short text."""
    from ingest.sentences import split

    return [c for s in split(text) for c in clauses(s)]


def _mate(said: Clause, held: list[Clause]) -> Clause | None:
    """The evidence's clause that a clause is made of."""
    terms = content(said.text) | _terms(said.text)
    best, mate = 0.0, None
    for c in held:
        shared = len(terms & (c.words | _terms(c.text)))
        score = shared / max(1, len(c.words)) ** 0.3 + (0.5 if shared and c.role == said.role else 0.0)
        if score > best:
            best, mate = score, c
    return mate


_SWITCHED = re.compile(
    r"\b(?:is|are|was|were|be|goes|comes|stays)\s(?P<is>on|off)\b(?! the| a)|"
    r"\b(?:switch|turn)(?:ed|ing|s)?\s(?:[\w-]+\s){0,4}?(?P<turn>on|off)\b",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"비정상|불가능|불필요|불량|비상|unsafe|abnormal|unnecessary", re.IGNORECASE)


def _terms(text: str) -> frozenset[str]:
    # Kiwi may take 비정상 apart, and 정상 would then stand on both sides.
    prefixed = _PREFIXED.findall(text)
    return frozenset([*tokens.words(_PREFIXED.sub(" ", text)), *prefixed])


def _directed(text: str) -> frozenset[str]:
    switched = {f"is-{(m['is'] or m['turn']).lower()}" for m in _SWITCHED.finditer(text)}
    return _terms(text) | content(_PREFIXED.sub(" ", text)) | switched


def _turned(said: Clause, held: Clause) -> tuple[bool, bool]:
    """(one speaks of a direction and the other of its opposite, the two are states that exclude each other)."""
    a, b = _directed(said.text), _directed(held.text)
    for one, other, state in _TABLE:
        for x, y in ((one, other), (other, one)):
            if a & x and not a & y and b & y and not b & x:
                return True, state
    return False, False


def _nowhere(claim: str, evidence: str) -> bool:
    """Whether a claim speaks of a direction of which its evidence has only the opposite, undenied."""
    a, b = _directed(claim), _directed(evidence)
    for one, other, state in _TABLE:
        for x, y in ((one, other), (other, one)):
            if (
                a & x
                and not a & y
                and b & y
                and not b & x
                and not (state and denies(claim) != denies(evidence))
            ):
                return True
    return False


def turned(claim: str, evidence: str) -> bool:
    """Whether a claim speaks of a direction of which its evidence, in whatever language, has only the opposite."""
    return _nowhere(claim, evidence)
