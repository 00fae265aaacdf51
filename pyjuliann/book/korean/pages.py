"""The book's pages in Korean: what stands around the texts of lessons and traps."""

from __future__ import annotations

PHRASES = {
    "Deep learning in Python and Julia": "파이썬과 줄리아로 하는 딥러닝",
    "A blog series that builds neural networks from a dot product up to a CNN, with its code in both languages side by "
    "side, and what each of them answers, to the last bit.": (
        "내적에서 CNN까지 신경망을 쌓아 올리는 블로그 시리즈. 두 언어의 코드를 나란히 싣고, "
        "두 언어가 내놓는 답을 마지막 비트까지 견준다."
    ),
    "Korean": "한국어",
    # around every page
    "Skip to the text": "본문으로 건너뛰기",
    "The book": "책",
    "Contents": "차례",
    "Search": "찾기",
    "Search the book": "책에서 찾기",
    "Nothing has all these words.": "이 낱말이 모두 들어 있는 곳이 없다.",
    "{} found": "{}곳을 찾았다",
    "Dark": "어둡게",
    "Pages before and after": "앞뒤 쪽",
    "Previous": "이전",
    "Next": "다음",
    "On this page": "이 쪽에서",
    "Open the book": "책 펼치기",
    "Python's answers from NumPy {}; Julia's from the {}.": "파이썬의 답은 NumPy {}, 줄리아의 답은 {}.",
    # contents
    "The lessons": "강의",
    "To look things up": "찾아보기",
    # a lesson
    "The mathematics stands side by side; what is asked of the arguments is folded above it.": (
        "수식에 해당하는 코드를 나란히 싣고, 인수에 요구하는 것은 그 위에 접어 둔다."
    ),
    "Contract": "계약",
    "With its checks": "검사까지 모두",
    "Copy": "복사",
    "Copied": "복사함",
    "Copy the Python code of {}": "{}의 파이썬 코드 복사",
    "Copy the Julia code of {}": "{}의 줄리아 코드 복사",
    "Copy the Python code of example {}": "예제 {}의 파이썬 코드 복사",
    "Copy the Julia code of example {}": "예제 {}의 줄리아 코드 복사",
    "Verdict": "판정",
    "Exercises": "연습문제",
    "Answer": "답",
    "Result": "결과",
    # traps
    "Traps": "함정",
    "Traps: {}": "함정: {}",
    "All traps": "모든 함정",
    "{} places where NumPy and Julia differ although the code looks the same, each run in both languages.": (
        "코드는 같아 보이는데 NumPy와 줄리아가 다른 곳 {}가지. 모두 두 언어로 실행했다."
    ),
    "Filter the traps": "함정 고르기",
    "Topic": "주제",
    "Words": "낱말",
    "all topics": "모든 주제",
    "{} of {} traps": "함정 {1}개 가운데 {0}개",
    "Copy the Python code of trap {}": "함정 {}의 파이썬 코드 복사",
    "Copy the Julia code of trap {}": "함정 {}의 줄리아 코드 복사",
    "Copy the Python code that does the same, of trap {}": "함정 {}에서 같은 일을 하는 파이썬 코드 복사",
    "Copy the Julia code that does the same, of trap {}": "함정 {}에서 같은 일을 하는 줄리아 코드 복사",
    "(from {})": "({}부터)",
    "none: {}": "없음: {}",
    "verdict": "판정",
    "as stated": "적힌 대로",
    "stated for other versions, or another engine": "다른 버전이나 다른 엔진에 대한 설명",
    # the elementary functions
    "Elementary functions, measured": "재어 본 초등함수",
    "Functions": "함수",
    "How often exp, sin and the others differ between the languages, and which of the two is closer to the truth.": (
        "exp, sin 같은 함수가 두 언어에서 얼마나 자주 다르고, 어느 쪽이 참값에 더 가까운지 보여 준다."
    ),
    "{}, {} points for each function": "{}, 함수마다 점 {}개",
    "function": "함수",
    "from … to": "범위",
    "between the languages": "두 언어 사이",
    "differ": "다름",
    "wrong": "틀림",
    "error": "오차",
    "(closer)": "(더 가까움)",
    "how many results differ between the languages": "두 언어의 결과가 서로 다른 비율",
    "by how many representable numbers at most": "가장 많이 다를 때 그 사이에 놓이는, 나타낼 수 있는 수의 개수",
    "how many results are not the exact one, rounded to the dtype": (
        "정확한 값을 그 자료형으로 반올림한 것과 다른 결과의 비율"
    ),
    "the largest distance from the exact result (256 bits), in units of its last place; 0.5 is the best": (
        "정확한 값(256비트)과의 가장 큰 차이를 마지막 자리의 단위로 잰 것. 0.5가 가장 좋다"
    ),
    "Measured on {} with NumPy {} and Julia {} on {}.": "{}에 NumPy {}, 줄리아 {}, {}에서 쟀다.",
    # which Julia, which NumPy, when
    "Which Julia, which NumPy, when": "어느 줄리아, 어느 NumPy, 언제",
    "Answers": "답의 출처",
    "Where the answers in this book come from: the versions that gave them, the machine, and the day.": (
        "이 책에 실린 답이 어디서 왔는지, 곧 답을 낸 버전과 기계와 날짜를 적는다."
    ),
    "The examples of the lessons": "강의의 예제",
    "The traps": "함정",
    "The elementary functions": "초등함수",
    "Julia's answers were recorded.": "줄리아의 답은 기록해 둔 것이다.",
    "Julia answered when this book was built.": "줄리아의 답은 이 책을 만들 때 얻은 것이다.",
    "Both languages were measured at the same points, in one run.": "두 언어를 같은 점에서 한 번에 쟀다.",
    "engine": "엔진",
    "threads": "스레드",
    "Julia ran on": "줄리아를 실행한 곳",
    "Julia answered on": "줄리아가 답한 날",
    "NumPy's vector instructions": "NumPy의 벡터 명령",
    "none known": "알려진 것 없음",
    "Python ran on": "파이썬을 실행한 곳",
    "Python answered on": "파이썬이 답한 날",
    "both ran on": "두 언어를 실행한 곳",
    "measured on": "잰 날",
}
