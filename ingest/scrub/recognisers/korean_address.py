"""Korean addresses by road name (도로명) and by lot (지번).

Source: 도로명주소법 시행령 제3조 and https://www.juso.go.kr (order: province, city or district,
town, road, building number, detail). A plant's 가열로 2 and 전기로 1 look like a road and a number, so
a road counts only below a known place, two levels of places, or beside a word for dwelling.
"""

from __future__ import annotations

import regex

from ingest.scrub.recognisers.base import ContextPatternRecognizer
from ingest.scrub.recognisers.korean_places import DISTRICT, PROVINCE

_MARK = regex.compile(
    r"(?:로|길|동|리|가)\s?(?:산\s?|지하\s?)?[0-9]|번지|[0-9]호|주소|거주|자택|사는|사시는|살고|살아"
)
_NOT_ROAD = (
    r"(?!(?:가열|전기|용해|열처리|소둔|전|고|용광|유도|아크|균열|진공|소성|반사|경|통|선|회|수|유)로\s)"
)
_ROAD = rf"{_NOT_ROAD}[가-힣][가-힣0-9·.]{{0,14}}?(?:대로|로|길)(?:\s?[0-9]{{1,4}}(?:번)?(?:가|나|다)?길)?"
_NUMBER = r"(?:지하\s?)?[0-9]{1,4}(?:-[0-9]{1,4})?(?:번지)?(?![0-9]|[.,][0-9]|\s?(?:℃|°|호기|bar|mm|kg|톤|분(?![가-힣])|시간|%))"
_DETAIL = (
    r"(?:,?\s?(?:\(\s?)?(?:[가-힣A-Za-z0-9]{1,12}(?:아파트|빌라|맨션|오피스텔|빌딩|타운|주택|기숙사|사택|원룸|공단|단지|자이|마을)\s?)?"
    r"(?:제?[0-9A-Za-z가나다라]{1,4}동\s?)?(?:지하\s?)?(?:[0-9]{1,3}층\s?)?(?:[0-9]{1,5}호(?!기|선|차|점))?"
    r"(?:\s?\([가-힣0-9, ]{2,20}\))?)"
)
_TOWN = r"[가-힣]{1,6}[0-9]?(?:읍|면)"
_VILLAGE = r"[가-힣]{1,6}[0-9]{0,2}(?:동|리|가)"
_ANY_CITY = r"[가-힣]{2,4}(?:시|군)"
_ANY_WARD = r"[가-힣]{1,4}(?:구|읍|면|동)"
_START = r"(?<![가-힣])(?:\(?[0-9]{5}\)?\s)?"
_ABOVE = rf"(?:{PROVINCE}\s(?:{_ANY_CITY}\s?)?(?:[가-힣]{{1,5}}구\s)?|{DISTRICT}\s(?:{DISTRICT}\s)?|{_ANY_CITY}\s{_ANY_WARD}\s)(?:{_TOWN}\s)?"
_VILLAGE_PART = rf"(?:{_VILLAGE}\s)?"


class KoreanAddressRecognizer(ContextPatternRecognizer):
    """Addresses from the highest level that is written down to the flat number."""

    def __init__(self) -> None:
        super().__init__(
            "ADDRESS",
            [
                ("road below a place", rf"{_START}{_ABOVE}{_VILLAGE_PART}{_ROAD}\s?{_NUMBER}{_DETAIL}", 0.9),
                ("lot below a place", rf"{_START}{_ABOVE}(?:{_VILLAGE}\s){{1,2}}(?:산\s?)?{_NUMBER}{_DETAIL}", 0.9),
                ("lot by word", rf"{_START}(?:{_TOWN}\s)?{_VILLAGE}\s(?:산\s?)?[0-9]{{1,4}}(?:-[0-9]{{1,4}})?\s?번지{_DETAIL}", 0.85),
                ("flat", r"(?<![가-힣])[가-힣A-Za-z0-9]{1,12}(?:아파트|빌라|맨션|오피스텔|사택|기숙사)\s?"
                 r"(?:[0-9]{1,4}동\s?)?[0-9]{2,5}호(?!기)", 0.7),
                ("building and flat", rf"{_START}{_ROAD}\s?{_NUMBER},?\s?[0-9]{{1,4}}동\s?[0-9]{{1,5}}호", 0.8),
                ("road alone", rf"{_START}(?:{_ANY_CITY}\s|{_ANY_WARD}\s)?{_ROAD}\s?{_NUMBER}{_DETAIL}", 0.1),
                ("lot alone", rf"{_START}(?:{_ANY_CITY}\s|{_ANY_WARD}\s)?{_VILLAGE}\s(?:산\s?)?{_NUMBER}{_DETAIL}", 0.1),
                ("place without number", rf"{_START}{PROVINCE}\s{_ANY_CITY}\s(?:[가-힣]{{1,5}}구\s)?{_VILLAGE}(?![가-힣0-9])", 0.2),
            ],
            ("주소", "거주지", "자택", "집은", "집이", "사는 곳", "사시는", "살고", "사는데", "살아", "살았", "번지",
             "우편물", "배송", "address", "lives at"),
            gate=_MARK.search,
            deny=False,
        )  # fmt: skip
