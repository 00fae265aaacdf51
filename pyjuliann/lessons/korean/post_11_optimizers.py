"""Post 11 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 SGD, 모멘텀, AdaGrad, RMSProp, Adam의 한 걸음을 손으로 내딛고, 저마다 무엇을 기억하는지 말하고,
같은 이름이 다른 식을 뜻하는 곳을 알 수 있다.

기울기 g는 어느 쪽이 아래인지 말하고, 최적화 기법은 얼마나 갈지 말한다. 길고 좁은 골짜기에서는 그 둘이 서로 다른
물음이다. 가로지르면 가파르고 바닥이 가깝고, 따라 내려가면 완만하고 바닥이 멀다.

{figure:paths}

**SGD**는 기울기를 거슬러 그 길이의 η배만큼 간다.

{formula:sgd}

w = (1, 2), g = (2, −4), η = 0.5라면 (1, 2) − 0.5·(2, −4) = (0, 4)다.

{example:11.1}

**모멘텀**은 계속 굴러가는 공이다. 속도 v는 단계에서 단계로 이어지는 상태다. 방향이 같은 걸음은 쌓이고, 엇갈리는
걸음은 서로 지운다. α = 0.9.

{formula:momentum}

{example:11.2}

**시리즈가 스스로 어긋나는 곳.** 글에는 모멘텀이 0으로 실려 있다. 글쓴이의 코드와 본문이 뜻하는 값은 0.9다. 0이면
아무것도 구르지 않으니 다시 SGD다.

{example:11.3}

**AdaGrad**는 가중치마다 걸음을 따로 잰다. 많이 움직인 것은 그 뒤로 덜 움직인다. 합 s는 커지기만 하므로 언젠가는
멈춘다.

{formula:adagrad}

첫 단계에서는 g를 |g|로 나누므로, 기울기가 얼마든 좌표마다 η만큼 간다.

{example:11.4}

**RMSProp**은 기억이 흐려지는 AdaGrad다. β = 0.9. 첫걸음의 길이는 η/√0.1, 약 η의 3.2배다. 그때까지 s가 본 것은
g²의 10분의 1뿐이기 때문이다.

{formula:rmsprop}

{example:11.5}

**Adam**은 둘을 함께 쓴다. 기울기의 지수 이동 평균 m을, 그 제곱의 지수 이동 평균 v의 제곱근으로 나눈다. β₁ = 0.9,
β₂ = 0.999다. 둘 다 0에서 시작해 처음에는 너무 작다. 단계 t의 인자가 그것을 메우며, 첫 단계에서는 꼭 맞게 메우므로
첫걸음의 길이가 η다. 따로 말하지 않으면 η = 0.001이다.

{formula:adam}

{example:11.6}

**상태는 인수다.** 속도와 합은 매개변수마다 따로 있고 단계에서 단계로 이어진다. 여기서 최적화 기법은 `adam(0.001)`
같은 값이다. `optimizer_init`이 상태를 만들고, `optimizer_step`은 매개변수와 기울기와 상태를 받아 새 매개변수와 새
상태를 돌려준다. 객체 속에 숨은 것이 없으므로 학습을 멈추고, 저장하고, 다른 곳에서, 이를테면 다른 언어에서 이어 갈
수 있다.

{example:11.7}

**나란히 놓고.** 글은 ReLU로 MNIST를 세 에폭 가르쳤고, 위의 순서대로 46.0, 47.7, 50.0, 49.7, 50.7 s가 걸렸다고
적었다. SGD만 90 %에 이르지 못했다. (전하기만 하고 실행하지 않는다.) 모두 학습률 0.03으로 120단계를 가는 작은
문제에서도 SGD가 꼴찌다.

{example:11.8}

{example:11.9}

{example:11.10}

{example:11.11}

{example:11.12}

{figure:losses}

**ε이 있는 곳.** ε은 아직 아무것도 움직이지 않은 곳에서 나눗셈의 값이 무한히 커지지 않게 한다. 여기서는 시리즈처럼
제곱근 밖에 있다. √s + ε이고 ε = 1e-7이다. √(s + ε)처럼 안에 두는 책도 있고, 라이브러리는 다른 값을 고른다.
PyTorch는 Adam과 RMSProp에 1e-8을, AdaGrad에 1e-10을 쓴다. (RMSProp의 β도 0.99다.) Adam에는 차이가 하나 더 있다.
PyTorch는 논문의 알고리즘대로 먼저 v를 1 − β₂ᵗ로 나누고 나서 ε을 더한다. 여기서는 인자가 나눗셈 앞에 있어서, ε이
아직 너무 작은 제곱근과 만난다. 첫 단계에서는 √0.001배, 약 32분의 1로 작다. 보통 크기의 기울기에서는 아무도
알아채지 못한다. 기울기가 1e-7이면 여기서 첫걸음은 η의 3 %에 그친다.

{example:11.13}

PyTorch의 순서와 PyTorch의 ε으로는 91 %다.

{example:11.14}

그러니 정의가 같을 때에만 두 구현을 견주고, 반올림을 탓하기 전에 식을 보아야 한다.

**거듭제곱의 함정.** 자라는 정수 t에 대한 β₂ᵗ에서 줄리아의 `^`와 파이썬의 `**`는 서로 다른 길로 계산해 마지막
비트가 다를 수 있다. 여기서는 둘 다 같은 순서로 제곱을 거듭한다.
"""

