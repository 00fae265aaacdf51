"""The traps of `indexing` in Korean."""

from __future__ import annotations

PHRASES = {
    "Index and ranges": "인덱스와 범위",
    "The first index": "첫 인덱스",
    "Julia counts elements from 1, Python from 0.": "줄리아는 원소를 1부터, 파이썬은 0부터 센다.",
    "Indices have base 1 in Julia. Every index that goes from one language to the other moves by one.": (
        "줄리아의 인덱스는 1부터 센다. 한 언어에서 다른 언어로 가는 인덱스는 모두 하나씩 옮겨야 한다."
    ),
    "Index 0": "인덱스 0",
    "Index 0 is an error in Julia and the first element in Python.": (
        "인덱스 0은 줄리아에서 오류이고 파이썬에서 첫 원소다."
    ),
    "A Julia array has no element 0; `first(x)` and `x[begin]` do not depend on the base.": (
        "줄리아 배열에는 0번 원소가 없다. `first(x)`와 `x[begin]`은 시작 번호와 상관없이 쓸 수 있다."
    ),
    "Ranges include their end": "범위는 끝을 포함한다",
    "A slice includes its end in Julia and excludes it in Python.": (
        "슬라이스의 끝은 줄리아에서 포함되고 파이썬에서 빠진다."
    ),
    "`1:2` has two elements in Julia. Python's slice has stop - start, and starts one later.": (
        "`1:2`에는 원소가 둘 있다. 파이썬 슬라이스의 원소는 끝 - 시작 개이고 한 칸 뒤에서 시작한다."
    ),
    "Negative indices": "음수 인덱스",
    "A negative index is an error in Julia and counts from the end in Python.": (
        "음수 인덱스는 줄리아에서 오류이고 파이썬에서 끝부터 센다."
    ),
    "Julia writes `end`, `end - 1` and so on; a negative index is out of bounds.": (
        "줄리아는 `end`, `end - 1`처럼 쓴다. 음수 인덱스는 범위를 벗어난 것이다."
    ),
    "A slice past the end": "끝을 넘는 슬라이스",
    "A slice past the end is an error in Julia; Python cuts it off.": (
        "끝을 넘는 슬라이스는 줄리아에서 오류이고 파이썬은 잘라 낸다."
    ),
    "Julia checks every index of the range. Python clamps slices, but not lists of indices.": (
        "줄리아는 범위의 모든 인덱스를 확인한다. 파이썬은 슬라이스를 잘라 맞추지만 인덱스 목록은 그러지 않는다."
    ),
    "The step stands in the middle": "간격은 가운데에 있다",
    "Three numbers in a slice: start:step:stop in Julia, start:stop:step in Python.": (
        "세 수의 슬라이스는 줄리아에서 시작:간격:끝, 파이썬에서 시작:끝:간격이다."
    ),
    "The same three numbers are read in another order, and neither language objects.": (
        "같은 세 수를 다른 순서로 읽는데, 어느 언어도 오류를 내지 않는다."
    ),
    "Slices in reverse order": "역순 슬라이스",
    "x[3:-1:1] is reversed in Julia and empty in Python.": "x[3:-1:1]은 줄리아에서 역순이고 파이썬에서 비어 있다.",
    "Julia steps by -1 from 3 to 1. Python reads the -1 as the last element and the 1 as the step.": (
        "줄리아는 3에서 1까지 -1씩 간다. 파이썬은 -1을 마지막 원소로, 1을 간격으로 읽는다."
    ),
    "Lists of indices": "인덱스 목록",
    "A[[1, 2], [1, 3]] is a submatrix in Julia; NumPy pairs the indices.": (
        "A[[1, 2], [1, 3]]은 줄리아에서 부분 행렬이고 NumPy는 인덱스를 짝짓는다."
    ),
    "Julia takes every row with every column; NumPy broadcasts the lists and takes (0, 0) and (1, 2).": (
        "줄리아는 모든 행을 모든 열과 짝짓는다. NumPy는 목록을 브로드캐스팅해 (0, 0)과 (1, 2)를 고른다."
    ),
    "One index into a matrix": "행렬에 인덱스 하나",
    "One index into a matrix is an element in Julia, counted down columns, and a row in NumPy.": (
        "행렬에 인덱스 하나를 쓰면 줄리아는 열을 따라 센 원소, NumPy는 행을 준다."
    ),
    "Julia's linear indices run over all elements in memory order, which goes down the columns.": (
        "줄리아의 선형 인덱스는 모든 원소를 메모리 순서로 세며, 그 순서는 열을 따라 내려간다."
    ),
    "Too few indices": "모자라는 인덱스",
    "Two indices into three dimensions are an error in Julia and a vector in NumPy.": (
        "3차원 배열에 인덱스 둘은 줄리아에서 오류이고 NumPy에서 벡터다."
    ),
    "Julia lets indices be left out only where the length is 1, or all but one of them.": (
        "줄리아에서 인덱스를 뺄 수 있는 것은 길이가 1인 차원이거나, 하나만 남기고 모두 뺄 때다."
    ),
    "Too many indices": "남는 인덱스",
    "Julia ignores further indices that are 1; in NumPy they are an error.": (
        "줄리아는 남는 인덱스가 1이면 무시하고 NumPy는 오류를 낸다."
    ),
    "A Julia array has any number of further dimensions of length 1, as far as indices go.": (
        "줄리아 배열은 인덱스에 관한 한 길이가 1인 차원을 뒤에 얼마든지 더 가진다."
    ),
    "A Boolean as an index": "불리언 인덱스",
    "x[true] is an error in Julia; in NumPy it puts an axis in front.": (
        "x[true]는 줄리아에서 오류이고 NumPy에서는 앞에 축을 더한다."
    ),
    "Julia refuses Bool as an index, so that a condition is not taken for a position.": (
        "줄리아는 조건을 위치로 잘못 쓰지 않도록 Bool을 인덱스로 받지 않는다."
    ),
    "The length of a matrix": "행렬의 길이",
    "length(A) counts all elements; len(A) counts the rows.": "length(A)는 모든 원소를 세고 len(A)는 행을 센다.",
    "A Julia array is a collection of its elements, a NumPy array one of its first axis.": (
        "줄리아 배열은 원소의 모음이고, NumPy 배열은 첫 축의 모음이다."
    ),
    "Looping over a matrix": "행렬을 도는 반복문",
    "A loop over a matrix meets its elements in Julia and its rows in NumPy.": (
        "행렬을 도는 반복문은 줄리아에서 원소를, NumPy에서 행을 만난다."
    ),
    "Iteration follows the same rule as the length. `eachrow` and `flat` go the other way.": (
        "반복도 길이와 같은 규칙을 따른다. 반대로 하려면 `eachrow`와 `flat`을 쓴다."
    ),
    "enumerate starts at the base": "enumerate의 시작 번호",
    "enumerate counts from 1 in Julia and from 0 in Python.": "enumerate는 줄리아에서 1부터, 파이썬에서 0부터 센다.",
    "The count is meant to be an index into an ordinary array of the language.": (
        "세는 번호는 그 언어의 보통 배열에 쓰는 인덱스가 되도록 정해져 있다."
    ),
    "Positions that functions return": "함수가 돌려주는 위치",
    "What searchsorted returns is one more in Julia.": "searchsorted가 주는 위치는 줄리아에서 하나 크다.",
    "All functions that return positions (argmax, sortperm, findall) use the base of their language.": (
        "위치를 돌려주는 함수(argmax, sortperm, findall)는 모두 그 언어의 시작 번호를 쓴다."
    ),
    "Positions that functions take": "함수가 받는 위치",
    "insert!(x, 2, v) puts v second, np.insert(x, 2, v) third.": (
        "insert!(x, 2, v)는 v를 둘째에, np.insert(x, 2, v)는 셋째에 넣는다."
    ),
    "A position that is an argument has the base of its language too; and insert! changes its argument.": (
        "인수로 주는 위치도 그 언어의 시작 번호를 쓴다. 게다가 insert!는 인수를 바꾼다."
    ),
    "Searching for what is not there": "없는 것 찾기",
    "findfirst gives nothing where index raises.": "찾는 값이 없으면 findfirst는 nothing을 주고 index는 예외를 던진다.",
    "In Julia the caller must look whether there is a position; `something` turns `nothing` into an error.": (
        "줄리아에서는 위치가 있는지 호출하는 쪽이 살펴야 한다. `something`은 `nothing`을 오류로 바꾼다."
    ),
    "Reversing a matrix": "행렬 뒤집기",
    "reverse of a matrix needs dims before Julia 1.6; np.flip turns all axes.": (
        "줄리아 1.6 이전의 reverse는 행렬에 dims가 필요하고 np.flip은 모든 축을 뒤집는다."
    ),
    "From 1.6 on `reverse` without `dims` turns all dimensions, as NumPy does.": (
        "1.6부터 `reverse`는 `dims`가 없으면 NumPy처럼 모든 차원을 뒤집는다."
    ),
}
