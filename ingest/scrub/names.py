"""Words that names are told by: surnames, syllables of given names, titles and labels, both languages.

Source of the surnames: 통계청, 2015 인구주택총조사 성씨·본관 (those with over 3,000 bearers); of the Romanised
ones: 국립국어원, 성씨 로마자 표기 실태 (2007).
"""

from __future__ import annotations

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민진지나엄채원천방공현함변염여추도소석선설마길연위"
    "표명기반라왕금옥육인맹제모탁국어은편용예봉경사부피류"
)
COMPOUND_SURNAMES = ("남궁", "황보", "제갈", "선우", "사공", "서문", "독고", "동방")
FOREIGN_SURNAMES = ("응우옌", "응웬", "쩐", "팜", "부이", "즈엉", "응오", "쭈엉", "호앙", "딘", "르엉")

# Syllables as they stand first and last in given names of two; technical nouns end otherwise.
GIVEN_FIRST = frozenset(
    "가강건경계고공관광교구국권규근금기길나남노다단달대덕도동두라래례린마만말명무문미민반배백범병보복본봉부비빈상새서석선설"
    "성세소솔송수숙순슬승시신아안애양여연영예오옥완용우욱운웅원유윤은의이인일임자장재정제조종주준중지진찬창채천철춘충치"
    "태택평필하학한해향혁현형혜호홍화환효훈휘흥희하"
)
GIVEN_LAST = frozenset(
    "강건경곤관광교국권규균근금길나남내녀니달담덕동득란람래련렬례록린림만모목묵미민배백범별병복봉분빈빛산삼상서석선섭성솔"
    "송수숙순술슬승식신실심아안애연열영예옥온완용우욱운울웅원월유윤율은이익인임자재전정종주준중지진찬창채천철춘태택"
    "필하학한해향혁현협형혜호홍화환회효훈휘흠흥희늘"
)

# Titles that follow a name; the ranks also follow a surname alone.
RANKS = (
    "반장", "기장", "계장", "과장", "대리", "주임", "기사", "팀장", "부장", "차장", "이사", "공장장", "소장", "조장", "직장",
    "사장", "전무", "상무", "실장", "선배", "아저씨", "형님", "선생", "관리자", "검사", "책임", "선임", "수석", "박사", "여사", "언니",
)  # fmt: skip
TITLES = (
    *RANKS, "반원", "조원", "사원", "후배", "누나", "오빠", "아줌마", "삼촌", "씨", "님", "군", "양", "형", "어르신", "기술자",
    "기술사", "연구원", "운전원", "작업자", "기능장", "명장", "감독", "대표", "원장", "강사", "교수", "지부장", "위원장", "영감", "이모",
)  # fmt: skip
# Labels that a name follows, in forms, signatures and tables.
LABELS = (
    "작성자", "작성", "담당자", "담당", "승인자", "승인", "검토자", "검토", "성명", "이름", "보고자", "재해자", "목격자", "작업자",
    "책임자", "확인자", "확인", "점검자", "조치자", "신고자", "발견자", "피해자", "부상자", "예금주", "감독자", "감독", "운전자", "운전원",
    "근무자", "참석자", "수신", "발신", "참조", "보낸 사람", "받는 사람", "면담자", "진행자", "진행", "질문자", "인수자", "인계자",
    "교육생", "강사", "당직자", "당직", "등록자", "소유자", "신청인", "신청자", "보호자", "동료", "후임", "전임", "조원", "반원", "신입",
    "관리자", "외주", "하도급", "동승자", "의뢰인",
)  # fmt: skip
# A surname before these may be an ordinary word: 전 과장 (the former), 현 반장 (the present).
AMBIGUOUS_SURNAMES = frozenset("전현고신구주남여부제원우공명기반도하소인모국어예사위지성")
# Syllables that end names of departments, machines and parts, never a given name after a title test.
NOT_NAME_LAST = frozenset("팀반과실부조장소값량율률관판핀밸펌롤축링캡휠링류층형식별용품제물질선력압온속도비")

