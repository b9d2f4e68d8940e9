"""Provinces, cities, counties and districts of Korea, as addresses begin with them.

Source: 행정안전부, 행정표준코드 법정동코드 (first two levels).
"""

PROVINCE = (
    r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종)(?:특별자치시|특별시|광역시|시)?"
    r"|(?:경기|강원|제주)(?:특별자치도|도)?|(?:충청|전라|경상)[남북]도|전북특별자치도|충북|충남|전북|전남|경북|경남)"
)

_CITIES = """수원 성남 의정부 안양 부천 광명 평택 동두천 안산 고양 과천 구리 남양주 오산 시흥 군포 의왕 하남 용인 파주 이천 안성 김포
화성 양주 포천 여주 춘천 원주 강릉 동해 태백 속초 삼척 청주 충주 제천 천안 공주 보령 아산 서산 논산 계룡 당진 전주 군산 익산 정읍
남원 김제 목포 여수 순천 나주 광양 포항 경주 김천 안동 구미 영주 영천 상주 문경 경산 창원 진주 통영 사천 김해 밀양 거제 양산 서귀포"""
_COUNTIES = """연천 가평 양평 홍천 횡성 영월 평창 정선 철원 화천 양구 인제 고성 양양 보은 옥천 영동 증평 진천 괴산 음성 단양 금산 부여
서천 청양 홍성 예산 태안 완주 진안 무주 장수 임실 순창 고창 부안 담양 곡성 구례 고흥 보성 화순 장흥 강진 해남 영암 무안 함평 영광
장성 완도 진도 신안 의성 청송 영양 영덕 청도 고령 성주 칠곡 예천 봉화 울진 울릉 의령 함안 창녕 남해 하동 산청 함양 거창 합천 기장
달성 군위 강화 옹진 울주"""
_DISTRICTS = """종로 용산 성동 광진 동대문 중랑 성북 강북 도봉 노원 은평 서대문 마포 양천 강서 구로 금천 영등포 동작 관악 서초 강남 송파
강동 영도 부산진 동래 해운대 사하 금정 연제 수영 사상 수성 달서 미추홀 연수 남동 부평 계양 광산 유성 대덕 의창 성산 마산합포 마산회원
진해 덕진 완산 흥덕 상당 서원 청원 동남 서북 장안 권선 팔달 영통 수정 중원 분당 만안 동안 상록 단원 덕양 일산동 일산서 처인 기흥 수지"""


def _alternatives(names: str, ending: str) -> str:
    return rf"(?:{'|'.join(sorted(names.split(), key=len, reverse=True))}){ending}"


DISTRICT = rf"(?:{_alternatives(_CITIES, '시')}|{_alternatives(_COUNTIES, '군')}|{_alternatives(_DISTRICTS, '구')}|[중동서남북]구)"
"""A city, county or district by its real name: ``투입구`` and ``배출구`` must not pass for one."""
