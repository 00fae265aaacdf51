"""Post 4 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 함수를 두 번 불러 기울기를 잴 수 있고, 간격을 얼마나 작게 할 수 있으며 왜 더 작게 하면 안 되는지
말할 수 있고, 누구의 배열도 망치지 않고 곡면을 따라 가장 낮은 곳까지 내려갈 수 있다.

학습은 손실의 비탈을 내려가는 일이다. 어디가 아래인지는 기울기가 말해 준다. 가장 단순한 비탈 f(x) = x²에서 시작하자. x
= 3에서 기울기는 6이다.

**전방 차분.** 오른쪽으로 h만큼 가서 올라간 높이를 h로 나눈다.

{formula:forward}

이론으로는 h가 작을수록 좋다. 부동소수점 수에서는 그렇지 않다. 3의 이웃은 4.4e-16만큼 떨어져 있으므로 3 + 1e-50은
3이고, 차는 0이고, 기울기는 0.0이다.

{example:4.1}

h = 1e-4이면 6.0001이 나온다. 맞는 값은 6이다.

{example:4.2}

**중앙 차분.** 대신 양쪽으로 한 걸음씩 간다. 왼쪽에서 틀리는 만큼이 오른쪽에서 틀리는 만큼을 지운다. 오차는 h가 아니라
h²에 따라 줄어든다.

{formula:central}

{figure:differences}

포물선이라면 남는 것은 반올림뿐이어서 6.000000000012661이 된다. 간격을 훨씬 더 줄이면 다시 나빠진다. 거의 같은 두 수를
빼면 끝자리 몇 개만 남기 때문이다.

{example:4.3}

**10^-4는 1e-4가 아니다.** 글에 실린 수는 줄리아의 `10^-4`에서 나왔다. 이것은 0.1 · 0.1 · 0.1 · 0.1로 계산되어
0.00010000000000000002가 된다. `1e-4`를 쓰면 마지막 자리가 달라져서 …053이 아니라 6.000100000012054가 나온다.
`derivative`는 앞의 것을 쓰므로 마지막 자리까지 맞는다. 그러려면 지수가 리터럴이어야 한다. 줄리아에서 n = −4일 때
`10^n`은 `DomainError`다. 정수에는 그런 거듭제곱이 없기 때문이다. 파이썬의 `10**n`은 부동소수점 수를 만든다.

**편미분.** 변수가 둘인 함수는 방향마다 기울기가 있다. 한 변수만 움직이고 다른 변수는 그대로 둔다. x = 5, y = 8에서
골짜기 f(x, y) = x² + 2xy + y²을 보자.

{formula:partial}

두 기울기 모두 26이다. 계산하면 둘 다 25.999999999868347이 나온다.

{example:4.4}

{example:4.5}

**기울기 벡터**는 배열을 받는 함수의 기울기를 좌표 하나씩 모은 것이다.

{formula:gradient}

{example:4.6}

여기에 두 언어가 함께 지닌 함정이 있다. 좌표 하나를 움직이려면 배열에 써야 한다. 배열은 복사되지 않고 그대로 건네진다.
줄리아도 파이썬도 그렇다. 움직인 것을 되돌려 놓지 않는 기울기나 `x -= …`라고 쓰는 하강은 부른 쪽의 x를 바꾼다.
(줄리아의 `x -= y`는 새 배열을 만들고 `x .-= y`만 덮어쓴다. NumPy의 `x -= y`는 덮어쓴다.) 여기서는 모두 복사본으로
하고, 아래의 예제 하나가 하강한 뒤에 부른 쪽의 x를 들여다본다.

**2h를 내려가는 것은 h를 내려가는 것과 다르다.** 저자의 코드는 좌표를 제자리에서 움직인다. h만큼 올렸다가 2h만큼
내리고, 따로 두었던 수로 되돌린다. 그래서 아래쪽에서는 (w + h) − 2h를 보고, 우리는 w − h를 본다. 이론으로는 같은
자리다. 부동소수점 수에서는 연산마다 반올림하므로 둘이 마지막 자리에서 한 칸 어긋날 수 있다. 그러면 기울기도 끝자리가
달라지는데, 누구의 잘못도 아니다. w = 5 둘레에서 저마다 "아래"라고 부르는 것은 다음과 같다.

{example:4.7}

**경사 하강법**은 기울기의 반대쪽으로, 기울기에 학습률 η를 곱한 만큼 가기를 되풀이한다.

{formula:descent}

(5, 8)에서 학습률 η = 0.01로 100단계를 가면 f의 값이 169에서 0.048로 떨어진다.

{example:4.8}

{example:4.9}

{example:4.10}

{figure:descent}

가장 낮은 값 0은 직선 x + y = 0 위의 모든 점에서 나온다. 하강은 그 가운데 출발점 바로 아래에 있는 점 가까이에 이른다.
그리고 부른 쪽의 x는 그대로다.

{example:4.11}

**함수를 인수로.** 두 언어 모두 함수를 수처럼 건넨다. 파이썬은 `lambda x: x * x`, 줄리아는 `x -> x^2`이다. 함수는 한
언어에서 다른 언어로 건너갈 수 없으므로, 예제마다 함수를 두 언어로 지닌다.
"""

