"""Post 6 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 신경망이 배우는 방법을 다섯 줄로 말하고, 두 언어에서 같은 배치를 뽑고, 배우는 단계 하나를 손으로
밟을 수 있다.

신경망은 같은 일을 되풀이하며 배운다.

1. 표본을 한 배치 뽑는다.
2. 순전파로 예측한다.
3. 손실을 계산한다.
4. 모든 가중치와 편향에 대한 손실의 기울기를 계산한다.
5. 기울기의 반대쪽으로 조금 간다.

{figure:loop}

2번과 3번은 지금까지의 글에서 다루었다. 4번이 품이 많이 드는 일이고 두 편이 그것을 다룬다. 7편은 정의대로 하고 8편은
미분 규칙으로 한다. 여기서는 나머지를 본다.

**배치와 에폭.** 배치는 전체 표본 가운데 한 줌이고, 이 시리즈에서는 100개다. 전체를 한꺼번에 쓰는 것보다 빠르고,
무작위라는 점도 도움이 된다. 전체 데이터만큼 뽑는 데 드는 단계가 한 에폭이다. 표본이 60,000개면
600단계다.

{formula:epoch}

표본 60,000개를 100개씩 뽑으면 600단계다. 뽑은 것은 도로 넣으므로 한 에폭에 어떤 표본은 두 번 나오고 어떤 표본은 한
번도 나오지 않는다.

**두 언어에서 뽑기.** 어느 행을 뽑을지는 행 번호가 아니라 0에서 1 사이의 수로 받는다. 행 번호는 파이썬이 0부터, 줄리아가
1부터 세고, 두 언어의 난수열은 결코 같지 않다. 뽑은 수 d는 자기 앞에 전체의 d만큼이 있는 표본을 가리킨다.

{formula:draw}

표본이 다섯이고 뽑은 수가 0.9, 0.1, 0.5, 0.5라고 하자. 0.9·5는 4.5이니 처음 뽑힌 표본 앞에는 넷이 있고, 그 표본은
다섯째다. 셋째 표본은 두 번 뽑힌다.

{example:6.1}

**레이블과 열.** 숫자 그림이 0부터 있으니 레이블도 0에서 시작한다. 레이블 0은 원-핫 행렬의 첫 열이다. 그 인덱스는
파이썬에서 0, 줄리아에서 1이다. 그래서 줄리아 프로그램은 `argmax`의 답에서 1을 빼야 한다.

{example:6.2}

그리고 행렬의 `argmax`는 행렬 전체에서 한 곳을 가리킨다. NumPy에서는 펼친 인덱스, 줄리아에서는 `CartesianIndex`다.
행마다 하나씩 얻으려면 NumPy에는 `axis=1`이 필요하고, 줄리아에는 `dims=2`가 필요한데 이것도 행렬에서의 위치를 준다.

**단계** 자체는 뺄셈이다. 매개변수 θ마다 자기 기울기에 학습률 η를 곱한 만큼 움직인다.

{formula:step}

**한 단계를 손으로.** 층 하나, 입력 하나, 클래스 둘, 가중치는 모두 0이다. 두 클래스 모두 몫 0.5를 받고 레이블은 0이다.
기울기는 가중치도 편향도 (0.5 − 1, 0.5)다. 학습률이 1이면 둘 다 (0.5, −0.5)가 된다. 그러면 같은 표본이 받는 수는
1과 −1이고, 손실은 log 2 = 0.693에서 log(1 + exp(−2)) = 0.127로 줄어든다.

{example:6.3}
"""

PHRASES = {
    "Five boxes on a ring, joined by arrows: draw a batch, predict, compute the loss, compute the gradients, step "
    "against them, and from there to the first again": (
        "화살표로 이은 상자 다섯 개의 고리: 배치를 뽑고, 예측하고, 손실을 계산하고, 기울기를 계산하고, 그 반대쪽으로 "
        "간 다음 다시 처음으로 돌아간다"
    ),
    "There are eight samples, numbered 1 to 8. Which draws can have drawn sample 3? Try one of them, and the smallest "
    "number that draws the sample after it.": (
        "1부터 8까지 번호를 매긴 표본 여덟 개가 있다. 표본 3을 뽑는 수는 어떤 것들인가? 그 가운데 하나와, 다음 표본을 "
        "뽑는 가장 작은 수를 시험해 보라."
    ),
    "Draws of 0.25 and 0.375 out of eight": "여덟 가운데 뽑은 수 0.25와 0.375",
    "Those from 2/8 = 0.25 to just below 3/8 = 0.375: two of eight samples stand before it. 0.375 draws sample 4.": (
        "2/8 = 0.25부터 3/8 = 0.375 바로 아래까지다. 여덟 가운데 둘이 그 앞에 있다. 0.375는 표본 4를 뽑는다."
    ),
    "Take the step by hand with label 1 in place of 0. Which parameters come out, and which loss?": (
        "레이블이 0이 아니라 1일 때 그 단계를 손으로 밟아 보라. 매개변수와 손실은 얼마가 되는가?"
    ),
    "One step with the other label": "다른 레이블로 한 단계",
    "Everything with the other sign: (−0.5, 0.5). The loss is the same 0.127, for the two classes have only changed "
    "their names.": "모두 부호만 바뀐 (−0.5, 0.5)다. 두 클래스가 이름만 바꾼 셈이므로 손실은 똑같이 0.127이다.",
    "The learning rate is 0. What does a step change?": "학습률이 0이면 한 단계는 무엇을 바꾸는가?",
    "A step of length 0": "길이가 0인 단계",
    "the parameters as they were": "그대로인 매개변수",
    "Nothing. And the loss of the same sample remains log 2 = 0.693.": (
        "아무것도 바꾸지 않는다. 같은 표본의 손실도 log 2 = 0.693 그대로다."
    ),
    "The learning loop": "학습 루프",
    "A batch of four out of five": "다섯 가운데 넷인 배치",
    "Labels as one-hot rows": "레이블을 원-핫 행으로",
    "One step: new parameters, state, loss": "한 단계: 새 매개변수, 상태, 손실",
    "log differs by up to 1 ULP between NumPy and Julia, and so does exp below it": (
        "log는 NumPy와 줄리아 사이에서 최대 1 ULP 다르고, 그 안의 exp도 그렇다"
    ),
}
