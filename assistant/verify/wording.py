"""Words that a claim may use only where its evidence does: how often, how surely, only, always, with whose leave."""

from __future__ import annotations

import re

# Of each group a claim may only say what its evidence says as well.
_KEPT: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "how often",
        (
            r"매일|날마다|하루에|하루\s?(?:한|두|세)|일일|1일|\bdaily\b|\bevery day\b|\bper day\b|\ba day\b|\beach day\b",
            r"매주|주마다|주간|일주일|\bweekly\b|\bevery week\b|\ba week\b|\bper week\b|1\s?week|each week",
            r"매월|매달|월간|달마다|월\s?\d|한\s?달|1개월|\bmonthly\b|\bevery month\b|\ba month\b|each month",
            r"매년|연간|해마다|일\s?년|1년|연\s?\d|\byearly\b|\bannual|\bevery year\b|\ba year\b|12개월|each year",
            r"매\s?교대|교대마다|교대\s?시|\b(?:every|each|per|a) shift\b",
            r"매시간|시간마다|\bhourly\b|\bevery hour\b|\ban hour\b|each hour",
        ),
    ),
    (
        "colour",
        (
            r"빨간|빨강|붉|적색|적열|\bred\b",
            r"노란|노랑|누런|황색|\byellow\b",
            r"녹색|초록|푸른|\bgreen\b",
            r"파란|파랑|청색|푸른|\bblue\b",
            r"귤빛|주황|오렌지|\borange\b",
            r"하얀|흰|백색|\bwhite\b",
            r"검은|까만|흑색|\bblack\b",
        ),
    ),
    (
        "weekday",
        tuple(
            f"{ko}요일|\\b{en}day"
            for ko, en in zip("월화수목금토일", "Mon Tues Wednes Thurs Fri Satur Sun".split(), strict=True)
        ),
    ),
    (
        "how much of it",
        (
            r"모든|모두|전부|전체|\ball\b|\bevery\b(?!\s(?:day|week|month|year|hour|shift|\d))|\bentire\b|\bany\b",
        ),
    ),
    (
        "action",
        (
            r"교체|교환|바꾸|바꿔|갈아|\breplac|\bchang|\bswap|\brenew",
            r"분해|해체|\bdismantl|\bdisassembl|\bstrip down",
            r"제거|떼어|빼내|뽑|\bremov|\btake out|\btake off",
            r"용접|\bweld",
            r"리셋|재설정|복귀|\breset",
            r"재기동|재가동|재시동|다시\s?(?:켜|켠|켭|기동|시작|돌)|\brestart",
            r"청소|세척|닦|씻|\bclean",
            r"씻|물로|\bwash|세척",
            r"\bflush|플러싱|세척",
            r"\bwip|닦",
            r"우회|바이패스|\bbypass",
            r"윤활|주유|급유|급지|그리스|기름칠|\bgreas|\blubricat|\boil(?:ed|ing)\b",
            r"두드|망치|\bhammer|\btap(?:ping)?\b",
            r"연마|갈아\s?내|\bgrind|\bpolish",
            r"해제|\bdisabl|\brelease|\bunlock|\bdeactivat",
            r"보고|연락|알리|알린|호출|신고|\breport|\bcall|\binform|\bnotif|\btell\b",
            r"대피|피신|\bevacuat|\bleave the\b",
            r"폐기|버린|버리|\bdiscard|\bdispos|\bscrap",
        ),
    ),
    (
        "even if",
        (
            r"(?:여|어|아|라)도(?:\s|,)(?!\s?(?:된|됩|되|돼|좋|괜찮|무방))|더라도|\beven (?:if|when|at|though)\b",
        ),
    ),
    (
        "which of two",
        (
            r"양쪽|둘\s?다|두\s?쪽|\bboth\b|\beither\b",
            r"한쪽|하나만|한\s?개만|\bone side\b|\bsingle\b|\bneither\b",
        ),
    ),
    ("always", (r"항상|언제나|늘\s|\balways\b",)),
    ("only", (r"(?:때|경우에|[가-힣])만(?![가-힣0-9])|뿐(?!만|\s?아니)|\bonly\b(?! the\b)",)),
    (
        "permission",
        (
            r"(?:해|어|아|여|도)도\s?(?:된|됩|되|돼|좋|괜찮|무방)|괜찮|무방|문제\s?없|안전(?:하|합|해)(?!게)|필요\s?없|필요는\s?없|않아도|생략|"
            r"\bsafe to\b|\bis safe\b|\bsafely\b|\bfine\b|\bacceptable\b|\boptional|\bneed not\b|\bno need\b|\bis okay\b|\bis OK\b|"
            r"\bmay (?:be )?(?:skip|omit|leave|left|reset|bypass|stay|remain|continu)|\bcan be skipped\b|\bpermitted\b|\ballowed\b|"
            r"\bnot (?:be )?(?:necessary|required|needed)\b|정상|\bnormal\b|허용",
        ),
    ),
)
_HEDGED = re.compile(
    r"아마|가능성|의심|추정|(?:을|ㄹ|일|을)\s?수(?:도)?\s?있|모른|같다|같아|것으로\s?보인|\bmight\b|\bmay (?:be|have)\b|\bprobably\b|"
    r"\bpossibl|\bperhaps\b|\bsuspect|\blikely\b|\bcould be\b",
    re.IGNORECASE,
)


def added(claim: str, evidence: str) -> str:
    """The kind of word (how often, only, permission …) that a claim has and its evidence has not."""
    for name, values in _KEPT:
        for value in values:
            if re.search(value, claim, re.IGNORECASE) and not re.search(value, evidence, re.IGNORECASE):
                return name
    return ""


def surer(claim: str, evidence: str) -> bool:
    """Whether a claim states as a fact what its evidence only supposes."""
    return bool(_HEDGED.search(evidence)) and not _HEDGED.search(claim)
