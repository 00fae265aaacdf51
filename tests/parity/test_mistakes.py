"""What a user did wrong with pairs, checks and programs is told in Korean too, down to its last word."""

import math
import pickle
import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from jaxtyping import Float64
from translation import english_in

from pyjuliann import check, pair, stateful
from pyjuliann.errors import ConversionError
from pyjuliann.language import packed, phrase, translated, unpacked
from pyjuliann.parity.check import check_all
from pyjuliann.parity.comparing.compare import compare
from pyjuliann.parity.comparing.comparison import Policy
from pyjuliann.parity.comparing.ulp import ulp_distance
from pyjuliann.parity.judging.elementary import FUNCTIONS, chosen_range, elementary
from pyjuliann.parity.pairing.generate import families_of
from pyjuliann.parity.pairing.pair import Expectation
from pyjuliann.parity.replaying.saved import load_case
from pyjuliann.parity.running import session
from pyjuliann.parity.running.limits import Limits
from pyjuliann.parity.watching.program import run_program
from pyjuliann.wording import words_of

HANGUL = re.compile("[가-힣]")
OTHERS = re.compile(r"<[^>]*>")
"""How Python shows functions."""

NOBODY = SimpleNamespace()


def total(x: float, y: float) -> float:
    return x + y


def of_class(kind: type) -> float:
    return 1.0


def of_odd(x: Float64[np.ndarray, "n//"]) -> float:  # noqa: F722
    return 1.0


def unresolved(x: "Nowhere") -> float:  # noqa: F821
    return 1.0


class Held:
    tags = ()

    def step(self, x: float) -> float:
        return x


def generated(function, **options):
    return families_of(pair(function, "f", **options))[0].cases(1, 1)


