"""What a sentence may make of its evidence: other words for the same are kept, subtle falsehoods fall."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from assistant.check import judge


@dataclass(frozen=True)
class Case:
    """Evidence, the question that it answers, and what a model makes of it."""

    evidence: str
    question: str
    true: tuple[str, ...]
    false: tuple[str, ...]


CASES = (
    Case(
        "베어링 온도는 75 °C에서 경보, 85 °C에서 정지한다.",
        "베어링 온도 경보는 몇 도인가요?",
        (
            "베어링 온도 경보는 75 °C입니다.",
            "베어링 온도가 75 °C가 되면 경보가 울립니다.",
            "베어링 온도가 85 °C에 이르면 정지합니다.",
            "베어링은 75도에서 경보, 85도에서 정지합니다.",
        ),
        (
            "베어링 온도 경보는 85 °C입니다.",
            "베어링 온도가 75 °C에서 정지합니다.",
            "베어링은 85 °C에서 경보, 75 °C에서 정지합니다.",
            "베어링 온도 경보는 75~85 °C입니다.",
            "베어링 온도 경보는 75 °F입니다.",
            "베어링 온도는 75 °C 이하에서 경보가 울립니다.",
            "베어링 온도 경보는 75 °C이고 매일 점검해야 합니다.",
        ),
    ),
    Case(
        "패킹 누수는 분당 10~20방울이 정상이다. 방울이 전혀 없으면 축이 과열되므로 그랜드 너트를 반 바퀴 푼다.",
        "패킹에서 물이 얼마나 떨어져야 하나요?",
        (
            "패킹 누수는 분당 10~20방울이 정상입니다.",
            "패킹은 1분에 10에서 20방울 새는 것이 정상입니다.",
            "방울이 전혀 없으면 그랜드 너트를 반 바퀴 풉니다.",
            "방울이 전혀 없으면 축이 과열됩니다.",
        ),
        (
            "패킹 누수는 분당 10방울이 정상입니다.",
            "패킹 누수는 분당 5~20방울이 정상입니다.",
            "패킹 누수는 분당 20방울이 정상입니다.",
            "패킹 누수는 분당 10~30방울이 정상입니다.",
            "그랜드 너트를 반 바퀴 풉니다.",
            "방울이 전혀 없으면 그랜드 너트를 반 바퀴 조입니다.",
            "방울이 전혀 없으면 그랜드 너트를 한 바퀴 풉니다.",
            "방울이 있으면 축이 과열되므로 그랜드 너트를 반 바퀴 푼다.",
            "패킹 누수는 분당 10~20방울이 비정상입니다.",
            "패킹 누수는 시간당 10~20방울이 정상입니다.",
        ),
    ),
    Case(
        "절대 안 되지. 퍼지를 오 분 꽉 채우고 나서 붙여야 해. 가스가 남아 있으면 역화가 나거든.",
        "버너가 꺼지면 바로 다시 붙여도 되나요?",
        (
            "퍼지를 5분 채우고 나서 붙여야 합니다.",
            "가스가 남아 있으면 역화가 납니다.",
        ),
        (
            "퍼지를 15분 채우고 나서 붙여야 합니다.",
            "버너를 붙이고 나서 퍼지를 5분 채워야 합니다.",
            "퍼지를 5분 채우기 전에 붙여야 합니다.",
            "가스가 남아 있지 않으면 역화가 납니다.",
            "바로 다시 붙여도 됩니다.",
            "퍼지를 5초 채우고 나서 붙여야 합니다.",
        ),
    ),
    Case(
        "점검 전에 차단 밸브를 닫고 배수 밸브를 연다.",
        "점검 전에 밸브는 어떻게 하나요?",
        (
            "점검 전에는 차단 밸브를 닫고 배수 밸브를 엽니다.",
            "점검 전에 차단 밸브를 닫습니다.",
            "차단 밸브를 닫은 뒤 배수 밸브를 엽니다.",
        ),
        (
            "점검 전에는 차단 밸브를 열고 배수 밸브를 닫습니다.",
            "점검 전에 배수 밸브를 닫습니다.",
            "점검 후에 차단 밸브를 닫습니다.",
            "점검 전에 차단 밸브를 닫지 않습니다.",
            "배수 밸브를 연 뒤 차단 밸브를 닫습니다.",
            "점검 전에 차단 밸브와 배수 밸브를 모두 엽니다.",
        ),
    ),
    Case(
        "SUS304인 경우에만 압력을 240 bar로 올린다.",
        "디스케일러 압력은 얼마로 하나요?",
        (
            "SUS304인 경우에만 압력을 240 bar로 올립니다.",
            "SUS304일 때만 압력을 240 bar로 올려야 합니다.",
        ),
        (
            "압력을 240 bar로 올립니다.",
            "SUS304인 경우에만 압력을 240 bar로 낮춥니다.",
            "SUS316인 경우에만 압력을 240 bar로 올립니다.",
            "SUS304가 아닌 경우에 압력을 240 bar로 올립니다.",
            "SUS304인 경우에만 압력을 240 MPa로 올립니다.",
        ),
    ),
    Case(
        "오일 펌프를 먼저 기동하고 유압이 2.5 bar 이상이 되면 메인 모터를 기동한다.",
        "메인 모터는 언제 기동하나요?",
        (
            "유압이 2.5 bar 이상이 되면 메인 모터를 기동합니다.",
            "오일 펌프를 먼저 기동합니다.",
            "먼저 오일 펌프를 기동하고, 유압이 2.5 bar 이상이면 메인 모터를 기동합니다.",
        ),
        (
            "유압이 2.5 bar 이하가 되면 메인 모터를 기동합니다.",
            "메인 모터를 먼저 기동합니다.",
            "메인 모터를 기동한 뒤 오일 펌프를 기동합니다.",
            "유압이 25 bar 이상이 되면 메인 모터를 기동합니다.",
            "유압이 2.5 bar 이상이 되면 메인 모터를 정지합니다.",
            "유압이 2.5 bar 이상이 되면 오일 펌프를 기동합니다.",
        ),
    ),
    Case(
        "커버를 열기 전에 압력이 0 bar인지 확인하고, 잔압이 있으면 커버를 열지 않는다.",
        "커버를 열기 전에 무엇을 확인하나요?",
        (
            "커버를 열기 전에 압력이 0 bar인지 확인합니다.",
            "잔압이 있으면 커버를 열지 않습니다.",
            "잔압이 있으면 커버를 열면 안 됩니다.",
        ),
        (
            "잔압이 있으면 커버를 엽니다.",
            "잔압이 있어도 커버를 열어도 됩니다.",
            "커버를 연 후에 압력이 0 bar인지 확인합니다.",
            "잔압이 없으면 커버를 열지 않습니다.",
            "커버를 열지 않습니다.",
        ),
    ),
    Case(
        "진공도는 0.67 mbar 이하에서 최소 18분 유지한다. 여유고는 800 mm 이상이어야 한다.",
        "진공은 얼마나 유지하나요?",
        (
            "진공도는 0.67 mbar 이하에서 18분 이상 유지합니다.",
            "0.67 mbar 이하로 최소 18분 유지합니다.",
            "여유고는 최소 800 mm여야 합니다.",
        ),
        (
            "진공도는 0.67 mbar 이상에서 최소 18분 유지합니다.",
            "진공도는 0.67 mbar 이하에서 최대 18분 유지합니다.",
            "진공도는 0.67 mbar 이하에서 18분 이내로 유지합니다.",
            "여유고는 800 mm 이하여야 합니다.",
            "여유고는 800 cm 이상이어야 합니다.",
            "진공도는 0.67 bar 이하에서 최소 18분 유지한다.",
            "진공도는 6.7 mbar 이하에서 최소 18분 유지한다.",
        ),
    ),
    Case(
        "경보 E03305가 뜨면 커버 오링을 먼저 보고, 다음에 3단 이젝터 노즐을 본다.",
        "E03305 경보에서는 무엇을 먼저 보나요?",
        (
            "E03305 경보가 뜨면 커버 오링을 먼저 봅니다.",
            "먼저 커버 오링을 보고 다음에 3단 이젝터 노즐을 봅니다.",
        ),
        (
            "E03305 경보가 뜨면 3단 이젝터 노즐을 먼저 보고 다음에 커버 오링을 봅니다.",
            "E03350 경보가 뜨면 커버 오링을 먼저 봅니다.",
            "E03305 경보가 뜨면 커버 오링을 먼저 교체합니다.",
            "E03305 경보가 뜨면 2단 이젝터 노즐을 봅니다.",
        ),
    ),
    Case(
        "온도가 압력보다 먼저 오르면 냉각수 펌프가 막혔을 가능성이 있다.",
        "온도가 먼저 오르면 무엇을 의심하나요?",
        ("온도가 압력보다 먼저 오르면 냉각수 펌프가 막혔을 가능성이 있습니다.",),
        (
            "압력이 온도보다 먼저 오르면 냉각수 펌프가 막혔을 가능성이 있습니다.",
            "온도가 압력보다 먼저 오르면 냉각수 펌프가 막힌 것입니다.",
            "온도가 압력보다 먼저 내리면 냉각수 펌프가 막혔을 가능성이 있습니다.",
        ),
    ),
    Case(
        "필터는 매주 월요일에 청소하고 오일은 4,000시간마다 교체한다.",
        "오일은 언제 바꾸나요?",
        (
            "오일은 4,000시간마다 교체합니다.",
            "필터는 매주 월요일에 청소합니다.",
            "오일 교체 주기는 4000시간입니다.",
        ),
        (
            "필터는 매일 청소합니다.",
            "필터는 매주 화요일에 청소합니다.",
            "필터는 4,000시간마다 청소합니다.",
            "오일은 4,000일마다 교체합니다.",
            "오일은 매주 월요일에 교체합니다.",
            "오일은 4,000시간마다 청소합니다.",
            "필터는 항상 4,000시간마다 교체합니다.",
        ),
    ),
    Case(
        "볼트는 안쪽에서 바깥쪽으로 120 N·m로 조이며, 두 번에 나누어 조인다.",
        "볼트는 어떻게 조이나요?",
        (
            "볼트는 안쪽에서 바깥쪽으로 120 N·m로 조입니다.",
            "볼트는 두 번에 나누어 조입니다.",
        ),
        (
            "볼트는 바깥쪽에서 안쪽으로 120 N·m로 조입니다.",
            "볼트는 안쪽에서 바깥쪽으로 120 kN로 조입니다.",
            "볼트는 세 번에 나누어 조입니다.",
            "볼트는 안쪽에서 바깥쪽으로 120 N·m로 풉니다.",
            "볼트는 안쪽에서 바깥쪽으로 120 N·m로 조이고 접착제를 바릅니다.",
        ),
    ),
    Case(
        "[이름] 반장이 교대 때 인터록을 임의로 해제하지 말라고 했다.",
        "인터록을 해제해도 되나요?",
        ("교대 때 인터록을 임의로 해제하지 말아야 합니다.",),
        (
            "교대 때 인터록을 해제해도 됩니다.",
            "김철수 반장이 교대 때 인터록을 임의로 해제하지 말라고 했습니다.",
            "교대 때 인터록을 해제합니다.",
        ),
    ),
    Case(
        "The bearing alarm is at 75 °C and the trip at 85 °C.",
        "At what temperature does the bearing alarm?",
        (
            "The bearing alarm is at 75 °C.",
            "The bearing trips at 85 °C.",
            "The alarm sounds when the bearing reaches 75 °C.",
        ),
        (
            "The bearing alarm is at 85 °C.",
            "The bearing trips at 75 °C.",
            "The alarm is at 75 to 85 °C.",
            "The bearing alarm is at 75 K.",
            "The bearing alarm is at 75 °C every shift.",
            "The bearing alarm is at most 75 °C.",
        ),
    ),
    Case(
        "Purge the furnace for at least 5 min before ignition. Never relight after a short purge.",
        "How long must the furnace be purged?",
        (
            "Purge the furnace for at least 5 minutes before ignition.",
            "Before ignition, the furnace must be purged for 5 min or more.",
            "Do not relight after a short purge.",
        ),
        (
            "Purge the furnace for at most 5 minutes before ignition.",
            "Purge the furnace for at least 5 minutes after ignition.",
            "Purge the furnace for at least 5 hours before ignition.",
            "Relight after a short purge.",
            "It is safe to relight after a short purge.",
            "Ignite the furnace before purging for at least 5 min.",
            "Purge the furnace for 5 min before ignition.",
        ),
    ),
    Case(
        "If the pump trips, close the discharge valve and call the shift lead.",
        "What do I do if the pump trips?",
        (
            "If the pump trips, close the discharge valve.",
            "Close the discharge valve and call the shift lead if the pump trips.",
            "Close the discharge valve.",
        ),
        (
            "If the pump trips, open the discharge valve and call the shift lead.",
            "If the pump trips, close the suction valve.",
            "If the valve trips, close the pump.",
            "If the pump does not trip, close the discharge valve.",
            "If the pump trips, close the discharge valve and restart the motor.",
            "Call the shift lead before you close the discharge valve.",
        ),
    ),
    Case(
        "Open the drain only if the pressure is below 0.5 bar, and close it again after 10 minutes.",
        "How do I use the drain?",
        (
            "Open the drain only if the pressure is below 0.5 bar.",
            "The drain may be opened only when the pressure is under 0.5 bar.",
        ),
        (
            "Open the drain.",
            "Open the drain if the pressure is above 0.5 bar.",
            "Open the drain only if the pressure is below 5 bar.",
            "Close the drain only if the pressure is below 0.5 bar.",
            "Open the drain after 10 minutes.",
        ),
    ),
    Case(
        "The feed pump drives the scrubber; the spare pump must not be started until the feed pump has stopped.",
        "When may the spare pump be started?",
        (
            "The spare pump must not be started until the feed pump has stopped.",
            "Do not start the spare pump until the feed pump has stopped.",
            "The feed pump drives the scrubber.",
        ),
        (
            "The scrubber drives the feed pump.",
            "The spare pump drives the scrubber.",
            "The feed pump must not be started until the spare pump has stopped.",
            "The spare pump must be started until the feed pump has stopped.",
            "Do not start the spare pump.",
        ),
    ),
    Case(
        "Tighten the flange bolts to 120 Nm in two passes, then check for leaks at 3 bar.",
        "How tight must the flange bolts be?",
        (
            "Tighten the flange bolts to 120 Nm in two passes.",
            "After tightening the flange bolts to 120 Nm, check for leaks at 3 bar.",
            "Check for leaks at 3 bar.",
        ),
        (
            "Loosen the flange bolts to 120 Nm in two passes.",
            "Tighten the flange bolts to 3 bar.",
            "Check for leaks at 120 bar.",
            "Tighten the flange bolts to 120 lb in two passes.",
            "Check for leaks at 3 bar, then tighten the flange bolts to 120 Nm.",
            "Tighten all flange bolts to 120 Nm in two passes.",
            "Tighten the flange bolts to 120 Nm in three passes.",
        ),
    ),
    Case(
        "The seal may be worn if oil drips from the coupling guard.",
        "Why does oil drip from the coupling guard?",
        (
            "The seal may be worn if oil drips from the coupling guard.",
            "If oil drips from the coupling guard, the seal may be worn.",
        ),
        (
            "The seal is worn if oil drips from the coupling guard.",
            "The coupling guard may be worn if oil drips from the seal.",
        ),
    ),
    Case(
        "롤 교체는 800톤마다 하며, 표면에 균열이 보이면 즉시 교체한다.",
        "롤은 언제 바꾸나요?",
        (
            "롤은 800톤마다 교체합니다.",
            "표면에 균열이 보이면 롤을 즉시 교체합니다.",
            "롤 교체 주기는 800톤입니다.",
        ),
        (
            "롤은 800시간마다 교체합니다.",
            "균열이 보이지 않으면 즉시 교체합니다.",
            "롤은 즉시 교체합니다.",
            "롤은 8,000톤마다 교체합니다.",
            "표면에 균열이 보이면 800톤 뒤에 교체합니다.",
            "표면에 균열이 보이면 롤을 용접합니다.",
        ),
    ),
    Case(
        "CO 경보기가 50 ppm을 넘으면 대피하고, 공기호흡기 없이는 다시 들어가지 않는다.",
        "CO 경보가 울리면?",
        (
            "CO가 50 ppm을 넘으면 대피합니다.",
            "공기호흡기 없이는 다시 들어가지 않습니다.",
            "공기호흡기 없이 다시 들어가면 안 됩니다.",
        ),
        (
            "공기호흡기 없이 다시 들어갑니다.",
            "CO가 50 ppm을 넘으면 다시 들어갑니다.",
            "CO가 50 ppm 이하이면 대피합니다.",
            "CO가 500 ppm을 넘으면 대피합니다.",
            "공기호흡기가 있어도 다시 들어가지 않습니다.",
        ),
    ),
    Case(
        "유압 탱크 온도는 40~55 °C로 유지하고 60 °C가 넘으면 쿨러를 점검한다.",
        "유압 탱크 온도는?",
        (
            "유압 탱크 온도는 40~55 °C로 유지합니다.",
            "유압 탱크 온도가 60 °C를 넘으면 쿨러를 점검합니다.",
            "유압 탱크 온도는 40에서 55 °C 사이로 유지합니다.",
        ),
        (
            "유압 탱크 온도는 40~60 °C로 유지합니다.",
            "유압 탱크 온도는 60 °C로 유지합니다.",
            "유압 탱크 온도가 55 °C를 넘으면 쿨러를 점검합니다.",
            "유압 탱크 온도가 60 °C 미만이면 쿨러를 점검합니다.",
            "유압 탱크 온도는 40 °C로 유지합니다.",
        ),
    ),
    Case(
        "노압이 낮으면 댐퍼를 닫고, 노압이 높으면 댐퍼를 연다.",
        "노압이 낮으면?",
        (
            "노압이 낮으면 댐퍼를 닫습니다.",
            "노압이 높을 때는 댐퍼를 엽니다.",
        ),
        (
            "노압이 낮으면 댐퍼를 엽니다.",
            "노압이 높으면 댐퍼를 닫습니다.",
        ),
    ),
    Case(
        "조깅 모드에서만 가드를 열 수 있고, 속도는 분당 5회 이하로 한다.",
        "가드는 언제 열 수 있나요?",
        (
            "조깅 모드에서만 가드를 열 수 있습니다.",
            "속도는 분당 5회 이하로 합니다.",
        ),
        (
            "모든 모드에서 가드를 열 수 있습니다.",
            "조깅 모드에서는 가드를 열 수 없습니다.",
            "속도는 분당 5회 이상으로 합니다.",
            "조깅 모드에서만 가드를 닫을 수 있습니다.",
            "자동 모드에서만 가드를 열 수 있습니다.",
        ),
    ),
    Case(
        "필터 차압이 0.8 bar를 넘었는데도 교체하지 않아 펌프가 공동현상으로 손상되었다.",
        "펌프는 왜 손상되었나요?",
        (
            "필터 차압이 0.8 bar를 넘었는데도 교체하지 않아 펌프가 손상되었습니다.",
            "펌프가 공동현상으로 손상되었습니다.",
        ),
        (
            "필터 차압이 0.8 bar를 넘어 교체했지만 펌프가 손상되었습니다.",
            "펌프 때문에 필터가 공동현상으로 손상되었습니다.",
            "필터가 공동현상으로 손상되었습니다.",
            "펌프가 과열로 손상되었습니다.",
        ),
    ),
    Case(
        "Replace the filter when the differential pressure exceeds 0.8 bar. Do not wash and reuse the element.",
        "When is the filter replaced?",
        (
            "Replace the filter when the differential pressure exceeds 0.8 bar.",
            "The filter is replaced if the differential pressure goes above 0.8 bar.",
            "The element must not be washed and reused.",
        ),
        (
            "Replace the filter when the differential pressure is below 0.8 bar.",
            "Wash and reuse the element.",
            "Replace the filter every 0.8 bar shift.",
            "Clean the filter when the differential pressure exceeds 0.8 bar.",
            "The element may be washed and reused.",
            "Replace the filter when the differential pressure exceeds 0.8 MPa.",
        ),
    ),
    Case(
        "Lower the electrode only after the roof is locked; if the lock lamp is off, stop and call maintenance.",
        "When do I lower the electrode?",
        (
            "Lower the electrode only after the roof is locked.",
            "If the lock lamp is off, stop and call maintenance.",
            "The electrode is lowered only once the roof is locked.",
        ),
        (
            "Raise the electrode only after the roof is locked.",
            "Lower the electrode before the roof is locked.",
            "Lower the roof only after the electrode is locked.",
            "If the lock lamp is on, stop and call maintenance.",
            "Lower the electrode.",
            "Lower the electrode after calling maintenance.",
        ),
    ),
    Case(
        "The cooling water must be at least 2.5 bar and no warmer than 35 °C at the mould inlet.",
        "What must the cooling water be?",
        (
            "The cooling water must be at least 2.5 bar.",
            "At the mould inlet the cooling water must be no warmer than 35 °C.",
            "Cooling water must have a pressure of 2.5 bar or more.",
        ),
        (
            "The cooling water must be at most 2.5 bar.",
            "The cooling water must be at least 35 °C at the mould inlet.",
            "The cooling water must be no warmer than 35 °C at the mould outlet.",
            "The cooling water must be 25 bar.",
            "The cooling water must be at least 2.5 °C.",
        ),
    ),
    Case(
        "We lost vacuum in 2021 because the O-ring had been fitted dry; since then it is always greased.",
        "Why was vacuum lost?",
        ("Vacuum was lost because the O-ring had been fitted dry.",),
        (
            "Vacuum was lost in 2012 because the O-ring had been fitted dry.",
            "The O-ring was lost because the vacuum had been fitted dry.",
            "Vacuum was not lost because the O-ring had been fitted dry.",
        ),
    ),
    Case(
        "강종: SUS304 | 1패스 (bar): 210 | 2패스 (bar): 225 | 3패스 (bar): 240",
        "SUS304 3패스 압력은?",
        ("SUS304는 2패스에서 225 bar입니다.",),
        (
            "SUS304의 3패스 압력은 225 bar입니다.",
            "SUS304의 1패스 압력은 240 bar입니다.",
            "SUS316의 3패스 압력은 240 bar입니다.",
        ),
    ),
    Case(
        "버너 노즐은 분기마다 청소하고, 점화봉은 간격을 3 mm로 맞춘다.",
        "점화봉 간격은?",
        (
            "점화봉 간격은 3 mm로 맞춥니다.",
            "버너 노즐은 분기마다 청소합니다.",
        ),
        (
            "버너 노즐 간격은 3 mm로 맞춥니다.",
            "점화봉은 분기마다 청소합니다.",
            "버너 노즐은 매월 청소합니다.",
            "점화봉 간격은 3 cm로 맞춥니다.",
        ),
    ),
    Case(
        "집진기 백필터는 차압 180 mmAq에서 탈진하고, 찢어지면 그 칸만 막고 운전한다.",
        "백필터가 찢어지면?",
        (
            "백필터가 찢어지면 그 칸만 막고 운전합니다.",
            "백필터는 차압 180 mmAq에서 탈진합니다.",
        ),
        (
            "백필터가 찢어지면 운전을 멈춥니다.",
            "백필터가 찢어지면 모든 칸을 막고 운전합니다.",
            "백필터는 차압 180 mbar에서 탈진합니다.",
            "백필터는 차압 80 mmAq에서 탈진합니다.",
            "백필터가 찢어지지 않으면 그 칸만 막습니다.",
        ),
    ),
    Case(
        "용접봉은 사용 전에 350 °C에서 1시간 건조하고, 건조로에서 꺼낸 뒤 4시간 안에 쓴다.",
        "용접봉은 어떻게 건조하나요?",
        (
            "용접봉은 사용 전에 350 °C에서 1시간 건조합니다.",
            "용접봉은 건조로에서 꺼낸 뒤 4시간 안에 씁니다.",
        ),
        (
            "용접봉은 사용 전에 350 °C에서 4시간 건조합니다.",
            "용접봉은 사용 후에 350 °C에서 1시간 건조합니다.",
            "용접봉은 건조로에서 꺼낸 뒤 1시간 안에 씁니다.",
            "용접봉은 350 °C에서 1시간 냉각합니다.",
            "용접봉은 건조로에 넣은 뒤 4시간 안에 씁니다.",
        ),
    ),
    Case(
        "감속기에서 금속음이 나면 즉시 부하를 빼고 오일 시료를 뜬다. 시료를 뜨기 전에는 오일을 갈지 않는다.",
        "감속기에서 금속음이 나면?",
        (
            "감속기에서 금속음이 나면 즉시 부하를 빼고 오일 시료를 뜹니다.",
            "시료를 뜨기 전에는 오일을 갈지 않습니다.",
        ),
        (
            "감속기에서 금속음이 나면 즉시 부하를 겁니다.",
            "시료를 뜨기 전에 오일을 갑니다.",
            "시료를 뜬 후에는 오일을 갈지 않습니다.",
            "감속기에서 금속음이 나면 오일을 교체합니다.",
            "감속기에서 금속음이 나도 운전을 계속합니다.",
        ),
    ),
    Case(
        "컨베이어 비상정지 줄은 양쪽 모두 매월 당겨 보고, 복귀는 현장에서만 한다.",
        "비상정지 줄은 언제 점검하나요?",
        (
            "비상정지 줄은 양쪽 모두 매월 당겨 봅니다.",
            "복귀는 현장에서만 합니다.",
        ),
        (
            "비상정지 줄은 한쪽만 매월 당겨 봅니다.",
            "비상정지 줄은 양쪽 모두 매년 당겨 봅니다.",
            "복귀는 제어실에서만 합니다.",
            "복귀는 현장에서 하지 않습니다.",
        ),
    ),
    Case(
        "Never open the manway until the gas test shows less than 10 ppm of H2S and the standby man is in place.",
        "When may I open the manway?",
        (
            "Never open the manway until the gas test shows less than 10 ppm of H2S.",
            "Do not open the manway until the gas test shows less than 10 ppm of H2S and the standby man is in place.",
        ),
        (
            "Open the manway when the gas test shows 10 ppm of H2S.",
            "Never open the manway until the gas test shows more than 10 ppm of H2S.",
            "Never close the manway until the gas test shows less than 10 ppm of H2S.",
            "Never open the manway.",
            "The manway may be opened without the standby man.",
        ),
    ),
    Case(
        "Set the damper to 40 % for drying and 70 % for curing; the fan stays on in both.",
        "How far is the damper set for curing?",
        (
            "The damper is set to 70 % for curing.",
            "Set the damper to 40 % for drying.",
        ),
        (
            "The damper is set to 40 % for curing.",
            "Set the damper to 70 % for drying.",
            "The fan stays off in both.",
            "Set the fan to 70 % for curing.",
            "The damper is set to 40-70 % for curing.",
        ),
    ),
    Case(
        "The new filter was fitted the wrong way round, so oil bypassed it and the servo valve jammed.",
        "Why did the servo valve jam?",
        ("The filter was fitted the wrong way round.",),
        (
            "The filter jammed because oil bypassed the servo valve.",
            "The old filter was fitted the wrong way round.",
            "The servo valve was fitted the wrong way round.",
            "The servo valve did not jam.",
            "The pump jammed because oil bypassed the filter.",
        ),
    ),
    Case(
        "Grease the upper bearing with 15 g every 500 h and the lower bearing with 25 g every 250 h.",
        "How much grease does the lower bearing get?",
        (
            "Grease the lower bearing with 25 g every 250 h.",
            "The upper bearing gets 15 g of grease every 500 h.",
        ),
        (
            "Grease the lower bearing with 15 g every 250 h.",
            "Grease the upper bearing with 25 g every 250 h.",
            "Grease the lower bearing with 25 g every 500 h.",
            "Grease the lower bearing with 25 kg every 250 h.",
            "Grease both bearings with 25 g every 250 h.",
        ),
    ),
)

TRUE = [(c, t) for c in CASES for t in c.true]
FALSE = [(c, f) for c in CASES for f in c.false]


def test_the_table_is_large_enough_in_both_languages() -> None:
    assert len(TRUE) + len(FALSE) >= 150
    assert sum(c.evidence.isascii() or ("°" in c.evidence and "는" not in c.evidence) for c in CASES) >= 6


@pytest.mark.parametrize(("case", "claim"), TRUE, ids=[t for _, t in TRUE])
def test_other_words_for_the_same_are_kept(case: Case, claim: str) -> None:
    verdict = judge(claim, case.evidence, question=case.question)
    assert verdict.supported, verdict.reason


@pytest.mark.parametrize(("case", "claim"), FALSE, ids=[f for _, f in FALSE])
def test_a_subtle_falsehood_falls(case: Case, claim: str) -> None:
    assert not judge(claim, case.evidence, question=case.question).supported
