"""The traps of `special` in Korean."""

from __future__ import annotations

PHRASES = {
    "The strong zero": "강한 0",
    "false times NaN": "false 곱하기 NaN",
    "false * NaN is 0.0 in Julia and nan in Python.": "false * NaN은 줄리아에서 0.0이고 파이썬에서 nan이다.",
    "In Julia `false` is a strong zero: it wins over NaN and Inf. So a mask hides what NumPy lets through.": (
        "줄리아에서 `false`는 강한 0이어서 NaN과 Inf를 이긴다. 그래서 NumPy라면 통과시킬 것을 마스크가 감춘다."
    ),
    "false times minus infinity": "false 곱하기 음의 무한대",
    "false * -Inf is -0.0 in Julia and nan in Python.": "false * -Inf는 줄리아에서 -0.0이고 파이썬에서 nan이다.",
    "The strong zero takes the sign of the other factor.": "강한 0은 다른 인수의 부호를 가진다.",
    "A mask times data with NaN": "마스크 곱하기 NaN이 있는 데이터",
    "Multiplying by a Boolean mask removes NaN in Julia and keeps it in NumPy.": (
        "불리언 마스크를 곱하면 줄리아에서는 NaN이 사라지고 NumPy에서는 남는다."
    ),
    "A loss that masks padding by multiplication is finite in Julia and NaN in Python.": (
        "패딩을 곱셈으로 가리는 손실은 줄리아에서 유한하고 파이썬에서 NaN이다."
    ),
    "The imaginary unit times infinity": "허수 단위 곱하기 무한대",
    "im * Inf has the real part 0.0 in Julia and nan in Python.": (
        "im * Inf의 실수부는 줄리아에서 0.0이고 파이썬에서 nan이다."
    ),
    "`im` is a Complex{Bool}: its real part is the strong zero. Python's 1j has the float 0.0 there.": (
        "`im`은 Complex{Bool}이어서 실수부가 강한 0이다. 파이썬의 1j는 그 자리가 실수 0.0이다."
    ),
    "Outside the domain": "정의역 밖",
    "The root of a negative number": "음수의 제곱근",
    "sqrt(-1.0) is a DomainError in Julia, nan and a warning in NumPy.": (
        "sqrt(-1.0)은 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "A real argument never gives a complex result, and Julia does not make up a NaN.": (
        "실수 인수는 복소수 결과를 주지 않고, 줄리아는 NaN을 지어내지 않는다."
    ),
    "One negative number among many": "여럿 가운데 음수 하나",
    "A single negative element makes sqrt.(x) fail in Julia; NumPy computes the rest.": (
        "원소 하나만 음수여도 줄리아의 sqrt.(x)는 실패하고 NumPy는 나머지를 계산한다."
    ),
    "Broadcasting calls the scalar function, and the first error ends it.": (
        "브로드캐스팅은 스칼라 함수를 부르며, 첫 오류에서 끝난다."
    ),
    "The logarithm of a negative number": "음수의 로그",
    "log(-1.0) is a DomainError in Julia, nan and a warning in NumPy.": (
        "log(-1.0)은 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "`log(complex(x))` is the complex logarithm in Julia, `np.emath.log(x)` in NumPy.": (
        "복소 로그는 줄리아에서 `log(complex(x))`, NumPy에서 `np.emath.log(x)`다."
    ),
    "The logarithm of zero": "0의 로그",
    "log(0.0) is -Inf silently in Julia, and with a warning in NumPy.": (
        "log(0.0)은 줄리아에서 경고 없이 -Inf이고 NumPy에서는 경고가 따른다."
    ),
    "A pole is a limit and no domain error in Julia. Cross entropy of a probability of 0 goes unnoticed there.": (
        "줄리아에서 극점은 극한이지 정의역 오류가 아니다. 확률이 0인 교차 엔트로피가 눈에 띄지 않고 지나간다."
    ),
    "The sine of infinity": "무한대의 사인",
    "sin(Inf) is a DomainError in Julia, nan and a warning in NumPy.": (
        "sin(Inf)는 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "So do cos and tan. `sin(NaN)` is NaN on both sides.": "cos과 tan도 그렇다. `sin(NaN)`은 양쪽 모두 NaN이다.",
    "The arc sine of 2": "2의 아크사인",
    "asin(2.0) is a DomainError in Julia, nan and a warning in NumPy.": (
        "asin(2.0)은 줄리아에서 DomainError이고 NumPy에서 경고와 nan이다."
    ),
    "A cosine of 1.0000000000000002 from rounding is enough to end a Julia program: clamp it first.": (
        "반올림으로 생긴 코사인 1.0000000000000002만으로도 줄리아 프로그램이 끝난다. 먼저 clamp로 자른다."
    ),
    "A float that overflows": "실수의 오버플로",
    "10.0^400 is Inf in Julia and an OverflowError in Python.": (
        "10.0^400은 줄리아에서 Inf이고 파이썬에서 OverflowError다."
    ),
    "Python's own float raises where its result is too large; `1e308 * 10` is inf even there.": (
        "파이썬의 실수는 결과가 너무 크면 예외를 낸다. 그래도 `1e308 * 10`은 inf다."
    ),
    "exp that overflows": "exp의 오버플로",
    "exp(1000.0) is Inf in Julia and an OverflowError in Python's math.": (
        "exp(1000.0)은 줄리아에서 Inf이고 파이썬 math에서 OverflowError다."
    ),
    "np.exp gives inf and a RuntimeWarning. A sigmoid written with math.exp fails far out where Julia's saturates.": (
        "np.exp는 inf와 RuntimeWarning을 준다. math.exp로 쓴 시그모이드는 줄리아가 포화하는 먼 곳에서 실패한다."
    ),
    "Sums of opposite infinities": "반대 부호의 무한대의 합",
    "sum([Inf, -Inf]) is NaN silently in Julia, with a warning in NumPy.": (
        "sum([Inf, -Inf])는 줄리아에서 조용히 NaN이고 NumPy에서는 경고가 따른다."
    ),
    "NumPy looks at the processor's floating-point flags after a loop; Julia does not.": (
        "NumPy는 반복문 뒤에 프로세서의 부동소수점 상태를 살피고, 줄리아는 살피지 않는다."
    ),
    "A literal that is too large": "너무 큰 리터럴",
    "The literal 1e400 is a syntax error in Julia and inf in Python.": (
        "리터럴 1e400은 줄리아에서 구문 오류이고 파이썬에서 inf다."
    ),
    'Julia refuses a literal that no Float64 comes near. `big"1e400"` is the number itself.': (
        '줄리아는 어떤 Float64도 가깝지 않은 리터럴을 거부한다. `big"1e400"`은 그 수 자체다.'
    ),
}
