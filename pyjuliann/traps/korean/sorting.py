"""The traps of `sorting` in Korean."""

from __future__ import annotations

PHRASES = {
    "Sorting and unique": "정렬과 unique",
    "Ties": "같은 값",
    "sortperm keeps the order of ties; NumPy's argsort does so only if asked.": (
        "sortperm은 같은 값의 순서를 지키고 NumPy의 argsort는 지정해야 지킨다."
    ),
    "Rankings and top-k lists of the two differ where scores are equal.": (
        "점수가 같은 곳에서 두 언어의 순위와 상위 k개 목록이 다르다."
    ),
    "The order of unique": "unique의 순서",
    "unique keeps the order of first sight; np.unique sorts.": "unique는 처음 나온 순서를 지키고 np.unique는 정렬한다.",
    "Class numbers made from labels with it come out in another order.": (
        "이것으로 레이블에서 만든 클래스 번호의 순서가 다르다."
    ),
    "Zeros in unique": "unique와 0",
    "unique keeps both 0.0 and -0.0; np.unique merges them.": (
        "unique는 0.0과 -0.0을 모두 두고 np.unique는 하나로 합친다."
    ),
    "Julia's unique asks isequal.": "줄리아의 unique는 isequal로 묻는다.",
    "Ties in reverse": "역순 정렬과 같은 값",
    "rev=true keeps the order of ties; reversing NumPy's result turns it round.": (
        "rev=true는 같은 값의 순서를 지키고, NumPy의 결과를 뒤집으면 거꾸로 된다."
    ),
    "The best of equal scores is the first of them in Julia, the last in NumPy.": (
        "같은 점수 가운데 으뜸이 줄리아에서는 첫째, NumPy에서는 마지막 것이다."
    ),
    "The keyword of a key": "키의 키워드",
    "Julia's sort takes by=abs, Python's key=abs.": "줄리아의 sort는 by=abs를, 파이썬은 key=abs를 받는다.",
    "The names differ, the meaning is the same.": "이름만 다르고 뜻은 같다.",
    "Sorting complex numbers": "복소수의 정렬",
    "Complex numbers have no order in Julia; NumPy sorts by real part, then imaginary.": (
        "복소수는 줄리아에 순서가 없고 NumPy는 실수부, 허수부 차례로 정렬한다."
    ),
    "Eigenvalues must be sorted by a key that you choose.": "고윳값은 스스로 고른 키로 정렬해야 한다.",
    "Comparing complex numbers": "복소수의 비교",
    "1 + 2im < 2 is a MethodError in Julia; NumPy compares the real parts first.": (
        "1 + 2im < 2는 줄리아에서 MethodError이고 NumPy는 실수부부터 비교한다."
    ),
    "Python's own complex raises TypeError.": "파이썬의 complex는 TypeError를 낸다.",
    "Sets and dictionaries": "집합과 사전",
    "The order of a union": "합집합의 순서",
    "union keeps the order of first sight; np.union1d sorts.": "union은 처음 나온 순서를 지키고 np.union1d는 정렬한다.",
    "So do intersect and setdiff.": "intersect와 setdiff도 그렇다.",
    "The order of a difference": "차집합의 순서",
    "setdiff keeps the order; np.setdiff1d sorts.": "setdiff는 순서를 지키고 np.setdiff1d는 정렬한다.",
    "Held-out sample numbers come in another order.": "떼어 둔 표본의 번호가 다른 순서로 나온다.",
    "| of sets": "집합의 |",
    "Set([1]) | Set([2]) is a MethodError in Julia; Python joins the sets.": (
        "Set([1]) | Set([2])는 줄리아에서 MethodError이고 파이썬은 합집합을 만든다."
    ),
    "Julia writes a ∪ b and a ∩ b.": "줄리아는 a ∪ b, a ∩ b로 쓴다.",
    "The order of a dictionary": "딕셔너리의 순서",
    "A Dict has no order in Julia; Python's dict keeps the order of insertion.": (
        "줄리아의 Dict에는 순서가 없고 파이썬의 dict는 넣은 순서를 지킨다."
    ),
    "Layers kept in a Dict come out in any order. A vector of pairs, or OrderedDict of a package, keeps it.": (
        "Dict에 담은 층은 아무 순서로나 나온다. 쌍의 벡터나 패키지의 OrderedDict는 순서를 지킨다."
    ),
    "Looking for a key": "키 찾기",
    '"a" in d is an error for a Dict in Julia; Python looks at the keys.': (
        '"a" in d는 줄리아의 Dict에서 오류이고 파이썬은 키를 찾는다.'
    ),
    "A Dict is a collection of pairs in Julia.": "줄리아에서 Dict는 쌍의 모음이다.",
    "Looping over a dictionary": "딕셔너리를 도는 반복문",
    "A loop over a Dict gives pairs in Julia, keys in Python.": (
        "Dict를 돌면 줄리아에서는 쌍이, 파이썬에서는 키가 나온다."
    ),
    "`for (k, v) in d` is Python's `for k, v in d.items()`.": "`for (k, v) in d`는 파이썬의 `for k, v in d.items()`다.",
    "Deleting a key that is not there": "없는 키 지우기",
    "delete! of a missing key does nothing in Julia; del is a KeyError in Python.": (
        "없는 키의 delete!는 줄리아에서 아무 일도 없고 파이썬의 del은 KeyError다."
    ),
    "pop!(d, key) raises in Julia.": "줄리아에서 pop!(d, key)는 예외를 낸다.",
    "Arrays as keys": "키로 쓴 배열",
    "An array may be a key in Julia; a list is unhashable in Python.": (
        "배열은 줄리아에서 키가 될 수 있고 파이썬의 리스트는 해시할 수 없다."
    ),
    "Arrays are hashed by what they hold. One that is changed afterwards is no longer found.": (
        "배열의 해시는 담은 것으로 정해진다. 나중에 바꾼 배열은 찾을 수 없다."
    ),
}
