"""The companion note in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 배치 하나를 통째로, 반복문 없이 층에 통과시키고 거꾸로 되돌릴 수 있다. 그리고 세 기울기가 저마다
어디에서 나오는지 알게 된다. 먼저는 수 하나씩의 합으로, 다음에는 행렬의 곱으로.

**배치는 행렬이다.** 행마다 표본이 하나씩 있다. 아래에서 h는 표본의 수, m은 입력의 수, n은 뉴런의 수다. 수 셋으로 된
표본 둘과 뉴런이 둘인 층을 놓고 보자.

{formula:numbers}

**순전파, 수 하나씩.** 뉴런 j는 표본 k를 보고 입력마다 가중치를 곱해 모두 더한 뒤 자기 편향을 더한다.

{formula:forward-elements}

{example:note.1}

**순전파, 한꺼번에.** 행렬 곱의 자리마다 바로 이 합이 있다. 그러니 배치 전체가 한 줄이다. U = X·W + b이고 크기는
(h×m)·(m×n) = h×n이며, b는 모든 행에 더한다.

{figure:forward}

{example:note.2}

**함정은 b다.** b는 수 n개의 벡터이고 모든 *행*에 더해야 한다. NumPy는 크기를 오른쪽부터 맞추므로 `x @ w + b`가 그
일을 한다. 줄리아는 왼쪽부터 맞춘다. `x * w .+ b`는 대부분의 크기에서 오류지만, h = n이면 b를 열을 따라 더하고 h =
1이면 n×n 행렬을 만드는데, 둘 다 아무 말이 없다. 줄리아에서는 `x * w .+ transpose(b)`라고 써야 한다. 여기서는 h와 n이
모두 2여서, 잘못 쓴 줄이 다음을 준다.

{example:note.3}

**활성화 함수**는 그다음에 수 하나하나에 따로 작용한다. 노트는 시그모이드를 쓴다.

{formula:sigmoid}

{example:note.4}

**역전파: 주어진 것과 구할 것.** E는 손실이다. 뒤의 층에서 출력에 대한 E의 기울기 ∂Y가 온다. 구할 것은 셋이다. ∂W와
∂b로는 배우고, ∂X는 앞의 층에 넘겨준다. 셋 모두 U에 대한 기울기 Δ를 거친다. Δ의 크기는 h×n이다.

{formula:delta}

시그모이드의 기울기를 구하는 데는 자기 출력만 있으면 된다.

{formula:sigmoid-slope}

{example:note.5}

**표본 하나일 때의 가중치.** 입력 i에서 뉴런 j로 가는 가중치는 그 입력 하나에만 곱해진다. 그 입력은 앞 층의 출력이므로
노트는 yᵢ라고 부르고, 그 뒤로는 x라고 쓴다.

{formula:weight-one}

x = (1, 2, 3)이고 δ = (10, −1)이면 곱은 여섯 개, 모든 입력과 모든 δ의 곱이다.

{example:note.6}

**배치일 때의 가중치.** 모든 표본이 *같은* 가중치를 지난다. 가중치를 조금 움직이면 표본마다 손실이 움직이고, 배치의
손실은 그 합 E = Σₖ Eₖ다. 합의 기울기는 기울기의 합이다. 배치에 대해 더하는 까닭은 이것이고, 다른 까닭은 없다.

{formula:weight-batch}

{example:note.7}

이것도 행렬 곱의 자리마다 있는 합이다. Xᵀ의 행과 Δ의 열을 곱한다. Xᵀ·Δ는 (m×h)·(h×n)이므로 사라지는 것은 h, 곧 배치다.

{example:note.8}

{example:note.9}

**편향**은 자기 뉴런의 모든 표본에 1을 곱해 더해진다. 그래서 편향의 기울기는 δ 그 자체이고, 배치에서는 열마다 더한
합이다.

{formula:bias}

{example:note.10}

{example:note.11}

**입력.** 입력 하나는 층의 *모든* 뉴런에 들어간다. 그때마다 다른 가중치를 지나고, 뉴런마다 제 몫을 되돌려 보낸다.
그래서 여기서 더하는 것은 표본이 아니라 뉴런이고, r은 1부터 n까지 간다. 다른 표본의 입력은 이 입력과 아무 상관이 없다.

{formula:input}

{example:note.12}

행렬로 쓰면 Δ·Wᵀ는 (h×n)·(n×m)이다. n이 사라지고 X의 크기 h×m이 남는다.

{example:note.13}

{example:note.14}

{figure:backward}

**어느 쪽을 전치할지는 크기가 말해 준다.** 기울기는 미분하는 대상과 크기가 같다. X와 Δ를 곱해 W의 크기가 나오게 하는
방법은 하나뿐이고, Δ와 W를 곱해 X의 크기가 나오게 하는 방법도 하나뿐이다. 크기가 맞지 않으면 어딘가 전치가 빠졌다.

**평균이 아니라 합이다.** ∂W와 ∂b는 배치 전체를 더한다. 손실을 배치로 평균하려면 ∂Y에서 h로 한 번 나눈다.

노트에는 수치가 없다. 그래서 기울기를 중앙 차분과 견준다. 수 하나를 1e-5만큼 양쪽으로 움직이고 손실을 본다. 그리고
모든 결과를 두 언어 사이에서 견준다.
"""

