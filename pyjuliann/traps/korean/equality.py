"""The traps of `equality` in Korean."""

from __future__ import annotations

PHRASES = {
    "Equality": "같음",
    "A == B of arrays": "배열의 A == B",
    "A == B is one Bool in Julia and an array in NumPy.": "A == B는 줄리아에서 Bool 하나이고 NumPy에서 배열이다.",
    "== asks whether two collections are equal; .== asks it of every element.": (
        "==는 두 모음이 같은지, .==는 원소마다 같은지 묻는다."
    ),
    "== of different sizes": "크기가 다른 배열의 ==",
    "Arrays of different sizes are unequal in Julia; NumPy raises.": (
        "크기가 다른 배열의 ==는 줄리아에서 거짓이고 NumPy에서 오류다."
    ),
    "NumPy's == broadcasts. Up to NumPy 1.24 it gave False with a warning.": (
        "NumPy의 ==는 브로드캐스팅한다. NumPy 1.24까지는 경고와 함께 False를 주었다."
    ),
    "NaN and isequal": "NaN과 isequal",
    "isequal holds NaN equal to itself; == and NumPy do not.": (
        "isequal은 NaN이 자신과 같다고 보고 ==와 NumPy는 아니다."
    ),
    "isequal is what dictionaries and sort use: every value is equal to itself.": (
        "isequal은 딕셔너리와 sort가 쓰는 것으로, 모든 값이 자신과 같다."
    ),
    "Signed zeros and isequal": "부호 있는 0과 isequal",
    "isequal tells 0.0 from -0.0; == and NumPy do not.": (
        "isequal은 0.0과 -0.0을 구별하고 ==와 NumPy는 구별하지 않는다."
    ),
    "They behave differently in 1/x, so isequal, which sets and dictionaries use, keeps them apart.": (
        "1/x에서 다르게 행동하므로, 집합과 딕셔너리가 쓰는 isequal은 둘을 구별한다."
    ),
    "Sets of zeros": "0의 집합",
    "A set keeps 0.0 and -0.0 apart in Julia and merges them in Python.": (
        "집합은 줄리아에서 0.0과 -0.0을 따로 두고 파이썬에서 합친다."
    ),
    "Julia's sets and dictionaries go by isequal, Python's by ==.": (
        "줄리아의 집합과 딕셔너리는 isequal을, 파이썬은 ==를 따른다."
    ),
    "NaN in a set": "집합 속의 NaN",
    "A set holds one NaN in Julia; in Python each NaN is another.": (
        "집합의 NaN은 줄리아에서 하나이고 파이썬에서는 저마다 다르다."
    ),
    "isequal(NaN, NaN) is true. Python's set finds a NaN only if it is the very same object.": (
        "isequal(NaN, NaN)은 참이다. 파이썬의 집합은 바로 그 객체일 때만 NaN을 찾는다."
    ),
    "Is something small zero?": "작은 수는 0인가?",
    "1e-10 ≈ 0 is false in Julia; np.isclose has an absolute tolerance of 1e-8.": (
        "1e-10 ≈ 0은 줄리아에서 거짓이고 np.isclose에는 절대 허용 오차 1e-8이 있다."
    ),
    "isapprox has rtol = sqrt(eps) and atol = 0: nothing but 0 is close to 0.": (
        "isapprox는 rtol = sqrt(eps), atol = 0이다. 0에 가까운 것은 0뿐이다."
    ),
    "≈ on arrays": "배열의 ≈",
    "≈ on arrays compares norms, so a small element may be far off; np.allclose takes each element.": (
        "배열의 ≈는 노름을 비교하고 np.allclose는 원소마다 비교한다."
    ),
    "norm(x - y) <= rtol * max(norm(x), norm(y)): one large element covers for the small ones.": (
        "norm(x - y) <= rtol * max(norm(x), norm(y)): 큰 원소 하나가 작은 원소들을 가려 준다."
    ),
    "The relative tolerance": "상대 허용 오차",
    "≈ allows 1.5e-8 of Float64 in Julia; np.isclose allows 1e-5 of anything.": (
        "≈는 Float64에서 1.5e-8까지, np.isclose는 타입과 무관하게 1e-5까지 허용한다."
    ),
    "isapprox takes half of the digits of the type: sqrt(eps(T)).": (
        "isapprox는 그 자료형 자릿수의 절반, 곧 sqrt(eps(T))를 쓴다."
    ),
    "The second argument is the reference": "둘째 인수가 기준이다",
    "np.isclose measures by its second argument; ≈ is symmetric.": (
        "np.isclose는 둘째 인수를 기준으로 재고 ≈는 대칭이다."
    ),
    "NumPy: |a - b| <= atol + rtol * |b|. Julia takes the larger of the two magnitudes.": (
        "NumPy: |a - b| <= atol + rtol * |b|. 줄리아는 두 크기 가운데 큰 쪽을 쓴다."
    ),
    "≈ of different sizes": "크기가 다른 배열의 ≈",
    "≈ of different sizes raises in Julia; np.allclose broadcasts.": (
        "크기가 다른 배열의 ≈는 줄리아에서 오류이고 np.allclose는 브로드캐스팅한다."
    ),
    "The difference of two vectors needs one size. A result of the wrong size may pass np.allclose.": (
        "두 벡터의 차는 크기가 같아야 한다. 크기가 틀린 결과가 np.allclose는 통과할 수 있다."
    ),
    "The same object": "같은 객체",
    "=== on equal numbers is true in Julia; `is` asks for the very object.": (
        "===는 같은 수에 대해 줄리아에서 참이고 is는 바로 그 객체인지 묻는다."
    ),
    "Immutable values have no identity in Julia: === compares type and bits.": (
        "줄리아에서 불변 값은 정체성이 없다. ===는 타입과 비트를 비교한다."
    ),
    "in with NaN": "NaN과 in",
    "NaN in [NaN] is false in Julia; Python's list finds the same object.": (
        "NaN in [NaN]은 줄리아에서 거짓이고 파이썬 리스트는 같은 객체를 찾는다."
    ),
    "Julia's `in` uses ==; Python's tries identity first.": (
        "줄리아의 `in`은 ==를 쓰고, 파이썬은 같은 객체인지 먼저 본다."
    ),
    "A range equals a vector": "범위는 벡터와 같다",
    "1:3 == [1, 2, 3] is true in Julia; range(1, 4) == [1, 2, 3] is false.": (
        "1:3 == [1, 2, 3]은 줄리아에서 참이고 range(1, 4) == [1, 2, 3]은 거짓이다."
    ),
    "A range is a vector in Julia, equal to any other with the same elements.": (
        "범위는 줄리아에서 벡터이며, 원소가 같은 다른 벡터와 같다."
    ),
}
