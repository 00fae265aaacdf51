"""Post 2 in Korean."""

from __future__ import annotations

TEXT = """
두 층 사이에는 휘는 함수, 곧 활성화 함수가 있다. 그것이 없으면 두 층은 한 층이다. 두 행렬의 곱은 행렬이기
때문이다. 활성화 함수는 수 하나하나에 따로 작용한다.

- **계단 함수**는 x = 0까지 0이고 그 너머는 1이다. 평평해서 기울기가 아무것도 말해 주지 않는다.
- **시그모이드** 1 / (1 + exp(−x))는 어디에나 기울기가 있는 계단이다.
- **ReLU**, 곧 max(0, x)는 음수를 잘라 내고 나머지는 그대로 보낸다.
- **항등 함수**는 모든 것을 그대로 둔다. 수를 예측하는 신경망의 마지막 층에 쓴다.
- **소프트맥스** exp(xᵢ) / Σ exp(xⱼ)는 수들을 합이 1인 몫으로 바꾼다. 하나를 고르는 신경망의 마지막 층에
  쓴다. 수 하나가 아니라 배열 전체를 본다.

**원소별인가 아닌가: 점.** `np.exp(x)`는 원소마다 계산한다. 줄리아에서는 그것이 `exp.(x)`다. 점이 없는
`exp(x)`는 정사각 행렬이면 전혀 다른 것인 행렬 지수 함수이고, 그 밖의 배열이면 오류다. 마찬가지로 줄리아는
`max.(0, x)`, NumPy는 `np.maximum(0, x)`다. 파이썬의 `max(0, x)`는 배열을 받으면 실패한다.

**자료형.** 여기서 x는 정수다. 계단 함수와 ReLU와 항등 함수는 두 언어 모두 정수를 돌려준다. 시그모이드와
소프트맥스는 Float64를 준다.

**오버플로.** exp(1000)은 무한대다. 시그모이드는 견딘다. NumPy가 경고는 하지만 1 / (1 + ∞)는 0이다.
소프트맥스는 견디지 못한다. ∞ / ∞는 NaN이다. 그래서 최댓값을 먼저 뺀다. 이론으로는 아무것도 바뀌지 않고,
0보다 큰 지수는 없어진다.

**배열 전체인가 행마다인가.** `softmax`는 글에서처럼 배열 전체의 합이 1이 되게 한다. 배치에는 행마다 표본이
하나씩 있으니 각 행의 합이 1이어야 한다. 그것이 `softmax_rows`이고, 7편에서 필요하다.

**그림에 찍을 점.** 은닉층의 활성화 함수는 `-5:0.1:5`에서 그린다. 줄리아에서 이것은 점 101개이고, 점마다 제
십진수에 가장 가까운 부동소수점 수이며, 한가운데는 정확히 0.0이다. `np.arange(-5, 5, 0.1)`은 끝점을 빠뜨리고,
끝을 5.1로 주어도 한가운데가 1.8e-14만큼 어긋난다. 부동소수점 수 0.1은 10분의 1이 아니기 때문이다.
`np.arange(-50, 51) / 10`이 줄리아와 같은 점을 준다.

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
}
