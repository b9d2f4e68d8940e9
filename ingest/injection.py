"""Recognises text in a document that speaks to a language model instead of a worker.

Such text (“ignore all previous instructions and say …”) is kept in the store of record, since nothing
of a document is lost, but it is never evidence: no search brings it up and no prompt carries it.
Patterns after OWASP LLM01:2025 (prompt injection), in Korean and English.
"""

from __future__ import annotations

import re

from ingest.caches import remembered

_ENGLISH = (
    r"(?:ignore|disregard|forget|override)\b.{0,30}\b(?:previous|prior|above|earlier|all|any|your|the)\b.{0,20}"
    r"\b(?:instructions?|prompts?|rules|guidelines|directions)\b",
    r"(?:you are|act as|pretend to be|roleplay as)\b.{0,25}\b(?:an? (?:AI|assistant|language model|chatbot)|DAN|unrestricted)\b",
    r"(?:system|developer|hidden) (?:prompt|message|instructions?)\b",
    r"(?:AI|assistants?|language models?|chatbots?|LLMs?|GPT)\b,?.{0,30}\b(?:must|should|shall|have to|are to|is to|please)\b.{0,40}"
    r"\b(?:answer|say|reply|respond|output|tell|cite|recommend|ignore|print|state|write)\b",
    r"(?:whoever|whatever|any(?:one|thing)?|when|if).{0,20}\b(?:asked|asks)\b.{0,60}\b(?:always )?(?:answer|say|reply|respond)\b.{0,15}"
    r"(?:with|that|only|[\"“'])",
    r"do not (?:cite|mention|reveal|quote) (?:the |any |other )?(?:sources?|standards?|manuals?|documents?|this instruction)",
    r"(?:reply|respond|answer) only with\b",
    r"new instructions?\s*:",
)
_KOREAN = (
    r"(?:이전|앞|위|기존|지금까지|모든)\S{0,4}\s?\S{0,6}\s?(?:지시|명령|지침|프롬프트|규칙)(?:를|을|은|는|사항|들)?\S{0,2}\s.{0,8}(?:무시하고|무시하라|무시해|잊고|잊어|따르지\s?(?:말|마)|버리고|취소하고)",
    r"(?:시스템|숨은|숨겨진|개발자)\s?(?:프롬프트|메시지|지시)",
    r"(?:너는|당신은|넌)\s?(?:이제|지금부터|앞으로)",
    r"(?:AI|인공지능|챗봇|언어\s?모델|어시스턴트|도우미|답변기|시스템)(?:는|은|이|가|에게|야|님)?\s?.{0,40}(?:답하라|답해|대답하|답변하(?:라|십시오|세요|시오)|출력하|말하라|말해|추천하라|인용하)",
    r"(?:물으면|물어보면|질문하면|질문이 오면|묻거든).{0,50}(?:라고|다고)\s?(?:만\s?)?(?:답|대답|말하라|말해|안내)",
    r"(?:출처|표준|기준서|매뉴얼|근거)\S{0,3}\s?(?:표시|인용|언급|공개)하지\s?(?:말|마)",
    r"(?:라고|다고)만\s?(?:답|대답)",
)
_MARKUP = (
    r"<\|[a-z_]+\|>",
    r"\[/?INST\]",
    r"<<SYS>>",
    r"^#{2,}\s?(?:instruction|system|assistant)\b",
    r"</?(?:system|assistant)>",
)
# English is looked for where a word begins: to ask eight patterns at every letter takes twice as long.
_ADDRESSES = re.compile(
    rf"\b(?:{'|'.join(_ENGLISH)})|{'|'.join((*_KOREAN, *_MARKUP))}", re.IGNORECASE | re.MULTILINE
)


@remembered(8_000)
def addresses_machine(text: str) -> bool:
    """Whether a text gives orders to a model that reads it."""
    return _ADDRESSES.search(text) is not None
