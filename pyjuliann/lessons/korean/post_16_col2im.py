"""Post 16 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 완전 연결층을 거슬러 가듯 합성곱을 거슬러 가고, 떼어 낸 조각들을 그림의 제자리로 되돌리고, 그런 코드를
기울기도 허용 오차도 없이 검산할 수 있다.

**화소는 여러 번 쓰인다.** 3×3 그림과 2×2 창을 보자. 창이 놓일 자리는 넷이다. 귀퉁이 화소는 그 가운데 하나에 들어 있고,
한가운데 화소는 넷 모두에 들어 있다.

{example:16.1}

1로 채운 조각 넷의 `col2im`이 이것이다. **col2im**은 조각마다 im2col이 떼어 낸 자리로 되돌려 놓으며 *더한다*. 조각 넷이
나눠 쓰는 화소는 기울기 넷을 받고, 그 합이 그 화소의 기울기다. 네 번 쓰인 수는 네 갈래로 손실을 바꾼다.

{figure:col2im}

**역함수가 아니다.** im2col이 막 떼어 낸 조각들을 되돌려 놓아도 그림이 되지 않는다. 화소마다 자기가 들어 있던 조각의
수가 곱해져 돌아온다.

{example:16.2}

col2im은 역함수가 아니라 전치다. im2col은 수를 베끼기만 하므로 선형이고, col2im은 같은 선형 사상을 거꾸로 한 것이다.
그래서 기울기도 허용 오차도 필요 없는 검산이 나온다. 어떤 그림 x와 행렬 Y에 대해서도 다음이 성립한다.

{formula:adjoint}

{example:16.3}

**공식 셋.** 합성곱이 행렬 곱이 되고 나면 그 기울기는 완전 연결층의 기울기다. dout을 자리마다 행 하나, 필터마다 열
하나인 행렬로 적은 것을 D, 필터를 열로 세운 것을 W라 하자.

{formula:gradients}

필터의 편향은 모든 자리에서 더해지므로 그 기울기는 열의 합이다. 필터는 순전파에서 im2col이 준 col의 조각들과 만난다.
마지막 줄이 새롭다. D·Wᵀ는 조각들에 대한 기울기이고, col2im이 그것을 화소로 가져간다.

정의는 행렬 없이 같은 것을 말하고, 그 수는 손으로도 구할 수 있다.

{example:16.4}

{example:16.5}

**실제 변화와 견주기.** 기울기는 수가 변할 때 손실이 얼마나 변하는지다. 4편에서처럼 필터의 수를 하나하나 h만큼 양쪽으로
움직이면 dW가 나와야 한다.

{example:16.6}

**패딩과 스트라이드.** 0의 테두리에 떨어진 것은 버린다. 어느 필터도 닿지 않은 화소는 0을 받는다. 시리즈가 정의대로 쓴
역전파는 스트라이드 1만 다룬다. 여기 있는 것은 어떤 스트라이드든 다룬다.

**시리즈가 스스로 어긋나는 곳.** 15편과 마찬가지로 col2im과 역전파도 정사각형 그림과 정사각형 필터에서만 옳다. 여기서는
5×7 그림과 3×2 필터를 정의와 견준다.

{example:16.7}

**NumPy의 함정.** 인덱스 배열을 쓴 `x[rows, columns] += patches`는 같은 인덱스가 두 번 나오는 곳에서 한 번만 더한다.
합이 아무 말 없이 사라진다. `np.add.at`은 매번 더하지만 느리다. 줄리아의 `x[rows, columns] .+= patches`도 합을 잃는다.
창 안의 몇 안 되는 자리를 하나씩 돌며, 자리마다 그림을 잘라 낸 조각 전체를 더하는 것이 안전하고 빠르다.
"""

PHRASES = {
    "The four 2×2 windows of a 3×3 image, each in a shade of its own, on their way back to the image: a corner pixel "
    "is met by one of them, a pixel in the middle of an edge by two, and the pixel in the centre by all four; the "
    "numbers 1 2 1 / 2 4 2 / 1 2 1 say so": (
        "저마다 다른 농담으로 칠한 3×3 그림의 2×2 창 넷이 그림으로 되돌아간다. 귀퉁이 화소는 창 하나와, 변 가운데 "
        "화소는 둘과, 한가운데 화소는 넷 모두와 만나며, 수 1 2 1 / 2 4 2 / 1 2 1이 그것을 말해 준다"
    ),
    "With which stride is col2im the inverse of im2col, if the window is 2×2 and the image 4×4?": (
        "창이 2×2이고 그림이 4×4라면 스트라이드가 얼마일 때 col2im이 im2col의 역함수가 되는가?"
    ),
    "There and back with stride 2": "스트라이드 2로 갔다가 돌아오기",
    "With 2: then no two windows share a pixel, every pixel is in one, and each comes back once.": (
        "2일 때다. 그러면 두 창이 화소를 나눠 쓰는 일이 없고 모든 화소가 창 하나에 들어 있어, 저마다 한 번 돌아온다."
    ),
    "The image is 1 to 9, row by row, the filter 2×2, and every number of dout is 1. What is dW?": (
        "그림은 행을 따라 1부터 9까지이고, 필터는 2×2이며, dout의 수는 모두 1이다. dW는 얼마인가?"
    ),
    "dW where dout is 1 everywhere": "dout이 모두 1일 때의 dW",
    "Each number of the filter meets four pixels, those of the window that it sees on its way: 1 + 2 + 4 + 5 = 12, "
    "then 16, 24 and 28. The filter's own numbers have no part in it.": (
        "필터의 수 하나하나는 지나가며 화소 넷을 만난다. 1 + 2 + 4 + 5 = 12이고, 다음은 16, 24, 28이다. 필터 자신의 "
        "수는 여기에 끼지 않는다."
    ),
    "The window is 2×2, the stride 2, the image 3×3. Which pixels get a gradient of 0, whatever dout is?": (
        "창은 2×2, 스트라이드는 2, 그림은 3×3이다. dout이 무엇이든 기울기가 0인 화소는 어디인가?"
    ),
    "One patch of ones in a 3×3 image": "3×3 그림 속의 1로 채운 조각 하나",
    "The last row and the last column: the window fits only once, in the upper left corner.": (
        "마지막 행과 마지막 열이다. 창은 왼쪽 위 귀퉁이에 한 번만 들어간다."
    ),
    "col2im and the way back": "col2im과 되돌아가는 길",
    "In how many patches each pixel stands": "화소마다 들어 있는 조각의 수",
    "There and back is not the image": "갔다가 돌아오면 그림이 아니다",
    "But it is the transpose: two equal sums": "하지만 전치다: 같은 두 합",
    "dX, dW and db by the definition": "정의대로 구한 dX, dW, db",
    "The same through im2col and col2im": "같은 것을 im2col과 col2im으로",
    "dW against the slope of the loss": "dW를 손실의 기울기와 견주기",
}
