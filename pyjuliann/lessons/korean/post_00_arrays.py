"""Post 0 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 두 언어로 어떤 크기의 배열이든 만들 수 있고, 원소의 자료형을 알며, 옮긴 프로그램을 가장 많이 망치는
차이 하나에 걸려들지 않는다. 배열이 메모리에 놓이는 순서다.

신경망은 배열로 하는 산술이다. 그러니 배열을 만드는 법부터 익힌다.

**행.** 줄리아에서 빈칸으로 띄어 쓴 `[1 2 3 4 5 6]`은 행이 하나인 행렬, 곧 1×6이다. 세미콜론은 행을 끝낸다.
`[1 2 3; 4 5 6]`은 2행 3열인 2×3이다. NumPy에서는 행마다 제 괄호가 있다.

{example:0.1}

{example:0.2}

줄리아에서 쉼표를 쓴 `[1, 2, 3]`은 차원이 하나뿐인 벡터다. `np.array([1, 2, 3])`이 벡터이고, 행은
`np.array([[1, 2, 3]])`이다. 거의 똑같이 출력되지만 같은 것이 아니다.

{example:0.3}

**크기.** 2×3 배열은 두 언어 모두 2행 3열이다. 줄리아는 크기를 `ones(3, 5)`처럼 하나씩 받고, NumPy는
`np.ones((3, 5))`처럼 튜플 하나로 받는다. 여기서는 양쪽 다 튜플을 받는다. 크기를 하나 더 주면 행렬을 포갠 것이 된다.

{example:0.4}

{example:0.5}

{example:0.6}

{example:0.7}

**원소의 자료형.** 두 언어 모두 정수에는 64비트 정수를, `ones`와 `zeros`에는 64비트 부동소수점 수를 고른다. 2로 채우면
정수가 되고 2.0으로 채우면 부동소수점 수가 된다. 줄리아의 `fill`은 값을 먼저, 크기를 나중에 받고, `np.full`은 크기를
먼저 받는다.

{example:0.8}

{example:0.9}

**초기화하지 않은 메모리.** 배열은 아무것도 쓰지 않고도 만들 수 있다. 빠르지만, 그 안에는 메모리에 남아 있던 값이
그대로 들어 있다. 정해진 것은 크기와 자료형뿐이므로 그 둘만 비교한다.

{example:0.10}

{example:0.11}

**난수.** 어떤 시드를 주어도 NumPy와 줄리아는 같은 수를 뽑지 않으며, 줄리아의 난수열은 버전에 따라 바뀌기도 했다.
그래서 `random_integers`는 균등 난수를 인수로 받는다. 한 번 뽑아 양쪽에 건네면 같은 정수가 나온다. 줄리아의 범위
1:10은 10을 포함하고, NumPy의 `integers(1, 10)`은 9에서 끝난다.

{formula:integers}

{example:0.12}

{example:0.13}

**이 글의 함정은 메모리 순서다.** 배열은 메모리에 한 줄로 늘어선 수이고, reshape는 그 줄을 읽는다. 줄리아는 열을 따라
내려가며 읽고 NumPy는 행을 따라 읽는다.

{figure:memory-order}

- 줄리아의 `reshape(1:16, 4, 4)`는 첫 열이 1 2 3 4이다.
- `np.arange(1, 17).reshape(4, 4)`는 첫 행이 1 2 3 4이다.

같은 호출인데 결과는 서로 전치다. m행 n열인 배열에서 1부터 센 i행 j열의 원소는 줄의 처음에서 다음만큼 떨어져 있다.

{formula:places}

`column_major_reshape`는 양쪽 모두에서 줄리아처럼 한다. NumPy에서는 `order="F"`가 그것이다.

{example:0.14}

{example:0.15}

그리고 따로 말하지 않으면 NumPy는 다음과 같이 한다. 줄리아에서 같은 것을 주는 코드를 곁들인다.

{example:0.16}
"""

