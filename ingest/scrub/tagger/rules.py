"""What rules say of Korean names: by title, by label, beside an identifier, or by Kiwi's analysis.

Source: the order and length of Korean names (family name of one or two syllables, given name of one
or two), 통계청 surname statistics as in :mod:`ingest.scrub.names`. Whether a candidate is an ordinary noun
is decided by Kiwi's dictionary: 전기 기사 is an electrician, 전기수 기사 a person.
"""

from __future__ import annotations

import regex

from ingest.scrub import names
from ingest.scrub.reading import Reading

_SURNAME = rf"(?:{'|'.join(names.COMPOUND_SURNAMES)}|[{names.SURNAMES}])"
_FULL = rf"(?:(?:{'|'.join(names.COMPOUND_SURNAMES)})[가-힣]{{1,2}}|[{names.SURNAMES}][가-힣]{{1,2}})"
_FOREIGN = rf"(?:{'|'.join(names.FOREIGN_SURNAMES)})(?:\s?(?:반|티|득|꽝|민|반\s득)\s?[가-힣]{{1,3}}?|\s?[가-힣]{{1,3}}?)"
# A sheet with English headings names Korean technicians too.
_ENGLISH_LABELS = [f"{form}:" for label in names.ENGLISH_LABELS for form in (label, label.capitalize())]
_TITLE = rf"(?:{'|'.join(sorted(names.TITLES, key=len, reverse=True))})"
_RANK = rf"(?:씨|{'|'.join(sorted(names.RANKS, key=len, reverse=True))})"
_LABEL = rf"(?:{'|'.join(sorted((*names.LABELS, *names.RANKS, *_ENGLISH_LABELS), key=len, reverse=True))})"
_PARTICLE = r"(?:이라고|이고|입니다|이에요|예요|이요|인데|이랑|이나|이도|이네|에게|한테|께서|하고|으로|이가|이는|은|는|이|가|을|를|과|와|도|의|만|랑|로|에|께|님|네)"
_END = rf"(?={_PARTICLE}?(?![가-힣]))"
_PERSONAL_END = (
    r"(?=(?:이라고|입니다|이에요|에게|한테|께서|하고|이가|이는|이랑|랑|께)(?![가-힣])|\s?(?:\(|<|[0-9]|,|님))"
)
_HEADER = r"(?:\|\s?[^|:]{1,12}:\s?)?"

_TITLED = regex.compile(rf"(?<![가-힣]){_FULL}(?=\s?{_TITLE}(?:님|들)?{_PARTICLE}?(?![가-힣]))")
_SURNAME_RANK = regex.compile(
    rf"(?<![가-힣0-9])(?<!(?:교대|주간|야간|[0-9]|[갑을병정])\s)({_SURNAME})(?=\s?{_RANK}(?:님|들)?(?:{_PARTICLE}|이었|이셨)?(?![가-힣]))"
)
_LABELLED = regex.compile(
    rf"{_LABEL}(?:\s?(?:은|는|이|가))?\s?[:=]?\s?(?:\(\s?)?{_HEADER}(?<![가-힣])"
    rf"({_FULL})(?:{_END}(?:\s?\([^)]{{0,40}}\))?\s?(?:[,·/]|및|와|과)\s?({_FULL}))?(?=\s?{_TITLE}|{_END[3:]}"
)
_GIVEN_TITLE = regex.compile(
    r"(?<![가-힣])[가-힣]{2}(?=이?\s?(?:형|형님|누나|언니|아저씨|선배|씨)(?:님|이|가|은|는|도|한테|하고|랑)?(?![가-힣]))"
)
_BARE = regex.compile(
    rf"(?<![가-힣])(?:(?:{'|'.join(names.COMPOUND_SURNAMES)})[가-힣]{{1,2}}?|[{names.SURNAMES}][가-힣]{{2}}){_END}"
)
_FOREIGN_NAME = regex.compile(rf"(?<![가-힣]){_FOREIGN}{_END}")
_BESIDE = regex.compile(
    r"\s?[<(,|]\s?(?:[A-Za-z0-9._-]+@|\+?0?[0-9]{2,3}[-. ][0-9]{3,4}|사번|휴대|핸드폰|전화|연락처|주민|내선|이메일|생년월일|면허|[0-9]{6}-)"
)
_CERTAIN, _LIKELY, _POSSIBLE = 0.85, 0.7, 0.55
_RARE_STARTS = ("남궁", "황보", "제갈", "선우", "독고")  # no ordinary word begins like these names


def plausible(name: str) -> bool:
    """Whether the given name is made of syllables that given names are made of."""
    given = name[2:] if name.startswith(names.COMPOUND_SURNAMES) else name[1:]
    if not given or name in names.NOT_NAMES:
        return False
    return given[-1] in names.GIVEN_LAST and (len(given) == 1 or given[0] in names.GIVEN_FIRST)


class Rules:
    """Scores of names by rule; the tagger weighs them with everything else."""

    def scores(self, text: str, reading: Reading) -> dict[tuple[int, int], float]:
        """What is found, by place, with the highest score: title or label 0.85, likely 0.7, possible 0.55."""
        spans = [(m.span(), _CERTAIN) for m in _FOREIGN_NAME.finditer(text)]
        spans += [(m.span(), self._titled(text, m.span(), reading)) for m in _TITLED.finditer(text)]
        for match in _LABELLED.finditer(text):
            found = (match.span(group) for group in (1, 2) if match.group(group))
            spans += [(span, self._titled(text, span, reading)) for span in found]
        for match in _SURNAME_RANK.finditer(text):
            spans.append((match.span(1), self._surname(text, match.span(1), reading)))
        for match in _GIVEN_TITLE.finditer(text):
            known = match.group() in names.NOT_NAMES or not reading.is_name(*match.span())
            spans.append((match.span(), 0.0 if known else _POSSIBLE))
        spans += [(m.span(), self._bare(text, m.span(), reading)) for m in _BARE.finditer(text)]
        best: dict[tuple[int, int], float] = {}
        for span, score in spans:
            if score > best.get(span, 0.0):
                best[span] = score
        return best

    def _titled(self, text: str, span: tuple[int, int], reading: Reading) -> float:
        name = text[span[0] : span[1]]
        if name in names.NOT_NAMES or reading.is_noun(*span) or reading.ends_in_particle(*span):
            return 0.0
        if len(name) == 2:
            known = reading.is_name(*span) or reading.is_unknown(*span)
            return _LIKELY if plausible(name) and known else 0.0
        if plausible(name):
            return _CERTAIN
        return _LIKELY if reading.is_name(*span) and name[-1] not in names.NOT_NAME_LAST else 0.0

    def _surname(self, text: str, span: tuple[int, int], reading: Reading) -> float:
        start, end = span
        glued = text[end : end + 1] != " "
        word = regex.match(r"[가-힣]+", text, pos=start)
        if glued and word and any(reading.is_noun(start, start + n) for n in range(2, len(word.group()) + 1)):
            return 0.0
        if text[start:end] in names.AMBIGUOUS_SURNAMES and not reading.is_surname(start, end):
            return 0.0
        return _LIKELY

    def _bare(self, text: str, span: tuple[int, int], reading: Reading) -> float:
        name = text[span[0] : span[1]]
        if not plausible(name) or reading.is_noun(*span):
            return 0.0
        if reading.is_name(*span) or name.startswith(_RARE_STARTS) or _BESIDE.match(text, span[1]):
            return _POSSIBLE
        if reading.is_unknown(*span) and regex.match(_PERSONAL_END, text, pos=span[1]):
            return _POSSIBLE
        return 0.0
