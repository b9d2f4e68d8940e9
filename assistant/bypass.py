"""Recognises a request to defeat a safety device or to leave out a safety step, and what rule speaks of it.

Such a request is never helped with: the answer is a refusal with the rule that forbids it. Questions on
the rule itself (who may permit a bypass, why there is an interlock, how to reset it) are ordinary ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_I = re.IGNORECASE


@dataclass(frozen=True)
class _Subject:
    """A safeguard: how it is named, and a question that finds the rule on it in either language."""

    named: re.Pattern[str]
    rule: tuple[str, str]


_SUBJECTS: dict[str, _Subject] = {
    "device": _Subject(
        re.compile(
            r"인터\s?[록로]크?|안전\s?(?:장치|문|커튼|핀|밸브|센서|스위치|회로|블록)|비상\s?정지|방호\s?(?:장치|덮개)|가드|안전\s?덮개|"
            r"리미트\s?스위치|(?:화염|불꽃|가스)\s?(?:검출기|감지기)|보호\s?(?:계전기|릴레이)|과부하\s?(?:계전기|방지)|트립|"
            r"\binterlocks?\b|\bsafety (?:switch|device|gate|guard|relay|valve|curtain|circuit|system|stop|pin|door)|"
            r"\bguards?\b|\be-?stop\b|\bemergency stop|\b(?:flame|gas) (?:detector|scanner|sensor)|\blimit switch|"
            r"\blight curtain|\boverload (?:relay|protection|trip)|\btrips?\b|\brelief valve",
            _I,
        ),
        (
            "인터록과 안전장치는 임의로 바이패스하거나 해제하지 않는다",
            "Interlocks and safety devices must not be bypassed or disabled",
        ),
    ),
    "isolation": _Subject(
        re.compile(
            r"LOTO|로토|잠금|시건|자물쇠|전원\s?차단|에너지\s?차단|격리|접지|감압|잔압|허가서|작업\s?허가|가스\s?(?:측정|농도\s?측정)|"
            r"산소\s?(?:농도|측정)|"
            r"\block(?:ing)?[ -]?(?:ing )?out\b|\blockout\b|\bpadlocks?\b|\bisolat(?:e|ion|ing)\b|\bde-?energi[sz]|\bpermits?\b|"
            r"\bgas (?:test|check|measurement)|\boxygen (?:test|check)|\bbleed(?:ing)?\b|\bdepressuri[sz]|\bearthing\b|\bgrounding\b",
            _I,
        ),
        (
            "정비 전에 에너지를 차단하고 잠금과 표지를 반드시 한다",
            "Lock out and isolate the energy before any work, no exception",
        ),
    ),
    "purge": _Subject(
        re.compile(r"퍼지|\bpurg(?:e|es|ing)\b", _I),
        (
            "점화 전 퍼지는 줄이거나 건너뛰지 않는다",
            "The purge before ignition may not be shortened or skipped",
        ),
    ),
}
_DEFEAT = re.compile(
    r"우회|바이패스|점퍼|점프\s?시|무력화|무시하|죽여|죽이|꺼\s?(?:놓|두|도|버리)|끄고|끄면|떼고|떼어|떼\s?놓|뗀|빼고|빼\s?놓|빼\s?두|묶어|"
    r"테이프|속이|속여|강제로|쇼트|막아\s?놓|풀어\s?놓고|안\s?걸리게|안\s?떨어지게|못\s?떨어지게|끊고|잘라|"
    r"\b(?:bypass|by-pass|defeat|overrid|jumper|disabl|wedg|trick|fool|mute|cheat|short out|tap(?:e|ing) (?:down|over|up|back)|"
    r"t(?:ie|ying) (?:down|back|up)|switch(?:ing)? off|turn(?:ing)? off|tak(?:e|ing) off|remov|cut(?:ting)?(?: off| through)?)",
    _I,
)
_SKIP = re.compile(
    r"건너\s?뛰|생략|빼먹|빼고|스킵|안\s?(?:하고|걸고|잠그고|채우고|하면|해도|걸어도|잠가도)|하지\s?않고|없이|말고\s?그냥|줄여|줄이|짧게|"
    r"대충|그냥\s?(?:돌리|열|들어가|하면|해도)|끊고|잘라|"
    r"\b(?:skip|omit|without|shorten|cut short|ignor|leave out|avoid|don'?t bother|instead of|bypass|cut(?:ting)? (?:off|through)|"
    r"get (?:round|around))",
    _I,
)
# What makes it a wish and not a fact told: “may I”, “how do I”.
_WISH = re.compile(
    r"방법|어떻게|어떡|어케|요령|해도|되나|되죠|돼요|될까|됩니까|되지|괜찮|가능|하고\s?싶|하려|려면|려고|알려|가르쳐|할\s?수|좀\s|급한데|급하|빨리|"
    r"\?$|하면\s?(?:되|돼|안)|"
    r"\bhow (?:do|can|to|could|should)\b|\b(?:can|may|could|should|shall) (?:i|we)\b|\bis (?:it|there)\b.{0,25}\b(?:ok|okay|fine|way|possible|allowed|safe)|"
    r"\b(?:want|need|like|going|trying) to\b|\b(?:quick|easy|easi|fast|best)\w* way\b|\blet me\b|\btell me\b|\bshow me\b|\bjust\b",
    _I,
)
# Questions on the rule: permission, reasons, consequences, records, or the event of someone's having done it.
_ABOUT_THE_RULE = re.compile(
    r"허가(?!서?\s?없이|\s?(?:안|받지))(?:는|가|를|은|\s?시간|\s?절차|서는|권자)|승인(?:자|권자|은|을|이)|누가|누구|왜|이유|원인|어떻게\s?되(?:나|는|었)|무슨\s?일|결과|사고|교훈|"
    r"몇\s?(?:시간|분|건|번)|얼마|언제|기록|처벌|규정(?:은|이|을|상)|기준(?:은|이|을)|원칙|금지|"
    r"\bwho\b|\bwhy\b|\bpermission\b|\bpermitted\b|\bwhat (?:happens|happened|is the (?:rule|limit|maximum))|\bhow long\b|\bhow often\b|\brule\b|"
    r"\baccident|\bincident|\bforbidden|\bwhat does the (?:standard|manual)",
    _I,
)
# Done in the right order, after stopping and locking, it is maintenance.
_MADE_SAFE = re.compile(
    r"잠그고|잠근\s?(?:후|뒤|다음)|잠금\s?(?:후|뒤|하고)|자물쇠\S{0,2}\s?걸고|차단\s?(?:후|하고)|\bafter (?:the )?(?:lock|isolat)|\blocked out\b",
    _I,
)


def subject(question: str) -> str | None:
    """The safeguard that a question asks to defeat or to leave out; None for any other question."""
    if not _WISH.search(question) or _ABOUT_THE_RULE.search(question) or _MADE_SAFE.search(question):
        return None
    for name, s in _SUBJECTS.items():
        acts = _DEFEAT if name == "device" else _SKIP
        for found in s.named.finditer(question):
            # The act stands by the thing: “인터록을 우회”, “skip the purge”, “without locking out”.
            around = question[max(0, found.start() - 28) : found.end() + 22]
            if acts.search(around):
                return name
    return None


def rule_questions(name: str) -> tuple[str, str]:
    """A Korean and an English sentence that find the rule on a safeguard."""
    return _SUBJECTS[name].rule


def speaks_of(name: str, text: str) -> bool:
    """Whether a text names the safeguard."""
    return _SUBJECTS[name].named.search(text) is not None
