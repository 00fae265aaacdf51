"""The traps of `sorting` in Korean."""

from __future__ import annotations

PHRASES = {
    "Sorting and unique": "정렬과 unique",
    "sortperm keeps the order of ties; NumPy's argsort does so only if asked.": (
        "sortperm은 같은 값의 순서를 지키고 NumPy의 argsort는 지정해야 지킨다."
    ),
    "unique keeps the order of first sight; np.unique sorts.": (
        "unique는 처음 나온 순서를 지키고 np.unique는 정렬한다."
    ),
    "unique keeps both 0.0 and -0.0; np.unique merges them.": (
        "unique는 0.0과 -0.0을 모두 두고 np.unique는 하나로 합친다."
    ),
    "rev=true keeps the order of ties; reversing NumPy's result turns it round.": (
        "rev=true는 같은 값의 순서를 지키고, NumPy의 결과를 뒤집으면 거꾸로 된다."
    ),
    "Julia's sort takes by=abs, Python's key=abs.": "줄리아의 sort는 by=abs를, 파이썬은 key=abs를 받는다.",
    "Complex numbers have no order in Julia; NumPy sorts by real part, then imaginary.": (
        "복소수는 줄리아에 순서가 없고 NumPy는 실수부, 허수부 차례로 정렬한다."
    ),
    "1 + 2im < 2 is a MethodError in Julia; NumPy compares the real parts first.": (
        "1 + 2im < 2는 줄리아에서 MethodError이고 NumPy는 실수부부터 비교한다."
    ),
    "Sets and dictionaries": "집합과 사전",
    "union keeps the order of first sight; np.union1d sorts.": (
        "union은 처음 나온 순서를 지키고 np.union1d는 정렬한다."
    ),
    "setdiff keeps the order; np.setdiff1d sorts.": "setdiff는 순서를 지키고 np.setdiff1d는 정렬한다.",
    "Set([1]) | Set([2]) is a MethodError in Julia; Python joins the sets.": (
        "Set([1]) | Set([2])는 줄리아에서 MethodError이고 파이썬은 합집합을 만든다."
    ),
    "A Dict has no order in Julia; Python's dict keeps the order of insertion.": (
        "줄리아의 Dict에는 순서가 없고 파이썬의 dict는 넣은 순서를 지킨다."
    ),
    '"a" in d is an error for a Dict in Julia; Python looks at the keys.': (
        '"a" in d는 줄리아의 Dict에서 오류이고 파이썬은 키를 찾는다.'
    ),
    "A loop over a Dict gives pairs in Julia, keys in Python.": (
        "Dict를 돌면 줄리아에서는 쌍이, 파이썬에서는 키가 나온다."
    ),
    "delete! of a missing key does nothing in Julia; del is a KeyError in Python.": (
        "없는 키의 delete!는 줄리아에서 아무 일도 없고 파이썬의 del은 KeyError다."
    ),
    "An array may be a key in Julia; a list is unhashable in Python.": (
        "배열은 줄리아에서 키가 될 수 있고 파이썬의 리스트는 해시할 수 없다."
    ),
}