MISTAKES = {
    "pair: 파이썬 쪽은 함수여야 하는데 int이(가) 왔다": lambda: pair(1, "f"),
    "줄리아 쪽은 이름, 코드, 'file.jl::name' 가운데 하나": lambda: pair(total, " "),
    "'::' 뒤에는 함수의 이름": lambda: pair(total, "a.jl::1x"),
    "pair: nothing(이)라는 옵션이 없다. 있는 것: allow_errors": lambda: pair(total, "f", nothing=1),
    "policy를 주거나": lambda: pair(total, "f", ulp=1, policy=Policy()),
    "줄리아 모듈의 이름": lambda: pair(total, "f", using="a b"),
    "pair: order: 인수의 이름이나 0부터 센 자리": lambda: pair(total, "f", order="x"),
    "pair: order: 인수 x, y을(를) 이름이나 0부터 센 자리로 한 번씩 적어야 한다. y이(가) 빠졌다": lambda: pair(
        total, "f", order=("x",)
    ),
    "x이(가) 두 번 있다": lambda: pair(total, "f", order=("x", "x")),
    "z(이)라는 인수가 없다": lambda: pair(total, "f", order=("z", "x")),
    "자리 7에 인수가 없다": lambda: pair(total, "f", order=(7, "x")),
    "'float7'(이)라는 타입이 없다. 있는 것: int": lambda: pair(total, "f", types={"x": "float7"}),
    "모든 인수의 함수 하나": lambda: pair(total, "f", arguments=3),
    "'x'에는 함수를": lambda: pair(total, "f", arguments={"x": 3}),
    "매핑이어야 하는데": lambda: pair(total, "f", keywords=["x"]),
    "pair: Policy: ulp: 0 이상의 정수여야 하는데 -1이(가) 왔다": lambda: pair(total, "f", ulp=-1),
    "float64의 ulp: 0 이상의 정수": lambda: pair(total, "f", ulp={"float64": 1.5}),
    "rtol: 0 이상의 유한한 수": lambda: pair(total, "f", rtol=math.nan),
    "허용 오차를 줄 수 없다. 줄 수 있는 것: float16 또는 Float16": lambda: pair(total, "f", ulp={"int": 1}),
    "warnings: default, strict, ignore 가운데 하나": lambda: Policy(warnings="never"),
    "차이의 종류는": lambda: Expectation("colour"),
    "stateful: 파이썬 쪽은 클래스": lambda: stateful(total, "S"),
    "Held의 메서드도 속성도 아니다": lambda: stateful(Held, "S", nothing="f"),
    "Held의 인스턴스 메서드가 아니다": lambda: stateful(Held, "S", tags="f"),
    "calls: 1 이상의 정수": lambda: stateful(Held, "S", calls=0),
    "'last', 'each', 'never' 가운데 하나": lambda: stateful(Held, "S", states="all"),
    "stateful: when: stop(이)라는 메서드가 없다. 있는 것: 없음": lambda: stateful(Held, "S", when={"stop": bool}),
    "메서드 하나의 옵션": lambda: stateful(Held, "S", scale=abs),
    "인수 'kind': 주석 type(으)로는 아무것도 만들 수 없다; strategies={'kind'": lambda: generated(of_class),
    "차원 'n//'을(를) 알 수 없다": lambda: generated(of_odd),
    "주석을 해석할 수 없다": lambda: generated(unresolved),
    "domain: x: (low, high)나 'finite'": lambda: generated(total, domain={"x": (3, 1)}),
    "strategies: z(이)라는 인수가 없다. 있는 것: x, y": lambda: generated(total, strategies={"z": None}),
    "where: 예외 ZeroDivisionError: 0으로 나누었다(주석대로 만든 인수)": lambda: generated(
        total, where=lambda x, y: 1 / 0
    ),
    "조건에 맞는 것이 없다(주석대로 만든 인수)": lambda: generated(total, where=lambda x, y: False),
    "check: 쌍이나 mirrors로 표시한 함수": lambda: check(3, engine=NOBODY),
    "check: cases: 1 이상의 정수": lambda: check(pair(total, "f"), cases=0, engine=NOBODY),
    "0보다 큰 초나 30m": lambda: check(pair(total, "f"), time="soon", engine=NOBODY),
    "jobs나 cluster를 함께 줄 수 없다": lambda: check(pair(total, "f"), time=1, jobs=2, engine=NOBODY),
    "check_all: nothing(이)라는 옵션이 없다": lambda: check_all([], nothing=1),
    "타입 object을(를) 비교하는 규칙이 없다": lambda: compare(object(), 1.0),
    "a는 int64, b는 float64이다": lambda: ulp_distance(1, 1.0),
    "모르는 함수 'sinn'. 비슷한 것: sin": lambda: elementary(["sinn"]),
    "범위 -1:1이(가) 왔다": lambda: chosen_range(FUNCTIONS["sqrt"], "float64", (-1.0, 1.0)),
    "nowhere.npz을(를) 읽을 수 없다: ": lambda: load_case(Path("nowhere.npz")),
    "프로그램을 적어야 한다": lambda: run_program([]),
    "-m만 왔다": lambda: run_program(["-m"]),
    "프로그램 python3이(가) 없다. python3을(를) 뺀다": lambda: run_program(["python3", "nowhere.py"]),
    "모듈 nowhere_at_all이(가) 없다": lambda: run_program(["-m", "nowhere_at_all"]),
}
"""What is said in Korean, and the mistake."""


def test_every_mistake_is_told_in_either_language():
    words = words_of("ko")
    for said, mistake in MISTAKES.items():
        with pytest.raises((ValueError, TypeError)) as caught:
            mistake()
        english = str(caught.value)
        assert not HANGUL.search(english), english
        for way in (str(pickle.loads(pickle.dumps(caught.value))), unpacked(packed(english))):
            told = translated(way, words)
            assert way == english
            assert said in told
            assert english_in(OTHERS.sub("", told)) == [], told


def test_what_stops_a_call_is_told_in_either_language():
    words = words_of("ko")
    stopped = Limits(timeout=3.0).broken_by("Julia", "")
    assert "줄리아:  3초보다 오래 걸렸다" in translated(str(stopped), words)
    over = Limits.of(seconds=0.0).broken_by("Python", "")
    assert translated(str(over), words) == "전체에 주어진 0초(--deadline)가 지났다"


def test_a_result_that_cannot_cross_is_told_without_our_own_function():
    told = session._unsupported(ConversionError(phrase("{} returned {}", "PyjuliannParity.run", phrase("a generator"))))
    assert (told, translated(told, words_of("ko"))) == ("a generator", "제너레이터")
    other = phrase("{} cases", 2)
    assert session._unsupported(ConversionError(other)) is other
