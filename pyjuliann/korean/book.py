"""What the book says beside its pages, in Korean: its command, its server, and what is wrong with an input."""

from __future__ import annotations

PHRASES = {
    # the command
    "The book is at {}": "책의 주소: {}",
    "Ctrl-C ends it.": "Ctrl-C로 끝낸다.",
    "Python alone answers in the examples: {}": "예제에는 파이썬만 답한다: {}",
    "Running the lessons …": "연재의 예제를 실행하는 중 …",
    "Measuring the elementary functions …": "초등함수를 재는 중 …",
    "Running the traps …": "함정을 실행하는 중 …",
    "is no name": "이름이 아니다",
    "is no folder": "폴더가 아니다",
    "is a link to what does not exist": "없는 것을 가리키는 링크다",
    "is in a folder that does not exist, {}": "{} 폴더가 없다",
    "is in a folder that cannot be written to, {}": "{} 폴더에 쓸 수 없다",
    "cannot be written to": "쓸 수 없다",
    "cannot be written: {}": "쓸 수 없다: {}",
    "is not empty, and holds no book that may be replaced": "비어 있지 않고, 바꿔 쓸 수 있는 책도 아니다",
    # the server
    "This server answers to its own address only.": "이 서버는 자기 주소로 온 요청에만 답한다.",
    "This request comes from the page of another server.": "다른 서버의 페이지에서 온 요청이다.",
    "Open the book by the address that `pyjuliann book` has printed: it has the token that is needed.": (
        "`pyjuliann book`이 출력한 주소로 책을 연다. 그 주소에 필요한 토큰이 있다."
    ),
    "There is no such page.": "그런 페이지는 없다.",
    "That is not how this page is asked for.": "이 페이지는 그렇게 요청하지 않는다.",
    "That is more than is taken.": "받을 수 있는 양을 넘었다.",
    "The inputs are expected as JSON.": "입력은 JSON이어야 한다.",
    "The inputs are expected as JSON: a text for each name.": "입력은 이름마다 글 하나씩인 JSON이어야 한다.",
    # a run
    "recorded answers are all that was asked for": "기록한 답만 쓰기로 했다",
    "It took too long, and was stopped; Julia is started again.": "너무 오래 걸려 멈추었다. 줄리아를 다시 시작한다.",
    "The process that runs the examples has ended; it is started again.": (
        "예제를 실행하는 프로세스가 끝났다. 다시 시작한다."
    ),
    "The book is being closed.": "책을 닫는 중이다.",
    "It could not be run: {}": "실행하지 못했다: {}",
    # what is wrong with an input
    "expected a number such as {}, got {}": "{} 같은 수가 와야 하는데 {}이(가) 왔다",
    "expected a vector such as {}, got {}": "{} 같은 벡터가 와야 하는데 {}이(가) 왔다",
    "expected a matrix such as {}, got {}": "{} 같은 행렬이 와야 하는데 {}이(가) 왔다",
    "expected nested lists such as {}, got {}": "{} 같은 겹친 리스트가 와야 하는데 {}이(가) 왔다",
    "expected something such as {}, got {}": "{} 같은 값이 와야 하는데 {}이(가) 왔다",
    "expected a number, got {}": "수가 와야 하는데 {}이(가) 왔다",
    "expected a number or a text, got {}": "수나 글이 와야 하는데 {}이(가) 왔다",
    "an empty field": "빈칸",
    "one of size {}": "크기 {}인 것",
    "this is no literal": "리터럴이 아니다",
    "this is no literal; reading it stopped at {!r}": "리터럴이 아니다. {!r}에서 읽기를 멈추었다",
    "expected at most {} characters, got {}": "글자는 {}자까지인데 {}자다",
    "expected at most {} elements": "원소는 {}개까지다",
    "expected numbers, got an empty list": "수가 와야 하는데 빈 리스트가 왔다",
    "expected rows of the same length, got {} and {} elements": "행의 길이가 같아야 하는데 원소가 {}개와 {}개다",
    "expected rows of the same length; {} stands where a list does elsewhere": (
        "행의 길이가 같아야 하는데, 다른 곳에서는 리스트인 자리에 {}이(가) 있다"
    ),
    "expected rows of the same length; {} stands where a number does elsewhere": (
        "행의 길이가 같아야 하는데, 다른 곳에서는 수인 자리에 {}이(가) 있다"
    ),
    "expected a whole number from -2**63 to 2**63 - 1, got {}": (
        "-2**63 이상 2**63 - 1 이하의 정수가 와야 하는데 {}이(가) 왔다"
    ),
    "one of {} bits": "{}비트인 것",
}
