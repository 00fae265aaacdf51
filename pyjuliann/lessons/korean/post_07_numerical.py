"""Post 7 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 손실을 계산할 줄만 알아도 신경망을 학습시키고, 그 비용이 얼마인지 말하고, 첫 손실만 보고 어딘가
틀렸는지 알아채고, 두 언어의 기울기가 얼마나 맞을 수 있는지 판단할 수 있다.

처음으로 배우는 신경망이다. 입력 784개는 숫자 그림의 화소이고, 은닉 뉴런 50개는 시그모이드를 쓰며, 클래스는 10개다.
그림은 28×28개의 점이고 값은 0에서 1까지로 맞추었다. 가중치는 표준 정규 난수의 0.01배, 편향은 0에서 시작한다.

**손실**은 3편의 교차 엔트로피 오차를 배치의 표본 N개로 평균한 것이다. 표본마다 자기 몫이 있으니 소프트맥스는 행마다
계산한다.

{formula:loss}

표본 둘로 보자. 첫째는 자기 클래스에 0.5를 받아 log 2를 치른다. 둘째는 1을 받아 치를 것이 거의 없다. 로그 안의 1e-7은
log 0을 막으려고 있으며, 일곱째 자리에서 드러난다.

{example:7.1}

**배우기 전에 기대할 값.** 가중치가 아주 작으면 몫 열 개가 모두 0.1에 가깝다. 그래서 그림이 무엇이든 손실은
log 10 = 2.303 가까이에서 시작한다. 거기서 먼 손실은 어딘가 틀렸다는 뜻이다.

{example:7.2}

**정의대로 구한 기울기.** 가중치와 편향을 하나하나 h만큼 양쪽으로 움직이고 손실을 새로 계산한다.

{formula:quotient}

{example:7.3}

매개변수 39,760개마다 순전파가 두 번이고, 이것을 600단계마다 한다. 글은 MNIST(학습용 그림 60,000장, 시험용 10,000장)로
17,654 s가 걸렸다고 적었다. 손실은 2.29에서 0.87로 줄었고 가장 좋은 정확도는 80.15 %였다. 1,800단계 뒤에는 90.17 %였다.
이 수치를 내려면 MNIST와 하루의 대부분이 필요하므로, 여기서는 전하기만 하고 실행하지 않는다.

**같은 수를 더 빨리.** 입력 i에서 뉴런 j로 가는 가중치는 그 층의 출력에서 j열만 움직이고, 움직이는 양은 입력 i열의
h배다. 그러니 그 층의 곱을 다시 계산하지 않아도 되고, 한 열의 가중치 모두를 큰 배치 하나로 묶어 나머지 신경망에 함께
보낼 수 있다. `fast_numerical_network_gradients`가 그렇게 한다. h도 차분도 같고, 정의대로 구한 값과는 반올림만큼만
다르다.

{example:7.4}

**시리즈가 스스로 어긋나는 곳.** 글의 본문은 h = 1e-50이라 하고 코드는 1e-4를 쓴다. 코드가 옳다. 가중치 0.01에 1e-50을
더해도 같은 가중치이고, 두 손실이 같으니 기울기는 모두 0이다. 아무것도 배우지 못한다.

{example:7.5}

**두 언어가 여기서 얼마나 맞을 수 있는가.** 수치 기울기는 거의 같은 두 손실의 차를 2h = 0.0002로 나눈 것이다. 1에
가까운 손실에서 마지막 자리의 한 칸은 2.2e-16이고, 나누면 1.1e-12다. 0에 가까운 기울기는 여러 자리에서 다를 수 있다.
그래서 거리는 그것이 생기는 곳에서, 곧 손실의 한 칸을 2h로 나눈 단위로 센다.

**얼마나 잘하는가.** 정확도는 가장 큰 몫이 자기 레이블에 있는 표본의 백분율이다.

{example:7.6}

**학습.** 여기서 돌리는 것은 줄인 문제다. 입력 6개, 은닉 뉴런 5개, 클래스 3개, 지어낸 표본 60개, 배치 10개, 가중치는
난수의
0.5배, 학습률은 0.5(글에서는 0.1)다. 60단계면 배우는 모습을 보기에 넉넉하다.

{figure:curve}

{example:7.7}
"""

PHRASES = {
    "The loss at each of the sixty steps of the run below: it starts at about 1, near log 3 = 1.099, which is marked, "
    "and comes down to about 0.3, jagged, since every step sees another batch": (
        "아래에서 돌린 60단계의 단계마다의 손실: 표시해 둔 log 3 = 1.099에 가까운 1쯤에서 시작해 0.3쯤으로 내려온다. "
        "단계마다 다른 배치를 보므로 들쭉날쭉하다"
    ),
    "The network of the post has three classes in place of ten. Near which number does its loss start?": (
        "글의 신경망에 클래스가 열이 아니라 셋이 있다고 하자. 손실은 어떤 수 가까이에서 시작하는가?"
    ),
    "784→50→3 before it has learnt: near log 3": "배우기 전의 784→50→3: log 3 가까이",
    "Near log 3 = 1.099: each class gets a third.": "클래스마다 3분의 1씩 받으므로 log 3 = 1.099 가까이다.",
    "How many forward passes does the definition need for one step of the small network, with 6 inputs, 5 hidden "
    "neurons and 3 classes? Count its parameters first.": (
        "입력 6개, 은닉 뉴런 5개, 클래스 3개인 작은 신경망에서 한 단계를 정의대로 밟으려면 순전파가 몇 번 필요한가? "
        "먼저 매개변수를 세어 보라."
    ),
    "Twice the number of parameters": "매개변수 개수의 두 배",
    "6·5 + 5 + 5·3 + 3 = 53 parameters, and two passes for each: 106.": (
        "매개변수가 6·5 + 5 + 5·3 + 3 = 53개이고 하나에 두 번씩이니 106번이다."
    ),
    "Five samples are predicted, and the shares of all are the same in every class. `argmax` takes the first of "
    "equals. What is the accuracy, if one of the five has label 0?": (
        "표본 다섯을 예측했더니 모든 표본에서 클래스마다 몫이 같았다. `argmax`는 같은 것들 가운데 첫째를 고른다. 다섯 "
        "가운데 하나의 레이블이 0이라면 정확도는 얼마인가?"
    ),
    "Accuracy of a network that knows nothing": "아무것도 모르는 신경망의 정확도",
    "All are taken for class 0, and one of five is: 20 %.": (
        "모두 클래스 0으로 보았고 다섯 가운데 하나가 그러하므로 20 %다."
    ),
    "Training with numerical gradients": "수치 기울기로 학습하기",
    "Cross entropy averaged over a batch of two": "표본 둘인 배치로 평균한 교차 엔트로피 오차",
    "784→50→10 before it has learnt: near log 10": "배우기 전의 784→50→10: log 10 가까이",
    "Gradients by the definition": "정의대로 구한 기울기",
    "The same numbers, sooner": "같은 수를 더 빨리",
    "With h = 1e-50, as the text has it: nothing": "본문대로 h = 1e-50이면: 아무것도 없음",
    "Accuracy: three of four are right": "정확도: 넷 가운데 셋이 맞음",
    "Sixty steps with numerical gradients": "수치 기울기로 60단계",
    "exp and log differ by up to 1 ULP between NumPy and Julia, and sums are added up in another order": (
        "exp와 log는 NumPy와 줄리아 사이에서 최대 1 ULP 다르고, 더하는 순서도 다르다"
    ),
}
