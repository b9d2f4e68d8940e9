"""Every word of the page that is not an answer, in Korean and English."""

from __future__ import annotations

from assistant.answer import Language

NAMES: dict[str, Language] = {"한국어": "ko", "English": "en"}

_TEXTS: dict[str, dict[Language, str]] = {
    "tagline": {
        "ko": "베테랑이 남긴 자료에서 답과 출처를 찾습니다",
        "en": "Answers from what the veterans left, with the source",
    },
    "notice": {
        "ko": "AI가 베테랑의 자료로 답변을 만듭니다. 작업 전에 출처와 승인된 절차를 확인하십시오.",
        "en": "AI makes the answers from veterans' sources. Check the source and the approved procedure "
        "before you act.",
    },
    "new": {"ko": "새 대화", "en": "New conversation"},
    "switch": {"ko": "화면 언어", "en": "Page language"},
    "question": {"ko": "질문", "en": "Question"},
    "placeholder": {"ko": "설비와 증상을 적어 주십시오", "en": "Machine and symptom"},
    "send": {"ko": "질문하기", "en": "Ask"},
    "conversation": {"ko": "대화", "en": "Conversation"},
    "welcome": {"ko": "무엇을 확인해 드릴까요?", "en": "What do you need to know?"},
    "welcome_how": {
        "ko": "설비 이름이나 번호와 함께 물으면 더 정확합니다. 자료에 없으면 없다고 말합니다.",
        "en": "Name the machine or its number for a better answer. Where the sources are silent, "
        "you are told so.",
    },
    "examples": {"ko": "이런 질문을 할 수 있습니다", "en": "Questions you can ask here"},
    "waiting": {
        "ko": "다른 질문에 답하는 중입니다. 앞에 {n}건이 있습니다. 순서가 되면 바로 시작합니다…",
        "en": "Another question is being answered; {n} before yours. Yours starts as soon as it is its turn…",
    },
    "searching": {"ko": "자료를 찾는 중…", "en": "Looking through the sources…"},
    "composing": {"ko": "확인된 문장으로 정리하는 중…", "en": "Wording it, sentence by checked sentence…"},
    "seconds": {"ko": "0초", "en": "0 s"},
    "composing_more": {
        "ko": "자료 원문은 아래에 있습니다.",
        "en": "The sources' own words are below.",
    },
    "stopped": {
        "ko": "정리를 멈추었습니다. 자료 원문은 그대로 유효합니다.",
        "en": "The wording was stopped. The sources' own words still hold.",
    },
    "dropped": {"ko": "질문을 취소했습니다.", "en": "The question was withdrawn."},
    "broken": {
        "ko": "답하는 중에 오류가 났습니다. 다시 질문하거나 관리자에게 알려 주십시오.",
        "en": "Something failed while answering. Ask again, or tell the person who runs this page.",
    },
    "as_quoted": {"ko": "자료 원문 그대로", "en": "In the sources' own words"},
    "as_uncertain": {
        "ko": "가까운 자료 · 답인지 확인 필요",
        "en": "Near the question · may not be the answer",
    },
    "as_answered": {
        "ko": "AI가 정리한 답변 · 문장마다 자료로 확인함",
        "en": "Worded by AI · every sentence checked against its source",
    },
    "as_refused": {"ko": "자료에 답이 없습니다", "en": "No answer in the sources"},
    "as_forbidden": {"ko": "안전 규칙이 금지합니다", "en": "The safety rules forbid this"},
    "sources": {"ko": "출처 {n}건", "en": "Sources: {n}"},
    "sources_none": {
        "ko": "답변의 출처가 여기에 표시됩니다: 누가, 어떤 자료에서, 어디에, 어떤 말로.",
        "en": "The sources of an answer stand here: who, in which document, where, in what words.",
    },
    "sources_title": {"ko": "출처", "en": "Sources"},
    "asked": {"ko": "물음: “{question}”", "en": "Asked: “{question}”"},
    "of_question": {"ko": "질문: {question}", "en": "Question: {question}"},
    "related": {"ko": "관련 자료 (답은 아님)", "en": "Related, not an answer"},
    "who": {"ko": "누가", "en": "Who"},
    "where": {"ko": "위치", "en": "Where"},
    "file": {"ko": "파일", "en": "File"},
    "undisclosed": {"ko": "기여자 비공개", "en": "contributor not disclosed"},
    "recording": {"ko": "녹취 {span}", "en": "recording {span}"},
    "standing_superseded": {"ko": "개정 전 문서", "en": "superseded"},
    "hazard": {"ko": "⚠ 작업 전 안전", "en": "⚠ Before you act"},
    "unvouched": {"ko": "확인되지 않은 자료", "en": "Nobody vouches for this"},
    "differs": {
        "ko": "기준과 다른 방법 · 승인된 기준 우선",
        "en": "Departs from the standard · the approved one counts",
    },
    "standing_approved": {"ko": "승인 기준", "en": "approved"},
    "standing_experience": {"ko": "경험담 · 승인 절차 아님", "en": "experience, not an approved procedure"},
    "standing_other": {"ko": "확인되지 않은 자료", "en": "of unknown standing"},
    "approver": {"ko": "승인", "en": "Approved by"},
    "dated": {"ko": "날짜", "en": "Date"},
    "to_veteran": {"ko": "이 질문을 베테랑에게 남기기", "en": "Put this question to a veteran"},
    "kept": {
        "ko": "질문을 남겼습니다. 누가 물었는지는 기록하지 않습니다.",
        "en": "The question is kept for a veteran. Who asked is not recorded.",
    },
    "more_quotes": {"ko": "이어지는 근거 {n}개 더 보기", "en": "show {n} more passages"},
    "cite": {"ko": "출처 {n} 보기", "en": "show source {n}"},
    "back": {"ko": "↑ 답변으로", "en": "↑ Back to the answer"},
    "manual": {"ko": "매뉴얼", "en": "Manual"},
    "standard": {"ko": "작업표준", "en": "Standard"},
    "interview": {"ko": "인터뷰", "en": "Interview"},
    "incident": {"ko": "사고·정비 기록", "en": "Incident"},
    "other": {"ko": "자료", "en": "Document"},
}


def text(key: str, language: Language, **values: object) -> str:
    """The words in the language, with their values filled in."""
    return _TEXTS[key][language].format(**values)


def browser_language(accept_language: str) -> Language:
    """Korean if the browser asks for it first, or for nothing; English otherwise."""
    first = accept_language.split(",")[0].strip().lower()
    return "ko" if not first or first.startswith("ko") or first == "*" else "en"


def language_name(language: Language) -> str:
    return next(name for name, code in NAMES.items() if code == language)
