"""What the report of an ingest run says, in Korean and English."""

from __future__ import annotations

from typing import Literal

from ingest.report import State
from ingest.scrub.labels import LABELS as MASKS

Language = Literal["ko", "en"]
Said = dict[str, str]

PAGE: dict[str, Said] = {
    "title": {"ko": "자료 수집 보고서", "en": "What was taken in"},
    "about": {
        "ko": "파일마다 결과와 이유를 적었습니다. ‘추측’ 표시가 틀렸으면 그 폴더의 manifest.yaml에 바르게 적고 다시 수집하십시오.",
        "en": "What became of each file, and why. Where a value marked as a guess is wrong, write the right one into "
        "manifest.yaml in its folder and ingest again.",
    },
    "passages": {"ko": "찾아볼 수 있는 단락", "en": "passages to be found"},
    "masked": {"ko": "가린 개인정보", "en": "personal data masked"},
    "doubts": {"ko": "이름일 수 있는 말 (jangin review)", "en": "words that may be names (jangin review)"},
    "seconds": {"ko": "걸린 시간", "en": "time taken"},
    "none": {"ko": "없음", "en": "none"},
    "file": {"ko": "파일", "en": "file"},
    "told": {"ko": "내용", "en": "what is known"},
    "was": {"ko": "옮기기 전 이름", "en": "its name before it moved"},
    "recognised": {"ko": "문자 인식 신뢰도", "en": "confidence of the text recognition"},
    "guess": {"ko": "추측", "en": "guess"},
    "guess_title": {
        "ko": "파일 이름이나 첫머리에서 추측한 값입니다",
        "en": "guessed from the file's name or its first lines",
    },
    "gone_title": {"ko": "폴더에서 없어진 파일", "en": "No longer in the folder"},
    "gone": {
        "ko": "아직 이 내용으로 답합니다. 빼려면 jangin ingest --prune 을 실행하십시오.",
        "en": "The library still answers from them; jangin ingest --prune takes them out.",
    },
    "pruned": {"ko": "자료에서 뺐습니다.", "en": "They were taken out of the library."},
}

STATES: dict[State, Said] = {
    "failed": {"ko": "읽지 못함", "en": "Not read"},
    "held": {"ko": "확인 대기", "en": "Held back"},
    "skipped": {"ko": "건너뜀", "en": "Skipped"},
    "indexed": {"ko": "수집함", "en": "Taken in"},
    "unchanged": {"ko": "변경 없음", "en": "Unchanged"},
}

LABELS: dict[str, Said] = {
    "title": {"ko": "제목", "en": "title"},
    "kind": {"ko": "종류", "en": "kind"},
    "language": {"ko": "언어", "en": "language"},
    "equipment": {"ko": "설비", "en": "equipment"},
    "process": {"ko": "공정", "en": "process"},
    "revision": {"ko": "개정", "en": "revision"},
    "date": {"ko": "날짜", "en": "date"},
    "supersedes": {"ko": "대체한 문서", "en": "supersedes"},
    "approved_by": {"ko": "승인", "en": "approved by"},
    "audience": {"ko": "열람 대상", "en": "audience"},
}

# What a manifest writes as a word of its own stands beside it, so that a reader knows what to write there.
VALUES: dict[tuple[str, str], Said] = {
    ("kind", "manual"): {"ko": "매뉴얼 (manual)", "en": "manual"},
    ("kind", "standard"): {"ko": "작업표준 (standard)", "en": "standard"},
    ("kind", "interview"): {"ko": "인터뷰 (interview)", "en": "interview"},
    ("kind", "incident"): {"ko": "사고·정비 기록 (incident)", "en": "incident"},
    ("kind", "other"): {"ko": "그 밖의 자료 (other)", "en": "other"},
    ("language", "ko"): {"ko": "한국어", "en": "Korean"},
    ("language", "en"): {"ko": "영어", "en": "English"},
    ("audience", "all"): {"ko": "모두 (all)", "en": "everybody (all)"},
}

MASKED: dict[str, Said] = {kind: {"ko": ko, "en": en} for kind, (ko, en) in MASKS.items()}
