"""Post 9 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 역전파로 신경망을 학습시키고, 그것이 수치 기울기와 같은 길을 간다는 것을 보이고, 드리프트와 잘못을
가려내고, 컴파일하는 시간을 빼고 줄리아의 반복문을 잴 수 있다.

7편의 신경망을 8편의 기울기로 다시 가르친다. 달라지는 것은 기울기뿐이니 수치도 달라지지 않아야 한다. 글은 600단계 뒤에
80.14 %라고 적었고, 수치 기울기로는 80.15 %였다. 달라지는 것은 시간이다. 17,654 s가 19.7 s가 된다. 1,800단계 뒤에는
90.38 %라고 한다. (이 수치에는 MNIST가 필요하므로 전하기만 하고 실행하지 않는다.)

**같은 단계를 두 번.** 여기서는 7편의 작은 문제를 120단계 만에 배운다. 배치를 정하는 난수가 주어져 있으므로 파이썬과
줄리아는 같은 표본을 같은 순서로 본다.

{figure:losses}

{example:9.1}

모든 단계는 6편의 것과 같다. 매개변수마다 기울기가 하나씩이고, 손실을 두 번 계산하지 않는다.

{formula:steps}

이제 같은 것을 수치 기울기로 배운다. 도중의 모든 가중치와 손실이 역전파로 얻은 것과 같은 곳에 있어야 한다.

{example:9.2}

그리고 이것을 위해 배웠다.

{example:9.3}

**비트까지 같기를 바라지 말 것.** exp는 가끔 마지막 비트가 다르고, 합은 더하는 순서가 다르며, 곱과 합을 한 번에
반올림하는 프로세서도 있다. 단계마다 앞 단계가 남긴 것에서 출발하므로 그런 차이는 이어지며 천천히 자란다. 120단계
뒤에는 어떤 가중치들이 마지막 자리로 열 칸쯤 떨어져 있다. 이런 것을 드리프트(drift)라고 한다. 행 하나가 틀리거나
1/h를 빠뜨리는 것 같은 진짜 잘못은 첫 손실의 셋째 자리에서 드러난다.

**줄리아의 반복문은 일단 컴파일하면 제 속도로 돈다.** 함수의 첫 호출은 몇 초까지 걸리고, 그다음부터는 거의 걸리지
않는다. 첫 호출이 섞인 시간은 반복문에 대해 아무것도 말해 주지 않는다. NumPy에서 비싼 것은 수 하나씩 도는 반복문이다.
행렬 전체를 한꺼번에 다루면 둘 다 빠르다.

**전역 변수.** 파일의 맨 바깥에 있는 반복문은 전역 변수로 일한다. 줄리아는 전역 변수의 자료형을 알 수 없어 그런
코드를 몇 배나 느리게 돌린다. 게다가 반복문 안의 대입은 전역 변수를 바꾸지 않고, 경고와 함께 그 안에 새 지역 변수를
만든다. REPL에서는 전역 변수가 바뀌는데도 그렇다. 함수 안에서는 둘 다 일어나지 않는다. `train`은 함수다. 매개변수와
상태와 난수가 들어가고, 매개변수와 상태와 손실이 나온다.
"""

PHRASES = {
    "The loss at each of the 120 steps of the run below: it starts at about 1 and comes down to between 0.1 and 0.2, "
    "jagged, since every step sees another batch": (
        "아래에서 돌린 120단계의 단계마다의 손실: 1쯤에서 시작해 0.1과 0.2 사이로 내려온다. 단계마다 다른 배치를 "
        "보므로 들쭉날쭉하다"
    ),
    "How many times as fast as numerical gradients was backpropagation, by the post's two times?": (
        "글에 적힌 두 시간으로 보면 역전파는 수치 기울기보다 몇 배나 빨랐는가?"
    ),
    "17,654 s against 19.7 s": "17,654 s와 19.7 s",
    "About nine hundred times, and the network is as good.": "구백 배쯤 빠르고, 신경망은 그만큼 좋다.",
    "Train 60 steps, and 60 more from where the first left off. How far from the weights of 120 steps at once do you "
    "come out?": (
        "60단계를 학습하고, 거기서 이어 60단계를 더 학습하라. 한 번에 120단계를 학습한 가중치와 얼마나 다른가?"
    ),
    "Twice sixty steps against 120": "60단계 두 번과 120단계",
    "At the same bits: a step knows the parameters, the state and its draws, and nothing else of the past.": (
        "비트까지 같다. 단계는 매개변수와 상태와 자기가 뽑을 수만 알고, 지난 일은 그 밖에 아무것도 모른다."
    ),
    "Somebody forgets the 1/h of a gradient, with batches of 8 samples. Which learning rate hides the mistake, if 0.5 "
    "was meant?": (
        "표본이 8개인 배치에서 누군가 기울기의 1/h를 빠뜨렸다. 학습률을 0.5로 하려 했다면, 학습률이 얼마일 때 그 "
        "잘못이 가려지는가?"
    ),
    "0.5 times a mean, and 1/16 times a sum": "평균의 0.5배와 합의 1/16배",
    "0.5 / 8 = 1/16: eight times the gradient and an eighth of the rate make the same step. So a wrong gradient can "
    "learn, and only a check like that of lesson 8 finds it.": (
        "0.5 / 8 = 1/16이다. 기울기가 여덟 배이고 학습률이 8분의 1이면 같은 단계가 된다. 그래서 틀린 기울기도 배울 수 "
        "있고, 8편과 같은 검산만이 그것을 찾아낸다."
    ),
    "Training with backpropagation": "역전파로 학습하기",
    "120 steps with backpropagation": "역전파로 120단계",
    "The same with numerical gradients": "같은 것을 수치 기울기로",
    "the run with backpropagation": "역전파로 돌린 결과",
}
