"""What is said around every lesson, in Korean."""

from __future__ import annotations

PHRASES = {
    # around a lesson
    "Post {}": "{}편",
    "Companion note": "곁들인 노트",
    "The code, Python and Julia": "코드: 파이썬과 줄리아",
    "The examples": "예제",
    "Exercises": "연습 문제",
    "Their answers": "풀이",
    "Drawn in the book: {}": "책에 그린 그림: {}",
    "Python": "파이썬",
    "Julia": "줄리아",
    "published": "원문",
    "expected": "예상",
    "reason": "이유",
    "why": "문제",
    # verdicts
    "identical bits": "비트까지 같음",
    "agrees to {} ULP": "{} ULP 이내로 일치",
    "agrees to {:.1e}": "{:.1e} 이내로 일치",
    "same type and size": "자료형과 크기가 같음",
    "differs": "다름",
    "as published": "원문과 일치",
    "not as published": "원문과 불일치",
    "size as published": "크기가 원문과 일치",
    "of the published order": "원문과 같은 자릿수",
    "not of the published order": "원문과 다른 자릿수",
    "as expected": "예상과 일치",
    "not as expected": "예상과 불일치",
    # the summary
    "1 example": "예제 1개",
    "{} examples": "예제 {}개",
    "{} identical": "비트까지 같음 {}개",
    "1 agrees": "일치 1개",
    "{} agree": "일치 {}개",
    "1 differs": "다름 1개",
    "{} differ": "다름 {}개",
    "nothing compared": "비교한 것 없음",
    "{} within {} ULP": "{1} ULP 이내 {0}개",
    "{} within {:.1e}": "{1:.1e} 이내 {0}개",
    "{} in type": "자료형만 {}개",
    "{} engine, Julia {}": "{} 엔진, 줄리아 {}",
    "recorded {}": "{}에 기록함",
    # what is expected
    "{}-element {}": "원소 {}개인 {}",
    "{}, values from {:g} to {:g}": "{}, 값은 {:g} 이상 {:g} 이하",
    "within {} of {}": "{1} 기준 오차 {0} 이내",
    "central differences": "중앙 차분",
    "mean of the last {} losses from {:g} to {:g}": "마지막 손실 {}개의 평균이 {:g} 이상 {:g} 이하",
    # what is wrong
    "{} raised {}": "{}: 예외 {}",
    "{}'s result {}": "{}의 결과: {}",
    "comes of a call that changed argument {}": "인수 {}을(를) 바꾼 호출에서 나왔다",
    "is {}, expected {}": "{}이다. 예상: {}",
    "has size {}, expected {}": "크기가 {}이다. 예상: {}",
    "has values from {} to {}, expected {} to {}": "값이 {} 이상 {} 이하다. 예상: {} 이상 {} 이하",
    "in part {} of {}: {}": "{1}개 가운데 {0}번째: {2}",
    "has {}{}, published {}": "{}이다{}. 원문: {}",
    "is {:g} away from the central difference": "중앙 차분과의 차이가 {:g}이다",
    "is {:g} away from {}": "{1}과(와)의 차이가 {0:g}이다",
    "has a mean difference of {:g} in {}, published {}": "{1}의 평균 차이가 {0:g}이다. 원문: {2}",
    "has a mean of {:g} of the last {} losses, expected {:g} to {:g}": (
        "마지막 손실 {1}개의 평균이 {0:g}이다. 예상: {2:g} 이상 {3:g} 이하"
    ),
    # what cannot be found
    "unknown lesson {}; the lessons are: {}": "모르는 강의 {}; 강의: {}",
    "unknown example {}; the lesson's examples are: {}": "모르는 예제 {}; 이 강의의 예제: {}",
    "lesson {} has {} examples of {}": "{0}번 강의에 {2}의 예제는 {1}개다",
    # what several lessons say
    "Max-pooling 2×2": "최대 풀링 2×2",
    "Average pooling 2×2": "평균 풀링 2×2",
    "5×7 images, 3×2 filters": "5×7 그림, 3×2 필터",
    "Accuracy afterwards, in percent": "그 뒤의 정확도(퍼센트)",
    "backpropagation (post 8)": "역전파(8편)",
    "the definition": "정의대로 구한 값",
    "the step by hand": "손으로 계산한 단계",
    # budgets of several lessons
    "the terms of a sum are added in another order, or fused with their products": (
        "합의 항을 더하는 순서가 다르거나, 곱과 합을 한 번에 반올림한다"
    ),
    "exp and the order of sums differ in the last bit, and each step carries it on: up to 7 ULP of 1": (
        "exp와 더하는 순서가 마지막 비트에서 다르고 단계마다 그 차이가 이어진다: 1의 ULP로 최대 7"
    ),
    "a last bit of the loss, about 1, divided by 2h: up to 4 ULP of 1/2h": (
        "1쯤 되는 손실의 마지막 비트를 2h로 나눈다: 1/2h의 ULP로 최대 4"
    ),
    "a last bit of the loss, about 1, divided by 2h in each step: up to 13 ULP of 1/2h": (
        "1쯤 되는 손실의 마지막 비트를 단계마다 2h로 나눈다: 1/2h의 ULP로 최대 13"
    ),
    "log differs by up to 1 ULP between NumPy and Julia": "log는 NumPy와 줄리아 사이에서 최대 1 ULP 다르다",
}
