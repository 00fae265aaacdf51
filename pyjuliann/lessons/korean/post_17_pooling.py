"""Post 17 in Korean."""

from __future__ import annotations

TEXT = """
풀링에는 가중치가 없으니 되돌아가며 할 일은 기울기를 건네는 것뿐이다.

**최대 풀링.** 창에서 가장 큰 수만 출력에 이르렀으므로 그것만 손실을 바꾼다. 그것이 창의 기울기를 모두 받고
나머지는 0을 받는다. 창이 겹치면 한 화소가 여러 번 이길 수 있고, 그 기울기들은 더해진다.

**평균 풀링.** 창의 모든 수가 똑같이 쓰이므로 저마다 제 몫을 받는다. 기울기를 창의 원소 수로 나눈 값이다.

**펼치기.** 행은 떼어 낸 순서 그대로 다시 그림이 된다. 기울기는 그 수가 온 자리로 돌아간다.

**같은 값이 함정이다.** 창에서 두 수가 함께 가장 크면 기울기가 없다. 둘 가운데 하나를 고르며, 두 언어가 같은
것을 골라야 한다. 저절로 그렇게 되지는 않는다. 창의 `argmax`를 NumPy는 행을 따라, 줄리아는 열을 따라 읽는다.
창이 0 5 / 5 0이면 앞의 것은 첫 행의 5를, 뒤의 것은 둘째 행의 5를 고른다. 같은 값은 흔하다. ReLU를 지나면 창
전체가 0이기도 하다. 여기서는 두 언어와 두 구현 모두 15편의 열 순서, 곧 열을 따라 내려가며 처음 나오는 것이
이긴다. `x == maximum`처럼 비교해서 가장 큰 *모두*에게 기울기를 주는 것은 틀렸다. 기울기를 두 번 센다.

**NaN.** NaN이 든 최댓값은 두 언어 모두 NaN이다. `np.max`도 `maximum`도 그렇고, NumPy의 `fmax`는 NaN을 버린다.
기울기는 첫 NaN으로 간다.

**시리즈가 스스로 어긋나는 곳.** 풀링층도 정사각형 그림과 정사각형 창에서만 옳다. 아래 예제 하나의 그림은
5×7이다. 그리고 되돌아갈 때 최댓값을 다시 찾는다면 순전파에서 찾은 바로 그것을 찾아야 한다. 여기서 역전파는
입력을 받아 같은 규칙으로 찾는다.
"""

PHRASES = {
    "The way back through pooling": "풀링을 거슬러 가는 길",
    "Each gradient to where its maximum was": "기울기마다 최댓값이 있던 자리로",
    "The same through im2col": "같은 것을 im2col로",
    "A tie: the first one along the rows": "같은 값: 행을 따라 첫째",
    "The same tie through im2col": "그 같은 값을 im2col로",
    "A window of zeros: one place, not four": "0뿐인 창: 네 곳이 아니라 한 곳",
    "Windows that overlap: gradients add up": "겹치는 창: 기울기가 더해진다",
    "5×7 images, against the slope of the loss": "5×7 그림, 손실의 기울기와 견주기",
    "Average pooling: equal shares": "평균 풀링: 같은 몫",
    "A row becomes an image again": "행이 다시 그림으로",
}