NOT_NAMES = frozenset(
    """공기비 이음부 안전핀 고정구 무두볼트 보정값 주파수 차단기 배기구 전단기 유량계 이송관 도압관 주수량 정비반 조업반 안전과 고객사
    공장장 정반대 신호기 장입문 연주기 제강기 주차장 정차장 하차장 배차장 공사장 이사장 조사장 소부장 우리 여기 이번 지난 오늘 하루
    전기로 가열로 용해로 고로 기준값 하한선 상한선 연신율 주조기 성형기 선반기 염기도 연연주 하이킹 반자동 전자동 한국어 영어로 오른손 마지막
    고철상 고참 신참 주인 노인 형님 선배 후배 인사 노무 총무 공무 전기 기계 정비 설비 안전 조업 연주 제강 주조 구매 품질 공정""".split()
)

ROMAN_SURNAMES = (
    "Kim Gim Lee Yi Rhee Park Bak Pak Choi Choe Jung Jeong Chung Cheong Kang Gang Cho Jo Yoon Yun Jang Chang Lim Im Rim Han Oh "
    "Seo Suh Sin Shin Kwon Gwon Hwang Ahn An Song Jeon Chun Hong Yoo Yu Ryu Ko Go Koh Moon Mun Yang Son Sohn Bae Pae Baek Paik "
    "Heo Hur Huh Nam Shim Sim Noh Roh No Ha Kwak Gwak Sung Seong Cha Joo Ju Woo Wu Koo Gu Ku Min Jin Chin Ji Chi Um Eom Chae "
    "Won Cheon Bang Kong Gong Hyun Hyeon Byun Byeon Yeom Yeo Choo Chu Do So Seok Sun Seol Ma Gil Yeon Wi Pyo Myung Ok Tak Namgung "
    "Hwangbo Jegal Sunwoo Sagong Pi"
).split()

ENGLISH_TITLES = (
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Prof", "Sir", "Madam",
)  # fmt: skip
ENGLISH_ROLES = (
    "foreman technician engineer operator supervisor manager inspector fitter melter electrician mechanic contractor driver "
    "helper trainee apprentice welder planner buyer director superintendent colleague desk supplier witness author patient "
    "interviewer interpreter customer visitor instructor officer leader coordinator chief clerk rigger"
).split()
ENGLISH_LABELS = (
    "technician", "reported by", "prepared by", "written by", "approved by", "reviewed by", "checked by", "author", "operator",
    "inspector", "name", "contact", "signed", "signature", "issued by", "done by", "performed by", "from", "to", "cc", "attn",
    "attention", "speaker", "interviewer", "witness", "injured", "injured person", "engineer", "supervisor", "foreman", "fitter",
    "account holder", "sender", "recipient", "manager", "driver", "responsible", "owner", "assigned to", "recorded by", "seen by",
)  # fmt: skip

