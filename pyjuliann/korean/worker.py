"""What Julia's side of the bridge and of the checker says, in Korean; tables as in `contracts`."""

from __future__ import annotations

_DEEP = {
    "containers are nested deeper than {count} levels (one may hold itself)": (
        "컨테이너가 {count}겹보다 깊이 들어 있다(자신을 담고 있을 수 있다)"
    ),
    "containers are nested deeper than {count} levels": "컨테이너가 {count}겹보다 깊이 들어 있다",
}

PHRASES = {
    # what cannot cross
    "a value of type {type}: {reason}": "타입 {type}의 값: {reason}",
    "a result of {count} bytes beside its arrays: the limit is {count2}": (
        "배열 말고도 {count}바이트인 결과: {count2}바이트까지 넘길 수 있다"
    ),
    "arguments of more than {count} bytes beside their arrays are too many": (
        "배열 말고도 {count}바이트가 넘는 인수는 넘길 수 없다"
    ),
    "a frame of {count} bytes was announced; the limit is {count2}": (
        "{count}바이트가 온다고 했는데 {count2}바이트까지 받을 수 있다"
    ),
    "arrays of {count} bytes do not fit into memory": "{count}바이트의 배열이 메모리에 들어가지 않는다",
    "arrays of {count} bytes do not fit into the {count2} bytes of memory that are free": (
        "{count}바이트의 배열이 비어 있는 메모리 {count2}바이트에 들어가지 않는다"
    ),
    "two of its keys are one and the same in Julia": "줄리아에서는 키 둘이 같은 것이 된다",
    "two of its elements are one and the same in Julia": "줄리아에서는 원소 둘이 같은 것이 된다",
    "a mask of {size} for an array of {size2}": "크기 {size2}인 배열에 크기 {size}인 마스크가 왔다",
    "{count} dimensions are more than {count2}": "{count2}차원까지인데 {count}차원이다",
    "dimensions {list} are more than any memory holds": "크기 {list}은(는) 어떤 메모리에도 들어가지 않는다",
    "the value is not there any more": "그 값은 이제 없다",
    "no {word} can be made of what came: {text}": "온 것으로 {word}을(를) 만들 수 없다: {text}",
    "what a Python function returned cannot be had in Julia: {text}": (
        "파이썬 함수가 돌려준 것을 줄리아에서 가질 수 없다: {text}"
    ),
    "no call from Python is under way, in which the Python function {function} cannot be called: Python waits for that "
    "one (no @async, @spawn, @threads, Channel around it)": (
        "진행 중인 파이썬의 호출이 없어 파이썬 함수 {function}을(를) 부를 수 없다. 파이썬이 그것을 기다린다"
        "(@async, @spawn, @threads, Channel 없이 부른다)"
    ),
    "this is another task than the one that Python has called, in which the Python function {function} cannot be "
    "called: Python waits for that one (no @async, @spawn, @threads, Channel around it)": (
        "파이썬이 부른 것과 다른 태스크여서 파이썬 함수 {function}을(를) 부를 수 없다. 파이썬이 그것을 기다린다"
        "(@async, @spawn, @threads, Channel 없이 부른다)"
    ),
    # values of a struct's type
    "{type} is no struct of plain data": "{type}은(는) 평범한 데이터의 구조체가 아니다",
    "{type} has no constructor for {fields}; name its parameters": (
        "{type}에 {fields}을(를) 받는 생성자가 없다. 타입 매개변수를 적는다"
    ),
    "{type}: expected no fields; what came {fault}": "{type}: 필드가 없어야 하는데 온 것에는 {fault}",
    "{type}: expected the fields {list}; what came {fault}": (
        "{type}: 필드 {list}이(가) 있어야 하는데 온 것에는 {fault}"
    ),
    "{type}: its constructor gives a {type2}": "{type}: 생성자가 {type2}을(를) 준다",
    "{type}: field {word}: its constructor makes {value} of {value2}": (
        "{type}: 필드 {word}: 생성자가 {value2}을(를) {value}(으)로 만든다"
    ),
    "{type}: field {word}: expected {type2}, got {value}": (
        "{type}: 필드 {word}: {type2}이어야 하는데 {value}이(가) 왔다"
    ),
    "{type}: its julia_from_plain gives a {type2}": "{type}: julia_from_plain이 {type2}을(를) 준다",
    "{type} is no enumeration": "{type}은(는) 열거형이 아니다",
    "{type} has no {word}; it has {list}": "{type}에 {word}이(가) 없다. 있는 것: {list}",
    "an object can be carried over to a struct alone, not to what {type} makes": (
        "객체는 구조체로만 옮길 수 있고 {type}이(가) 만드는 것으로는 옮길 수 없다"
    ),
    # names, functions, code
    "no type is called {type}; is the file that defines it included, or is it in a module?": (
        "{type}(이)라는 타입이 없다. 정의하는 파일을 include했는지, 모듈 안에 있지 않은지 본다"
    ),
    "no type is called {type}, which is registered: {text}": "등록된 {type}(이)라는 타입이 없다: {text}",
    "no type is called {type}": "{type}(이)라는 타입이 없다",
    "there is no {word}; closest: {list}": "{word}이(가) 없다. 비슷한 것: {list}",
    "ArgumentError: there is no {word}": "ArgumentError: {word}이(가) 없다",
    "{module} has no {word}; closest: {list}": "{module}에 {word}이(가) 없다. 비슷한 것: {list}",
    "it is a value of type {type}, not a function": "함수가 아니라 타입 {type}의 값이다",
    "{value} is not a function name: dotted identifiers are expected": (
        "{value}은(는) 함수의 이름이 아니다. 점으로 이은 식별자를 적어야 한다"
    ),
    "{module}: what stands before {word} is not a module": "{module}: {word} 앞에 있는 것이 모듈이 아니다",
    "{module} is of type {type}, and no module": "{module}은(는) 타입이 {type}이고 모듈이 아니다",
    "the project in use has {module} in {path}, and not in {path2}": (
        "쓰고 있는 프로젝트의 {module}은(는) {path2}이(가) 아니라 {path}에 있다"
    ),
    '{text}; it comes with a file for your code: pyjuliann julia probe > probe.jl, and include("probe.jl")': (
        '{text}. 코드에 쓸 파일이 있다: pyjuliann julia probe > probe.jl, 그리고 include("probe.jl")'
    ),
    "$({text}) is no Python variable: a name is expected": "$({text})은(는) 파이썬 변수가 아니다. 이름을 적어야 한다",
    "(its message cannot be shown)": "(메시지를 보일 수 없다)",
    "Failed to precompile {word}: {text}": "{word}을(를) 미리 컴파일하지 못했다: {text}",
    "{function}: element: a type is expected": "{function}: element: 타입을 적어야 한다",
    "the kind {type}: a type is expected": "종류 {type}: 타입을 적어야 한다",
    "the kind {type}: write: a function is expected, not {value}": (
        "종류 {type}: write: 함수를 적어야 하는데 {value}이(가) 왔다"
    ),
    "the kind {type}: element: a type is expected": "종류 {type}: element: 타입을 적어야 한다",
    "the kind {type}: read: a function is expected for {value}": ("종류 {type}: read: {value}에는 함수를 적어야 한다"),
    "the kind {type}: read: another kind has {value}": "종류 {type}: read: {value}은(는) 다른 종류의 것이다",
    "ERROR: this is Julia {version}, and pyjuliann needs 1.5 or newer: point PYJULIANN_JULIA or julia= at one, or get "
    "one with `pyjuliann julia install`": (
        "ERROR: 이것은 줄리아 {version}인데 pyjuliann에는 1.5 이상이 있어야 한다. PYJULIANN_JULIA나 julia=로 그런 "
        "줄리아를 가리키거나 `pyjuliann julia install`로 받는다"
    ),
    # the checker
    "it has no value": "값이 없다",
    "expected a result of {type}, got one of {type2}": "결과는 {type}이어야 하는데 {type2}이(가) 왔다",
    "rounding changes the size of the result": "반올림에 따라 결과의 크기가 달라진다",
    "its code reaches outside the computation ({outside})": "코드가 계산 밖의 것을 건드린다({outside})",
    "the result has no floating-point numbers: integers are exact or wrong": (
        "결과에 부동소수점 수가 없다. 정수는 정확하거나 틀리거나 둘 중 하나다"
    ),
    "the two results differ in size: {count} and {count2} numbers": (
        "두 결과의 크기가 다르다: 수 {count}개와 {count2}개"
    ),
    "the function gives another result at every call: it is random": "호출할 때마다 결과가 다른 무작위 함수다",
    "the Julia function is not generic: on BigFloat arguments it raises {text}": (
        "줄리아 함수가 제네릭이 아니다. BigFloat 인수에서 예외가 난다: {text}"
    ),
    "on BigFloat arguments the result has another size": "BigFloat 인수에서는 결과의 크기가 다르다",
    "the Julia function is not generic: on BigFloat arguments it returns {type}": (
        "줄리아 함수가 제네릭이 아니다. BigFloat 인수에서 {type}을(를) 돌려준다"
    ),
    "on BigFloat arguments the result has no floating-point numbers": "BigFloat 인수에서는 결과에 부동소수점 수가 없다",
    "the result depends on the precision even at {count} bits": "결과가 {count}비트에서도 정밀도에 따라 달라진다",
    "the Julia function is not generic: inside it computes with Float64": (
        "줄리아 함수가 제네릭이 아니다. 안에서 Float64로 계산한다"
    ),
    **_DEEP,
}

