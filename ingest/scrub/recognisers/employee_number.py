"""Employee numbers, by the plant's own pattern from the settings or beside their label.

Source: the site's numbering rule (``scrub.employee_number_pattern``).
"""

from __future__ import annotations

from ingest.scrub.recognisers.base import ContextPatternRecognizer

_LABEL = r"사번|사원\s?번호|직원\s?번호|사원증\s?(?:번호)?|employee\s?(?:no\.?|number|id|#)|badge\s?(?:no\.?|number|id|#)?|staff\s?(?:no\.?|number|id)"


class EmployeeNumberRecognizer(ContextPatternRecognizer):
    """What the plant's pattern finds, and any short number right after a label such as 사번."""

    def __init__(self, pattern: str) -> None:
        super().__init__(
            "EMPLOYEE_NUMBER",
            [
                ("settings", rf"(?<![0-9A-Za-z-])(?:{pattern})(?![0-9])", 0.8),
                ("labelled", rf"(?i)(?:{_LABEL})\s?(?:은|는|이|is)?\s?[:#(]?\s?(?:\|\s?[^|:]{{1,12}}:\s?)?\K"
                 r"(?=[A-Z-]{0,4}[0-9])[A-Z]{0,3}-?[0-9]{3,8}(?![0-9A-Z])", 0.85),
            ],
        )  # fmt: skip
