"""The companion note in Korean."""

from __future__ import annotations

TEXT = """
배치는 행마다 표본이 하나씩 있는 행렬이다. 행렬로 적으면 층에는 반복문이 필요 없다. 표본에 대해서도,
뉴런에 대해서도 그렇다. 아래에서 h는 배치 크기, m은 입력의 수, n은 출력의 수다.

**순전파.** U = X·W + b이고, X는 h×m, W는 m×n, b는 수 n개의 벡터다. 그다음 Y = f(U)이며 여기서 f는
시그모이드다. 벡터 b는 모든 행에 더해야 한다. NumPy는 크기를 오른쪽부터 맞추므로 `x @ w + b`가 그 일을
한다. 줄리아는 왼쪽부터 맞춘다. `x * w .+ b`는 대부분의 크기에서 오류지만, h = n이면 b를 열을 따라 더하고
h = 1이면 n×n 행렬을 만드는데, 둘 다 아무 말이 없다. 줄리아에서는 `x * w .+ transpose(b)`라고 써야 한다.

**역전파.** 손실을 U로 미분한 기울기를 Δ(h×n)라 하자. 시그모이드에서는 출력에 대한 기울기에서 바로 나온다.
Δ = ∂Y ∘ Y ∘ (1 − Y)이다. 나머지는 공식 셋이 준다.

- ∂W = Xᵀ·Δ, 크기는 W와 같다.
- ∂b = 열의 합, 뉴런마다 수 하나다.
- ∂X = Δ·Wᵀ, 크기는 X와 같다. 이 층 앞의 층이 자기 ∂Y로 받는 것이다.

**어느 쪽을 전치할지는 크기가 말해 준다.** Xᵀ·Δ는 (m×h)·(h×n)이다. 배치에 대해 더한다. 기울기는 미분하는
대상과 크기가 같다. 그렇지 않다면 어딘가 전치가 빠졌다.

**평균이 아니라 합이다.** ∂W와 ∂b는 배치 전체를 더한다. 손실을 배치로 평균하려면 ∂Y에서 h로 한 번 나눈다.

노트에는 수치가 없다. 그래서 기울기마다 중앙 차분과 견준다. 수 하나를 1e-5만큼 양쪽으로 움직이고 손실을
본다. 그리고 모든 결과를 두 언어 사이에서 견준다.
"""

PHRASES = {
    "One layer, forward and backward": "층 하나의 순전파와 역전파",
    "Into the activation: U = X·W + b": "활성화 함수에 들어가는 값: U = X·W + b",
    "Out of the layer: Y = sigmoid(U)": "층에서 나오는 값: Y = sigmoid(U)",
    "Back through the sigmoid: Δ": "시그모이드를 거슬러: Δ",
    "Gradient of the weights: XᵀΔ": "가중치의 기울기: XᵀΔ",
    "Gradient of the bias: column sums": "편향의 기울기: 열의 합",
    "Gradient of the input: ΔWᵀ": "입력의 기울기: ΔWᵀ",
    "exp differs by 1 ULP between NumPy and Julia, and one division follows": (
        "exp는 NumPy와 줄리아 사이에서 1 ULP 다르고, 나눗셈이 한 번 뒤따른다"
    ),
    "the terms of a sum may be added in another order, or fused with their products": (
        "합의 항을 더하는 순서가 다르거나, 곱과 합을 한 번에 반올림할 수 있다"
    ),
}
