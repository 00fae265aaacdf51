"""Post 3 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 예측이 얼마나 틀렸는지를 두 가지 방법으로 수 하나에 담을 수 있고, 저마다 무엇을 벌하는지 말할 수
있으며, 원문과 다른 마지막 자리를 설명할 수 있다.

배우려면 신경망에는 얼마나 틀렸는지를 말해 주는 수 하나가 필요하다. 그것이 손실이다. 손실은 예측 y를 목표 t와 견준다.

**원-핫 목표.** 열 가지 가운데 정답은 수 열 개로 적는다. 제자리에 1, 나머지는 0이다. 여기서는 셋째가 정답이다. 예측을
두 가지 해 본다. y₁은 셋째 부류에 0.6을, y₂는 셋째에 0.1을 주고 여덟째에 0.6을 준다.

{figure:predictions}

**평균 제곱 오차.** 차를 구하고 제곱하고 평균한다. 2로 나누는 책도 있지만 시리즈는 길이로 나눈다.

{formula:mean-squared-error}

{example:3.1}

{example:3.2}

더 나은 예측의 손실이 더 작다. 그래야 한다.

**더하는 순서는 끝자리에 드러난다.** 원문에서 y₂의 평균 제곱 오차는 0.11949999999999998이다. NumPy의 `np.mean`은
0.11950000000000001을 준다. 원소가 여덟 개 이상이면 부분합 여러 개를 나란히 더하기 때문이다. 어느 쪽도 틀리지 않았다.
부동소수점 수에서는 (a + b) + c = a + (b + c)가 성립하지 않는다. 원문의 수를 얻으려고, 여기서는 원소가 적으면 두 언어
모두 하나씩 차례로 더한다. 세 수만 더해 보아도, 왼쪽부터 더할 때와 오른쪽부터 더할 때가 다르다.

{example:3.3}

**교차 엔트로피**가 묻는 것은 하나뿐이다. 정답 부류는 몫을 얼마나 받았는가?

{formula:cross-entropy}

t가 0인 항은 모두 0이어서 하나만 남는다. 남는 것은 정답 부류가 받은 몫의 로그에 음의 부호를 붙인 것이다. 다른 몫들은
정답의 몫을 줄이는 만큼만 상관이 있다.

{example:3.4}

그래서 손실은 몫이 0.6이면 0.51이고 0.1이면 2.30이다. 몫이 0에 다가가면 끝없이 커진다. 확신하면서 틀리는 것이 가장
나쁘다.

{figure:minus-log}

{example:3.5}

{example:3.6}

**1e-7은 왜 있는가.** log(0)은 −∞이고 0 · (−∞)는 NaN이다. 몫이 0인 부류 하나가 합을 망친다. 1e-7을 더하면 0 · 16.1이
된다. 그 값으로, 완벽한 예측의 손실이 0이 아니라 −1e-7이 된다. 두 언어 모두 log(0)에 −∞를 주며 NumPy는 경고를 한다.
log(−1.0)은 NumPy에서 NaN이고 줄리아에서 `DomainError`다.

{example:3.7}

**리터럴에도 자료형이 있다.** 글의 코드는 더하는 수를 `1e-7`이라고 쓰는데 줄리아에서 이것은 Float64다. Float32인 몫에
더하면 그 뒤로는 손실까지 모두 Float64가 된다. NumPy에서는 파이썬 리터럴이 배열의 자료형을 따르므로 손실이 Float32로
남는다. 여기서는 두 언어 모두 Float32로 남는다.

{example:3.8}

**다시 점.** NumPy에서 `(y - t)**2`는 원소별이다. 줄리아에서는 `(y .- t).^2`라고 써야 한다. 그리고 두 벡터의
`t * log.(y)`는 오류이고, `t .* log.(y)`는 원소별 곱, `t' * log.(y)`나 `dot`은 합이다.
"""

PHRASES = {
    "Losses": "손실 함수",
    "Mean squared error of y₁": "y₁의 평균 제곱 오차",
    "Mean squared error of y₂": "y₂의 평균 제곱 오차",
    "Cross entropy of y₁": "y₁의 교차 엔트로피 오차",
    "Cross entropy of y₂": "y₂의 교차 엔트로피 오차",
    "Its terms for y₁, −log(y + 1e-7)·t": "y₁에서 그 항들, −log(y + 1e-7)·t",
    "0.1 + 0.2 + 0.3 from the left and from the right": "왼쪽부터, 또 오른쪽부터 더한 0.1 + 0.2 + 0.3",
    "A perfect prediction": "완벽한 예측",
    "The loss of Float32 shares is Float32": "Float32인 몫의 손실은 Float32",
    # figures
    (
        "Bars of the ten shares of y₁ and of y₂ over the ten classes, and the target, 1 at the third class: y₁ has its "
        "highest bar, 0.6, there; y₂ has it at the eighth class, and 0.1 at the third"
    ): (
        "열 부류에 대한 y₁과 y₂의 몫 열 개씩을 막대로 그렸고, 셋째 부류에서 1인 목표를 함께 그렸다. y₁은 가장 높은 "
        "막대 0.6이 거기에 있고, y₂는 여덟째 부류에 있으며 셋째에는 0.1이 있다"
    ),
    (
        "The cross entropy −log(y) over the share y of the right class from 0 to 1, with the two predictions marked, "
        "0.51 at 0.6 and 2.30 at 0.1: it is 0 at 1 and grows without end towards 0"
    ): (
        "정답 부류의 몫 y가 0부터 1까지일 때의 교차 엔트로피 −log(y). 두 예측을 0.6에서 0.51, 0.1에서 2.30으로 "
        "표시했다. 1에서 0이고 0에 다가가면 끝없이 커진다"
    ),
    # exercises
    "Four classes, and the network gives each of them 0.25. How large is the mean squared error?": (
        "부류가 넷이고 신경망은 저마다 0.25를 준다. 평균 제곱 오차는 얼마인가?"
    ),
    "Four shares of 0.25": "0.25인 몫 넷",
    "(0.75² + 3 · 0.25²) / 4 = 0.75 / 4 = 0.1875.": "(0.75² + 3 · 0.25²) / 4 = 0.75 / 4 = 0.1875다.",
    "How large is the cross entropy of the same prediction, and of ten equal shares?": (
        "같은 예측의 교차 엔트로피는 얼마이고, 똑같은 몫이 열 개일 때는 얼마인가?"
    ),
    "The cross entropy of four shares of 0.25": "0.25인 몫 넷의 교차 엔트로피",
    "−log 0.25 = log 4 = 1.386, and log 10 = 2.303 for ten: what a network that knows nothing starts with.": (
        "−log 0.25 = log 4 = 1.386이고, 열이면 log 10 = 2.303이다. 아무것도 모르는 신경망은 여기서 시작한다."
    ),
    "The network is certain and wrong: its whole share goes to the wrong one of two classes. What is its loss?": (
        "신경망이 확신하면서 틀린다. 두 부류 가운데 틀린 쪽에 몫을 모두 준다. 손실은 얼마인가?"
    ),
    "Certain and wrong": "확신하면서 틀릴 때",
    "−log(1e-7) = 7 · log 10 = 16.1. Without the offset it would be infinite.": (
        "−log(1e-7) = 7 · log 10 = 16.1이다. 1e-7을 더하지 않으면 무한대가 된다."
    ),
}
