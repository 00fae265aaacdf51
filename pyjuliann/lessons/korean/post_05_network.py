"""Post 5 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 신경망 전체를 식 하나로 쓰고, 표본과 입력과 뉴런과 클래스의 수만 보고 그 안에 있는 모든 행렬의 크기를
말하고, 신경망을 한 언어에서 다른 언어로 건넬 수 있다.

층 하나와 표본 둘에서 시작하자. 1편에서 층 하나에 표본 (1, 2, 3, 4)를 넣으니 뉴런 두 개가 51과 62를 내놓았다. 표본이
하나 더 있으면 행이 하나 더 있는 것이다. (0, 0, 0, 1)은 가중치의 마지막 행 7과 8을 고르고, 편향 1과 2는 첫 표본에
더했던 것처럼 여기에도 더해진다.

{example:5.1}

**조각은 다 모였다.** 층은 1편에, 휘게 하는 함수는 2편에, 몫을 만드는 소프트맥스도 2편에 있다. 하나로 합치면 한 줄이
된다.

{formula:network}

X는 행마다 표본이 하나씩 있는 배치다. W₁과 b₁은 은닉층으로 이어지고, h는 은닉층의 활성화 함수다. W₂와 b₂는
클래스마다 수 하나로 이어지고, 소프트맥스가 행마다 그것을 몫으로 바꾼다. 몫이 가장 큰 클래스가 예측이다.

**크기.** 표본이 h개, 입력이 m개, 은닉 뉴런이 k개, 클래스가 n개이면 어떤 곱이든 계산하기 전에 확인할 수 있다.

{formula:sizes}

{figure:sizes}

표본의 수는 처음부터 끝까지 왼쪽에 서 있고, 어떤 가중치도 그 수를 모른다. 같은 신경망이 표본 하나에도 백 개에도
답한다. 편향은 1×k와 1×n인 행이고, 모든 행에 더한다. 행이 하나인 행렬로 적으면 두 언어에서 `x @ w + b`와
`x * w .+ b`로 같다. 벡터로 적으면 그렇지 않다. 그때 벌어지는 일은 곁들인 노트에 있다.

**데이터로서의 신경망.** 튜플 두 개면 신경망이 무엇인지 다 말한 것이다. 앞에서 뒤로 무엇을 하는지, 그리고 어떤 수로
하는지다. `("dense", "sigmoid", "dense")`가 위의 식이다.

{example:5.2}

"dense"마다 있는 (W, b) 한 쌍이 매개변수다. 문자열과 배열로 된 튜플은 두 언어에서 뜻이 같으므로, 신경망은 있는 그대로
한 언어에서 다른 언어로 건너간다.

**가중치는 어디서 오는가.** 작은 난수에서 시작한다. 난수는 언어마다 다르므로, 뽑은 난수를 인수로 받는다. 한 번 뽑아
양쪽에 건넨다. `build_network`는 따로 말하지 않으면 그 수에 0.01을 곱하고 0인 편향을 붙인다. 더 나은 방법은 12편에
있다.

{example:5.3}

이제 **식 전체**를 입력 6개, 은닉 뉴런 5개, 클래스 3개인 신경망과 표본 넷으로 계산한다. 기대하는 값은 종이에 하듯
차례대로 구한 것이다. 시그모이드의 지수 함수, 둘째 곱, 소프트맥스의 지수 함수, 그리고 행마다의 합이다.

{example:5.4}
"""

PHRASES = {
    "The formula as rectangles: X, 4 rows and 6 columns, times W₁, 6×5, plus the row b₁ gives the hidden layer, 4×5; "
    "that times W₂, 5×3, plus the row b₂ gives the shares, 4×3; equal sides are marked, and the 4 rows of samples "
    "go through from left to right": (
        "직사각형으로 그린 식: 4행 6열인 X에 6×5인 W₁을 곱하고 행 b₁을 더하면 4×5인 은닉층이 되고, 거기에 5×3인 W₂를 "
        "곱하고 행 b₂를 더하면 4×3인 몫이 된다. 서로 같은 변을 표시했고, 표본의 행 4개는 왼쪽에서 오른쪽까지 그대로 "
        "지나간다"
    ),
    "The samples of lesson 1's layer are now three: (1, 2, 3, 4), (0, 0, 0, 1) and (0, 0, 0, 0). What does the layer "
    "answer to the third?": (
        "1편의 층에 넣을 표본이 이제 (1, 2, 3, 4), (0, 0, 0, 1), (0, 0, 0, 0) 셋이다. 층은 셋째 표본에 무엇을 내놓는가?"
    ),
    "A sample of zeros": "0뿐인 표본",
    "The products are all 0, so the biases remain: 1 and 2. The first two rows are what they were, for a sample knows "
    "nothing of its neighbours.": (
        "곱은 모두 0이고 편향 1과 2만 남는다. 처음 두 행은 그대로다. 표본은 이웃한 표본을 알지 못한다."
    ),
    "Which layers has a network with two hidden layers?": "은닉층이 둘인 신경망에는 어떤 층들이 있는가?",
    "Three layers and what is between them": "세 층과 그 사이",
    "Three dense ones, and an activation after each but the last: the softmax, which belongs to the loss, comes "
    "there.": (
        "dense가 셋이고, 마지막을 뺀 나머지 뒤에 활성화 함수가 하나씩 온다. 마지막 뒤에는 손실에 딸린 소프트맥스가 "
        "온다."
    ),
    "All weights and biases of a network are 0. What shares does it give a sample, if there are four classes?": (
        "가중치와 편향이 모두 0인 신경망이 있다. 클래스가 넷이면 표본 하나에 어떤 몫을 주는가?"
    ),
    "A network of zeros": "0뿐인 신경망",
    "A quarter each, whatever the sample: four equal numbers have equal shares. Equal weights would also stay equal "
    "while the network learns, which is why they start at random.": (
        "표본이 무엇이든 4분의 1씩이다. 같은 수 넷의 몫은 같다. 게다가 같은 가중치는 배우는 동안에도 같은 채로 "
        "있으므로, 가중치는 무작위로 시작한다."
    ),
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