PHRASES = {
    "Gradient descent": "경사 하강법",
    "Forward, h = 1e-50: lost": "전방 차분, h = 1e-50: 사라짐",
    "Forward, h = 10^-4": "전방 차분, h = 10^-4",
    "Central, h = 10^-4": "중앙 차분, h = 10^-4",
    "Partial derivative by x at (5, 8)": "(5, 8)에서 x로 편미분",
    "Partial derivative by y at (5, 8)": "(5, 8)에서 y로 편미분",
    "Gradient at (5, 8)": "(5, 8)에서의 기울기",
    "A hundred steps down": "백 걸음 내려가기",
    "f there": "그곳의 f",
    "The caller's x afterwards": "그 뒤 부른 쪽의 x",
    "(w + h) − 2h and w − h at w = 5": "w = 5에서 (w + h) − 2h와 w − h",
    # figures
    (
        "The parabola x² around x = 3 with a large step h = 1, so that it can be seen: the chord of the forward "
        "difference, from 3 to 4, has the slope 7; the chord of the central difference, from 2 to 4, has the slope 6 "
        "and is parallel to the tangent at 3"
    ): (
        "x = 3 둘레의 포물선 x². 눈에 보이도록 h = 1로 크게 잡았다. 3에서 4까지 그은 전방 차분의 현은 기울기가 7이고, "
        "2에서 4까지 그은 중앙 차분의 현은 기울기가 6이며 3에서의 접선과 나란하다"
    ),
    (
        "Lines of equal height of f(x, y) = x² + 2xy + y², which are straight and parallel to the line x + y = 0; on "
        "them the hundred steps of the descent from (5, 8) to (−1.39, 1.61), long at first and then shorter and shorter"
    ): (
        "f(x, y) = x² + 2xy + y²의 등고선. 직선 x + y = 0과 나란한 곧은 선들이다. 그 위에 (5, 8)에서 (−1.39, 1.61)까지 "
        "내려간 백 단계가 있다. 처음에는 길고 점점 짧아진다"
    ),
    # exercises
    "What is the central difference of |x| at 0, and is it a slope?": (
        "0에서 |x|의 중앙 차분은 얼마이며, 그것은 기울기인가?"
    ),
    "The central difference of |x| at 0": "0에서 |x|의 중앙 차분",
    (
        "Both sides are equally high, so it is 0.0. But |x| has no slope at 0: a difference quotient always gives a "
        "number, whether there is a slope or not."
    ): (
        "양쪽 높이가 같으므로 0.0이다. 그러나 |x|는 0에서 기울기가 없다. 차분은 기울기가 있든 없든 언제나 수를 "
        "내놓는다."
    ),
    "How far does one step with learning rate 0.5 lead from (1, 1) on f(x, y) = x² + y²?": (
        "f(x, y) = x² + y²에서 학습률 0.5로 한 단계를 가면 (1, 1)에서 어디까지 가는가?"
    ),
    "One step with learning rate 0.5": "학습률 0.5로 한 단계",
    "The gradient is (2, 2), and half of it is exactly the way to (0, 0): the lowest point in one step.": (
        "기울기는 (2, 2)이고 그 절반은 꼭 (0, 0)까지 가는 길이다. 한 단계에 가장 낮은 점에 이른다."
    ),
    "And with learning rate 1.0, after two steps?": "학습률이 1.0이면 두 단계 뒤에는 어디에 있는가?",
    "Two steps with learning rate 1.0": "학습률 1.0으로 두 단계",
    (
        "The first step leads to (−1, −1), as far beyond the lowest point as it was before, and the second back to (1, "
        "1). It will never arrive."
    ): (
        "첫 단계는 가장 낮은 점을 지나 그 너머로 똑같이 떨어진 (−1, −1)로 가고, 둘째 단계는 (1, 1)로 되돌아온다. 영영 "
        "이르지 못한다."
    ),
}
