"""What all traps share, in Korean: the topics, and what stands beside an entry."""

from __future__ import annotations

PHRASES = {
    "indexing": "인덱싱",
    "memory": "메모리",
    "operators": "연산자",
    "vectors": "벡터",
    "linear algebra": "선형대수",
    "equality": "같음",
    "integers": "정수",
    "number types": "수의 타입",
    "arguments": "인수",
    "zeros, NaN, domains": "0, NaN, 정의역",
    "NaN and signed zero": "NaN과 부호 있는 0",
    "statistics": "통계",
    "reductions": "축약",
    "rounding": "반올림",
    "sorting and sets": "정렬과 집합",
    "elementary functions": "초등함수",
    "strings": "문자열",
    "printing and parsing": "출력과 해석",
    "random numbers": "난수",
    "language": "언어",
    "lists, dates, files": "리스트, 날짜, 파일",
    "bridge": "브리지",
    "here": "여기서",
    "gives": "결과",
    "raises": "예외",
    "why": "까닭",
    "versions": "버전",
    "source": "출처",
    "Julia code that does what Python did": "파이썬과 같은 결과를 내는 줄리아 코드",
    "Python code that does what Julia did": "줄리아와 같은 결과를 내는 파이썬 코드",
    "as stated": "적힌 대로다",
    "stated for other versions, or another engine": "다른 버전이나 엔진에 대한 설명이다",
    "trap": "번호",
    "topic": "주제",
    "difference": "차이",
    "{} entry · pyjuliann traps NUMBER shows a whole one, --run runs it here": (
        "{}개 항목 · pyjuliann traps 번호: 항목 전체 · --run: 이 컴퓨터에서 실행"
    ),
    "{} entries · pyjuliann traps NUMBER shows a whole one, --run runs it here": (
        "{}개 항목 · pyjuliann traps 번호: 항목 전체 · --run: 이 컴퓨터에서 실행"
    ),
    # an entry
    "none: {}": "없음: {}",
    "from {}": "{}부터",
    "{}, and {}": "{}, 그리고 {}",
    "{} {} and newer": "{} {}부터",
    "{} {} until {}": "{} {}부터 {} 전까지",
    "with the {} engine": "{} 엔진에서만",
    # a run
    "{} entry": "항목 {}개",
    "{} entries": "항목 {}개",
    "{} as stated": "적힌 대로 {}개",
    "{} not as stated": "적힌 것과 다름 {}개",
    "{} stated for other versions or another engine": "다른 버전이나 엔진에 대한 설명 {}개",
    "{} engine, Julia {}, NumPy {}": "{} 엔진, 줄리아 {}, NumPy {}",
    "Julia's values were recorded on {}": "줄리아의 값은 {}에 기록했다",
    "not run: it needs the {} engine": "실행하지 않음: {} 엔진이 필요하다",
    "{} is stated to raise {}, and {}": "{}: 예외 {}이(가) 난다고 적혀 있다. 그런데 {}",
    "{} is stated to give {}, and {}": "{}: 결과가 {}(이)라고 적혀 있다. 그런데 {}",
    "{} is stated to warn with {}, and {}": "{}: 경고 {}이(가) 난다고 적혀 있다. 그런데 {}",
    "{0} is stated to give no warning, and {2}": "{0}: 경고가 없다고 적혀 있다. 그런데 {2}",
    "warns: {}": "경고가 난다: {}",
    "does not warn": "경고가 나지 않는다",
    "what Python is stated to give, {}, raises {}: {}": "파이썬의 결과로 적힌 {}에서 예외 {}이(가) 난다: {}",
    "they differ in {}": "양쪽이 다른 점은 {}",
    "they agree": "양쪽이 일치한다",
    "the difference in {} is gone with Julia {} and NumPy {} (stated: {}): {}": (
        "차이({})가 줄리아 {}와 NumPy {}에서는 없다(적힌 것: {}): {}"
    ),
    "raises {}: {}": "예외 {}: {}",
    "gives {} ({})": "결과 {}({})",
    "the Julia idiom {} does not do what Python did: {}": "줄리아 코드 {}의 결과가 파이썬과 다르다: {}",
    "the Python idiom {} does not do what Julia did: {}": "파이썬 코드 {}의 결과가 줄리아와 다르다: {}",
    # what cannot be found
    "unknown topic {!r}{}; topics are: {}": "모르는 주제 {!r}{}; 주제: {}",
    "unknown trap {!r}; group {} has {}": "모르는 번호 {!r}; {}번 묶음: {}",
    "unknown trap {!r}{}; groups are {} to {}": "모르는 번호 {!r}{}; 묶음은 {}부터 {}까지",
    "; closest: {}": "; 비슷한 것: {}",
    "unknown trap {!r}: a number such as 24 or 24.3 is expected{}": "모르는 번호 {!r}: 24나 24.3 같은 번호를 적는다{}",
    # why there is no idiom
    "NumPy has no Int128; Python's own int holds the number, without a width": (
        "NumPy에는 Int128이 없다. 파이썬의 int는 폭 없이 그 수를 담는다"
    ),
    "Python takes any float literal": ("파이썬은 어떤 실수 리터럴이든 받는다"),
    "an error is nothing to imitate": ("오류는 흉내 낼 것이 아니다"),
    "Python has no exact constant to compare with": ("파이썬에는 비교할 정확한 상수가 없다"),
    "Python has no type of a single character": ("파이썬에는 문자 하나의 타입이 없다"),
    "Python's quotes mean the same": ("파이썬의 두 따옴표는 뜻이 같다"),
    "no call of the other side's library gives the stream, though a Mersenne Twister written by hand agrees bit "
    "for bit: draw on one side and send the numbers": (
        "다른 쪽 라이브러리의 어떤 호출도 그 난수열을 주지 않는다. 직접 쓴 메르센 트위스터는 비트까지 같다. "
        "한쪽에서 뽑아 수를 보낸다"
    ),
    "a last bit cannot be imitated: compare within a budget of ULP": (
        "마지막 비트는 흉내 낼 수 없다. ULP 허용 오차 안에서 비교한다"
    ),
    "neither math nor NumPy has such a function": ("math에도 NumPy에도 그런 함수가 없다"),
    "Python's dict has an order from version 3.7 on": ("파이썬의 dict는 3.7부터 순서를 가진다"),
    "Julia has no literal that it refuses in the same way": ("줄리아에는 같은 방식으로 거부하는 리터럴이 없다"),
}
