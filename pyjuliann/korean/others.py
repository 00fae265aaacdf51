"""What Python, NumPy and Julia themselves say of a call that goes wrong, in Korean; tables as in `contracts`.

These are the usual ones, where an array or a number does not fit. Others stay as their makers wrote them.
"""

from __future__ import annotations

PHRASES = {
    # sizes
    "operands could not be broadcast together with shapes {value}": "크기가 서로 맞지 않는다: {value}",
    "cannot reshape array of size {count} into shape {value}": "원소가 {count}개인 배열은 크기가 {value}일 수 없다",
    "matmul: Input operand {count} has a mismatch in its core dimension {count2}, with gufunc signature {value} "
    "(size {count3} is different from {count4})": (
        "matmul: 피연산자 {count}의 차원 {count2}이(가) 맞지 않는다({value}에서 {count3}과(와) {count4})"
    ),
    "shapes {size} and {size2} not aligned: {value}": "크기 {size}과(와) {size2}이(가) 맞지 않는다: {value}",
    "incompatible dimensions for cross product": "벡터곱을 하기에 차원이 맞지 않는다",
    "cross product is only defined for vectors of length 3": "벡터곱은 길이가 3인 벡터에만 있다",
    "arrays could not be broadcast to a common size; got a dimension with lengths {count} and {count2}": (
        "배열의 크기가 서로 맞지 않는다: 한 차원의 길이가 {count}과(와) {count2}이다"
    ),
    "new dimensions {size} must be consistent with array size {count}": (
        "원소가 {count}개인 배열은 크기가 {size}일 수 없다"
    ),
    "A has dimensions {size} but B has dimensions {size2}": "A의 크기는 {size}인데 B의 크기는 {size2}이다",
    "matrix A has dimensions {size}, matrix B has dimensions {size2}": (
        "행렬 A의 크기는 {size}인데 행렬 B의 크기는 {size2}이다"
    ),
    "matrix A has dimensions {size}, vector B has length {count}": (
        "행렬 A의 크기는 {size}인데 벡터 B의 길이는 {count}이다"
    ),
    # places
    "index {count} is out of bounds for axis {count2} with size {count3}": (
        "크기가 {count3}인 축 {count2}에 인덱스 {count}은(는) 없다"
    ),
    "attempt to access {value} at index {value2}": "{value}의 없는 인덱스 {value2}을(를) 읽으려 했다",
    "list index out of range": "리스트에 없는 인덱스다",
    "tuple index out of range": "튜플에 없는 인덱스다",
    # numbers
    "cannot convert float NaN to integer": "NaN은 정수로 바꿀 수 없다",
    "cannot convert float infinity to integer": "무한대는 정수로 바꿀 수 없다",
    "division by zero": "0으로 나누었다",
    "float division by zero": "0으로 나누었다",
    "integer division or modulo by zero": "0으로 나누었다",
    "math domain error": "정의역 밖의 값이다",
    "DomainError with {value}:": "DomainError: {value}은(는) 정의역 밖에 있다",
    # calls
    "name {value} is not defined": "{value}은(는) 정의되지 않은 이름이다",
    "no method matching {value}": "{value}에 맞는 메서드가 없다",
}

PARTS: dict[str, dict[str, str]] = {}
