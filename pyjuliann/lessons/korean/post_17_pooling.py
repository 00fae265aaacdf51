"""Post 17 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 기울기를 손으로 풀링층을 거슬러 보내고, 같은 최댓값이 둘일 때 여기서는 그리고 다른 곳에서는 어느
쪽이 기울기를 받는지 말할 수 있다.

풀링에는 가중치가 없으니 되돌아가며 할 일은 기울기를 건네는 것뿐이다. Y = pool(X)일 때 물을 것은 화소마다 얼마를
보탰느냐다.

{formula:maximum}

**최대 풀링.** 창에서 가장 큰 수만 출력에 이르렀으므로 그것만 손실을 바꾼다. 그것이 창의 기울기를 모두 받고
나머지는 0을 받는다.

{example:17.1}

{example:17.2}

**같은 값이 함정이다.** 창에서 두 수가 함께 가장 크면 기울기가 없다. 둘 가운데 하나를 고르며, 누구나 같은 것을
골라야 한다. 같은 값은 흔하다. ReLU를 지나면 창 전체가 0이기도 하다. 내버려 두면 두 언어는 서로 다른 것을 고른다.
창의 `argmax`를 NumPy는 행을 따라, 줄리아는 열을 따라 읽는다. 창이 0 5 / 5 0이면 앞의 것은 첫 행의 5를, 뒤의 것은
둘째 행의 5를 고른다.

{figure:ties}

여기서는 두 언어와 두 구현 모두 행을 따라 처음 나오는 것이 이긴다. 최댓값을 찾기 전에 창의 수를 그 순서로 놓는
글쓴이의 층도, 파이썬 책도, PyTorch도 그렇다.

{example:17.3}

{example:17.4}

{example:17.5}

`x == maximum`처럼 비교해서 가장 큰 *모두*에게 기울기를 주는 것은 틀렸다. 기울기를 두 번 센다. 줄리아에서는
`permutedims`로 돌려 놓은 창의 `argmax`가 행을 따라 읽는다.

**겹치는 창.** 창이 겹치면 한 화소가 여러 번 이길 수 있고, 그 기울기들은 더해진다.

{example:17.6}

**시리즈가 스스로 어긋나는 곳.** 풀링층도 정사각형 그림과 정사각형 창에서만 옳다. 여기서는 모양을 가리지 않는다.
같은 수가 없는 곳에서는 결과를 손실의 기울기와 견줄 수 있고, 아래에서는 5×7 그림으로 견준다.

{example:17.7}

**NaN.** NaN이 든 최댓값은 두 언어 모두 NaN이다. `np.max`도 `maximum`도 그렇고, NumPy의 `fmax`는 NaN을 버린다.
기울기는 첫 NaN으로 간다.

**평균 풀링.** 창의 모든 수가 똑같이 쓰이므로 저마다 제 몫을 받는다. 기울기를 창의 원소 수로 나눈 값이다.

{formula:average}

{example:17.8}

{example:17.9}

**펼치기.** 행은 떼어 낸 순서 그대로 다시 그림이 된다. 기울기는 그 수가 온 자리로 돌아간다.

{example:17.10}

**다시 찾을까, 기억할까?** 되돌아갈 때 최댓값을 다시 찾는다면 순전파에서 찾은 바로 그것을 찾아야 한다. 글쓴이의
층은 순전파에서 찾은 자리를 간직한다. 여기서 역전파는 입력을 받아 같은 규칙으로 다시 찾으므로 객체에 간직할 것이
없다. 바쁜 신경망은 여기서도 자리를 간직한다.
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
    (
        "The window 0 5 above 5 0 read in two ways: along the rows the first 5 is the one at the upper "
        "right, and the gradient 8 goes there; down the columns it would be the one at the lower left"
    ): (
        "위가 0 5이고 아래가 5 0인 창을 두 가지로 읽었다. 행을 따라 읽으면 첫 5는 오른쪽 위에 있고 "
        "기울기 8이 그리로 간다. 열을 따라 읽었다면 왼쪽 아래의 것이다"
    ),
    (
        "A gradient of 12 comes to the window 3 7 / 7 1. What goes back to each pixel, with max pooling "
        "and with average pooling?"
    ): ("창 3 7 / 7 1에 기울기 12가 온다. 최대 풀링과 평균 풀링에서 화소마다 무엇이 돌아가는가?"),
    "12 to the first of two sevens": "두 7 가운데 첫째에 12를",
    ("With max pooling 12 to the 7 in the first row and 0 to all others; with average pooling 12/4 = 3 to each."): (
        "최대 풀링에서는 첫 행의 7에 12가 가고 나머지는 모두 0이다. 평균 풀링에서는 저마다 12/4 = 3이다."
    ),
    (
        "An image of 3×3 holds nothing but zeros, its windows are 2×2 with stride 1, and every gradient "
        "is 1. Where do the four gradients go?"
    ): ("3×3 그림에 0만 들어 있고, 창은 2×2에 스트라이드가 1이며, 기울기는 모두 1이다. 기울기 넷은 어디로 가는가?"),
    "A plain image, four windows": "민무늬 그림과 네 창",
    (
        "Each to the upper left pixel of its window, which comes first along the rows and down the "
        "columns alike. Such ties show no difference between the two rules."
    ): (
        "저마다 제 창의 왼쪽 위 화소로 간다. 행을 따라가도 열을 따라가도 그것이 처음이다. 이런 같은 "
        "값에서는 두 규칙의 차이가 드러나지 않는다."
    ),
    (
        "Whatever the windows, the gradients that go back through max pooling add up to those that came. "
        "Why, and when would they not?"
    ): ("창이 어떻든, 최대 풀링을 거슬러 가는 기울기의 합은 온 기울기의 합과 같다. 왜 그러하며, 언제 그렇지 않은가?"),
    "The sum of what goes back": "돌아가는 것의 합",
    (
        "Each goes to exactly one pixel of the image, since padding never wins: 45 here. With a frame of "
        "zeros that may win, what it wins is lost."
    ): (
        "패딩은 결코 이기지 못하므로 기울기마다 그림의 화소 꼭 하나로 간다. 여기서는 45다. 0의 테두리가 "
        "이길 수 있다면 테두리가 가져간 것은 사라진다."
    ),
}
