"""What the checker says of results, and of a program's calls that it watches and replays, in Korean."""

from __future__ import annotations

PHRASES = {
    # both sides
    "{}: there is no Julia file {}": "{}: 줄리아 파일 {}이(가) 없다",
    "Julia has died of {} cases; those after them were not tried": (
        "사례 {}개에서 줄리아가 죽었다. 그 뒤의 사례는 시험하지 않았다"
    ),
    "{}: {}; recorded cases come back with the same number of cases, seed, budget and Python function": (
        "{}: {}. 기록된 사례는 사례의 수, 시드, 허용 오차, 파이썬 함수가 같을 때 다시 나온다"
    ),
    "a {} that cannot be looked at ({}: {})": "들여다볼 수 없는 {}({}: {})",
    "a {} that cannot be copied ({})": "복사할 수 없는 {}({})",
    "a result of its own": "결과가 있음",
    "a search for a repair does not {}": "고칠 곳을 찾을 때 하지 않는 일: {}",
    # values
    "compare: {}": "compare: {}",
    "compare: values nested deeper than {} levels, or containing themselves": (
        "compare: 값의 깊이가 {}단계를 넘거나 자기 자신을 담고 있다"
    ),
    "compare: no rule for a value of type {} in {}; expected numbers, strings, arrays, or tuples, lists and dicts of "
    "them": (
        "compare: {1}의 타입 {0}을(를) 비교하는 규칙이 없다. 수, 문자열, 배열과 그것들의 튜플, 리스트, dict를 비교한다"
    ),
    "{} at {}": "{}의 {}",
    "compare: no rule for arrays of dtype {}": "compare: dtype이 {}인 배열을 비교하는 규칙이 없다",
    "ulp_distance: a and b must have one dtype, float16, float32 or float64; got a of {} and b of {}": (
        "ulp_distance: a와 b의 dtype은 같은 float16, float32, float64여야 하는데 a는 {}, b는 {}이다"
    ),
    "bytes": "바이트열",
    "date": "날짜",
    "datetime": "날짜와 시각",
    "dictionary": "사전",
    "enumeration": "열거형",
    "list": "리스트",
    "masked array": "가린 곳이 있는 배열",
    "named tuple": "이름 있는 튜플",
    "nothing": "없음",
    "period": "기간",
    "range": "범위",
    "rational": "유리수",
    "record": "레코드",
    "scalar": "스칼라",
    "set": "집합",
    "sparse array": "희소 배열",
    "string": "문자열",
    "time": "시각",
    "tuple": "튜플",
    "uuid": "UUID 값",
    "{} elements": "원소 {}개",
    "{} stored elements": "저장된 원소 {}개",
    "no fields": "필드 없음",
    "no further one": "더 없음",
    "with {}": "{} 있음",
    "without": "없음",
    "a set with {}, which the other lacks": "다른 쪽에 없는 {}이(가) 있는 집합",
    "a set without them": "그것이 없는 집합",
    "a set of {}": "{}의 집합",
    # what is not watched
    "it is a class": "클래스다",
    "it is an asynchronous generator": "비동기 제너레이터다",
    "it is a {}, not a function that Python runs": "파이썬이 실행하는 함수가 아니라 {}이다",
    "the program has put another one in its place, which was not watched": (
        "프로그램이 그 자리에 다른 것을 두었고 그것은 지켜보지 않았다"
    ),
    # calls that are left out
    "an open file": "열린 파일",
    "a generator": "제너레이터",
    "an asynchronous generator": "비동기 제너레이터",
    "a coroutine": "코루틴",
    "an iterator": "반복자",
    "an asynchronous iterator": "비동기 반복자",
    "its argument {} is {}": "인수 {}: {}",
    "what it returned is {}": "돌려준 것: {}",
    "an argument cannot be looked at ({})": "인수를 들여다볼 수 없다({})",
    "what it returned cannot be looked at ({})": "돌려준 것을 들여다볼 수 없다({})",
    "it takes more than the {:g} MB that there are for all calls": "모든 호출에 쓸 {:g} MB보다 크다",
    "it was not given {}": "{}을(를) 주지 않았다",
    "it was not over when the program ended": "프로그램이 끝날 때 아직 끝나지 않았다",
    "the function is a generator: what it yields is not compared": "함수가 제너레이터다. 내놓는 것은 비교하지 않는다",
    "the function is a coroutine, and Julia has none": "함수가 코루틴인데 줄리아에는 코루틴이 없다",
    "there were {} watched calls around it; what it called itself was not seen": (
        "지켜보는 호출 {}개의 안쪽이다. 그것이 부른 것은 보지 못했다"
    ),
    "a program's list is an array in Julia": "프로그램의 리스트는 줄리아에서 배열이다",
    # programs
    "expected a program: a script or -m and a module, with its arguments": (
        "프로그램을 적어야 한다: 스크립트, 또는 -m과 모듈, 그리고 인수"
    ),
    "{}; got -m alone": "{}. -m만 왔다",
    "there is no program {}{}": "프로그램 {}이(가) 없다{}",
    "; leave {} out: it is Python that runs {}": ". {}을(를) 뺀다. {}은(는) 파이썬이 실행한다",
    "there is no __main__.py in {}": "{}에 __main__.py가 없다",
    "there is no module {}": "모듈 {}이(가) 없다",
    "the module {} has no code of Python's to run": "모듈 {}에 실행할 파이썬 코드가 없다",
    # Julia's in place of what is called
    "{} is no plain function, and cannot be replaced": "{}: 보통 함수가 아니어서 바꿀 수 없다",
    "{} could not be replaced: {}": "{}을(를) 바꾸지 못했다: {}",
    "it took longer than {:g} s": "{:g}초보다 오래 걸렸다",
    # saved cases
    "{} cannot be read: {}": "{}을(를) 읽을 수 없다: {}",
    "{} is no saved case: {}: {}": "{}은(는) 저장된 사례가 아니다: {}: {}",
    "{} is no saved case: {}": "{}은(는) 저장된 사례가 아니다: {}",
    "{} is no saved case: it has no entry {}": "{}은(는) 저장된 사례가 아니다: 항목 {}이(가) 없다",
    "{} is no saved case: its entry {} says so": "{}은(는) 저장된 사례가 아니다: 항목 {}에 그렇게 적혀 있다",
    "{} is a saved case of version {}, which this version cannot read": (
        "{}은(는) 버전 {}의 저장된 사례인데 이 버전으로는 읽을 수 없다"
    ),
    "{} cannot be saved: there is no form without code for a {}": (
        "{}을(를) 저장할 수 없다: 코드 없이 {}을(를) 적을 수 없다"
    ),
    "{} cannot be saved: an array of {} holds objects of any class": (
        "{}을(를) 저장할 수 없다: {} 배열에는 아무 클래스의 객체나 있을 수 있다"
    ),
    "an argument is a {}.{}, and no class of that name has fields {}": (
        "인수가 {}.{}인데 그 이름의 클래스에 필드 {}이(가) 없다"
    ),
    # the struct of methods
    "of {}": "구조체 {}",
    "of no struct of plain data": "구조체 없음",
    "the tests": "테스트",
    # files of users
    "{} cannot be imported: {}{}": "{}을(를) 불러올 수 없다: {}{}",
    " ({}, line {})": "({}, {}행)",
    "{} has {}": "{}에 있는 것은 {}",
    "no functions": "함수 없음",
    "the Julia file {}": "줄리아 파일 {}",
    "the Julia module {}": "줄리아 모듈 {}",
    "{}: --time: for functions only; sequences of calls have a number, --cases": (
        "{}: --time: 함수에만 쓴다. 호출 순서는 --cases로 개수를 정한다"
    ),
    "report: {}": "보고서: {}",
    "the report could not be written: {}: {}": "보고서를 쓰지 못했다: {}: {}",
    "the process that ran it {}; the next file that is saved is tried again": (
        "실행하던 프로세스가 {}. 다음에 파일을 저장하면 다시 시험한다"
    ),
}
