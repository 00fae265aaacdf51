"""The traps of `memory` in Korean."""

from __future__ import annotations

PHRASES = {
    "Memory order": "메모리 순서",
    "vec(A) goes down the columns, A.ravel() along the rows.": ("vec(A)는 열을 따라, A.ravel()은 행을 따라 편다."),
    "reshape fills columns first in Julia and rows first in NumPy.": (
        "reshape는 줄리아에서 열부터, NumPy에서 행부터 채운다."
    ),
    "A[:] is a vector of all elements in Julia and a view of the whole matrix in NumPy.": (
        "A[:]는 줄리아에서 모든 원소의 벡터, NumPy에서 행렬 전체의 뷰다."
    ),
    "Linear positions in a matrix run down columns in Julia and along rows in NumPy.": (
        "행렬 안의 1차원 위치는 줄리아에서 열을 따라, NumPy에서 행을 따라 센다."
    ),
    "A[mask] lists elements down the columns in Julia and along the rows in NumPy.": (
        "A[mask]는 줄리아에서 열을 따라, NumPy에서 행을 따라 원소를 늘어놓는다."
    ),
    "circshift(A, 1) moves rows; np.roll(A, 1) moves the flattened elements.": (
        "circshift(A, 1)은 행을 옮기고 np.roll(A, 1)은 펼친 원소를 옮긴다."
    ),
    "Neighbours in a column are next to each other in Julia, neighbours in a row in NumPy.": (
        "줄리아에서는 한 열의 이웃이, NumPy에서는 한 행의 이웃이 메모리에서 붙어 있다."
    ),
    "permutedims copies and counts dimensions from 1; np.transpose is a view and counts from 0.": (
        "permutedims는 복사하며 1부터, np.transpose는 뷰이며 0부터 차원을 센다."
    ),
    "The first of two loops is the inner one in Julia's comprehension, the outer one in Python's.": (
        "두 반복 중 첫째가 줄리아 내포에서는 안쪽, 파이썬 내포에서는 바깥쪽이다."
    ),
    "Copies and views": "복사와 뷰",
    "A slice is a copy in Julia and a view in NumPy.": "슬라이스는 줄리아에서 복사이고 NumPy에서 뷰다.",
    "y += 1 makes a new array in Julia and changes the old one in NumPy.": (
        "y += 1은 줄리아에서 새 배열을 만들고 NumPy에서 원래 배열을 바꾼다."
    ),
    "fill([0], 2) holds one array twice; np.full copies the numbers.": (
        "fill([0], 2)는 한 배열을 두 번 담고 np.full은 수를 복사한다."
    ),
    "A row A[1, :] is a copy in Julia and a view in NumPy.": "행 A[1, :]은 줄리아에서 복사이고 NumPy에서 뷰다.",
    "permutedims(A) copies; A.T shares its memory with A.": ("permutedims(A)는 복사하고 A.T는 A와 메모리를 공유한다."),
    "A[:] is a copy in Julia and shares memory in NumPy.": "A[:]는 줄리아에서 복사이고 NumPy에서 메모리를 공유한다.",
    "sort!(x) returns the array; x.sort() returns None.": ("sort!(x)는 배열을 돌려주고 x.sort()는 None을 돌려준다."),
    "copy of nested brackets is shallow in Julia; of a NumPy array it is whole.": (
        "중첩 배열의 copy는 줄리아에서 얕고 NumPy 배열에서는 전체를 복사한다."
    ),
    "push! makes the array itself longer; np.append returns another one.": (
        "push!는 배열 자체를 늘리고 np.append는 다른 배열을 돌려준다."
    ),
}
