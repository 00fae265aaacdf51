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
}