PHRASES = {
    "Arrays": "배열",
    "A matrix of one row": "행이 하나인 행렬",
    "Two rows of three": "원소 셋씩 두 행",
    "Ones, 3×5": "1로 채운 3×5",
    "Ones, 3×5×2": "1로 채운 3×5×2",
    "Zeros, 2×3": "0으로 채운 2×3",
    "Zeros, 2×3×2": "0으로 채운 2×3×2",
    "Filled with 2, 3×4": "2로 채운 3×4",
    "Filled with 2, 3×4×2": "2로 채운 3×4×2",
    "Uninitialised, 2×3": "초기화하지 않은 2×3",
    "Uninitialised, 2×3×2": "초기화하지 않은 2×3×2",
    "Integers 1 to 10, 2×4": "1부터 10까지의 정수, 2×4",
    "Integers 1 to 10, 2×4×2": "1부터 10까지의 정수, 2×4×2",
    "1 to 16 as 4×4": "1부터 16까지를 4×4로",
    "1 to 16 as 2×2×4": "1부터 16까지를 2×2×4로",
    "3×5, all 1.0": "3×5, 모두 1.0",
    "3×5×2, all 1.0": "3×5×2, 모두 1.0",
    "2×3, all 0.0": "2×3, 모두 0.0",
    "2×3×2, all 0.0": "2×3×2, 모두 0.0",
    "3×4, all 2": "3×4, 모두 2",
    "3×4×2, all 2": "3×4×2, 모두 2",
    "The dimensions of a vector and of a row": "벡터의 차원과 행의 차원",
    "1 to 16 as 4×4, along the rows": "1부터 16까지를 4×4로, 행을 따라",
    # figures
    (
        "The numbers 1 to 16 in a line, as they lie in memory, and the two 4×4 matrices that a reshape makes of it: "
        "Julia's, with an arrow down each column, and NumPy's, with an arrow along each row; the first four numbers "
        "are marked in all three"
    ): (
        "메모리에 놓인 대로 한 줄로 늘어선 1부터 16까지의 수와, reshape가 거기서 만드는 4×4 행렬 둘. 줄리아의 것에는 "
        "열마다 아래로, NumPy의 것에는 행마다 오른쪽으로 화살표가 있고, 셋 모두에서 처음 네 수를 표시했다"
    ),
    # exercises
    "What size has the matrix with the rows 1 2, 3 4 and 5 6?": "행이 1 2와 3 4와 5 6인 행렬의 크기는 얼마인가?",
    "Three rows of two": "원소 둘씩 세 행",
    "Three rows, two columns: 3×2.": "행이 셋, 열이 둘이므로 3×2다.",
    "Julia reshapes the numbers 1 to 12 to 3×4. Which number stands in row 2 and column 3?": (
        "줄리아가 1부터 12까지를 3×4로 만든다. 2행 3열에는 어느 수가 있는가?"
    ),
    "1 to 12 as 3×4": "1부터 12까지를 3×4로",
    (
        "It is 8: two full columns of three stand before its column, and one number above it: 6 + 1 places from the "
        "start, so it is the eighth."
    ): "8이다. 그 열 앞에 원소 셋인 열이 둘 있고 그 위에 수가 하나 있다. 처음에서 6 + 1칸 떨어져 있으니 여덟째다.",
    "Which integers from 1 to 10 come of the draws 0.0 and 0.999?": (
        "난수 0.0과 0.999에서는 1부터 10까지의 어느 정수가 나오는가?"
    ),
    "The smallest and the largest": "가장 작은 것과 가장 큰 것",
    "1 and 10, the two ends: 1 + ⌊0⌋ and 1 + ⌊9.99⌋. A draw is never 1, so 11 never comes.": (
        "양쪽 끝인 1과 10이다. 1 + ⌊0⌋과 1 + ⌊9.99⌋다. 난수는 1이 되는 일이 없으므로 11은 나오지 않는다."
    ),
}
