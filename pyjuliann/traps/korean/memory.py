"""The traps of `memory` in Korean."""

from __future__ import annotations

PHRASES = {
    "Memory order": "메모리 순서",
    "Flattening": "일렬로 펴기",
    "vec(A) goes down the columns, A.ravel() along the rows.": "vec(A)는 열을 따라, A.ravel()은 행을 따라 편다.",
    "Julia's arrays are column-major, NumPy's row-major unless told otherwise.": (
        "줄리아 배열은 열 우선이고, NumPy 배열은 따로 정하지 않으면 행 우선이다."
    ),
    "Reshaping": "크기 바꾸기",
    "reshape fills columns first in Julia and rows first in NumPy.": (
        "reshape는 줄리아에서 열부터, NumPy에서 행부터 채운다."
    ),
    "The elements stay in memory order, which is another one. The shape alone does not show it.": (
        "원소는 메모리 순서를 지키는데 그 순서가 서로 다르다. 크기만 보아서는 드러나지 않는다."
    ),
    "A colon as the only index": "콜론 하나만 쓴 인덱스",
    "A[:] is a vector of all elements in Julia and a view of the whole matrix in NumPy.": (
        "A[:]는 줄리아에서 모든 원소의 벡터, NumPy에서 행렬 전체의 뷰다."
    ),
    "One index in Julia is a linear one; one index in NumPy is of the first axis.": (
        "줄리아에서 인덱스 하나는 선형 인덱스이고, NumPy에서는 첫 축의 인덱스다."
    ),
    "Positions of a mask in a matrix": "행렬 마스크의 위치",
    "Linear positions in a matrix run down columns in Julia and along rows in NumPy.": (
        "행렬 안의 1차원 위치는 줄리아에서 열을 따라, NumPy에서 행을 따라 센다."
    ),
    "A linear index means another element: order and base both differ.": (
        "같은 선형 인덱스가 다른 원소를 가리킨다. 순서도 시작 번호도 다르다."
    ),
    "Selecting with a mask": "마스크로 고르기",
    "A[mask] lists elements down the columns in Julia and along the rows in NumPy.": (
        "A[mask]는 줄리아에서 열을 따라, NumPy에서 행을 따라 원소를 늘어놓는다."
    ),
    "The selected elements come in memory order.": "고른 원소는 메모리 순서로 나온다.",
    "Rolling a matrix": "행렬 돌리기",
    "circshift(A, 1) moves rows; np.roll(A, 1) moves the flattened elements.": (
        "circshift(A, 1)은 행을 옮기고 np.roll(A, 1)은 펼친 원소를 옮긴다."
    ),
    "np.roll without an axis flattens first; circshift shifts the first dimension.": (
        "np.roll은 축이 없으면 먼저 일렬로 편다. circshift는 첫 차원을 민다."
    ),
    "Strides": "스트라이드",
    "Neighbours in a column are next to each other in Julia, neighbours in a row in NumPy.": (
        "줄리아에서는 한 열의 이웃이, NumPy에서는 한 행의 이웃이 메모리에서 붙어 있다."
    ),
    "The inner loop should run over the first index in Julia and over the last one in Python.": (
        "안쪽 반복문은 줄리아에서 첫 인덱스, 파이썬에서 마지막 인덱스를 돌아야 한다."
    ),
    "Permuting axes": "축의 순서 바꾸기",
    "permutedims copies and counts dimensions from 1; np.transpose is a view and counts from 0.": (
        "permutedims는 복사하며 1부터, np.transpose는 뷰이며 0부터 차원을 센다."
    ),
    "The same list of axes moves by one; what looks like Julia's (2, 1, 3) is another permutation.": (
        "같은 축 목록이 하나씩 옮겨진다. 줄리아의 (2, 1, 3)처럼 보이는 것이 다른 순열이 된다."
    ),
    "Nested loops in a comprehension": "내포의 겹반복문",
    "The first of two loops is the inner one in Julia's comprehension, the outer one in Python's.": (
        "두 반복 중 첫째가 줄리아 내포에서는 안쪽, 파이썬 내포에서는 바깥쪽이다."
    ),
    "`for i, j` in a Julia comprehension makes a matrix, which is filled down its columns. Written `for i in 1:2 "
    "for j in 1:3`, the first loop is the outer one in Julia too.": (
        "줄리아 내포의 `for i, j`는 행렬을 만들고 열을 따라 채운다. `for i in 1:2 for j in 1:3`처럼 쓰면 "
        "줄리아에서도 첫 반복문이 바깥이다."
    ),
    "Copies and views": "복사와 뷰",
    "Slices": "슬라이스",
    "A slice is a copy in Julia and a view in NumPy.": "슬라이스는 줄리아에서 복사이고 NumPy에서 뷰다.",
    "Indexing on the right-hand side copies in Julia; `view` and `@view` share.": (
        "오른쪽에 쓴 인덱싱은 줄리아에서 복사한다. `view`와 `@view`는 메모리를 공유한다."
    ),
    "+= on an array": "배열의 +=",
    "y += 1 makes a new array in Julia and changes the old one in NumPy.": (
        "y += 1은 줄리아에서 새 배열을 만들고 NumPy에서 원래 배열을 바꾼다."
    ),
    "In Julia `y += z` means `y = y + z`: the name gets another array. `.+=` works in place.": (
        "줄리아에서 `y += z`는 `y = y + z`다. 이름이 다른 배열을 가리키게 된다. `.+=`는 제자리에서 한다."
    ),
    "fill with an array": "배열로 채우는 fill",
    "fill([0], 2) holds one array twice; np.full copies the numbers.": (
        "fill([0], 2)는 한 배열을 두 번 담고 np.full은 수를 복사한다."
    ),
    "The value is not copied. Python's `[[0]] * 2` does the same as fill; a comprehension does not.": (
        "값은 복사되지 않는다. 파이썬의 `[[0]] * 2`도 fill과 같고, 내포는 그렇지 않다."
    ),
    "A row of a matrix": "행렬의 한 행",
    "A row A[1, :] is a copy in Julia and a view in NumPy.": "행 A[1, :]은 줄리아에서 복사이고 NumPy에서 뷰다.",
    "Only a lone index with a list or mask copies in NumPy; in Julia every index does unless it is a view.": (
        "NumPy에서는 목록이나 마스크로 된 인덱스만 복사한다. 줄리아에서는 뷰가 아니면 모든 인덱스가 복사한다."
    ),
    "Transposing": "전치",
    "permutedims(A) copies; A.T shares its memory with A.": "permutedims(A)는 복사하고 A.T는 A와 메모리를 공유한다.",
    "Julia has a lazy transpose (`transpose`, `'`), which shares, and an eager one, which does not.": (
        "줄리아에는 메모리를 공유하는 느긋한 전치(`transpose`, `'`)와 공유하지 않는 즉시 전치가 있다."
    ),
    "A[:] and memory": "A[:]와 메모리",
    "A[:] is a copy in Julia and shares memory in NumPy.": "A[:]는 줄리아에서 복사이고 NumPy에서 메모리를 공유한다.",
    "The same notation A[:] is the usual way to copy in Julia and to get a view in NumPy.": (
        "같은 표기 A[:]가 줄리아에서는 흔한 복사 방법이고 NumPy에서는 뷰를 얻는 방법이다."
    ),
    "Functions that sort in place": "제자리에서 정렬하는 함수",
    "sort!(x) returns the array; x.sort() returns None.": "sort!(x)는 배열을 돌려주고 x.sort()는 None을 돌려준다.",
    "Julia marks functions that change an argument by `!`, and they return it.": (
        "줄리아는 인수를 바꾸는 함수에 `!`를 붙이고, 그 함수는 그 인수를 돌려준다."
    ),
    "Copies of nested arrays": "중첩 배열의 복사",
    "copy of nested brackets is shallow in Julia; of a NumPy array it is whole.": (
        "중첩 배열의 copy는 줄리아에서 얕고 NumPy 배열에서는 전체를 복사한다."
    ),
    "A Julia vector of vectors holds references; NumPy's nested brackets make one block of numbers.": (
        "줄리아의 벡터의 벡터는 참조를 담는다. NumPy의 겹괄호는 수의 덩어리 하나를 만든다."
    ),
    "Growing an array": "배열 늘리기",
    "push! makes the array itself longer; np.append returns another one.": (
        "push!는 배열 자체를 늘리고 np.append는 다른 배열을 돌려준다."
    ),
    "NumPy arrays have a fixed size. Julia vectors grow as Python lists do.": (
        "NumPy 배열의 크기는 고정되어 있다. 줄리아 벡터는 파이썬 리스트처럼 늘어난다."
    ),
}