# What spaCy's small model takes for people in a plant, and words that begin capitalised pairs there.
NOT_ENGLISH_NAMES = frozenset(
    """hose brake park pump valve pressure temperature table section step figure note warning caution danger alarm check manual
    standard procedure revision page part drawing motor bearing seal gauge filter tank oil water gas steam air roll rolls stand
    furnace ladle crane mould mold caster shear robot burner panel pass grade steel plant shop line shift safety quality control
    system unit level flow limit switch sensor line main hydraulic nozzle header descaler degasser vacuum accumulator nitrogen
    argon oxygen hydrogen allen phillips stillson brinell rockwell vickers woodruff morse bourdon poisson reynolds venturi pascal
    celsius fahrenheit kelvin philips torx teflon viton nordkran hanbit special company steelworks monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october november december
    the a an and or of if when while before after never always do not keep open close stop start set turn read wait call change
    replace clean measure lift lock tag use see for with on in at by to from first second third fourth step steps new old work
    item items detail details symptom cause action equipment location date time result root corrective prevention lessons
    contacts contact summary timeline appendix contents scope purpose general north south east west street road korea korean
    document title author purge relight bypass interlock permit zero energy red green blue yellow white black high low
    emergency stage pilot flame gate slide tundish mill casting rolling melt maintenance dear hello hi regards kind best
    engine gearbox conveyor belt chain wire rope hook block drum trolley bridge load cell cab pendant cable cylinder piston
    plunger packing coupling guard fan blower duct damper heater cooler chiller exchanger compressor dryer filter strainer
    bolt nut washer screw gasket spring shaft gear key pin bush liner ring o-ring plate frame rail wheel tyre tire bucket blade
    truck loader dozer excavator grader drill dump haul track boom arm stick ripper swing slew turbo starter alternator radiator
    air-con aircon light lights lamp horn mirror door seat window ladder step handrail fire extinguisher tyres battery
    soft strong deep cover bed walking pole scrap charge tap bucket electrode arm clamp slag foam foaming carbon lance probe sample
    refractory brick lining heat grade billet bloom strand dummy bar withdrawal straightener spray cooling chamber casting powder
    descaling nozzle finishing roughing pass gap looper pinch entry exit guide roller table cooling pit shear blade cut length crop
    rope sheave hoist trolley travel brake lining limit load sling shackle harness helmet gloves glasses goggles apron boots visor
    permit lockout tagout try test zero authorised authorized affected employee worker team crew day night morning afternoon
    evening week month year total average maximum minimum min max normal standby manual automatic auto remote local front rear
    left right upper lower top bottom inner outer inlet outlet suction discharge return supply drain vent breathe relief
    check list sheet form record log book screen page code number tag name plate data trend curve map layout diagram
    guilty pleasures please thank thanks yes no ok only all any each every no one two three four five six seven eight nine ten
    control room office yard bay floor platform stairs walkway gate door roof basement canteen locker
    sus sm stb skd suj scm iso astm jis ks din api asme nas vg plc hmi led lel co""".split()
)
# Makers of what plants use; beside another capitalised word they are a machine, not a person.
BRANDS = frozenset(
    """abb siemens schneider rockwell allen bradley mitsubishi omron keyence yokogawa honeywell emerson rosemount endress hauser
    yaskawa fanuc kuka danfoss lenze sew eurodrive bosch rexroth parker hannifin festo smc norgren swagelok fisher samson kitz
    garlock klinger victaulic flexitallic chesterton eagle burgmann crane timken skf fag ina schaeffler nsk ntn koyo nachi thk
    castrol mobil mobilux mobilgear vactra shuron kluber klueber fuchs loctite molykote wd caterpillar komatsu doosan hitachi kawasaki
    daikin sumitomo danieli sms demag primetals concast tenova fives andritz konecranes vahle ingersoll rand atlas copco kaeser
    sulzer flowserve ksb grundfos ebara wilo nikuni simatic logix profibus profinet modbus ethernet devicenet windows linux excel
    acrobat autocad solidworks sap oracle lincoln esab fronius miller hypertherm kemppi mitutoyo fluke tektronix testo flir
    samsung hyundai posco kia lg hanwha dongkuk seah nippon krupp thyssen arcelor mittal voest alpine tata baosteel nucor
    viton teflon kevlar nomex kapton hastelloy inconel monel stellite hardox kalrez aflas gore cajon bestobell wilden""".split()
)
# Names that are ordinary words in a plant: alone they stay, beside another name or a title they go.
WORDLIKE_NAMES = frozenset(
    """park steel stone wood hook bell cook mason miller turner smith marsh king young long rose bolt case banks ward hall field
    will mark rob bill art grant pat frank jack rod max ray chuck drew norm cliff dale glen heath rich miles gene basil piper
    carter porter cooper fisher hunter potter sawyer walker baker brown green white black gray grey day may june april august
    summer winter dean chase pierce rusty sandy son sun lee an do so no go in oh ha im min ma ok chin chang cha won gang song""".split()
) - {"carter"}
