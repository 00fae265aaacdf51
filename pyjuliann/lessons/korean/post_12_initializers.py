"""Post 12 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 가중치가 왜 난수에서 시작하며 그 난수는 얼마나 커야 하는지 말할 수 있고, std와 Xavier와 He
가운데 하나를 고를 수 있으며, 라이브러리가 n이라고 할 때 무엇을 세는지 알 수 있다.

**모두 같으면 시작이 아니다.** 한 층의 가중치를 모두 같은 값으로 두면 그 층의 뉴런은 같은 수를 계산하고, 같은
기울기를 받고, 같은 걸음을 내디딘다. 언제까지나 같다. 뉴런이 쉰 개라도 하나나 다름없다. 그래서 가중치는 표준 정규
분포에서 뽑은 난수 N으로 시작하며, 고를 것은 그 크기뿐이다. 가장 간단한 길은 어느 층에나 작은 수 하나를 곱하는
것이다.

{formula:std}

{example:12.1}

**얼마나 클지는 세어 보면 나온다.** 뉴런은 곱 n개를 더한다. 입력이 0을 중심으로 σₓ만큼, 가중치가 σ_w만큼 서로
독립으로 퍼져 있으면 합은 다음만큼 퍼진다.

{formula:spread}

그러니 곱 100개의 합은 곱 하나보다 10배 넓다. 층에서 나오는 값이 들어간 값만큼 퍼지려면 n·σ_w²이 1이어야 한다.
이것이 Xavier의 초깃값이다.

{formula:xavier}

{example:12.2}

ReLU는 합의 절반쯤을 0으로 만들어 제곱의 평균을 절반으로 줄인다. He의 초깃값은 그것을 메운다.

{formula:he}

{example:12.3}

편향에는 운이 필요 없다. 1×n인 행 하나로 0에서 시작한다. 여기서 n은 층의 출력 수다.

{example:12.4}

두 인자는 층마다 다르다. 입력 2개, 은닉 뉴런 8개, 출력 1개인 신경망이라면 첫 층은 n = 2, 둘째 층은 n = 8이다.

{example:12.5}

**0.01이면 무엇이 잘못되는가.** 입력이 5개면 층 하나가 지나가는 값을 40분의 1쯤으로 줄인다. 네 층을 지나면 모든
표본이 비슷해 보이고, 돌아오는 기울기도 그렇다. 앞쪽 층들은 오랫동안 아무것도 배우지 못한다.

{figure:spread}

글은 네 층짜리 신경망을 Adam으로 MNIST에서 세 에폭 가르친다. Xavier와 He가 std를 이기고, ReLU에서는 He가 가장 빨리
배운다. 작은 문제에서도 ReLU로 120단계를 간 뒤의 순서가 같다. std의 손실은 여전히 처음의 log 3 = 1.10에 머문다.

{example:12.6}

{example:12.7}

{example:12.8}

{figure:losses}

**어느 n인가? 합성곱에는 둘이 있다.** 완전 연결층에서 n은 W의 행 수이고, 다툴 것이 없다. 합성곱(14편)에서는 필터가
그림의 작은 창만 보므로, 층의 입력 수라고 부를 만한 수가 둘이다. 출력 하나가 더하는 것은 필터이고, 그 수는 행 · 열
· 채널이다. 층이 받는 것은 그림 전체다. 위에서 He의 값을 끌어낸 방법은 합에 든 곱을 세므로 앞의 것을 뜻하고,
PyTorch와 Keras도 그렇다. 시리즈의 글쓴이는 뒤의 것, 곧 입력 표본 하나의 크기를 모두 곱한 수를 쓴다.

차이는 크다. 글쓴이의 더 깊은 신경망에서 첫 합성곱은 필터가 3×3×1이고 받는 것이 28×28×1이며, 둘째는 필터가
3×3×32이고 받는 것이 13×13×32다. 필터로 세면 9와 288이다.

{example:12.9}

글쓴이의 코드처럼 입력으로 세면 784와 5,408이다.

{example:12.10}

이때 첫 층의 가중치는 9분의 1보다도 작게 시작한다. Adam은 걸음의 크기를 스스로 맞추어 이것을 이겨 내므로 글쓴이의
신경망은 그래도 배운다. 그런 도움이 없는 깊은 신경망이라면 배우지 못할 수도 있다. `build_network`은 둘 다
`fan`으로 할 수 있고, "input"이라고 하지 않으면 "filter"로 센다. "input"에는 층들과 x의 크기가 필요하다.
`he_weights`와 `xavier_weights`는 수 n을 그대로 받는다.

세는 법이 하나 더 있다. Xavier의 논문은 출력의 수까지 써서 √(2/(n + m))로 하고, 라이브러리는 이것도 거의 같은
이름으로 내놓는다. 그러니 이름이 아니라 식을 보아야 한다.

**두 언어의 난수.** 줄리아의 `randn`과 NumPy의 `standard_normal`은 시드가 무엇이든 서로 다른 난수열에서 뽑고, 두
언어 모두 자기 난수열을 바꿀 권리를 남겨 두었다. 줄리아는 1.5와 1.7에서 바꾸었다. 그래서 뽑은 수를 인수로 받는다.
너비도 살펴야 한다. `randn(Float32, 3, 2)`는 Float32이고, NumPy가 뽑는 수는 따로 말하지 않으면 Float64다. 여기서
가중치의 자료형은 뽑은 수의 자료형이다.

**좁은 채로 남는 곱.** Float32 배열의 `0.01 * w`는 줄리아에서 Float64, NumPy에서 float32다. 여기서는 둘 다 인자를
먼저 뽑은 수의 자료형으로 반올림한다.
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
    "n of two convolutions, by filter": "두 합성곱의 n, 필터로 센 것",
    "n of the same two, by input": "같은 두 합성곱의 n, 입력으로 센 것",
    (
        "How far the numbers spread that leave each of four layers with ReLU, on a logarithmic scale: "
        "with std they shrink from layer to layer to almost nothing, with Xavier they fall slowly, with "
        "He they keep their size"
    ): (
        "ReLU를 쓰는 네 층에서 나오는 값이 저마다 얼마나 퍼져 있는지를 로그 눈금으로 그렸다. std에서는 "
        "층마다 줄어 거의 사라지고, Xavier에서는 천천히 줄며, He에서는 크기가 그대로다"
    ),
    (
        "The loss of examples 12.6 to 12.8 over 120 steps: with std it stays at 1.10, with Xavier and "
        "with He it falls towards 0, with He sooner"
    ): (
        "예제 12.6부터 12.8까지의 손실을 120단계에 걸쳐 그렸다. std에서는 1.10에 머물고, Xavier와 "
        "He에서는 0으로 내려가며, He가 더 빠르다"
    ),
    ("A layer has 50 inputs. By which factor does He's start scale the draws, and by which does Xavier's?"): (
        "입력이 50개인 층이 있다. He의 초깃값은 난수에 얼마를 곱하고, Xavier의 초깃값은 얼마를 곱하는가?"
    ),
    "He for 50 inputs": "입력 50개의 He",
    ("He's by √(2/50) = 0.2, as the result shows, and Xavier's by √(1/50), which is √2 times less: 0.1414."): (
        "He는 결과에서 보듯 √(2/50) = 0.2를 곱한다. Xavier는 √(1/50)을 곱하며 √2배 작은 0.1414다."
    ),
    "All weights of a network start at 0.5. How do the gradients of its three hidden neurons differ?": (
        "신경망의 가중치가 모두 0.5에서 시작한다. 은닉 뉴런 셋의 기울기는 서로 어떻게 다른가?"
    ),
    "Gradients of three equal neurons": "똑같은 세 뉴런의 기울기",
    (
        "Not at all: the columns of ∂W are equal, so every column minus the first is 0, and after any "
        "number of steps the neurons are still equal."
    ): ("전혀 다르지 않다. ∂W의 열들이 같으므로 어느 열이든 첫 열을 빼면 0이고, 몇 단계를 가도 뉴런들은 여전히 같다."),
    ("The simple network of post 18 has 30 filters of 5×5 on images of 28×28×1. What is n in either count?"): (
        "18편의 간단한 신경망은 28×28×1 그림에 5×5 필터 30개를 쓴다. 두 방법으로 센 n은 저마다 얼마인가?"
    ),
    "Rows · columns · channels, both counts": "행 · 열 · 채널, 두 방법",
    (
        "25 counted by filter and 784 counted by input. (The post starts this network from std, so there "
        "it does not matter.)"
    ): ("필터로 세면 25, 입력으로 세면 784다. (글은 이 신경망을 std에서 시작하므로 거기서는 상관이 없다.)"),
}
