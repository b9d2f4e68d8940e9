"""Korean vehicle plates: 12가 3456, 123가 4567, and the older ones with a region before them.

Source: 자동차등록번호판 등의 기준에 관한 고시 (국토교통부), the letters it lists by use.
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배허하호"
# These follow a number in ordinary plant text as well: 30도 1200, 103호 1203, 120로, 2조 1200.
_AMBIGUOUS = "도로호조구수주소부오고서가나다하"
_SAFE = "".join(c for c in _LETTERS if c not in _AMBIGUOUS)
_REGION = "서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_UNIT = r"(?!\s?(?:℃|°|%|rpm|bar|mm|cm|m(?![A-Za-z])|kg|t(?![A-Za-z])|kW|Hz|V(?![A-Za-z])|A(?![A-Za-z])|L|N|시간|분|초|톤|도|개|대|본|회|번|원|명|년|월|일|호))"


class VehiclePlateRecognizer(ContextPatternRecognizer):
    """Plates; where the letter is an ordinary word after a number too, only written as plates are."""

    def __init__(self) -> None:
        end = rf"(?![0-9])(?![.,:-][0-9]){_UNIT}"
        before = r"(?<![0-9A-Za-z가-힣.,:-])"
        super().__init__(
            "VEHICLE_PLATE",
            [
                ("region", rf"(?:{_REGION})\s?[0-9]{{1,2}}\s?[{_LETTERS}]\s?[0-9]{{4}}{end}", 0.9),
                ("plain letter", rf"{before}[0-9]{{2,3}}\s?[{_SAFE}]\s?[0-9]{{4}}{end}", 0.8),
                ("other letter", rf"{before}[0-9]{{2,3}}[{_AMBIGUOUS}]\s?[0-9]{{4}}{end}", 0.55),
                ("other letter, wide", rf"{before}[0-9]{{2,3}}\s[{_AMBIGUOUS}]\s?[0-9]{{4}}{end}", 0.3),
                ("after text", rf"(?<=[가-힣])[0-9]{{2,3}}\s?[{_LETTERS}]\s?[0-9]{{4}}{end}", 0.3),
            ],
            ("차량", "차번호", "번호판", "주차", "승용차", "트럭", "화물차", "자가용", "자동차", "출입", "vehicle", "plate",
             "car", "truck", "lorry", "van", "registration"),
        )  # fmt: skip
