"""The words of the HTML report that are not a measure's, in Korean and English."""

from __future__ import annotations

from assistant.answer import Language

_TEXTS: dict[str, dict[Language, str]] = {
    "title": {"ko": "답변 평가 보고서", "en": "How good are the answers?"},
    "about": {
        "ko": "{file}의 질문 {n}개 · {mode} · 문서 {documents}건, 구절 {passages}개 · {made}",
        "en": "{n} questions of {file} · {mode} · {documents} documents, {passages} passages · {made}",
    },
    "model": {"ko": "모델 {model}", "en": "model {model}"},
    "skip": {"ko": "틀린 질문으로 건너뛰기", "en": "Skip to the failed questions"},
    "contents": {"ko": "차례", "en": "Contents"},
    "summary": {"ko": "요약", "en": "In short"},
    "measures": {"ko": "측정값", "en": "What was measured"},
    "kinds": {"ko": "종류와 언어별", "en": "By kind and language"},
    "times": {"ko": "걸린 시간", "en": "How long it took"},
    "judged": {"ko": "언어 모델의 판정", "en": "A language model's verdict"},
    "leaks": {"ko": "개인정보", "en": "Personal data"},
    "comparison": {"ko": "비교", "en": "Compared"},
    "failures": {"ko": "틀린 질문", "en": "Questions that failed"},
    # In short
    "shown": {
        "ko": "자료에 답이 있는 질문 {n}개 가운데 <strong>{hit}개</strong>에 맞는 사실을 모두 보여 주었습니다 "
        "({rate}; 같은 종류의 다른 질문이라면 {low}에서 {high} 사이).",
        "en": "Of {n} questions that the documents answer, <strong>{hit}</strong> were shown the right facts, "
        "all of them ({rate}; with other questions of the same sort, between {low} and {high}).",
    },
    "not_shown": {
        "ko": "{refused}개는 답이 있는데도 거절했고, {short}개는 보여 준 내용에 필요한 사실이 빠졌습니다.",
        "en": "{refused} were refused although the answer is there, and {short} were shown something that lacks "
        "a fact.",
    },
    "silent": {
        "ko": "자료에 답이 없는 질문 {n}개 가운데 <strong>{hit}개</strong>는 답이 없다고 바르게 말했고, {false}개는 "
        "근거 없이 답했습니다.",
        "en": "Of {n} questions that the documents do not answer, <strong>{hit}</strong> were rightly refused; "
        "{false} were answered all the same.",
    },
    "borne_out": {
        "ko": "답변의 출처 표시 {n}개 가운데 {hit}개가 문장을 뒷받침하며, 출처에 없는 숫자는 {numbers}개입니다.",
        "en": "Of {n} citations, {hit} bear out their sentence; {numbers} numbers in the answers are missing from "
        "the passage cited.",
    },
    "found": {
        "ko": "자료에 답이 있는 질문 {n}개 가운데 <strong>{hit}개</strong>에서 필요한 구절이 모두 검색 결과 다섯 건 "
        "안에 나왔습니다 ({rate}; 같은 종류의 다른 질문이라면 {low}에서 {high} 사이).",
        "en": "For <strong>{hit}</strong> of {n} questions that the documents answer, every passage needed was "
        "among the first five found ({rate}; with other questions of the same sort, between {low} and {high}).",
    },
    "no_leak": {
        "ko": "심어 둔 개인정보 {n}건을 찾아보았고 하나도 나오지 않았습니다.",
        "en": "{n} planted pieces of personal data were looked for; none was found.",
    },
    "some_leak": {
        "ko": "심어 둔 개인정보 {n}건을 찾아보았고 <strong>{found}곳</strong>에서 나왔습니다.",
        "en": "{n} planted pieces of personal data were looked for, and met in <strong>{found} places</strong>.",
    },
    "leak_of": {"ko": "무엇", "en": "What"},
    "leak_where": {"ko": "나온 곳", "en": "Met in"},
    "not_looked": {
        "ko": "이번 실행에서는 개인정보를 찾아보지 않았습니다 (--planted).",
        "en": "No personal data was looked for in this run (--planted).",
    },
    "answered_there": {"ko": "자료에 답이 있는 질문", "en": "The documents answer"},
    "answered_not": {"ko": "자료에 답이 없는 질문", "en": "The documents are silent"},
    "part:right": {"ko": "사실을 모두 보여 줌", "en": "right facts shown"},
    "part:short": {"ko": "사실이 빠짐", "en": "a fact lacking"},
    "part:refused": {"ko": "잘못 거절함", "en": "wrongly refused"},
    "part:found": {"ko": "모두 찾음", "en": "all found"},
    "part:missed": {"ko": "찾지 못함", "en": "not all found"},
    "part:kept": {"ko": "바르게 거절함", "en": "rightly refused"},
    "part:false": {"ko": "근거 없이 답함", "en": "wrongly answered"},
    # Figures
    "interval_note": {
        "ko": "가는 선은 95 % 신뢰구간입니다: 같은 종류의 다른 질문으로 다시 재도 값은 대체로 이 안에 듭니다. “모두 같음”은 "
        "확실하다는 뜻이 아닙니다: {n}개가 모두 맞아도 {n}개에 {three}개꼴까지는 틀릴 수 있습니다.",
        "en": "The thin line is the 95 % confidence interval: asked with other questions of the same sort, the value "
        "would mostly stay within it. Where all cases came out alike there is none, which is no proof: with {n} "
        "right out of {n}, up to {three} in {n} might still go wrong.",
    },
    "group:finding": {"ko": "찾기", "en": "Finding the passage"},
    "group:answering": {"ko": "답하기와 거절하기", "en": "Answering and refusing"},
    "group:citing": {"ko": "출처", "en": "Sources"},
    "measure": {"ko": "항목", "en": "Measure"},
    "plot": {"ko": "그림", "en": "Plot"},
    "value": {"ko": "값", "en": "Value"},
    "interval": {"ko": "95 % 구간", "en": "95 % interval"},
    "cases": {"ko": "건수", "en": "Cases"},
    "group": {"ko": "질문", "en": "Questions"},
    "to": {"ko": "{low}–{high}", "en": "{low} to {high}"},
    "alike": {"ko": "모두 같음", "en": "all alike"},
    "stage": {"ko": "단계", "en": "Stage"},
    "median": {"ko": "보통 (중앙값)", "en": "Usually (median)"},
    "slow": {"ko": "느릴 때 (95 %)", "en": "When slow (95 %)"},
    "times_note": {
        "ko": "막대의 진한 부분은 중앙값, 옅은 부분은 스무 번 가운데 열아홉 번이 끝나는 시간입니다.",
        "en": "The dark part of a bar is the median; by the end of the light part 19 of 20 questions were done.",
    },
    # Comparison
    "compared": {
        "ko": "두 실행이 모두 물은 질문 {n}개를 하나씩 견주었습니다. 구간이 0을 포함하지 않는 차이만 우연이 아니라고 볼 수 "
        "있습니다 (굵은 글씨).",
        "en": "{n} questions that both runs asked were compared one by one. Only a difference whose interval leaves "
        "out 0 is more than chance (in bold).",
    },
    "left_out": {
        "ko": "빠진 질문: 이전에만 {before}개, 이번에만 {after}개, 말이 바뀐 것 {reworded}개.",
        "en": "Left out: {before} asked only before, {after} only now, {reworded} reworded.",
    },
    "unlike:gold": {"ko": "질문 파일이 다릅니다: {a} → {b}", "en": "The gold file differs: {a} → {b}"},
    "unlike:library": {"ko": "자료가 다릅니다: {a} → {b}", "en": "The library differs: {a} → {b}"},
    "unlike:mode": {"ko": "방식이 다릅니다: {a} → {b}", "en": "The mode differs: {a} → {b}"},
    "unlike:model": {"ko": "모델이 다릅니다: {a} → {b}", "en": "The model differs: {a} → {b}"},
    "before": {"ko": "이전", "en": "Before"},
    "after": {"ko": "이번", "en": "Now"},
    "change": {"ko": "차이 (%p)", "en": "Change (points)"},
    "better": {"ko": "나아짐", "en": "Better"},
    "worse": {"ko": "나빠짐", "en": "Worse"},
    "turned": {"ko": "달라진 질문", "en": "Questions that turned"},
    "unchanged": {"ko": "달라지지 않은 항목: {names}.", "en": "Unchanged: {names}."},
    # Failed questions
    "none_failed": {"ko": "틀린 질문이 없습니다.", "en": "No question failed."},
    "failed_of": {
        "ko": "질문 {n}개 가운데 {failed}개. 가장 무거운 잘못에 따라 나누었습니다. 질문을 누르면 펼쳐집니다.",
        "en": "{failed} of {n}, sorted by their gravest fault. Open a question to read it.",
    },
    "withheld": {
        "ko": "개인정보가 들어 있어 내용을 저장하지 않았습니다.",
        "en": "Its words were not kept, since personal data stands in them.",
    },
    "also": {"ko": "또한", "en": "Also"},
    "asked_as": {"ko": "이렇게 물었습니다", "en": "Asked in these words"},
    "earlier": {"ko": "앞 질문", "en": "Asked before it"},
    "should": {"ko": "자료에 있는 답", "en": "What the documents say"},
    "should_none": {
        "ko": "자료에는 이 질문의 답이 없습니다. 바른 답은 거절입니다.",
        "en": "The documents do not answer this. The right reply is a refusal.",
    },
    "facts": {"ko": "맞는 답에 들어 있어야 할 사실", "en": "What a right answer states"},
    "fact_answer": {"ko": "답변에 있음", "en": "in the answer"},
    "fact_quotes": {"ko": "인용문에 있음", "en": "in the quotes"},
    "fact_found": {"ko": "찾은 구절에 있음", "en": "in the passages found"},
    "fact_not_found": {"ko": "찾은 구절에 없음", "en": "in none of the passages found"},
    "fact_nowhere": {"ko": "보여 주지 못함", "en": "not shown"},
    "evidence": {"ko": "근거", "en": "Evidence"},
    "not_held": {
        "ko": "{document}: 자료함에 이 구절이 없습니다.",
        "en": "{document}: the library does not hold this passage.",
    },
    "given": {"ko": "화면에 보여 준 것", "en": "What was shown"},
    "found_first": {"ko": "검색한 첫 {n}건", "en": "The first {n} passages found"},
    "nothing_found": {"ko": "아무것도 찾지 못했습니다.", "en": "Nothing was found."},
    "sources": {"ko": "출처", "en": "Sources"},
    "related": {"ko": "관련 자료 (답은 아님)", "en": "Related, not an answer"},
    "superseded": {"ko": "개정 전 문서", "en": "superseded"},
    "read": {"ko": "구절 읽기", "en": "Read the passage"},
    "back": {"ko": "↑ 처음으로", "en": "↑ To the top"},
    "made_by": {
        "ko": "Jangin의 평가 보고서 · 개인정보를 가린 글만 담고 있으며, 바깥에서 아무것도 불러오지 않습니다.",
        "en": "Evaluation report of Jangin · holds scrubbed text only and loads nothing from outside.",
    },
}


def say(key: str, language: Language, **values: object) -> str:
    """The words in the language with their values filled in; values must be escaped already."""
    return _TEXTS[key][language].format(**values)
