"""Post 18 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 합성곱 신경망(CNN)을 층의 목록으로 읽고, 층마다 그림의 크기가 얼마이고 가중치가 어디에 몰려
있는지 말하고, 작은 것 하나를 두 언어로 가르칠 수 있다.

**신경망.** 마지막 글은 모든 것을 하나로 모은다. 글의 간단한 신경망은 숫자를 읽는다. 5×5 필터 30개의 합성곱, ReLU,
최대 풀링 2×2, 펼치기, 완전 연결층 100, ReLU, 완전 연결층 10, 소프트맥스다. 데이터로는 5편부터 13편까지와 같은
튜플이고 낱말 셋이 새로 나온다. 합성곱과 완전 연결층마다 (W, b) 한 쌍이 있다.

{example:18.1}

**크기, 배치가 100일 때.** 28×28×1은 합성곱에서 24×24×30, 풀링에서 12×12×30이 되고, 펼치면 수 4320개의 행, 그다음
100, 그다음 10이다.

{figure:network}

{example:18.2}

매개변수를 세어 보자. 합성곱에는 가중치가 5·5·1·30개, 편향이 30개 있어 780개다. 첫 완전 연결층에는 4320·100 + 100
= 432,100개가 있다. 거의 모든 가중치가 이웃을 더는 모르는 곳에 있다.

**표본의 자리.** 그림에서는 표본이 마지막 축이고 행렬에서는 첫 축이다. "flatten"에서 자리가 바뀐다. 가중치가
망가지기 쉬운 곳도 여기다. 그 뒤의 완전 연결층은 화소가 어떤 순서로 오는지까지 배웠다. 행이 가장 빨리 도는 순서로
배운 가중치는 채널이 가장 빨리 도는 곳에서 아무 뜻이 없다. 다른 라이브러리의 가중치를 가져오려면 W의 행부터 다시
늘어놓아야 한다. 여기서는 두 언어가 똑같이 펼치므로, 배운 신경망이 그대로 건너간다.

**더 깊은 것.** 글쓴이의 코드는 더 깊은 신경망도 가르친다. 3×3 필터 32개, 64개, 64개의 합성곱이 있고, 처음 두 개
뒤에 최대 풀링이 있으며, 그다음 완전 연결층 64와 10이다. 그림의 변은 26, 13, 11, 5, 3이다. 11에서 5로 갈 때 풀링은
행과 열을 하나씩 빠뜨린다.

{example:18.3}

**돌려 볼 작은 것.** 6×6 그림을 세 클래스로 나눈다. 누운 막대, 선 막대, 대각선이고 잡음이 섞여 있다. 3×3 필터 두
개면 넉넉하다. 배우기 전에 8편처럼 기울기를 정의와 견준다. 몇 배쯤 틀렸거나 엉뚱한 자리에 있는 수는 여기서
드러난다.

{formula:gradient}

{example:18.4}

{example:18.5}

그다음 Adam으로 60단계를 가고 나면 어느 언어에서든 모든 그림을 가려낸다.

{example:18.6}

{example:18.7}

{figure:filters}

**무엇에서 시작하는가.** 글의 간단한 신경망은 std에서, 더 깊은 것은 He에서 시작한다. 배치가 100이고 Adam을 쓰며 한
에폭이 600단계라면 std로도 넉넉하다. 아래의 작은 것은 참을성이 적다. std에서 시작하면 60단계 뒤에도 거의 배우지
못했다.

{example:18.8}

He의 √(2/n)에는 n이 필요한데, 12편에서 보았듯 합성곱에는 n이 둘이다. 필터로 세면 행 · 열 · 채널, 곧 출력 하나가
더하는 수의 개수이고, 여기서는 3·3·1 = 9다. 글쓴이는 층의 입력 전체를 센다. 여기서는 6·6·1 = 36이고, 글쓴이의 더
깊은 신경망에서는 784와 5,408이다. 그러면 필터가 더 작게 시작하며 여기서는 절반이 된다. 글쓴이처럼 세어도 작은
신경망은 잘 배운다.

{example:18.9}

**들어가는 것.** MNIST의 그림은 0부터 255까지의 바이트 28×28개이고, 0–1로 크기를 맞춘다. 맞추지 않은 그림은 첫
합을 255배로 키우는데, 12편의 어느 초깃값도 그런 입력을 위한 것이 아니다. 나눗셈은 두 언어 모두 부동소수점 수를
낸다. 바이트를 정수로 나눈 값은 바이트가 아니다.

{example:18.10}

**글이 전하는 결과**는 MNIST를 Adam, 배치 100으로 배운 것이다. 다섯 에폭이 끝날 때마다 정확도가 96.37, 97.22,
98.1, 98.46, 98.57 %였고 한 에폭에 5분쯤 걸렸다. 14편의 정의대로 하는 구현은 한 시간이 걸렸다. 더 깊은 신경망은
600단계 뒤에 손실이 0.089, 정확도가 98.08 %였다. (전하기만 하고 실행하지 않는다.)
"""