PARTS = {
    "reason": {
        "it has no Python counterpart": "파이썬에 대응하는 것이 없다",
        "{value} has no Python counterpart": "{value}에 대응하는 것이 파이썬에 없다",
        "{value} is not exact as a Python complex": "{value}은(는) 파이썬의 complex로 정확하지 않다",
        "{value} is not valid Unicode": "{value}은(는) 올바른 유니코드가 아니다",
        "a string that is not valid UTF-8": "올바른 UTF-8이 아닌 문자열이다",
        "its indices do not start at 1": "첨자가 1에서 시작하지 않는다",
        "it is sparse and has {count} dimensions": "희소하고 {count}차원이다",
        "it holds itself": "자신을 담고 있다",
        "its field {word} has no value": "필드 {word}에 값이 없다",
        "its field {field} is a value of type {type}: {reason}": "필드 {field}이(가) 타입 {type}의 값이다: {reason}",
        "its field {field}: {reason}": "필드 {field}: {reason}",
        "Python's dates have the years 1 to 9999, and this is {value}": (
            "파이썬의 날짜는 1년부터 9999년까지인데 {value}이다"
        ),
        "{value} has nanoseconds, which Python's times have not": "{value}에는 파이썬의 시각에 없는 나노초가 있다",
        "{value} has nanoseconds, which Python's timedelta has not": (
            "{value}에는 파이썬의 timedelta에 없는 나노초가 있다"
        ),
        "{value} is more than Python's timedelta holds": "{value}은(는) 파이썬의 timedelta에 들어가지 않는다",
        "{value} is more than Julia's microseconds hold": "{value}은(는) 줄리아의 마이크로초에 들어가지 않는다",
        "{value} is beyond what NumPy counts": "{value}은(는) NumPy가 세는 범위 밖이다",
        "{value} has months or years": "{value}에는 달이나 해가 있다",
        "{value} is none of its values": "{value}은(는) 그 값 가운데 하나가 아니다",
        "its decimal expansion is too long: 2 to the power of {value}": "십진 전개가 너무 길다: 2의 {value}제곱",
        "the code {code}, with which it is registered: {text}": "등록된 코드 {code}: {text}",
        **_DEEP,
    },
    "fault": {
        "lacks {list} and has {list2} besides": "{list}이(가) 없고 {list2}이(가) 더 있다",
        "lacks {list}": "{list}이(가) 없다",
        "has {list} besides": "{list}이(가) 더 있다",
        "has one twice": "같은 필드가 두 번 있다",
    },
    "outside": {"a command": "명령"},
}
