"""What is said of all inputs of a pair, of every number of a dtype, and of checks by time, in Korean."""

from __future__ import annotations

PHRASES = {
    # how far it is
    "{:,} of {:,} inputs, {:,} differ, {:,.0f} s left": "입력 {1:,}개 가운데 {0:,}개, 다름 {2:,}개, {3:,.0f}초 남음",
    "{:,} cases, {:,} differ{}": "사례 {:,}개, 다름 {:,}개{}",
    "{:.1%}, {:.0f} million numbers a second, {:.0f} s left": "{:.1%}, 초당 수 {:.0f}백만 개, {:.0f}초 남음",
    "{}, {} ({} of {})": "{0}, {1}({3}개 가운데 {2}번째)",
    # all inputs
    " from {:g} to {:g}": "({:g}부터 {:g}까지)",
    ", finite": "(유한)",
    "{} arrays of {}": "{1}의 {0} 배열",
    "0-dimensional arrays of {}": "{}의 0차원 배열",
    "{}: argument {!r}": "{}: 인수 {!r}",
    "{} has {} ({})": "{}의 {}({})",
    "{}: the Python function does not tell its arguments, of which all were to be tried": (
        "{}: 파이썬 함수의 인수를 알 수 없어 모두 시험할 수 없다"
    ),
    "{}: {:,} inputs are too many to try them all, of which {:,} can be: {}; domain={{{!r}: (low, high)}} "
    "(--range {}=LO:HI) leaves fewer": (
        "{}: 입력이 {:,}개여서 모두 시험하기에 너무 많다. {:,}개까지 할 수 있다: {}. domain={{{!r}: (low, high)}} "
        "(--range {}=LO:HI)로 줄일 수 있다"
    ),
    "{}: there is no input to try ({})": "{}: 시험할 입력이 없다({})",
    "{}: a strategy does not say of all values which they are; give types= or domain= instead": (
        "{}: 전략으로는 모든 값을 알 수 없다. 대신 types= 또는 domain=을 준다"
    ),
    "{} has no annotation, and all its values are not known; {}": "{}에 주석이 없어 모든 값을 알 수 없다. {}",
    "annotate it, or say what it is with types={{{!r}: 'float16'}} (--type) or domain= (--range)": (
        "주석을 달거나, types={{{!r}: 'float16'}} (--type) 또는 domain= (--range)로 인수를 정한다"
    ),
    "there is no end to the values of {}": "{}의 값에는 끝이 없다",
    "{} has more than {:,} combinations": "{}의 조합이 {:,}개가 넘는다",
    "{}: where: none of {:,} inputs is wanted": "{}: where: 입력 {:,}개 가운데 조건에 맞는 것이 없다",
    "{}: nothing was compared: on each of {:,} inputs both sides raised an error. On the first, Python {}, Julia {}. "
    "Give types= or domain= (--type, --range) that fit, or allow_errors=True (--allow-errors) if errors are what is "
    "compared": (
        "{}: 비교한 것이 없다: 입력 {:,}개 모두에서 양쪽이 예외를 냈다. 처음 것에서 파이썬 {}, 줄리아 {}. 알맞은 "
        "types=나 domain=(--type, --range)을 주거나, 예외를 비교하려는 것이면 allow_errors=True(--allow-errors)를 준다"
    ),
    # by time
    "{}: nothing was compared: it was stopped before its first case": "{}: 비교한 것이 없다: 첫 사례 앞에서 멈췄다",
    "{}: too little was compared: on {:,} of {:,} cases both sides raised. On the first, Python {}, Julia {}. Give "
    "strategies that fit, or allow_errors=True (--allow-errors) if errors are what is compared": (
        "{0}: 비교한 것이 너무 적다: 사례 {2:,}개 가운데 {1:,}개에서 양쪽이 예외를 냈다. 처음 것에서 파이썬 {3}, "
        "줄리아 {4}. 알맞은 전략을 주거나, 예외를 비교하려는 것이면 allow_errors=True(--allow-errors)를 준다"
    ),
    # every number of a dtype
    "{} has two arguments: all pairs of {} are 2^{} = {:,}, too many to try them all; without --exhaustive it is "
    "measured at --points": (
        "{}: 인수가 둘이다. {}의 모든 쌍은 2^{} = {:,}개여서 모두 시험하기에 너무 많다. --exhaustive가 없으면 "
        "--points개의 점에서 잰다"
    ),
    "{} has 2^{} = {:,} numbers, too many to try them all; expected {} with --exhaustive": (
        "{}의 수는 2^{} = {:,}개여서 모두 시험하기에 너무 많다. --exhaustive에는 {}을(를) 적는다"
    ),
    "{}: there is no {} from {:g} to {:g}": "{0}: {2:g}부터 {3:g}까지에 {1}의 수가 없다",
    "{}: Julia's {} of Float64 is {:.3g} units in the last place off at {}: it cannot decide what the right {} is": (
        "{}: Float64로 계산한 줄리아의 {}이(가) 마지막 자리에서 {:.3g}단위 틀리는 곳({})이 있어, 올바른 {}을(를) "
        "정하는 데 쓸 수 없다"
    ),
    "{}: a chunk is damaged: {}": "{}: 조각 하나가 손상되었다: {}",
    "{}, every number: {:,}": "{}, 모든 수 {:,}개",
    "{}, every number from {:g} to {:g}: {:,}": "{}, {:g}부터 {:g}까지 모든 수 {:,}개",
    "\nwrong": "\n틀림",
    "\nat": "\n인수",
    "\nothers": "\n발표값",
    "differ, ULP: at how many of all numbers the languages differ, and by how much at most.\n"
    "wrong: how many results are not the exact one, rounded, of those where there is one.\n"
    "error: the largest, against 256 bits, in units in the last place at the exact result; best is 0.5.\n"
    "at: the first argument that has it. others: the largest error that was published.": (
        "다름, ULP: 모든 수 가운데 두 언어의 결과가 다른 비율과 가장 큰 차이.\n"
        "틀림: 정확한 결과가 있는 곳에서, 그것을 반올림한 값이 아닌 결과의 비율.\n"
        "오차: 256비트로 계산한 결과와의 가장 큰 차이(정확한 결과에서의 마지막 자리 단위). 가장 좋은 값은 0.5.\n"
        "인수: 그 오차가 처음 나오는 인수. 발표값: 발표된 가장 큰 오차."
    ),
    "Stopped after {:,} of {:,} numbers.": "수 {1:,}개 가운데 {0:,}개 뒤에 멈췄다.",
    "{:,} numbers are outside of its domain: NumPy gives NaN, Julia raises an error.": (
        "수 {:,}개는 정의역 밖이다. NumPy는 NaN을 주고 줄리아는 예외를 낸다."
    ),
    "Julia raises an error at {:,} numbers inside of its domain.": "정의역 안의 수 {:,}개에서 줄리아가 예외를 낸다.",
    "NumPy: {}{}.": "NumPy: {}{}.",
    "Julia {}{}.": "줄리아 {}{}.",
    "Float64 decided all but {:,} numbers, which 256 bits did. Tried at {:,}, it is off by {:.2f} of its own units at "
    "most; {} would not matter.": (
        "수 {:,}개는 256비트로, 나머지는 모두 Float64로 가렸다. 수 {:,}개에서 시험한 Float64의 오차는 그 단위로 최대 "
        "{:.2f}이며, {}까지는 문제가 되지 않는다."
    ),
    "256 bits decided all of it.": "모두 256비트로 가렸다.",
    # what computes, and what others found
    "one instruction of the processor, or one product": "프로세서의 명령어 하나 또는 곱셈 하나",
    "NumPy's own loops for {}": "NumPy 자체의 {}용 루프",
    "Intel's SVML, as NumPy has it for {}": "NumPy에 들어 있는 {}용 Intel SVML",
    "the system's C library": "시스템의 C 라이브러리",
    "NumPy's loops for all processors ({}), or the C library": "모든 프로세서용 NumPy 루프({}) 또는 C 라이브러리",
    "; as here, {:g} was published for {} [{}]": "; 발표된 값은 {1}에서 {0:g}, 여기와 같다 [{2}]",
    "; {:g} was published for {} [{}]: {}": "; 발표된 값은 {1}에서 {0:g} [{2}]: {3}",
    "; {:g} at most is what NumPy says of it": "; NumPy에 따르면 최대 {:g}",
    "Julia 1.12.6": "줄리아 1.12.6",
    "the code of FreeBSD and OpenLibm": "FreeBSD와 OpenLibm의 코드",
    "NumPy's loops for AVX2 and AVX-512": "NumPy의 AVX2용, AVX-512용 루프",
    "the code has changed between these versions": "두 버전 사이에 코드가 바뀌었다",
    "this Julia has other code": "이 줄리아의 코드는 다르다",
    "that was of part of the numbers, or of other loops": "일부 수나 다른 루프의 값이다",
    "Mikaitis and Rizyal, Accuracy of Mathematical Functions in Julia (arXiv:2509.05666), their data of 2026": (
        "Mikaitis, Rizyal, “Accuracy of Mathematical Functions in Julia”(arXiv:2509.05666), 2026년 자료"
    ),
    "Gladman, Innocente, Mather and Zimmermann, Accuracy of Mathematical Functions (hal-03141101)": (
        "Gladman, Innocente, Mather, Zimmermann, “Accuracy of Mathematical Functions”(hal-03141101) 논문"
    ),
    "NumPy, pull request 13134 of 2019, which introduced these loops": (
        "NumPy, 이 루프를 들여온 2019년 풀 리퀘스트 13134"
    ),
}
