"""Post 2 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 두 층 사이에 무엇이 왜 있는지 알고, 시리즈에 나오는 다섯 함수를 모양으로 가려낼 수 있으며, 넘치지도
않고 자료형이 슬그머니 바뀌지도 않게 두 언어로 쓸 수 있다.

**사이에 무언가 있어야 하는 까닭.** 그것이 없으면 두 층은 한 층이다. (X·W₁)·W₂는 X·(W₁·W₂)이고, W₁·W₂도 행렬이기
때문이다. 층을 아무리 쌓아도 곧은 것은 곧은 채로 남는다.

{example:2.1}

그래서 행렬을 곱한 다음에는 휘는 함수, 곧 활성화 함수를 둔다. 활성화 함수는 수 하나하나에 따로 작용한다.

{figure:activations}

**계단 함수**는 아니오 아니면 예라고 답한다. x = 0까지 0이고 그 너머는 1이다.

{formula:step}

{example:2.2}

양쪽이 모두 평평하다. 기울기는 있는 곳마다 0이어서 어느 쪽으로 가야 할지 아무것도 말해 주지 않으며, 기울기로 배우는
신경망은 쓸 수 없다. 알아 둘 차이가 하나 있다. 글의 코드는 x가 무엇이든 정수 리터럴 0과 1을 돌려준다. 여기서는 x의
자료형을 지키므로 부동소수점 수에서는 부동소수점 수가 나온다.

{example:2.3}

**시그모이드**는 어디에나 기울기가 있는 계단이다. 왼쪽 멀리에서는 0에, 오른쪽 멀리에서는 1에 가깝고 0에서는 1/2이다.

{formula:sigmoid}

{example:2.4}

**ReLU**는 음수를 잘라 내고 나머지는 그대로 보낸다. 휘는 곳은 한 군데뿐이지만 그것으로 넉넉하다.

{formula:relu}

{example:2.5}

**항등 함수**는 모든 것을 그대로 둔다. 수를 예측하는 신경망의 마지막 층에 쓴다.

{example:2.6}

**소프트맥스**는 수들을 합이 1인 몫으로 바꾼다. 하나를 고르는 신경망의 마지막 층에 쓴다. 수 하나가 아니라 배열 전체를
본다.

{formula:softmax}

{example:2.7}

{example:2.8}

**배열 전체인가 행마다인가.** `softmax`는 글에서처럼 배열 전체의 합이 1이 되게 한다. 배치에는 행마다 표본이 하나씩
있으니 각 행의 합이 1이어야 한다. 그것이 `softmax_rows`이고, 7편에서 필요하다.

{example:2.9}

**오버플로.** exp(1000)은 무한대다. 시그모이드는 견딘다. NumPy가 경고는 하지만 1 / (1 + ∞)는 0이다.

{example:2.10}

소프트맥스는 견디지 못한다. ∞ / ∞는 NaN이다. 그래서 최댓값을 먼저 뺀다. 분자와 분모를 같은 수로 나누는 셈이니
이론으로는 아무것도 바뀌지 않고, 0보다 큰 지수는 없어진다.

{example:2.11}

**원소별인가 아닌가: 점.** `np.exp(x)`는 원소마다 계산한다. 줄리아에서는 그것이 `exp.(x)`다. 점이 없는 `exp(x)`는
정사각 행렬이면 전혀 다른 것인 행렬 지수 함수이고, 그 밖의 배열이면 오류다. 마찬가지로 줄리아는 `max.(0, x)`, NumPy는
`np.maximum(0, x)`다. 파이썬의 `max(0, x)`는 배열을 받으면 실패한다. 글은 함수를 수 하나에 대해 정의하고
`sigmoid.(x)`처럼 점을 찍어 부른다. 여기서는 함수가 배열을 받는다.

**자료형.** 여기서 x는 정수다. 계단 함수와 ReLU와 항등 함수는 두 언어 모두 정수를 돌려준다. 시그모이드와 소프트맥스는
Float64를 준다.

**그림에 찍을 점.** 은닉층의 활성화 함수는 `-5:0.1:5`에서 그린다. 줄리아에서 이것은 점 101개이고, 점마다 제 십진수에
가장 가까운 부동소수점 수이며, 한가운데는 정확히 0.0이다. `np.arange(-5, 5, 0.1)`은 끝점을 빠뜨리고, 끝을 5.1로 주어도
한가운데가 1.8e-14만큼 어긋난다. 부동소수점 수 0.1은 10분의 1이 아니기 때문이다. `np.arange(-50, 51) / 10`이 줄리아와
같은 점을 준다.

{example:2.12}

{example:2.13}

{example:2.14}

{example:2.15}

**마지막 비트.** NumPy와 줄리아는 exp를 다른 방법으로 계산한다. 반올림이 갈리는 곳에서 결과는 1 ULP, 곧 마지막
자리에서 한 칸 떨어진다. 그것은 오류가 아니다. 그러나 그보다 많이 떨어져서는 안 된다.
"""

