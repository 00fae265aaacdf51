"""Post 8 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 뒤에서 앞으로 한 번 지나가며 모든 가중치와 편향의 기울기를 계산할 수 있고, 그 계산이 맞는지도 가려낼
수 있다.

**가중치 하나로 보는 연쇄 법칙.** 있을 수 있는 가장 작은 신경망을 보자. 입력은 x = 2 하나, 가중치는 w = 0.5 하나,
거기에 시그모이드가 있고 목표는 1이다. 손실은 (y − 1)²이다. 가중치가 손실에 무엇을 하는지 알려면 사이에 있던 것을
거슬러 올라간다. 손실은 y에 따라, y는 u에 따라, u는 w에 따라 달라진다. 그 기울기들을 곱한다.

{formula:chain}

y = 0.731이므로 2·(−0.269) · 0.197 · 2 = −0.212다. 가중치가 커지면 손실이 작아진다.

{example:8.1}

역전파는 이것이 전부다. 다만 모든 가중치에 한꺼번에 한다. 신경망의 조각마다 출력에 대한 기울기를 받아 입력에 대한
기울기를 내놓으며, 조각들은 한 줄로 서 있다.

{figure:pieces}

**마지막 조각: 소프트맥스와 교차 엔트로피.** 따로 보면 둘 다 번거롭다. 손실 −Σ t·log y의 기울기는 −t/y여서 몫이 작은
곳에서 폭발한다. 그리고 몫 하나하나가 소프트맥스에 들어가는 모든 수에 달려 있다.

{formula:softmax-slope}

그러나 둘을 곱하면 거의 모두 지워진다. 목표의 합은 1이므로 남는 것은 몫에서 목표를 뺀 것이다.

{formula:softmax-cross-entropy}

y = (0.25, 0.25, 0.5)이고 정답이 셋째 부류일 때, 먼 길로 돌아 기울기 행렬 전체에 −t/y를 곱해도 y − t와 같은 것이
나온다.

{example:8.2}

행마다 하나씩 있는 표본 h개의 배치로 평균하면 (Y − T) / h다.

{example:8.3}

{example:8.4}

**시리즈가 스스로 어긋나는 곳.** 소프트맥스를 미분하는 도중에 레이블과 출력의 이름이 뒤바뀐다. 거기서부터 글자 그대로
따라가면 (T − Y) / h에 이르고, 신경망은 비탈을 올라간다. 결과인 (Y − T) / h는 옳다. 몫이 너무 커서 Y가 T보다 크면
기울기가 양수이고, 한 단계가 그것을 줄인다.

**완전 연결층.** 층은 U = X·W + b이고, δ는 U에 대해 되돌아온 기울기다. 가중치는 표본마다 자기 입력 하나를 만나고,
편향은 표본마다 1을 만나며, 입력은 자기 표본 안에서 층의 모든 뉴런을 만난다. 그래서 앞의 둘은 배치, 곧 k에 대해 더하고
셋째는 뉴런, 곧 r에 대해 더한다.

{formula:dense-elements}

이 합들을 행렬로 쓰면 다음과 같다. 곁들인 노트에서 한 걸음씩 끌어냈다. 코드에서는 δ를 dout이라고 부른다.

{formula:dense-matrix}

저마다 첫 원소만 손으로 구하고, 그다음에 전부 구한다.

{example:8.5}

{example:8.6}

**시그모이드**는 그 사이의 조각이다. 기울기를 자기 출력만으로 구할 수 있으니 남겨 둘 것은 출력뿐이다. 기울기는 많아야
1/4이 지나가고, 그것도 u = 0에서만 그렇다. 이런 층을 열 번 지나면 백만분의 1도 남지 않는다.

{formula:sigmoid}

{figure:slopes}

{example:8.7}

**ReLU**는 x > 0인 곳에서 기울기를 그대로 보내고 나머지에서는 막는다. 0에서는 기울기가 없으므로 0으로 정한다.

{formula:relu}

{example:8.8}

**순전파에서 남겨 둘 것.** 조각마다 필요한 것이 있다. 완전 연결층은 입력, 시그모이드는 출력, ReLU는 0보다 큰 자리다.
줄리아에서도 파이썬에서도 남겨 둔 배열은 복사본이 아니다. 결과를 자기 입력에 덮어쓰는 층은 앞 층이 남겨 둔 것을
망친다.

**검산.** 수치 기울기는 느리지만 역전파와 같은 식으로 틀릴 수는 없으므로, 빠른 기울기를 검산하는 데 쓴다. 글에는 그림
세 장에 대해 |수치 − 역전파|의 평균이 매개변수마다 실려 있다. W₁은 1.96e-10, W₂는 7.04e-8, b₁은 8.88e-10, b₂는
1.39e-7이다. 마지막 예제가 표본 셋으로 같은 일을 하며, 자릿수가 이만해야 한다. 이 차이의 대부분은 반올림이 아니다.
손실에는 log(y + 1e-7)이 있고, 역전파는 log(y)의 기울기를 쓴다.

{example:8.9}

**크기로 검산하기.** dW는 W와, 행인 db는 b와 크기가 같다. NumPy의 `sum(axis=0)`은 `keepdims=True`가 없으면 차원을 하나
없앤다. 줄리아의 `sum(dout, dims=1)`은 남겨 둔다.
"""

