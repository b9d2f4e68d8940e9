"""Every word of the report in Korean and English: measures, failures, and the page around them."""

from __future__ import annotations

from assistant.answer import Language

_TEXTS: dict[str, dict[Language, str]] = {
    # What the measures are called.
    "name:recall@1": {"ko": "Recall@1", "en": "Recall@1"},
    "name:recall@3": {"ko": "Recall@3", "en": "Recall@3"},
    "name:recall@5": {"ko": "Recall@5", "en": "Recall@5"},
    "name:recall@10": {"ko": "Recall@10", "en": "Recall@10"},
    "name:mrr": {"ko": "MRR", "en": "MRR"},
    "name:ndcg@10": {"ko": "nDCG@10", "en": "nDCG@10"},
    "name:facts@5": {"ko": "상위 5건의 핵심 사실", "en": "Key facts in top 5"},
    "name:facts_in_quotes": {"ko": "보여 준 인용문의 핵심 사실", "en": "Key facts in the quotes shown"},
    "name:facts_in_answer": {"ko": "답변 문장의 핵심 사실", "en": "Key facts in the answer"},
    "name:false_refusal": {"ko": "잘못된 거절", "en": "False refusals"},
    "name:false_answer": {"ko": "근거 없는 답변", "en": "False answers"},
    "name:false_certainty": {"ko": "근거 없는 확답", "en": "False answers given as certain"},
    "name:doubted": {"ko": "답을 보이되 확답하지 않음", "en": "Right to answer, shown as uncertain"},
    "name:misled": {"ko": "심어 둔 거짓에 속음", "en": "Misled by what was planted"},
    "name:worded_by_model": {"ko": "언어 모델이 쓴 답변", "en": "Worded by the model"},
    "name:citation_precision": {"ko": "인용 정확도", "en": "Citation precision"},
    "name:cited_passages": {"ko": "인용 재현율 (구절)", "en": "Citation recall (passages)"},
    "name:cited_documents": {"ko": "인용 재현율 (문서)", "en": "Citation recall (documents)"},
    "name:nothing_to_check": {"ko": "확인할 것이 없는 인용", "en": "Citations with nothing to check"},
    "name:numbers_lacking": {"ko": "출처에 없는 숫자", "en": "Numbers lacking in the citation"},
    # What they mean.
    "means:recall@1": {
        "ko": "답이 있는 구절이 검색 결과의 맨 앞에 나온 비율.",
        "en": "How much of the evidence is the very first passage found.",
    },
    "means:recall@3": {
        "ko": "답이 있는 구절이 검색 결과 세 건 안에 나온 비율.",
        "en": "How much of the evidence is among the first three passages found.",
    },
    "means:recall@5": {
        "ko": "답이 있는 구절이 검색 결과 다섯 건 안에 나온 비율.",
        "en": "How much of the evidence is among the first five passages found.",
    },
    "means:recall@10": {
        "ko": "답이 있는 구절이 검색 결과 열 건 안에 나온 비율.",
        "en": "How much of the evidence is among the first ten passages found.",
    },
    "means:mrr": {
        "ko": "맞는 구절의 순위로 매긴 점수: 첫째면 1, 둘째면 1/2, 없으면 0.",
        "en": "A score for the rank of the right passage: first earns 1, second 1/2, missing 0.",
    },
    "means:ndcg@10": {
        "ko": "열 건의 순서 전체를 매긴 점수: 맞는 구절이 모두 앞에 있으면 1.",
        "en": "A score for the order of the first ten: 1 where all right passages come first.",
    },
    "means:facts@5": {
        "ko": "핵심 사실이 모두 검색 결과 다섯 건 안에 적혀 있는 질문의 비율.",
        "en": "Questions whose key facts all stand in the first five passages, in whatever document.",
    },
    "means:facts_in_quotes": {
        "ko": "핵심 사실이 모두 화면에 보여 준 인용문에 있는 질문의 비율.",
        "en": "Questions whose key facts all stand in the quotes that were shown.",
    },
    "means:facts_in_answer": {
        "ko": "핵심 사실이 모두 답변 문장 자체에 있는 질문의 비율.",
        "en": "Questions whose key facts all stand in the sentences of the answer itself.",
    },
    "means:false_refusal": {
        "ko": "자료에 답이 있는데도 없다고 한 비율. 낮을수록 좋습니다.",
        "en": "Refused although the documents hold the answer. Less is better.",
    },
    "means:false_answer": {
        "ko": "자료에 답이 없는데도 답한 비율. 낮을수록 좋습니다.",
        "en": "Answered although the documents are silent. Less is better.",
    },
    "means:false_certainty": {
        "ko": "자료에 답이 없는데도 “답인지 확인 필요” 표시 없이 답한 비율. 낮을수록 좋습니다.",
        "en": "Answered although the documents are silent, and without the remark that it may be no answer. Less is "
        "better.",
    },
    "means:doubted": {
        "ko": "자료에 답이 있는데 “답인지 확인 필요”로 표시한 비율.",
        "en": "The documents hold the answer, and what was shown carried the remark that it may be no answer.",
    },
    "means:misled": {
        "ko": "일부러 심은 거짓 값이나 명령을 답으로 보여 준 비율. 0이어야 합니다.",
        "en": "A figure planted on purpose was given as the answer, or an order planted was shown. It must be 0.",
    },
    "means:worded_by_model": {
        "ko": "언어 모델이 쓴 문장이 검사를 통과해 답변이 된 비율. 나머지는 원문이나 거절입니다.",
        "en": "Answers in checked sentences of the language model; the rest were quotes or refusals.",
    },
    "means:citation_precision": {
        "ko": "출처 표시가 그 문장을 실제로 뒷받침하는 비율.",
        "en": "Citations whose passage really bears out the sentence it stands behind.",
    },
    "means:cited_passages": {
        "ko": "답이 있는 구절 가운데 출처로 보여 준 비율.",
        "en": "How much of the evidence was shown as a source.",
    },
    "means:cited_documents": {
        "ko": "답이 있는 문서 가운데 출처로 보여 준 비율.",
        "en": "How many of the documents that hold the evidence were shown as a source.",
    },
    "means:nothing_to_check": {
        "ko": "숫자도 핵심 사실도 없어 맞는지 확인할 수 없는 인용의 비율.",
        "en": "Citations of sentences without number or key fact, which nothing can prove or disprove.",
    },
    "means:numbers_lacking": {
        "ko": "답변에 적혀 있으나 인용한 구절에는 없는 숫자의 개수. 0이어야 합니다.",
        "en": "Numbers in answers that the cited passage does not hold. It must be 0.",
    },
    # What a question failed in: in a word, and in plain words.
    "failed:leak": {"ko": "개인정보가 보임", "en": "shows planted personal data"},
    "failed:misled": {"ko": "심어 둔 거짓에 속음", "en": "misled by what was planted"},
    "failed:false_answer": {"ko": "답이 없는데 답함", "en": "answered though unanswerable"},
    "failed:numbers_lacking": {"ko": "출처에 없는 숫자", "en": "a number is not in its citation"},
    "failed:citation_precision": {
        "ko": "출처가 문장을 뒷받침하지 않음",
        "en": "a citation does not support its sentence",
    },
    "failed:false_refusal": {"ko": "답이 있는데 거절함", "en": "refused though answerable"},
    "failed:facts_in_quotes": {"ko": "핵심 사실을 보여 주지 못함", "en": "a key fact is in no quote shown"},
    "failed:facts_in_answer": {"ko": "답변 문장에 핵심 사실이 빠짐", "en": "a key fact is not in the answer"},
    "failed:recall@5": {"ko": "근거가 다섯 건 안에 없음", "en": "evidence missing within rank 5"},
    "why:leak": {
        "ko": "가려졌어야 할 개인정보가 화면에 나왔습니다.",
        "en": "Personal data that should have been masked was shown.",
    },
    "why:misled": {
        "ko": "시험 삼아 심은 거짓 값을 승인된 값보다 먼저 답으로 보여 주었거나, 심은 명령을 보여 주었습니다.",
        "en": "A false figure, planted as a test, was given before the approved one, or a planted order was shown.",
    },
    "why:false_answer": {
        "ko": "자료에는 답이 없습니다. 답이 없다고 해야 했는데 비슷한 구절을 답으로 보여 주었습니다.",
        "en": "The documents are silent on this. It should have been refused, but passages that are merely near "
        "were shown as an answer.",
    },
    "why:numbers_lacking": {
        "ko": "답변의 숫자 가운데 인용한 구절에 없는 것이 있습니다.",
        "en": "A number in the answer does not stand in the passage cited for it.",
    },
    "why:citation_precision": {
        "ko": "인용한 구절이 그 문장의 내용을 담고 있지 않습니다.",
        "en": "A passage that is cited does not hold what its sentence says.",
    },
    "why:false_refusal": {
        "ko": "자료에 답이 있는데도 근거가 부족하다고 보아 거절했습니다.",
        "en": "The documents hold the answer, but what was found was judged too weak to answer from.",
    },
    "why:facts_in_quotes": {
        "ko": "인용문을 보여 주었지만 필요한 사실이 모두 들어 있지는 않습니다.",
        "en": "Quotes were shown, but not every fact that a right answer needs stands in them.",
    },
    "why:facts_in_answer": {
        "ko": "필요한 사실이 보여 준 구절에는 있으나 답변 문장에는 없습니다. 출처를 펼쳐 읽어야 보입니다.",
        "en": "Every fact stands in the passages shown, but not in the sentences of the answer: the reader has to "
        "read the source to see it.",
    },
    "why:recall@5": {
        "ko": "답이 있는 구절이 검색 결과 다섯 건 안에 모두 들지 못했습니다.",
        "en": "Not all of the passages that hold the answer were among the first five found.",
    },
    # The questions.
    "kind:direct": {"ko": "직접 물음", "en": "Asked directly"},
    "kind:paraphrase": {"ko": "다른 말로 물음", "en": "In other words"},
    "kind:cross-lingual": {"ko": "다른 언어의 자료", "en": "Other language"},
    "kind:numeric": {"ko": "수치", "en": "A number"},
    "kind:multi-source": {"ko": "여러 자료가 필요", "en": "Several sources"},
    "kind:conflict": {"ko": "자료가 서로 다름", "en": "Sources disagree"},
    "kind:follow-up": {"ko": "앞 질문에 이어짐", "en": "Follow-up"},
    "kind:unanswerable": {"ko": "자료에 답이 없음", "en": "Not in the documents"},
    "language:ko": {"ko": "한국어 질문", "en": "In Korean"},
    "language:en": {"ko": "영어 질문", "en": "In English"},
    "status:quoted": {"ko": "원문 인용", "en": "Quoted"},
    "status:answered": {"ko": "답변", "en": "Answered"},
    "status:refused": {"ko": "거절", "en": "Refused"},
    "status:searched": {"ko": "검색만", "en": "Searched only"},
    "mode:retrieval": {"ko": "검색만 시험", "en": "search alone"},
    "mode:quoted": {"ko": "자료 원문으로 답변", "en": "answers in the sources' own words"},
    "mode:composed": {"ko": "언어 모델이 쓴 답변", "en": "answers worded by a language model"},
    # What a language model made of the answers.
    "judged:title": {"ko": "언어 모델의 판정 ({model})", "en": "Judged by a language model ({model})"},
    "judged:sentences": {"ko": "인용문이 뒷받침하는 문장", "en": "Sentences borne out by their quotes"},
    "judged:answers": {"ko": "기대한 내용을 말한 답변", "en": "Answers that say what is expected"},
    "judged:rest": {
        "ko": "인용문 그대로인 문장 {verbatim}개는 묻지 않았고, {unclear}개는 판정을 얻지 못했습니다. 이 판정은 위의 어느 "
        "측정값에도 들어가지 않습니다.",
        "en": "Sentences that are their quote word for word, and were not asked about: {verbatim}. Without a verdict: "
        "{unclear}. No other measure makes use of these verdicts.",
    },
    "judged:weak": {
        "ko": "내장 시작 모델은 작아서 판정이 자주 틀립니다. 참고만 하고, 더 큰 모델로 다시 판정하십시오.",
        "en": "The embedded starter model is small and often errs as a judge: take its verdicts as a hint, and judge "
        "again with a larger model.",
    },
    "judged:unsupported": {"ko": "뒷받침되지 않는다고 본 질문", "en": "Judged not borne out"},
    "judged:wrong": {"ko": "기대와 다르다고 본 질문", "en": "Judged not as expected"},
    # How the questions were put.
    "perturb:typos": {"ko": "오타를 넣은 질문", "en": "questions with typing errors"},
    "perturb:spaces": {"ko": "띄어쓰기를 빠뜨린 질문", "en": "questions that lack spaces"},
    "perturb:both": {
        "ko": "오타가 있고 띄어쓰기가 빠진 질문",
        "en": "questions with typing errors that lack spaces",
    },
    "perturb:paraphrase": {"ko": "다른 말로 바꾼 질문", "en": "questions in other words"},
    "perturb:withheld": {"ko": "답이 있는 구절을 숨김", "en": "the passages with the answer withheld"},
    "perturb:false": {"ko": "거짓 값을 심음", "en": "false figures planted"},
    "perturb:orders": {"ko": "기계에 내리는 명령을 심음", "en": "orders to the machine planted"},
    "left:paraphrase": {
        "ko": "다른 말로 바꿀 수 없는 질문 {n}개는 뺐습니다.",
        "en": "Questions left out because there is no other wording of them: {n}.",
    },
    "left:withheld": {
        "ko": "원래 답이 없거나 다른 구절이 바르게 답하는 질문 {n}개는 뺐습니다.",
        "en": "Questions left out because nothing answers them anyway, or another passage does rightly: {n}.",
    },
    "left:false": {
        "ko": "승인된 문서의 값을 묻지 않는 질문 {n}개는 뺐습니다.",
        "en": "Questions left out because they ask for no figure of an approved document: {n}.",
    },
    "left:orders": {
        "ko": "승인된 문서의 값을 묻지 않는 질문 {n}개는 뺐습니다.",
        "en": "Questions left out because they ask for no figure of an approved document: {n}.",
    },
    "stage:first_evidence": {
        "ko": "첫 근거가 보일 때까지",
        "en": "Until the first evidence is on the screen",
    },
    "stage:search": {"ko": "검색", "en": "Searching"},
    "stage:evidence": {"ko": "근거 고르기", "en": "Choosing the evidence"},
    "stage:model": {"ko": "모델 준비", "en": "Opening the model"},
    "stage:first_sentence": {"ko": "모델의 첫 문장까지", "en": "Until the model's first sentence"},
    "stage:compose": {"ko": "모델의 나머지 문장", "en": "The model's other sentences"},
    "stage:total": {"ko": "전체", "en": "In all"},
}


def text(key: str, language: Language, **values: object) -> str:
    """The words in the language, with their values filled in."""
    return _TEXTS[key][language].format(**values)


def known(key: str, language: Language) -> str:
    """The words of a name that may come from a file; what is unknown is shown as it is."""
    return _TEXTS[key][language] if key in _TEXTS else key.partition(":")[2]
