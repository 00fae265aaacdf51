"""Post 15 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 합성곱을 손으로 행렬 곱 하나로 바꾸고, 그 행렬에 수가 어떤 순서로 놓이며 다른 곳에서는 왜 순서가
다를 수 있는지, 그리고 빠른 만큼 무엇을 치르는지 말할 수 있다.

정의대로 하는 합성곱은 수를 하나씩 훑는다. 프로세서가 가장 잘하는 일은 행렬 곱이다. 그래서 곱 한 번이 합성곱
전체가 되도록 그림을 행렬로 바꾼다.

**im2col.** 필터가 놓이는 자리마다 행이 하나 생긴다. 그 자리에서 필터 밑에 있는 수들을 차례로 늘어놓은 것이다.
그림이 1 2 3 / 4 5 6 / 7 8 9이고 창이 2×2면 자리가 넷이고, 자리마다 창 밑에 수가 넷 있다.

{figure:im2col}

{example:15.1}

스트라이드와 패딩은 어떤 자리가 있는지만 바꾼다. 패딩은 행에 0을 넣는다.

{example:15.2}

5×5×3 그림 두 장과 3×3×3×1 필터라면 그림마다 자리가 9개, 필터 밑의 수가 27개이니 행렬은 18×27이다.

{example:15.3}

**순서.** 행: 자리는 먼저 아래로, 그다음 오른쪽으로, 그다음 다음 그림으로 간다. 열: 창 안에서 같은 순서로, 그다음
다음 채널로 간다. 이때 필터 행렬은 줄리아에서 `reshape(w, :, filters)`이며 거저 얻는다. NumPy에서는
`w.reshape(-1, filters, order="F")`다.

코드마다 순서가 다르다. 시리즈가 따르는 파이썬 책은 그림도 창도 행을 따라 간다. 메모리가 그렇게 놓이기 때문이다.
글쓴이의 줄리아 코드는 창 안에서는 필터를 펼치는 `reshape`처럼 열을 따라 가지만, 자리는 그림의 행을 따라 간다.
그래서 글쓴이의 행렬에는 우리 행들이 다른 차례로 놓인다. 15.1이라면 첫째, 셋째, 둘째, 넷째다.

결코 순서에 달려서는 안 되는 것은 층의 결과다. 필터를 조각과 같은 순서로 펼치면 곱마다 같은 짝을 더하고, 결과를
자리의 순서대로 되돌려 놓으면 저마다 제자리에 선다. 조각의 행렬을 C라 하고 위의 그림 두 장의 크기를 적으면 다음과
같다.

{formula:product}

**곱.** 14편의 첫 합성곱을 완전 연결층으로 적으면 이렇다. 표본 대신 조각이, 뉴런 대신 필터가 들어간다.

{example:15.4}

두 열은 두 필터의 출력을 열을 따라 읽은 것이다. 다시 그림의 꼴로 놓으면 14편에서 수를 하나씩 계산해 얻은 것과
같다.

{example:15.5}

**시리즈가 스스로 어긋나는 곳.** 14편의 식에는 행과 열이 따로 있는데, 15편부터 17편까지의 층은 정사각형 그림과
정사각형 필터에서만 옳다. 그런 그림은 잘못을 감춘다. 여기서는 맞기만 하면 어떤 크기, 스트라이드, 패딩이든 된다.
이를테면 5×7 그림과 3×2 필터를 스트라이드 2, 패딩 1로 쓸 수 있다.

{example:15.6}

**풀링도 같은 길로.** 채널을 하나씩 다룬다. 한 채널의 열들이 그 창이고, 풀링은 그 행마다의 최댓값이나 평균이다.

{example:15.7}

{example:15.8}

**치르는 값.** 메모리다. 스트라이드가 1이면 모든 화소가 필터의 원소 수만큼, 5×5면 25번 행렬에 들어간다. 그리고
합성곱은 복사하는 만큼만 빠르다. 행렬은 메모리에 놓이는 순서로 한 번만 써야 한다.

**부동소수점 수.** 정의대로 하는 합성곱은 곱을 하나씩 더한다. 행렬 곱은 제 나름의 순서로 여럿을 함께 더하고, 곱과
합을 한 번에 반올림하기도 한다. 그래서 두 구현은 끝자리가 다르고, 두 언어도 그렇다. 정수에서는 모두 같다.
"""

