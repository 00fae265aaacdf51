"""The traps of `equality` in Korean."""

from __future__ import annotations

PHRASES = {
    "Equality": "같음",
    "A == B is one Bool in Julia and an array in NumPy.": "A == B는 줄리아에서 Bool 하나이고 NumPy에서 배열이다.",
    "Arrays of different sizes are unequal in Julia; NumPy raises.": (
        "크기가 다른 배열의 ==는 줄리아에서 거짓이고 NumPy에서 오류다."
    ),
    "isequal holds NaN equal to itself; == and NumPy do not.": (
        "isequal은 NaN이 자신과 같다고 보고 ==와 NumPy는 아니다."
    ),
    "isequal tells 0.0 from -0.0; == and NumPy do not.": (
        "isequal은 0.0과 -0.0을 구별하고 ==와 NumPy는 구별하지 않는다."
    ),
    "A set keeps 0.0 and -0.0 apart in Julia and merges them in Python.": (
        "집합은 줄리아에서 0.0과 -0.0을 따로 두고 파이썬에서 합친다."
    ),
    "A set holds one NaN in Julia; in Python each NaN is another.": (
        "집합의 NaN은 줄리아에서 하나이고 파이썬에서는 저마다 다르다."
    ),
    "1e-10 ≈ 0 is false in Julia; np.isclose has an absolute tolerance of 1e-8.": (
        "1e-10 ≈ 0은 줄리아에서 거짓이고 np.isclose에는 절대 허용 오차 1e-8이 있다."
    ),
    "≈ on arrays compares norms, so a small element may be far off; np.allclose takes each element.": (
        "배열의 ≈는 노름을 비교하고 np.allclose는 원소마다 비교한다."
    ),
    "≈ allows 1.5e-8 of Float64 in Julia; np.isclose allows 1e-5 of anything.": (
        "≈는 Float64에서 1.5e-8까지, np.isclose는 타입과 무관하게 1e-5까지 허용한다."
    ),
    "np.isclose measures by its second argument; ≈ is symmetric.": (
        "np.isclose는 둘째 인수를 기준으로 재고 ≈는 대칭이다."
    ),
    "≈ of different sizes raises in Julia; np.allclose broadcasts.": (
        "크기가 다른 배열의 ≈는 줄리아에서 오류이고 np.allclose는 브로드캐스팅한다."
    ),
    "=== on equal numbers is true in Julia; `is` asks for the very object.": (
        "===는 같은 수에 대해 줄리아에서 참이고 is는 바로 그 객체인지 묻는다."
    ),
    "NaN in [NaN] is false in Julia; Python's list finds the same object.": (
        "NaN in [NaN]은 줄리아에서 거짓이고 파이썬 리스트는 같은 객체를 찾는다."
    ),
    "1:3 == [1, 2, 3] is true in Julia; range(1, 4) == [1, 2, 3] is false.": (
        "1:3 == [1, 2, 3]은 줄리아에서 참이고 range(1, 4) == [1, 2, 3]은 거짓이다."
    ),
}