PHRASES = {
    "Optimizers": "최적화 기법",
    "SGD: one step, η = 0.5": "SGD: 한 단계, η = 0.5",
    "Momentum: a step with velocity 1": "모멘텀: 속도 1로 한 단계",
    "Momentum 0, as printed: SGD again": "글에 실린 대로 모멘텀 0이면: 다시 SGD",
    "AdaGrad: the first step is η long": "AdaGrad: 첫걸음의 길이는 η",
    "RMSProp: the first step is η/√0.1 long": "RMSProp: 첫걸음의 길이는 η/√0.1",
    "Adam: the first step is η long": "Adam: 첫걸음의 길이는 η",
    "Adam's state at the start: t, m and v": "처음의 Adam 상태: t, m, v",
    "120 steps with SGD": "SGD로 120단계",
    "120 steps with momentum": "모멘텀으로 120단계",
    "120 steps with AdaGrad": "AdaGrad로 120단계",
    "120 steps with RMSProp": "RMSProp으로 120단계",
    "120 steps with Adam": "Adam으로 120단계",
    "Adam's first step for g = 1e-7, η = 1": "g = 1e-7, η = 1일 때 Adam의 첫걸음",
    "The same in PyTorch's order, ε = 1e-8": "같은 것을 PyTorch의 순서로, ε = 1e-8",
    (
        "The paths of the five optimizers on the contour lines of x²/20 + y², a valley twenty times as "
        "steep across as along, from (−7, 2): SGD jumps from side to side, momentum swings and rolls on, "
        "the other three go more directly"
    ): (
        "가로지르는 쪽이 따라가는 쪽보다 스무 배 가파른 골짜기 x²/20 + y²의 등고선 위에 (−7, 2)에서 떠난 "
        "다섯 최적화 기법의 길을 그렸다. SGD는 양쪽 비탈을 오가고, 모멘텀은 흔들리며 굴러가고, 나머지 "
        "셋은 더 곧게 간다"
    ),
    (
        "The losses of examples 11.8 to 11.12 over 120 steps with learning rate 0.03: SGD stays highest, "
        "AdaGrad comes next, then RMSProp; momentum and Adam go lowest"
    ): (
        "예제 11.8부터 11.12까지의 손실을 학습률 0.03으로 120단계에 걸쳐 그렸다. SGD가 가장 높이 머물고, "
        "그다음이 AdaGrad, 그다음이 RMSProp이며, 모멘텀과 Adam이 가장 낮게 내려간다"
    ),
    (
        "Momentum 0.9, η = 0.1, and a gradient that is 1 in every step, from v = 0 on. What is v after "
        "two steps, and what does it tend to?"
    ): (
        "모멘텀이 0.9, η = 0.1이고 단계마다 기울기가 1이며 v = 0에서 시작한다. 두 단계 뒤의 v는 "
        "얼마이고, v는 어디로 다가가는가?"
    ),
    "Two steps downhill": "내리막 두 걸음",
    "−0.1, then 0.9·(−0.1) − 0.1 = −0.19. It tends to −0.1/(1 − 0.9) = −1, ten times a step of SGD.": (
        "−0.1, 그다음 0.9·(−0.1) − 0.1 = −0.19다. −0.1/(1 − 0.9) = −1로 다가가며, SGD의 걸음보다 열 배 길다."
    ),
    ("AdaGrad has seen the gradient 4 three times, from s = 0 on. By which part of η does the third step go?"): (
        "AdaGrad가 s = 0에서 시작해 기울기 4를 세 번 보았다. 셋째 걸음은 η의 얼마인가?"
    ),
    "The third step of AdaGrad, η = 1": "AdaGrad의 셋째 걸음, η = 1",
    "1/√3 by hand": "손으로 구한 1/√3",
    "s is 16 + 16 + 16 = 48, so 4/√48 = 1/√3 = 0.577. The step t of an even slope is η/√t.": (
        "s는 16 + 16 + 16 = 48이므로 4/√48 = 1/√3 = 0.577이다. 고른 비탈에서 걸음 t의 길이는 η/√t다."
    ),
    "Adam's gradient is 100 times larger in every step. How does its path change?": (
        "Adam의 기울기가 단계마다 100배 크다. 길은 어떻게 달라지는가?"
    ),
    "A first step for 2 and for 200": "2와 200일 때의 첫걸음",
    "η for both": "둘 다 η",
    "Not at all, but for ε: m grows 100 times and so does √v. Only the learning rate sets the length.": (
        "ε을 빼면 전혀 달라지지 않는다. m이 100배 커지고 √v도 그렇다. 걸음의 길이는 학습률만이 정한다."
    ),
}
