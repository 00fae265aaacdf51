"""Post 5 in Korean."""

from __future__ import annotations

TEXT = """
조각은 다 모였다. 하나로 합치면 식 하나가 된다.

    ŷ = softmax(h(X·W₁ + b₁)·W₂ + b₂)

X는 행마다 표본이 하나씩 있는 배치다. W₁과 b₁은 은닉층으로 이어지고, h는 은닉층의 활성화 함수다. W₂와 b₂는
클래스마다 수 하나로 이어지고, 소프트맥스가 행마다 그것을 몫으로 바꾼다. 몫이 가장 큰 클래스가 예측이다.

**크기.** 표본이 h개, 입력이 m개, 은닉 뉴런이 k개, 클래스가 n개이면 (h×m)·(m×k)는 h×k이고 (h×k)·(k×n)은
h×n이다. 편향은 1×k와 1×n인 행이고, 모든 행에 더한다. 행이 하나인 행렬로 적으면 두 언어에서 `x @ w + b`와
`x * w .+ b`로 같다. 벡터로 적으면 그렇지 않다. 그때 벌어지는 일은 곁들인 노트에 있다.

**데이터로서의 신경망.** 여기서 신경망은 튜플 두 개다. 앞에서 뒤로 무엇을 하는지, 그리고 어떤 수로 하는지다.
`("dense", "sigmoid", "dense")`가 위의 식이고, "dense"마다 (W, b) 한 쌍이 매개변수다. 문자열과 배열로 된 튜플은 두
언어에서 뜻이 같으므로, 신경망은 있는 그대로 한 언어에서 다른 언어로 건너간다.

**가중치는 어디서 오는가.** 작은 난수에서 시작한다. 난수는 언어마다 다르므로, 뽑은 난수를 인수로 받는다. 한 번
뽑아 양쪽에 건넨다. `build_network`는 따로 말하지 않으면 그 수에 0.01을 곱하고 0인 편향을 붙인다. 더 나은 방법은
12편에 있다.
"""

PHRASES = {
    "The network as a formula": "식으로 쓴 신경망",
    "Two layers and what is between them": "두 층과 그 사이",
    "Its parameters: small weights, biases of zero": "매개변수: 작은 가중치와 0인 편향",
    "One layer: X·W + b for two samples": "층 하나: 표본 둘의 X·W + b",
    "The whole formula for four samples": "표본 넷으로 식 전체를",
    "the formula, step by step": "차례대로 계산한 식",
    "exp differs by up to 1 ULP between NumPy and Julia, in the sigmoid and in the softmax": (
        "exp는 NumPy와 줄리아 사이에서 최대 1 ULP 다르며, 시그모이드와 소프트맥스에 들어 있다"
    ),
}
