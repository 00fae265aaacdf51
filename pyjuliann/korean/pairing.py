"""What the checker says of pairs, their options and the arguments made for them, in Korean."""

from __future__ import annotations

PHRASES = {
    # pairs
    "pair: {}": "pair: {}",
    "pair: the Python side must be a function, got {}": "pair: 파이썬 쪽은 함수여야 하는데 {}이(가) 왔다",
    "the Julia side must be a name, code or 'file.jl::name', got {}": (
        "줄리아 쪽은 이름, 코드, 'file.jl::name' 가운데 하나여야 하는데 {}이(가) 왔다"
    ),
    "{}: what follows '::' must be a function's name, got {}": (
        "{}: '::' 뒤에는 함수의 이름이 와야 하는데 {}이(가) 왔다"
    ),
    "pair: no option is called {}; there are {}": "pair: {}(이)라는 옵션이 없다. 있는 것: {}",
    "pair: give either policy, or ulp, rtol, atol and reason": (
        "pair: policy를 주거나, ulp, rtol, atol, reason을 준다. 함께 줄 수 없다"
    ),
    "pair: using takes names of Julia modules, got {}": (
        "pair: using에는 줄리아 모듈의 이름을 적어야 하는데 {}이(가) 왔다"
    ),
    "pair: {}: expected {}, got {}": "pair: {}: {}을(를) 적어야 하는데 {}이(가) 왔다",
    "argument names, or positions from 0": "인수의 이름이나 0부터 센 자리",
    "expect: aspect must be one of {}; got {}": "expect: 차이의 종류는 {} 가운데 하나여야 하는데 {}이(가) 왔다",
    "pair: arguments: expected functions by argument name, or one function of all arguments that returns the tuple "
    "that Julia is given, got {}": (
        "pair: arguments: 인수 이름별 함수나, 줄리아에 줄 튜플을 돌려주는 모든 인수의 함수 하나를 주어야 하는데 "
        "{}이(가) 왔다"
    ),
    "pair: arguments: expected a function for {}, got {}": (
        "pair: arguments: {}에는 함수를 주어야 하는데 {}이(가) 왔다"
    ),
    "pair: {}: expected a mapping from names of arguments, got {}": (
        "pair: {}: 인수의 이름을 키로 하는 매핑이어야 하는데 {}이(가) 왔다"
    ),
    "pair: types: no type is called {}; there are {}": "pair: types: {}(이)라는 타입이 없다. 있는 것: {}",
    "pair: {}: no argument is called {}; there are {}": "pair: {}: {}(이)라는 인수가 없다. 있는 것: {}",
    "{}: {}: no argument is called {}; there are {}": "{}: {}: {}(이)라는 인수가 없다. 있는 것: {}",
    "pair: order: give either this, or a function of all arguments that puts them in order": (
        "pair: order: 이것을 주거나, 인수의 순서를 정하는 모든 인수의 함수를 준다. 함께 줄 수 없다"
    ),
    "pair: order: expected each of the arguments {} once, by name or position from 0": (
        "pair: order: 인수 {}을(를) 이름이나 0부터 센 자리로 한 번씩 적어야 한다"
    ),
    "pair: order: expected each of the arguments once, by name or position from 0": (
        "pair: order: 모든 인수를 이름이나 0부터 센 자리로 한 번씩 적어야 한다"
    ),
    "{}; got {}": "{}. {}이(가) 왔다",
    "{}; no argument is called {}": "{}. {}(이)라는 인수가 없다",
    "{}; there is no argument at {}": "{}. 자리 {}에 인수가 없다",
    "{}; {} is there twice": "{}. {}이(가) 두 번 있다",
    "{}; {} is missing": "{}. {}이(가) 빠졌다",
    "{}; {} are missing": "{}. {}이(가) 빠졌다",
    "pair: order: {} goes to Julia by keyword, in no order": (
        "pair: order: {}은(는) 줄리아에 키워드로 주므로 순서가 없다"
    ),
    # budgets
    "Policy: {} must be an integer of 0 or more, got {}": "Policy: {}: 0 이상의 정수여야 하는데 {}이(가) 왔다",
    "ulp for {}": "{}의 ulp",
    "Policy: {} must be a finite number of 0 or more, got {}": (
        "Policy: {}: 0 이상의 유한한 수여야 하는데 {}이(가) 왔다"
    ),
    "Policy: {} must be one of {}; got {}": "Policy: {}: {} 가운데 하나여야 하는데 {}이(가) 왔다",
    "Policy: ulp: no budget can be given for {}; there are {}": (
        "Policy: ulp: {}에는 허용 오차를 줄 수 없다. 줄 수 있는 것: {}"
    ),
    "{} or {}": "{} 또는 {}",
    "Policy: ulp: {} is given twice, in two spellings": "Policy: ulp: {}이(가) 두 이름으로 두 번 있다",
    # classes
    "stateful: {}": "stateful: {}",
    "stateful: the Python side must be a class, got {}": "stateful: 파이썬 쪽은 클래스여야 하는데 {}이(가) 왔다",
    "{}: an option of one method, to be given in a pair: step=pair(Filter.step, 'step!', {}=…)": (
        "{}: 메서드 하나의 옵션이므로 쌍에 준다: step=pair(Filter.step, 'step!', {}=…)"
    ),
    "stateful: states: expected 'last', 'each' or 'never', got {}": (
        "stateful: states: 'last', 'each', 'never' 가운데 하나여야 하는데 {}이(가) 왔다"
    ),
    "stateful: calls must be a whole number above 0, got {}": "stateful: calls: 1 이상의 정수여야 하는데 {}이(가) 왔다",
    "stateful: {}: no method is called {}; there are {}": "stateful: {}: {}(이)라는 메서드가 없다. 있는 것: {}",
    "stateful: {}: is no method of instances of {}": "stateful: {}: {}의 인스턴스 메서드가 아니다",
    "stateful: {}: is no method or property of {}": "stateful: {}: {}의 메서드도 속성도 아니다",
    "stateful: {}: expected the name of a Julia function or a pair, got {}": (
        "stateful: {}: 줄리아 함수의 이름이나 쌍을 주어야 하는데 {}이(가) 왔다"
    ),
    "{}: no method has the name of a function of the struct: Python has {}, Julia has {}": (
        "{}: 구조체의 함수와 이름이 같은 메서드가 없다: 파이썬에 있는 것은 {}, 줄리아에 있는 것은 {}"
    ),
    "{}: a {} cannot be carried over to a {}": "{0}: {1}을(를) {2}(으)로 옮길 수 없다",
    "{}: no attribute goes with the field {}; it has {}; fields={{attribute: field}} says which do": (
        "{}: 필드 {}에 맞는 속성이 없다. 있는 것: {}. 짝은 fields={{attribute: field}}로 정한다"
    ),
    "{}: no attribute goes with the fields {}; it has {}; fields={{attribute: field}} says which do": (
        "{}: 필드 {}에 맞는 속성이 없다. 있는 것: {}. 짝은 fields={{attribute: field}}로 정한다"
    ),
    "{}: attribute {}, for the field {}: it{}": "{}: 속성 {}(필드 {}): 값{}",
    "{}: attribute {}, for the field {}: {}": "{}: 속성 {}(필드 {}): {}",
    " is a {}": "의 타입이 {}이다",
    " is nested deeper than {} levels (it may hold itself)": "의 깊이가 {}단계를 넘는다(자기 자신을 담고 있을 수 있다)",
    "returned the object itself": "객체 자신을 돌려준다",
    "{}: when: {}: raised {}: {}": "{}: when: {}: 예외 {}: {}",
    "{}: no sequence of calls could be made: {}": "{}: 호출 순서를 만들지 못했다: {}",
    "sequences of {} calls": "호출 {}번의 순서",
    # arguments
    "annotate the arguments, or give strategies= or domain=": "인수에 주석을 달거나 strategies= 또는 domain=을 준다",
    "give a Hypothesis strategy, such as strategies={{{name!r}: st.floats(-1, 1)}}": (
        "strategies={{{name!r}: st.floats(-1, 1)}} 같은 Hypothesis 전략을 준다"
    ),
    "give strategies=st.tuples(...), a Hypothesis strategy of argument tuples": (
        "strategies=st.tuples(...), 곧 인수 튜플의 Hypothesis 전략을 준다"
    ),
    "the strategy given": "주어진 전략",
    "nothing can be generated for the annotation {}": "주석 {}(으)로는 아무것도 만들 수 없다",
    "{} has no dtype that both NumPy and Julia have": "{}: NumPy와 줄리아에 모두 있는 dtype이 없다",
    "the dimension {} is not understood": "차원 {}을(를) 알 수 없다",
    "the dimension {} is not understood: only arithmetic on names is": (
        "차원 {}을(를) 알 수 없다. 이름의 산술만 쓸 수 있다"
    ),
    "the annotations cannot be resolved: {}": "주석을 해석할 수 없다: {}",
    "{}: argument {} has no annotation": "{}: 인수 {}에 주석이 없다",
    "{}: argument {}: {}": "{}: 인수 {}: {}",
    "{}: the Python function does not tell its arguments": "{}: 파이썬 함수의 인수를 알 수 없다",
    "where: raised {}: {} ({})": "where: 예외 {}: {}({})",
    "where: none of {} generated cases is wanted ({})": "where: 만든 사례 {}개 가운데 조건에 맞는 것이 없다({})",
    "{}: domain: {}: expected (low, high) or 'finite', got {}": (
        "{}: domain: {}: (low, high)나 'finite'를 주어야 하는데 {}이(가) 왔다"
    ),
    "domain: no whole number is from {} to {}": "domain: {}부터 {}까지에 정수가 없다",
    "{}: no arguments could be generated from {}": "{}: 인수를 만들지 못했다: {}",
    "{}: strategies: {}": "{}: strategies: {}",
    "{}: making arguments raised {}: {}": "{}: 인수를 만들다가 예외 {}: {}",
    "{}: arguments: expected a function that returns the tuple of all that Julia is given, got a {} on ({})": (
        "{}: arguments: 줄리아에 줄 모든 인수의 튜플을 돌려주는 함수여야 하는데 {}을(를) 돌려주었다, 인수 ({})"
    ),
    "{}: arguments: the function of all arguments gives Julia {} of them on ({}), and {} has no method for so many": (
        "{0}: arguments: 모든 인수의 함수가 줄리아에 {1}개를 주는데 {3}에 그만한 수의 인수를 받는 메서드가 없다, "
        "인수 ({2})"
    ),
    "the function for {}": "{}의 함수",
    # options of check
    "check: expected a pair or a function marked by mirrors, got {}": (
        "check: 쌍이나 mirrors로 표시한 함수를 주어야 하는데 {}이(가) 왔다"
    ),
    "check: cases must be a whole number above 0, got {}": "check: cases: 1 이상의 정수여야 하는데 {}이(가) 왔다",
    "check: strategies: those of a class's methods are given to stateful(), by method": (
        "check: strategies: 클래스의 메서드에 쓸 전략은 메서드별로 stateful()에 준다"
    ),
    "check: time: it goes on in this process; give neither jobs nor cluster beside it": (
        "check: time: 이 프로세스에서 계속하므로 jobs나 cluster를 함께 줄 수 없다"
    ),
    "{}: time: for functions only; sequences of calls have a number, cases=": (
        "{}: time: 함수에만 쓴다. 호출 순서는 cases=로 개수를 정한다"
    ),
    "check: time: give none of exhaustive, probes and strict beside it": (
        "check: time: exhaustive, probes, strict를 함께 줄 수 없다"
    ),
    "check: time: expected a number of seconds above 0, or 30m, 8h, 1h30m, got {}": (
        "check: time: 0보다 큰 초나 30m, 8h, 1h30m처럼 적어야 하는데 {}이(가) 왔다"
    ),
    "{}: exhaustive: there is no end to the sequences of calls on an instance": (
        "{}: exhaustive: 인스턴스에서 부르는 호출 순서에는 끝이 없다"
    ),
    "check: exhaustive: all inputs are tried, so that seed, strategies and probes say nothing": (
        "check: exhaustive: 모든 입력을 시험하므로 seed, strategies, probes는 뜻이 없다"
    ),
    "check_all: no option is called {}; there are {}": "check_all: {}(이)라는 옵션이 없다. 있는 것: {}",
    # elementary functions
    "unknown function {}; {}": "모르는 함수 {}. {}",
    "closest: {}": "비슷한 것: {}",
    "there are: {}": "있는 것: {}",
    "{} is defined from {:g} to {:g}; got the range {:g}:{:g}": (
        "{}은(는) {:g}부터 {:g}까지 정의되는데 범위 {:g}:{:g}이(가) 왔다"
    ),
    "{}: expected a range LO:HI of finite numbers with LO < HI, got {:g}:{:g}": (
        "{}: LO < HI인 유한한 수의 범위 LO:HI를 적어야 하는데 {:g}:{:g}이(가) 왔다"
    ),
    "{}: the range {:g}:{:g} has no room among the numbers of {}": (
        "{0}: {3}의 수로는 범위 {1:g}:{2:g}을(를) 채울 수 없다"
    ),
    "{}: expected 1 point or more, got {}": "{}: 점은 1개 이상이어야 하는데 {}이(가) 왔다",
    "{}: expected {} results of {} from Python, got {} of shape {}": (
        "{0}: 파이썬에서 {2} 결과 {1}개가 와야 하는데 크기 {4}의 {3}이(가) 왔다"
    ),
}
