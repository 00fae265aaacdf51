"""Post 10 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 ReLU를 쓴 신경망이 왜 더 빨리 배우고 더 빨리 도는지, 그 대신 무엇을 치르는지, ReLU가 어느 0을 주는지
말할 수 있다.

9편의 신경망에서 하나만 바꾼다. 시그모이드 대신 ReLU를 쓴다.

{figure:slopes}

**더 빨리 배우는 까닭.** 순전파에서 s를 내놓은 시그모이드는 거슬러 갈 때 기울기의 s(1 − s)만 보낸다. s = 0.5일 때가 가장
많은데 그것도 4분의 1이고, 1에 이른 곳에서는 아무것도 보내지 않는다.

{formula:sigmoid-slope}

{example:10.1}

ReLU는 x > 0인 곳에서 모두 보내고 다른 곳에서는 아무것도 보내지 않는다.

{formula:relu-slope}

{example:10.2}

층이 여럿이면 4분의 1이 거듭 곱해진다. 시그모이드 셋을 지나면 기울기는 많아야 64분의 1이 남는다.

**더 빨리 도는 까닭.** 비교는 지수 함수보다 싸다. 글은 MNIST 한 에폭에 역전파로 시그모이드 19.75 s, ReLU 16.51 s, 수치
기울기로 17,632 s와 14,847 s가 걸렸다고 적었다. ReLU를 쓰면 손실은 더 낮고 정확도는 더 높다. (시간은 글쓴이의 컴퓨터에서
잰 것이고 MNIST가 필요하므로 전하기만 하고 실행하지 않는다.)

코드에서는 낱말 하나가 바뀐다.

{example:10.3}

**치르는 값.** 모든 표본에서 입력이 0보다 작은 뉴런은 기울기가 없어서 다시는 배우지 못한다. 그리고 ReLU가 보내는 값에는
한계가 없어서, 학습률이 너무 크면 시그모이드보다 더 크게 탈이 난다.

**0의 함정.** max(0, −0.0)은 줄리아에서 0.0이고, NumPy의 `np.maximum(0.0, -0.0)`은 두 0 가운데 어느 쪽이든 줄 수 있다.
두 0은 서로 같지만 1 / 0.0과 1 / −0.0은 같지 않다. 그래서 `relu`는 무엇을 줄지 스스로 정한다. 0.0이다. 그리고
max(0, NaN)은 둘 다 NaN이므로, NaN에서 거짓이 되는 비교가 그것을 0으로 바꾸어서는 안 된다.

{example:10.4}

**비트.** ReLU에는 지수 함수가 없으니 두 언어가 달라질 까닭이 하나 줄어든다. 남은 차이는 대부분 소프트맥스에서 온다.

**둘을 나란히.** 둘 다 같은 가중치에서 출발해 같은 배치로, 학습률 0.5로 120단계 동안 7편의 작은 문제를 배운다. ReLU의
마지막 손실은 시그모이드의 몇 분의 1이다.

{figure:curves}

{example:10.5}

{example:10.6}
"""

PHRASES = {
    "Two panels for x from −5 to 5: on the left the sigmoid and ReLU, on the right the slopes of both; the sigmoid's "
    "is a hill of height 0.25 at 0, ReLU's a step from 0 to 1": (
        "−5에서 5까지의 x에 대한 그림 둘. 왼쪽은 시그모이드와 ReLU, 오른쪽은 둘의 기울기다. 시그모이드의 기울기는 "
        "0에서 높이 0.25인 언덕이고, ReLU의 기울기는 0에서 1로 오르는 계단이다"
    ),
    "The losses of the two runs below, 120 steps each, in one diagram: both begin at about 1, the sigmoid's comes down "
    "to between 0.1 and 0.2, ReLU's below 0.05": (
        "아래의 120단계짜리 두 학습의 손실을 한 그림에 그린 것. 둘 다 1쯤에서 시작해 시그모이드는 0.1과 0.2 사이로, "
        "ReLU는 0.05 아래로 내려온다"
    ),
    "What the sigmoid lets pass": "시그모이드가 보내는 것",
    "What ReLU lets pass": "ReLU가 보내는 것",
    "A gradient of 64 goes back through three sigmoids, each of which gave 0.5. What is left of it?": (
        "기울기 64가 저마다 0.5를 내놓은 시그모이드 셋을 거슬러 간다. 얼마가 남는가?"
    ),
    "Back through three sigmoids": "시그모이드 셋을 거슬러",
    "A quarter each time: 16, 4, 1.": "매번 4분의 1이 되어 16, 4, 1이다.",
    "The same gradient goes back through ReLU three times; 2.0, 0.5 and −1.0 had gone in. What is left?": (
        "같은 기울기가 2.0, 0.5, −1.0이 들어갔던 ReLU를 세 번 거슬러 간다. 얼마가 남는가?"
    ),
    "Back through ReLU three times": "ReLU를 세 번 거슬러",
    "Nothing: the last one stops all of it. Had the third input been above 0, all 64 would have passed.": (
        "아무것도 남지 않는다. 마지막 것이 모두 막는다. 셋째 입력이 0보다 컸다면 64가 그대로 지나갔을 것이다."
    ),
    "Which layers has a network with three dense layers and ReLU between them?": (
        "완전 연결층이 셋이고 그 사이에 ReLU가 있는 신경망에는 어떤 층들이 있는가?"
    ),
    "Three layers with ReLU": "ReLU를 쓰는 세 층",
    "Three dense ones with a ReLU after the first and the second.": (
        "완전 연결층이 셋이고, 첫째와 둘째 뒤에 ReLU가 하나씩 온다."
    ),
    "ReLU against the sigmoid": "ReLU와 시그모이드",
    "A network with ReLU": "ReLU를 쓰는 신경망",
    "ReLU at the two zeros": "두 0에서의 ReLU",
    "120 steps with the sigmoid": "시그모이드로 120단계",
    "120 steps with ReLU": "ReLU로 120단계",
}
