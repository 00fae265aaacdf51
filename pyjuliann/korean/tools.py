"""What pytest's plugin, its fixture and the magics of notebooks say, in Korean."""

from __future__ import annotations

PHRASES = {
    # the plugin
    "comparing Python with Julia (pyjuliann)": "파이썬과 줄리아 비교 (pyjuliann)",
    "skip every test that needs Julia": "줄리아가 필요한 테스트를 모두 건너뛴다",
    "write what was compared as one HTML page": "비교한 것을 HTML 한 쪽으로 쓴다",
    "write what was compared as JSON": "비교한 것을 JSON으로 쓴다",
    "write what was compared as GitHub's Markdown": "비교한 것을 GitHub의 Markdown으로 쓴다",
    "make the tests' calls of these functions in Julia too, such as mine.py=mine.jl; may be given again": (
        "테스트가 이 함수들을 부르는 호출을 줄리아에서도 한다, mine.py=mine.jl처럼 적는다. 여러 번 적을 수 있다"
    ),
    "default of {}: {}": "{}의 기본값: {}",
    "compares Python with Julia; the options, such as ulp=2, are those of pyjuliann.pair and hold for the fixture "
    "parity": ("파이썬과 줄리아를 비교한다. ulp=2 같은 옵션은 pyjuliann.pair의 것이고 픽스처 parity에 적용된다"),
    "{}: expected a file that can be written, got {}, which {}": (
        "{}: 쓸 수 있는 파일을 적어야 하는데 {}이(가) 왔다: {}"
    ),
    "{} could not be written: {}": "{}에 쓰지 못했다: {}",
    "--no-julia was given": "--no-julia를 적었다",
    "(--no-julia skips the tests that need it)": "(--no-julia를 적으면 줄리아가 필요한 테스트를 건너뛴다)",
    "julia: none ({})": "julia: 없음({})",
    "no Julia is running": "실행 중인 줄리아가 없다",
    "parity replay: none ({})": "parity replay: 없음({})",
    "{}: pytest.mark.parity takes options by name, such as ulp=2": (
        "{}: pytest.mark.parity의 옵션은 ulp=2처럼 이름으로 적는다"
    ),
    # its fixture
    "the function": "그 함수",
    "{}: no option is called {}; there are {}": "{}: {}(이)라는 옵션이 없다. 있는 것: {}",
    "{}: no option is called {}, and {} takes no such argument; there are {}": (
        "{}: {}(이)라는 옵션이 없고 {}에도 그런 인수가 없다. 있는 것: {}"
    ),
    "parity.check: arguments are generated, got {}; call parity(...) with them": (
        "parity.check: 인수는 만들어 낸다. {}은(는) parity(...)에 넘긴다"
    ),
    "parity: expected a function and its Julia counterpart, a pair, or a function marked by mirrors; got {} and no str "
    "after it": (
        "parity: 함수와 그 줄리아 짝, 쌍, mirrors로 표시한 함수 가운데 하나를 적어야 하는데 {}이(가) 왔고 "
        "그 뒤에 str이 없다"
    ),
    "parity: {}: an option of parity's, and an argument of {}; give the option in @pytest.mark.parity({}=...) or in a "
    "pair, and the argument by position or in a lambda": (
        "parity: {}은(는) parity의 옵션이면서 {}의 인수다. 옵션은 @pytest.mark.parity({}=...)나 쌍에 적고, 인수는 "
        "위치로 또는 lambda 안에서 준다"
    ),
    "parity: raises: expected an exception class, or a tuple of them, got {}": (
        "parity: raises: 예외 클래스나 그 튜플을 적어야 하는데 {}이(가) 왔다"
    ),
    # notes below tracebacks
    "It came through {}, which Python called; Julia's frames:{}": (
        "파이썬이 부른 {}을(를) 거쳐 왔다. 줄리아의 호출 스택:{}"
    ),
    # magics
    """Run Julia code in Main, and return the value of its last statement.

A definition, or a statement that ends with a semicolon, has none. `$name` is a Python variable, and what Julia
changes in it is changed in Python; in strings, comments and quotes `$` is Julia's own, and so is `$$name`
anywhere. What is printed appears as it comes. Errors are Julia's, with the line of the cell.

    %julia sqrt(2)
    y = %julia sum(abs2, $x)""": """줄리아 코드를 Main에서 실행하고 마지막 문장의 값을 돌려준다.

정의나 세미콜론으로 끝나는 문장에는 값이 없다. `$name`은 파이썬 변수이고, 줄리아가 그것을 바꾸면 파이썬에서도 바뀐다.
문자열, 주석, 인용 안의 `$`는 줄리아의 것이고, `$$name`은 어디서나 줄리아의 것이다. 출력은 나오는 대로 보인다.
예외는 줄리아의 것이고 셀의 줄 번호가 붙는다.

    %julia sqrt(2)
    y = %julia sum(abs2, $x)""",
    "Show the engine that `%julia` uses, or use that in a Python variable: ``%julia_engine NAME``.": (
        "`%julia`가 쓰는 엔진을 보여 주거나, 파이썬 변수에 든 엔진을 쓴다: ``%julia_engine NAME``."
    ),
    "%julia_engine: expected a variable with an engine of start_julia(), got {}": (
        "%julia_engine: start_julia()의 엔진이 든 변수를 적어야 하는데 {}이(가) 왔다"
    ),
    "name {} is not defined in Python; `$${}` is Julia's own": (
        "파이썬에 {}(이)라는 이름이 없다. `$${}`은(는) 줄리아의 것이다"
    ),
    # the face of the package
    "chosen_language: option must be one of {}, got {}": (
        "chosen_language: option은 {} 가운데 하나여야 하는데 {}이(가) 왔다"
    ),
}