PHRASES = {
    "Activation functions": "활성화 함수",
    "Step function": "계단 함수",
    "Sigmoid": "시그모이드",
    "Identity": "항등 함수",
    "Softmax of the whole array": "배열 전체의 소프트맥스",
    "Its sum": "그 합",
    "Softmax of each row: a batch of two": "행마다 소프트맥스: 표본 둘인 배치",
    "Far out, without overflow: sigmoid": "아주 먼 곳에서도 넘치지 않는 시그모이드",
    "Far out, without overflow: softmax": "아주 먼 곳에서도 넘치지 않는 소프트맥스",
    "The points of the plots, -5:0.1:5": "그림에 찍을 점, -5:0.1:5",
    "Step function, to plot": "그림을 위한 계단 함수",
    "Sigmoid, to plot": "그림을 위한 시그모이드",
    "ReLU, to plot": "그림을 위한 ReLU",
    "exp differs by up to 1 ULP between NumPy and Julia, and a sum and a division follow": (
        "exp는 NumPy와 줄리아 사이에서 최대 1 ULP 다르고, 덧셈과 나눗셈이 뒤따른다"
    ),
    "exp differs by up to 1 ULP between NumPy and Julia, in the element and in the sum below it": (
        "exp는 NumPy와 줄리아 사이에서 최대 1 ULP 다르며, 분자에도 분모의 합에도 들어간다"
    ),
    "the shares differ by some ULP, and their sum is rounded once more": (
        "몫들이 몇 ULP씩 다르고, 그 합을 한 번 더 반올림한다"
    ),
    "Two layers and the one that they are": "두 층, 그리고 그것과 같은 한 층",
    "Step function of floats: floats": "부동소수점 수의 계단 함수: 부동소수점 수",
    # figures
    (
        "The step function, the sigmoid, ReLU and the identity over x from −5 to 5, each with its slope as a dashed "
        "line: the step's slope is 0, the sigmoid's a hill of height 1/4 at 0, ReLU's 0 and then 1, the identity's 1"
    ): (
        "x가 −5부터 5까지일 때의 계단 함수, 시그모이드, ReLU, 항등 함수. 저마다 기울기를 파선으로 함께 그렸다. 계단 "
        "함수의 기울기는 0이고, 시그모이드의 기울기는 0에서 높이가 1/4인 언덕이며, ReLU의 기울기는 0이다가 1이고, 항등 "
        "함수의 기울기는 1이다"
    ),
    # exercises
    "What is the sigmoid of x plus the sigmoid of −x?": "x의 시그모이드와 −x의 시그모이드를 더하면 얼마인가?",
    "1, for every x: the curve is the same seen from the point (0, 1/2) in either direction.": (
        "어떤 x에서나 1이다. 곡선은 점 (0, 1/2)에서 어느 쪽으로 보아도 모양이 같다."
    ),
    "100 is added to each of the three numbers 0, 0 and 0. How do their shares change?": (
        "세 수 0, 0, 0에 저마다 100을 더한다. 몫은 어떻게 달라지는가?"
    ),
    "The sigmoid at x and at −x, added": "x와 −x에서의 시그모이드를 더하기",
    "Softmax of three hundreds": "100 셋의 소프트맥스",
    "Not at all. exp(100) is a factor of the numerator and of every term below it, and cancels.": (
        "전혀 달라지지 않는다. exp(100)이 분자에도 분모의 모든 항에도 곱해져 있어 약분된다."
    ),
    "A batch of two samples has four equal numbers in each row. What do `softmax` and `softmax_rows` make of it?": (
        "표본 둘인 배치의 행마다 같은 수가 넷씩 있다. `softmax`와 `softmax_rows`는 그것으로 무엇을 만드는가?"
    ),
    "Both, of a 2×4 of ones": "1로 채운 2×4에 둘 다",
    "Eight equal shares of 1/8 for the whole array; row by row, four of 1/4 in each row.": (
        "배열 전체로는 1/8씩 똑같은 몫 여덟 개, 행마다로는 각 행에 1/4씩 네 개다."
    ),
}
