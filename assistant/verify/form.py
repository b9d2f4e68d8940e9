"""Whether a piece of a model's text is a plain sentence that may be shown at all."""

from __future__ import annotations

import re

from ingest.korean import language_of

LONGEST = 400
_MARKUP = re.compile(
    r"[<>{}`|\\]|\*\*|__|^\s*#|\]\(|https?:|www\.|\"\s*:|&[a-z]+;|^\s*(?:Sources?|Question|Answer|근거|질문|답변?)\s*:",
    re.IGNORECASE,
)
# No Korean or English answer needs Chinese characters, kana, Cyrillic, Arabic, Thai or pictures.
_FOREIGN = re.compile(
    r"[\u0400-\u06ff\u0900-\u0dff\u0e00-\u0fff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U0001f000-\U0001faff]"
)
_ASKS = re.compile(r"(?:나요|까요|[습ㅂ]니까|[입합됩]니까|[가은는]가요|[는은인]가|을까|일까)[.\s]*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffd]")
# The model speaks of itself, of its task or of the sources instead of the plant.
_SELF = re.compile(
    r"\bas an? (?:AI|assistant|language model)\b|\blanguage model\b|\bI(?:'m| am|'ll| will| can| cannot| would| have| think|'ve)\b|\blet me\b|"
    r"\b(?:the |these |provided |given |above )(?:sources?|evidence|context|passages?|question)\b|\bsource \d|\bhope this helps\b|\bplease (?:note|let me|ask|consult)\b|"
    r"\bNO_ANSWER\b|\binstructions?:|\bsystem prompt\b|\bthe (?:answer|user)\b|\bstep by step\b.*:$|"
    r"언어\s?모델|인공지능|AI(?:로서|입니다|는|가)|저는|제가|죄송|감사합니다|(?:제공된|주어진|위의?|번호가 붙은)\s?(?:근거|자료|정보|출처)|근거\s?(?:\[|\d|번호|에 따르면)|"
    r"질문(?:에|은|하신|과)|답변(?:을|은|드리|입니다)|찾아\s?보(?:겠|고)|알아\s?보(?:겠|고)|확인해\s?(?:보|드리)겠|알려\s?드리|도움이 되",
    re.IGNORECASE,
)


def presentable(sentence: str, language: str) -> bool:
    """Whether a sentence is in the language of the answer, whole, and free of markup and talk."""
    if not sentence or len(sentence) > LONGEST or sentence.rstrip().endswith(("?", "…", ":", ",")):
        return False
    if language_of(sentence) != language:
        return False
    if language == "en" and not _has_verb(sentence):
        return False
    return not any(p.search(sentence) for p in (_MARKUP, _FOREIGN, _CONTROL, _SELF, _ASKS))


def _has_verb(sentence: str) -> bool:
    from assistant.verify.roles import parse

    return any(token.pos_ in ("VERB", "AUX") for token in parse(sentence))
