"""What the checker says of arguments, calls, rounding and judgements, in Korean."""

from __future__ import annotations

PHRASES = {
    # limits
    "{} took longer than {:g} s {}; timeout= or --timeout allows more": (
        "{0}: {2} {1:g}초보다 오래 걸렸다. timeout= 또는 --timeout으로 늘릴 수 있다"
    ),
    "the {:g} s for everything (--deadline) were over": "전체에 주어진 {:g}초(--deadline)가 지났다",
    "on ({})": "인수 ({})에서",
    "to load its side": "줄리아 쪽을 읽어 들이는 데",
    "patch": "패치",
    # what is being done
    "looking for arguments that both take": "양쪽이 받는 인수를 찾는 중",
    "first tries": "첫 시험",
    "generating {} cases, {}": "사례 {}개를 만드는 중, {}",
    "generating {} sequences of calls": "호출 순서 {}개를 만드는 중",
    "case {} of {}": "사례 {1}개 가운데 {0}번째",
    "{1} cases": "사례 {1}개",
    "sequence {} of {}": "호출 순서 {1}개 가운데 {0}번째",
    "{1} sequences": "호출 순서 {1}개",
    "{} differs, making an example small": "{}이(가) 다름, 예를 작게 줄이는 중",
    "varying it": "조금씩 바꾸어 보기",
    "{}: {} calls": "{}: 호출 {}번",
    "making it small": "예를 작게 줄이기",
    "computing the exact result": "정확한 결과를 계산하는 중",
    "judging": "판정",
    "{} differs, looking for the cause": "{}이(가) 다름, 원인을 찾는 중",
    "looking for its cause": "원인 찾기",
    "listening to its probes": "probe 듣기",
    "looking for the cause at its probe": "probe에서 원인 찾기",
    "looking for the change of code that makes both agree": "둘을 일치시킬 고칠 곳을 찾는 중",
    "looking for a repair": "고칠 곳 찾기",
    "writing it in Python": "파이썬으로 적기",
    "writing it in Julia": "줄리아로 적기",
    "{} with Julia's in place of what it calls": "{}: 부르는 함수를 줄리아의 것으로 바꾸어 실행하는 중",
    "there was no time left": "남은 시간이 없었다",
    # arguments
    "the strategies given": "주어진 전략",
    "the annotated arguments": "주석대로 만든 인수",
    "empty arrays": "빈 배열",
    "{} and {}": "{}, {}",
    "a Float64 matrix and vectors": "Float64 행렬과 벡터",
    "Float64 vectors": "Float64 벡터",
    "a Float64 vector": "Float64 벡터",
    "floats": "실수",
    "a float": "실수",
    "Float64 matrices": "Float64 행렬",
    "a Float64 matrix": "Float64 행렬",
    "square Float64 matrices": "Float64 정사각 행렬",
    "a square Float64 matrix": "Float64 정사각 행렬",
    "Int64 vectors": "Int64 벡터",
    "an Int64 vector": "Int64 벡터",
    "ComplexF64 vectors": "ComplexF64 벡터",
    "a ComplexF64 vector": "ComplexF64 벡터",
    "integers": "정수",
    "an integer": "정수",
    "strings": "문자열",
    "a string": "문자열",
    "lists of strings": "문자열 리스트",
    "a list of strings": "문자열 리스트",
    "Bool vectors": "Bool 벡터",
    "a Bool vector": "Bool 벡터",
    "booleans": "불리언",
    "a boolean": "불리언",
    "none of them": "없음",
    "the Python function has no annotations, and none of the arguments tried is taken by both sides: Python takes {}, "
    "Julia {}. Given {}, Python {}, Julia {}": (
        "파이썬 함수에 주석이 없고, 시험한 인수 가운데 양쪽이 다 받는 것이 없다: 파이썬이 받는 것은 {}, 줄리아가 받는 "
        "것은 {}. {}을(를) 주었을 때 파이썬 {}, 줄리아 {}"
    ),
    "method {}": "메서드 {}",
    "the constructor": "생성자",
    ": given {}, Python {}, Julia {}": ": {}을(를) 주었을 때 파이썬 {}, 줄리아 {}",
    "{}: {} has no annotations, and none of the arguments tried is taken by both sides{}": (
        "{}: {}에 주석이 없고, 시험한 인수 가운데 양쪽이 다 받는 것이 없다{}"
    ),
    "annotate them, or give strategies={{{!r}: {{...}}}}": "주석을 달거나 strategies={{{!r}: {{...}}}}를 준다",
    "the function of all arguments": "모든 인수의 함수",
    "Julia's argument {}": "줄리아의 {}번째 인수",
    "{}: arguments: {} raised {}: {} on ({}); where= says which arguments are wanted": (
        "{}: arguments: {}에서 예외 {}: {}, 인수 ({}). 어떤 인수를 원하는지는 where=로 정한다"
    ),
    "{} cannot go to Julia: {}; arguments={{name: function}} changes it on the way, or give a "
    "Twin(python_object, julia_code) in its place": (
        "{}: 줄리아로 넘어갈 수 없다: {}. arguments={{name: function}}으로 도중에 바꾸거나 그 자리에 "
        "Twin(python_object, julia_code)을 준다"
    ),
    # the Julia side
    "Julia cannot load what it is `using`": "줄리아가 `using`할 것을 읽어 들이지 못한다",
    "the Julia file cannot be loaded": "줄리아 파일을 읽어 들이지 못한다",
    "the Julia code gives no function": "줄리아 코드의 결과가 함수가 아니다",
    "Julia has no such function": "줄리아에 그런 함수가 없다",
    "its package cannot be loaded": "패키지를 읽어 들이지 못한다",
    "Julia died of loading its side: {}": "줄리아 쪽을 읽어 들이다가 줄리아가 죽었다: {}",
    # what was compared
    "4·√n for n elements": "원소가 n개일 때 4·√n",
    "{}, at least {}": "{}, 적어도 {}",
    "the scale given": "주어진 scale",
    "rounding inside the computation (Julia's function on BigFloat of {} bits, rounded each way)": (
        "계산 안의 반올림(줄리아 함수를 {}비트 BigFloat에서 방향마다 반올림해 잼)"
    ),
    "rounding inside the computation (Julia's function rounded each way, Python's on moved arguments)": (
        "계산 안의 반올림(줄리아 함수는 방향마다 반올림해, 파이썬 함수는 인수를 조금 움직여 잼)"
    ),
    "rounding inside the computation (Python's function on arguments moved in their last places)": (
        "계산 안의 반올림(파이썬 함수를 마지막 자리를 움직인 인수에서 잼)"
    ),
    "rounding inside the computation ({:.0f} units of its largest number, as after a factorization)": (
        "계산 안의 반올림(행렬 분해 뒤처럼 가장 큰 수의 {:.0f}단위)"
    ),
    "changes {}": "{}을(를) 바꾼다",
    "changes nothing": "아무것도 바꾸지 않는다",
    "{} becomes another value": "{}의 값이 달라진다",
    "a result that shares memory with {}": "{}과(와) 메모리를 공유하는 결과",
    "a result with memory of its own": "메모리를 따로 가진 결과",
    "no warning": "경고 없음",
    "nothing was compared: on each of {} cases both sides raised an error.": (
        "비교한 것이 없다: 사례 {}개 모두에서 양쪽이 예외를 냈다."
    ),
    "too little was compared: on {} of {} cases both sides raised an error.": (
        "비교한 것이 너무 적다: 사례 {1}개 가운데 {0}개에서 양쪽이 예외를 냈다."
    ),
    "nothing was compared: {} of {} calls raised on both sides.": (
        "비교한 것이 없다: 호출 {1}번 가운데 {0}번에서 양쪽이 예외를 냈다."
    ),
    "too little was compared: {} of {} calls raised on both sides.": (
        "비교한 것이 너무 적다: 호출 {1}번 가운데 {0}번에서 양쪽이 예외를 냈다."
    ),
    " On the first, Python {}, Julia {}.": " 처음 것에서 파이썬 {}, 줄리아 {}.",
    "{}: {}{} Give strategies that fit, or allow_errors=True (--allow-errors) if errors are what is compared": (
        "{}: {}{} 알맞은 전략을 주거나, 예외를 비교하려는 것이면 allow_errors=True(--allow-errors)를 준다"
    ),
    "{}: {} On the first, Python {}, Julia {}. Give strategies that fit, when={{method: condition}} for what may not "
    "be called at any time, or allow_errors=True (--allow-errors) if errors are what is compared": (
        "{}: {} 처음 것에서 파이썬 {}, 줄리아 {}. 알맞은 전략을 주거나, 아무 때나 부를 수 없는 것에는 "
        "when={{method: condition}}을, 예외를 비교하려는 것이면 allow_errors=True(--allow-errors)를 준다"
    ),
    # judgements
    "the pair changes Julia's result before it is compared": "이 쌍은 줄리아의 결과를 비교하기 전에 바꾼다",
    "Python's result cannot go to Julia: {}": "파이썬의 결과가 줄리아로 넘어갈 수 없다: {}",
}