PHRASES = {
    "A simple CNN": "간단한 CNN",
    "The simple network as data": "데이터로 적은 간단한 신경망",
    "Its sizes for a batch of 100": "배치가 100일 때의 크기",
    "The deeper one: the sides of its images": "더 깊은 것: 그림의 변",
    "Gradients of the small one, four images": "작은 것의 기울기, 그림 네 장",
    "The same by the definition": "같은 것을 정의대로",
    "60 steps with Adam": "Adam으로 60단계",
    "numerical gradients": "수치 기울기",
    "the last bits of the softmax, in sums of terms up to 1": ("1 이하인 항들의 합에 든 소프트맥스의 마지막 비트"),
    "60 steps from std": "std에서 60단계",
    "60 steps from He, all inputs counted": "입력을 모두 센 He에서 60단계",
    "Bytes scaled to 0–1": "0–1로 맞춘 바이트",
    (
        "The simple network as boxes whose sizes stand beside them: an image of 28×28×1, the "
        "convolution's 24×24×30, the pooling's 12×12×30, a row of 4320 numbers, then 100 and 10; between "
        "them, what turns each into the next"
    ): (
        "간단한 신경망을 상자로 그리고 그 옆에 크기를 적었다. 28×28×1 그림, 합성곱의 24×24×30, 풀링의 "
        "12×12×30, 수 4320개의 행, 그다음 100과 10이며, 상자 사이에는 하나를 다음 것으로 바꾸는 층이 "
        "적혀 있다"
    ),
    (
        "The two 3×3 filters of the small network as grey squares, light for weights above 0 and dark "
        "for those below, before training and after 60 steps: the diagonals from the upper left to the "
        "lower right have grown lighter"
    ): (
        "작은 신경망의 3×3 필터 두 개를 배우기 전과 60단계 뒤에 회색 칸으로 그렸다. 0보다 큰 가중치는 "
        "밝고 0보다 작은 가중치는 어둡다. 왼쪽 위에서 오른쪽 아래로 가는 대각선이 더 밝아졌다"
    ),
    (
        "The simple network gets images of 32×32×3. Which size has each layer's result for one image, "
        "and how many rows must W of the first dense layer have?"
    ): (
        "간단한 신경망에 32×32×3 그림을 준다. 그림 한 장에 대해 층마다 결과의 크기는 얼마이고, 첫 완전 "
        "연결층의 W에는 행이 몇 개 있어야 하는가?"
    ),
    "The simple network on 32×32×3": "32×32×3을 받는 간단한 신경망",
    (
        "28×28×30 after the convolution, 14×14×30 after the pooling, so 14·14·30 = 5880 numbers in a row "
        "and as many rows of W. The filters need three channels."
    ): (
        "합성곱 뒤에 28×28×30, 풀링 뒤에 14×14×30이므로, 펼치면 수가 14·14·30 = 5880개이고 W의 행도 "
        "그만큼이다. 필터에는 채널이 세 개 있어야 한다."
    ),
    "How many parameters has the deeper network in all?": "더 깊은 신경망의 매개변수는 모두 몇 개인가?",
    "Weights and biases of five layers": "다섯 층의 가중치와 편향",
    (
        "93,322: 320, 18,496 and 36,928 in the convolutions, 36,928 and 650 in the dense layers. That is "
        "less than a quarter of the simple network's, because only 576 numbers reach the first dense "
        "layer."
    ): (
        "93,322개다. 합성곱에 320개, 18,496개, 36,928개, 완전 연결층에 36,928개와 650개가 있다. 간단한 "
        "신경망의 4분의 1도 되지 않는다. 첫 완전 연결층에 이르는 수가 576개뿐이기 때문이다."
    ),
    (
        "A network has a dense layer behind 12×12×30 pooled numbers. Its convolution's filters grow from "
        "5×5 to 7×7, and nothing else changes. What happens?"
    ): (
        "풀링한 수 12×12×30개 뒤에 완전 연결층이 있는 신경망이 있다. 합성곱의 필터를 5×5에서 7×7로 "
        "키우고 다른 것은 그대로 둔다. 무슨 일이 일어나는가?"
    ),
    "Filters of 7×7: how many places": "7×7 필터: 자리의 수",
    (
        "The images become 22×22 and, pooled, 11×11, so 3630 numbers come out where 4320 rows of W wait: "
        "an error that names both sizes."
    ): (
        "그림이 22×22가 되고 풀링하면 11×11이 되므로, W의 행 4320개가 기다리는 곳에 수 3630개가 나온다. "
        "두 크기를 알려 주는 오류가 난다."
    ),
}