PHRASES = {
    "One layer, forward and backward": "층 하나의 순전파와 역전파",
    # examples
    "u₁₁ written out: 1·1 + 2·3 + 3·5 + 10": "풀어 쓴 u₁₁: 1·1 + 2·3 + 3·5 + 10",
    "Into the activation: U = X·W + b": "활성화 함수에 들어가는 값: U = X·W + b",
    "What x * w .+ b gives in Julia: b on the columns": "줄리아에서 x * w .+ b가 주는 것: 열에 더해진 b",
    "Out of the layer: Y = sigmoid(U)": "층에서 나오는 값: Y = sigmoid(U)",
    "Back through the sigmoid: Δ": "시그모이드를 거슬러: Δ",
    "One sample: every xᵢ times every δⱼ": "표본 하나: 모든 xᵢ와 모든 δⱼ의 곱",
    "Two samples: the sum of both": "표본 둘: 두 결과의 합",
    "The same as one product: XᵀΔ": "같은 것을 곱 하나로: XᵀΔ",
    "XᵀΔ against the slope of the loss": "손실의 기울기와 견준 XᵀΔ",
    "The column sums of Δ": "Δ의 열의 합",
    "The column sums against the slope of the loss": "손실의 기울기와 견준 열의 합",
    "∂x₁₁ written out: 10·1 + (−1)·2": "풀어 쓴 ∂x₁₁: 10·1 + (−1)·2",
    "The gradient of the input: ΔWᵀ": "입력의 기울기: ΔWᵀ",
    "ΔWᵀ against the slope of the loss": "손실의 기울기와 견준 ΔWᵀ",
    # figures
    (
        "One layer, forward, as boxes of their sizes: X, h×m, times W, m×n, plus the row b of n numbers laid onto each "
        "of the h rows, gives U, h×n, and f makes Y of the same size from it"
    ): (
        "층 하나의 순전파를 크기대로 그린 상자. h×m인 X에 m×n인 W를 곱하고, 수 n개의 행 b를 h개의 행마다 얹으면 h×n인 "
        "U가 되고, f가 거기서 같은 크기의 Y를 만든다"
    ),
    (
        "The same layer, backward: ∂Y, h×n, times the slope f′(U) place by place gives Δ; from Δ go three arrows, to "
        "∂W = Xᵀ·Δ, m×n, summed over the samples, to ∂b, the n column sums, summed over the samples too, and to ∂X = "
        "Δ·Wᵀ, h×m, summed over the neurons, which leaves to the layer in front"
    ): (
        "같은 층의 역전파. h×n인 ∂Y에 기울기 f′(U)를 자리마다 곱하면 Δ가 된다. Δ에서 화살표 셋이 나간다. 표본에 대해 "
        "더한 m×n인 ∂W = Xᵀ·Δ, 역시 표본에 대해 더한 열의 합 n개 ∂b, 그리고 뉴런에 대해 더한 h×m인 ∂X = Δ·Wᵀ다. ∂X는 "
        "앞의 층으로 나간다"
    ),
    # exercises
    (
        "A batch has five samples of three inputs, all ones, and Δ is 5×2, all ones too. What size has ∂W, and what "
        "stands in it?"
    ): "입력이 셋인 표본 다섯의 배치가 모두 1이고, 5×2인 Δ도 모두 1이다. ∂W의 크기는 얼마이고 그 안에는 무엇이 있는가?",
    "Five samples of ones": "모두 1인 표본 다섯",
    "It has the size of W, 3×2. Each of the five samples adds 1·1, so every element is 5.": (
        "크기는 W와 같은 3×2다. 표본 다섯이 저마다 1·1을 더하므로 원소는 모두 5다."
    ),
    "The loss of the example is averaged over its two samples, not added up. What is ∂b then?": (
        "예제의 손실을 두 표본에 대해 더하지 않고 평균한다. 그러면 ∂b는 얼마인가?"
    ),
    "∂b of Δ / 2": "Δ / 2의 ∂b",
    "All of Δ is divided by h = 2, and so is every sum of it: (11, 1) / 2 = (5.5, 0.5).": (
        "Δ 전체를 h = 2로 나누므로 그 합도 모두 그렇게 된다. (11, 1) / 2 = (5.5, 0.5)이다."
    ),
    (
        "Three neurons gave 0.5, 0.75 and 1.0, and each gets ∂Y = 1. Which δ is the largest, and what happens to the "
        "last neuron?"
    ): "세 뉴런이 0.5, 0.75, 1.0을 냈고 저마다 ∂Y = 1을 받는다. 어느 δ가 가장 크며, 마지막 뉴런은 어떻게 되는가?",
    "δ at y = 0.5, 0.75 and 1.0": "y = 0.5, 0.75, 1.0에서의 δ",
    "y·(1 − y) is largest at y = 0.5, with 0.25. At 1.0 it is 0: that neuron is saturated and learns nothing.": (
        "y·(1 − y)는 y = 0.5에서 0.25로 가장 크다. 1.0에서는 0이다. 그 뉴런은 포화되어 아무것도 배우지 못한다."
    ),
    "One sample, x = (1, 2, 3), has δ = (1, 0). Which weights get a gradient?": (
        "표본 하나가 x = (1, 2, 3)이고 δ = (1, 0)이다. 기울기를 받는 가중치는 어느 것인가?"
    ),
    "δ of the second neuron is 0": "둘째 뉴런의 δ가 0일 때",
    (
        "Those into the first neuron, in the first column of W, each in proportion to its input. What leads to the "
        "second neuron stays as it is."
    ): (
        "첫째 뉴런으로 들어가는 것들, 곧 W의 첫 열이며, 저마다 자기 입력에 비례한다. 둘째 뉴런으로 가는 것은 그대로 "
        "남는다."
    ),
    # budgets
    "exp differs by 1 ULP between NumPy and Julia, and one division follows": (
        "exp는 NumPy와 줄리아 사이에서 1 ULP 다르고, 나눗셈이 한 번 뒤따른다"
    ),
    "the terms of a sum may be added in another order, or fused with their products": (
        "합의 항을 더하는 순서가 다르거나, 곱과 합을 한 번에 반올림할 수 있다"
    ),
}