PHRASES = {
    "The four 2×2 patches of a 3×3 image": "3×3 그림의 2×2 조각 네 개",
    "The same, stride 2, in a frame of zeros": "같은 것을 스트라이드 2로, 0의 테두리 안에서",
    "Two 5×5×3 images, 3×3 filters: 18×27": "5×5×3 그림 두 장, 3×3 필터: 18×27",
    "A dense layer of patches and filters": "조각과 필터의 완전 연결층",
    "And back as an image: post 14's result": "다시 그림으로: 14편의 결과",
    "the direct version": "정의대로 한 결과",
    (
        "The 3×3 image 1 to 9 with its four 2×2 windows, each in a colour of its own, and the 4×4 matrix "
        "beside it: the window at the upper left gives the row 1 4 2 5, the one below it 4 7 5 8, then "
        "come 2 5 3 6 and 5 8 6 9"
    ): (
        "1부터 9까지 든 3×3 그림의 2×2 창 네 개를 저마다 다른 색으로 칠했고, 그 옆에 4×4 행렬이 있다. "
        "왼쪽 위의 창은 행 1 4 2 5를, 그 아래의 창은 4 7 5 8을 주고, 그다음은 2 5 3 6과 5 8 6 9다"
    ),
    (
        "Images of 28×28×1, filters of 5×5, a batch of 100. How many rows and columns has the matrix, "
        "and how many times the numbers of the batch are in it?"
    ): ("28×28×1 그림, 5×5 필터, 배치 100이다. 행렬의 행과 열은 몇 개이고, 거기에 든 수는 배치에 든 수의 몇 배인가?"),
    "Rows and columns for 28×28×1 and 5×5": "28×28×1과 5×5의 행과 열",
    (
        "24·24·100 = 57,600 rows and 25 columns: 1,440,000 numbers for a batch of 78,400, about 18 times "
        "as many. It is less than 25 times, since pixels at the border lie under fewer places."
    ): (
        "행이 24·24·100 = 57,600개, 열이 25개다. 수 78,400개인 배치에 1,440,000개이니 약 18배다. "
        "25배보다 적은 것은 가장자리의 화소가 더 적은 자리에 걸리기 때문이다."
    ),
    ("In which row and column of 15.1's matrix does the 6 of the image stand? There may be more than one place."): (
        "그림의 6은 15.1의 행렬에서 몇째 행 몇째 열에 있는가? 한 곳이 아닐 수도 있다."
    ),
    "Where the 6 stands, counted from 1": "6이 있는 곳, 1부터 세어",
    ("How does 15.1's matrix look in the author's code, where the places go along the rows of the image?"): (
        "자리가 그림의 행을 따라 가는 글쓴이의 코드에서 15.1의 행렬은 어떤 모습인가?"
    ),
    "The same rows in the author's order": "같은 행들을 글쓴이의 순서로",
    "The second and the third row change places. Within the rows nothing changes.": (
        "둘째 행과 셋째 행이 자리를 바꾼다. 행 안에서는 아무것도 바뀌지 않는다."
    ),
    (
        "Two windows see it, the two on the right: in row 4 it stands in column 3, the upper right of "
        "the window, and in row 3 in column 4, the lower right."
    ): ("오른쪽의 두 창이 6을 본다. 행 4에서는 창의 오른쪽 위인 열 3에, 행 3에서는 오른쪽 아래인 열 4에 있다."),
}
