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
    "It took too long, and was stopped; Julia is started again.": "너무 오래 걸려 멈추었다. 줄리아를 다시 시작한다.",
    "The process that runs the examples has ended; it is started again.": (
        "예제를 실행하는 프로세스가 끝났다. 다시 시작한다."
    ),
    "The book is being closed.": "책을 닫는 중이다.",
    "It could not be run: {}": "실행하지 못했다: {}",
    "The result takes more memory than a run may have here.": "결과가 여기서 쓸 수 있는 메모리보다 크다.",
    "The result has {} elements; at most {} are shown here.": "결과의 원소가 {}개다. 여기서는 {}개까지만 보인다.",
    "The book's server does not answer. It ends with Ctrl-C in the terminal where it was started.": (
        "책의 서버가 답하지 않는다. 서버는 시작한 터미널에서 Ctrl-C로 끝난다."
    ),
    "That is more than is taken.": "받을 수 있는 양을 넘었다.",
    "The inputs are expected as JSON.": "입력은 JSON이어야 한다.",
    "The inputs are expected as JSON: a text for each name.": "입력은 이름마다 글 하나씩인 JSON이어야 한다.",
    # what is wrong with an input, in parts
    "expected a number such as {}": "{} 같은 수가 와야 하는데",
    "expected a vector such as {}": "{} 같은 벡터가 와야 하는데",
    "expected a matrix such as {}": "{} 같은 행렬이 와야 하는데",
    "expected nested lists such as {}": "{} 같은 겹친 리스트가 와야 하는데",
    "expected something such as {}": "{} 같은 값이 와야 하는데",
    "expected a number": "수가 와야 하는데",
    "expected a number or a text": "수나 글이 와야 하는데",
    "got nothing": "빈칸이다",
    "got {}": "{}가 왔다",
    "got one of size {}": "크기가 {}이다",
    "this is no literal": "리터럴이 아니다",
    "this is no literal; reading it stopped at {!r}": "리터럴이 아니다. {!r}에서 읽기를 멈추었다",
    "expected at most {} characters, got {}": "글자는 {}자까지인데 {}자다",
    "expected at most {} elements": "원소는 {}개까지다",
    "expected numbers, got an empty list": "수가 와야 하는데 빈 리스트다",
    "expected rows of the same length, got {} and {} elements": "행의 길이가 같아야 하는데 원소가 {}개와 {}개다",
    "expected rows of the same length; {} stands where a list does elsewhere": (
        "행의 길이가 같아야 하는데, 다른 곳에서는 리스트인 자리에 {}가 있다"
    ),
    "expected rows of the same length; {} stands where a number does elsewhere": (
        "행의 길이가 같아야 하는데, 다른 곳에서는 수인 자리에 {}가 있다"
    ),
    "expected a whole number of 64 bits, got one of {}": "64비트 정수여야 하는데 {}비트다",
}