PHRASES = {
    "Backpropagation": "역전파",
    # examples
    "One weight: 2·(y − 1) · y·(1 − y) · x": "가중치 하나: 2·(y − 1) · y·(1 − y) · x",
    "the central difference of the loss": "손실의 중앙 차분",
    "The long way: all slopes times −t/y": "먼 길: 모든 기울기에 −t/y를 곱하기",
    "Softmax and cross entropy: (Y − T) / h": "소프트맥스와 교차 엔트로피: (Y − T) / h",
    "The same against the slope of the loss": "같은 것을 손실의 기울기와 견주기",
    "dx₁₁, dw₁₁ and db₁ as sums": "합으로 구한 dx₁₁, dw₁₁, db₁",
    "Dense: dX, dW and db": "완전 연결층: dX, dW, db",
    "Sigmoid: dout ∘ s ∘ (1 − s)": "시그모이드: dout ∘ s ∘ (1 − s)",
    "ReLU: dout where x > 0": "ReLU: x > 0인 곳의 dout",
    "Three samples: |numerical − backprop|": "표본 셋: |수치 − 역전파|",
    "W₁ 1.96e-10, b₁ 8.88e-10, W₂ 7.04e-8, b₂ 1.39e-7, or that order of magnitude": (
        "W₁ 1.96e-10, b₁ 8.88e-10, W₂ 7.04e-8, b₂ 1.39e-7, 또는 그만한 자릿수"
    ),
    # figures
    (
        "The network dense, sigmoid, dense, softmax as boxes in a row: above them arrows to the right carry X, U₁, Y₁, "
        "U₂ and the shares Y to the loss; below them arrows to the left carry the gradients back, beginning with (Y − "
        "T) / h, and each dense box lets ∂W and ∂b out downwards"
    ): (
        "완전 연결층, 시그모이드, 완전 연결층, 소프트맥스로 된 신경망을 한 줄로 늘어놓은 상자. 위에서는 오른쪽 "
        "화살표가 X, U₁, Y₁, U₂와 몫 Y를 손실까지 나른다. 아래에서는 왼쪽 화살표가 (Y − T) / h부터 시작해 기울기를 "
        "되돌려 나르고, 완전 연결층 상자마다 아래로 ∂W와 ∂b를 내보낸다"
    ),
    (
        "The slopes of the sigmoid and of ReLU over u from −5 to 5: the sigmoid's is a hill of height 1/4 at 0, almost "
        "flat beyond ±4; ReLU's is 0 up to 0 and 1 from there on"
    ): (
        "u가 −5부터 5까지일 때 시그모이드와 ReLU의 기울기. 시그모이드의 기울기는 0에서 높이가 1/4인 언덕이고 ±4 "
        "너머에서는 거의 평평하다. ReLU의 기울기는 0까지 0이고 그 뒤로는 1이다"
    ),
    # exercises
    "A network is certain and right: its shares are the targets. What comes back from the last piece?": (
        "신경망이 확신하고 또 옳다. 몫이 목표와 똑같다. 마지막 조각에서는 무엇이 되돌아오는가?"
    ),
    "Y equal to T": "T와 같은 Y",
    "(Y − T) / h is 0 everywhere. There is nothing left to learn from this batch.": (
        "(Y − T) / h가 어디서나 0이다. 이 배치에서는 더 배울 것이 없다."
    ),
    "Gradients of 4 arrive at three sigmoids that gave 0.5, 0.75 and 1.0. What passes?": (
        "0.5, 0.75, 1.0을 낸 세 시그모이드에 기울기 4가 하나씩 도착한다. 무엇이 지나가는가?"
    ),
    "A quarter of it at 0.5, which is 1.0; then 4·0.75·0.25 = 0.75; and at 1.0 nothing.": (
        "0.5에서는 4분의 1인 1.0이, 다음에서는 4·0.75·0.25 = 0.75가 지나가고, 1.0에서는 아무것도 지나가지 못한다."
    ),
    "The gradient (1, 2, 3) comes to a ReLU whose inputs were 0.5, −0.5 and 0. What does it hand on?": (
        "입력이 0.5, −0.5, 0이었던 ReLU에 기울기 (1, 2, 3)이 온다. 무엇을 넘겨주는가?"
    ),
    "Past 0.5, −0.5 and 0": "0.5, −0.5, 0을 지난 기울기",
    "Only the first: −0.5 is below 0, and at 0 the slope is taken to be 0.": (
        "첫째만 넘겨준다. −0.5는 0보다 작고, 0에서는 기울기를 0으로 정했다."
    ),
    (
        "Three equal samples (1, 1) each bring dout = (1, 2) to a layer with the weights 1 2 / 3 4. What are dX, dW "
        "and db?"
    ): "똑같은 표본 (1, 1) 셋이 가중치가 1 2 / 3 4인 층에 dout = (1, 2)를 하나씩 가져온다. dX, dW, db는 무엇인가?",
    "Three equal samples": "똑같은 표본 셋",
    (
        "dX is the same in each row, 1·1 + 2·2 = 5 and 1·3 + 2·4 = 11. dW and db sum over the batch, so they are three "
        "times what one sample gives."
    ): (
        "dX는 행마다 같다. 1·1 + 2·2 = 5와 1·3 + 2·4 = 11이다. dW와 db는 배치에 대해 더하므로 표본 하나가 주는 것의 세 "
        "배다."
    ),
    # budgets
    "exp differs by up to 1 ULP between NumPy and Julia, and five roundings follow": (
        "exp는 NumPy와 줄리아 사이에서 최대 1 ULP 다르고, 반올림이 다섯 번 뒤따른다"
    ),
    "the last bits of sigmoid and softmax, in sums of terms up to 1": (
        "1 이하인 항들의 합에 든 시그모이드와 소프트맥스의 마지막 비트"
    ),
}
