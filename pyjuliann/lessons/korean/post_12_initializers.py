"""Post 12 in Korean."""

from __future__ import annotations

TEXT = """
가중치가 모두 같으면 한 층의 뉴런은 언제까지나 모두 같다. 그래서 난수에서 시작한다. 얼마나 큰 난수인가가
중요하다. 층은 곱 n개를 더하므로, 층이 내는 값은 곱 하나보다 약 √n배 넓게 퍼진다.

- **std**: 어느 층이든 0.01·N. N은 표준 정규 난수다.
- **Xavier**: √(1/n)·N. 층의 출력이 입력만큼 퍼지게 한다.
- **He**: √(2/n)·N. ReLU가 절반을 잘라 내기 때문이다.

여기서 n은 그 층의 입력 수, 곧 입력 표본 하나의 크기를 모두 곱한 수다. 완전 연결층이면 W의 행 수이고, 채널이 하나인
28×28 그림이면 784다. Xavier의 논문은 출력의 수도 쓰며, 라이브러리에는 둘 다 비슷한 이름으로 들어 있다. 편향은 1×n인
행이고 0에서 시작한다.

**0.01이면 무엇이 잘못되는가.** 입력이 5개면 층 하나가 지나가는 값을 40분의 1쯤으로 줄인다. 네 층을 지나면 모든
표본이 비슷해 보이고, 돌아오는 기울기도 그렇다. 앞쪽 층들은 오랫동안 아무것도 배우지 못한다.

글은 네 층짜리 신경망을 Adam으로 MNIST에서 세 에폭 가르친다. Xavier와 He가 std를 이기고, ReLU에서는 He가 가장 빨리
배운다. 작은 문제에서도 ReLU로 120단계를 간 뒤의 순서가 같다. std는 여전히 처음의 log 3 = 1.10에 머문다.

**두 언어의 난수.** 줄리아의 `randn`과 NumPy의 `standard_normal`은 시드가 무엇이든 서로 다른 난수열에서 뽑고, 두
언어 모두 자기 난수열을 바꿀 권리를 남겨 두었다. 줄리아는 1.5와 1.7에서 바꾸었다. 그래서 뽑은 수를 인수로
받는다. 너비도 살펴야 한다. `randn(Float32, 3, 2)`는 Float32이고, NumPy가 뽑는 수는 따로 말하지 않으면
Float64다. 여기서 가중치의 자료형은 뽑은 수의 자료형이다.

**좁은 채로 남는 곱.** Float32 배열의 `0.01 * w`는 줄리아에서 Float64, NumPy에서 float32다. 여기서는 둘 다
인자를 먼저 뽑은 수의 자료형으로 반올림한다.
"""

PHRASES = {
    "Initial weights": "가중치의 초깃값",
    "std: 0.01 times the draws": "std: 난수의 0.01배",
    "Xavier for 4 inputs: half the draws": "입력 4개의 Xavier: 난수의 절반",
    "He for 4 inputs: √½ of the draws": "입력 4개의 He: 난수의 √½배",
    "The bias that goes with them": "함께 쓰는 편향",
    "Two layers, He: √(2/2) and √(2/8)": "두 층, He: √(2/2)와 √(2/8)",
    "Four layers, Adam, std": "네 층, Adam, std",
    "Four layers, Adam, Xavier": "네 층, Adam, Xavier",
    "Four layers, Adam, He": "네 층, Adam, He",
    "0.01 times the draws": "난수의 0.01배",
    "0.707107 times the draws": "난수의 0.707107배",
}
