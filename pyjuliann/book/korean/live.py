"""What a live example says, in Korean."""

from __future__ import annotations

PHRASES = {
    # the form
    "Change the inputs": "입력 바꾸기",
    "Inputs": "입력",
    "Run in both languages": "두 언어로 실행",
    "As in the lesson": "본문대로",
    "Close": "닫기",
    "Running …": "실행하는 중 …",
    "as it is": "그대로",
    "as a grid": "칸으로",
    "as a literal": "리터럴로",
    "row {}": "{}행",
    "column {}": "{}열",
    "one row more": "행 하나 더하기",
    "one row less": "행 하나 빼기",
    "one column more": "열 하나 더하기",
    "one column less": "열 하나 빼기",
    "With these inputs:": "이 입력으로는:",
    "{} ms": "{}밀리초",
    # what came of it
    "both refuse it": "둘 다 거부함",
    "agrees": "일치",
    "distance": "거리",
    "{} ULP": "{} ULP",
    "where": "어디서",
    "cause": "원인",
    "in {}": "{}에서",
    "No Julia is running: this is Python's answer alone.": "실행 중인 줄리아가 없어 파이썬의 답만 보인다.",
    "Julia had ended, and was started again.": "줄리아가 끝나서 다시 시작했다.",
    "It took longer than {:g} s, and was stopped.": "{:g}초를 넘겨 멈추었다.",
    "The result takes more memory than a run may have here.": "결과가 여기서 쓸 수 있는 메모리보다 크다.",
    "The result has {} elements; at most {} are shown here.": "결과의 원소가 {}개다. 여기서는 {}개까지만 보인다.",
    "The book's server does not answer. It ends with Ctrl-C in the terminal where it was started.": (
        "책의 서버가 답하지 않는다. 서버는 시작한 터미널에서 Ctrl-C로 끝난다."
    ),
}
