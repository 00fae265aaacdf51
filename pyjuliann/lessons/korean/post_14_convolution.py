"""Post 14 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 그림에 필터를 얹어 무엇이 나오는지 계산하고, 스트라이드와 패딩에서 결과의 크기를 말하고,
시리즈가 쓰는 축의 순서로 풀링할 수 있다.

**왜 완전 연결층이 아닌가.** 완전 연결층은 그림을 수의 행 하나로 받는다. 어느 화소가 이웃인지 모르므로, 모든
무늬를 자리마다 새로 배워야 한다. 합성곱은 이웃을 안다. 작은 창을 보고, 어디에서나 같은 무늬를 찾는다.

**합성곱.** 필터는 가중치로 된 작은 그림이다. 그림 위에 얹고, 겹친 것끼리 곱해 더하고, 편향을 더하면 출력의 수
하나가 된다. 그다음 필터를 옮긴다.

{figure:convolution}

출력의 i행 j열, 필터 f와 표본 n의 자리에는 다음이 놓인다.

{formula:convolution}

여기서 k와 l은 필터의 행과 열을, c는 채널을 훑고, s는 스트라이드이며, 인덱스는 0부터다. 모든 자리가 같은 가중치 몇
개를 나눠 쓴다. 채널이 하나인 그림이면 5×5 필터 30개의 가중치는 그림 크기와 상관없이 750개다.

**크기.** *스트라이드*(stride)는 필터가 옮겨 가는 거리다. *패딩*(pad)은 그림을 두르는 0의 테두리로, 가장자리도
한가운데만큼 쓰이게 한다. 방향마다 출력에는 다음만큼 자리가 있다.

{formula:size}

너비 28인 그림과 너비 5인 필터는 24를 준다.

{example:14.1}

**시리즈가 스스로 어긋나는 곳.** 이 식에서 내림 괄호를 빼면 너비 6인 그림, 너비 3인 필터, 스트라이드 2에서 자리가
2.5개 나온다. 글쓴이의 정의대로 하는 구현은 그때 오류를 알리고, 다음 글의 im2col은 내린다. 여기서는 모든 구현이
같은 값을 내도록 어디서나 내린다. 필터가 닿지 않는 곳은 빠진다. 패딩을 두른 그림보다 큰 필터는 오류다.

{example:14.2}

**축.** 그림의 배치는 (행, 열, 채널, 표본) 배열이고, 한 층의 필터는 (행, 열, 채널, 필터) 배열이다. 필터 하나가
출력의 채널 하나를 만든다. 5×5×1×1 그림과 3×3×1×2 필터는 3×3×2×1을 준다. 아래 그림에는 1부터 25까지 들어 있다. 첫
필터는 보이는 것을 더한다. 둘째 필터는 오른쪽 열에서 왼쪽 열을 빼서, 사진에서 흔히 그러듯 테두리를 찾는다.

{example:14.3}

{example:14.4}

필터의 채널 수는 그림과 같고, 모든 채널이 합 하나에 들어간다. 그림도 필터도 정사각형이 아니어도 된다.

{example:14.5}

{example:14.6}

**풀링**은 가중치 없이 그림을 줄인다. 창이 채널마다 옮겨 다니며 그 안의 가장 큰 수나 평균을 남긴다. 창이 2×2이고
스트라이드가 2면 각 변이 절반이 되고, 남는 행이나 열은 버려진다.

{figure:pooling}

{example:14.7}

{example:14.8}

{example:14.9}

**최대 풀링의 패딩**에서 정의가 갈린다. 여기서 패딩은 결코 최댓값이 되지 않는다. −∞를 두르는 PyTorch와 같다. 그림
밖으로 나간 창은 그 안에 든 화소 가운데 가장 큰 것을 고른다. 그래서 음수뿐인 그림은 음수로 남는다.

{example:14.10}

글쓴이의 코드에서는 0으로 된 테두리가 함께 겨루고, 0은 모든 음수를 이긴다. 그렇게 하고 싶으면 먼저 두르고 나서
풀링하면 된다.

{example:14.11}

ReLU를 지나면 음수가 없으므로 아무도 차이를 보지 못한다. 평균에서는 두 쪽 모두 패딩을 0으로 센다.

**펼치기.** 완전 연결층은 행을 받는다. 그림은 첫 열을 따라 내려가고, 다음 열을 따라 내려가고, 다음 채널로 가며
행이 된다.

{example:14.12}

**함정.** 다른 라이브러리는 축의 순서가 다르다. PyTorch는 (표본, 채널, 행, 열), TensorFlow는 (표본, 행, 열,
채널)이다. 여기서는 두 언어에서 같은 인덱스가 같은 화소를 가리키고, 메모리를 훑는 순서만 다르다. 신경망에서 말하는
합성곱은 필터를 뒤집지 않는다. SciPy의 `convolve2d`는 뒤집는다. 그리고 정수의 평균은 정수가 아니다. 두 언어 모두
Float64를 주며, 합성곱의 합과 최댓값은 자료형이 그대로다.

**글이 전하는 결과.** 합성곱 5×5×1×30, ReLU, 최대 풀링 2×2, 완전 연결층 100, ReLU, 완전 연결층 10, 소프트맥스.
Adam, 배치 100, MNIST. 다섯 에폭이 끝날 때마다 정확도는 96.8, 97.73, 98.35, 98.39, 98.51 %였다. 한 에폭에 한
시간쯤 걸렸다. 층들이 수를 하나씩 훑기 때문이며, 글쓴이가 스트라이드 1에만 맞추어 쓴 역전파도 그렇다. (전하기만
하고 실행하지 않는다. 16편의 역전파는 스트라이드가 얼마든 된다.)
"""

PHRASES = {
    "Convolution and pooling": "합성곱과 풀링",
    "28 wide, filter 5: how many places": "너비 28, 필터 5: 자리의 수",
    "6 wide, filter 3, stride 2: rounded down": "너비 6, 필터 3, 스트라이드 2: 내림",
    "5×5×1×1 with 3×3×1×2: the sum, the edge": "5×5×1×1과 3×3×1×2: 합과 테두리 찾기",
    "Every second place, with a frame of zeros": "한 자리씩 건너, 0의 테두리를 두르고",
    "Two channels go into one sum": "두 채널이 합 하나로",
    "Image and filter need not be square": "그림도 필터도 정사각형이 아니어도 된다",
    "Max-pooling of 5×5: the fifth is left out": "5×5의 최대 풀링: 다섯째는 빠진다",
    "Padding is not the maximum": "패딩은 최댓값이 아니다",
    "Two images as two rows, down the columns": "그림 둘을 행 둘로, 열을 따라",
    "A frame of zeros wins, if one is put there": "0의 테두리를 두르면 0이 이긴다",
    (
        "A 3×3 filter of ones lies on the upper left corner of a 5×5 image with the numbers 1 to 25; the "
        "nine numbers under it add up to 63, the first number of the 3×3 output; an arrow shows where "
        "the filter goes next"
    ): (
        "1부터 25까지 든 5×5 그림의 왼쪽 위 구석에 1로 채운 3×3 필터가 놓여 있다. 그 밑의 아홉 수를 "
        "더하면 3×3 출력의 첫 수 63이 된다. 화살표는 필터가 다음에 갈 자리를 가리킨다"
    ),
    (
        "A 4×4 image cut into four 2×2 windows, the largest number of each marked, and beside it the 2×2 "
        "result: 4 and 2 above 5 and 9"
    ): (
        "2×2 창 네 개로 나눈 4×4 그림에서 창마다 가장 큰 수를 표시했고, 그 옆에 2×2 결과가 있다. 위는 "
        "4와 2, 아래는 5와 9다"
    ),
    ("An image is 10 wide, the filter 3, the stride 1. Which padding makes the output as wide as the image?"): (
        "그림의 너비가 10, 필터가 3, 스트라이드가 1이다. 패딩이 얼마면 출력이 그림만큼 넓은가?"
    ),
    "10 wide, filter 3, padding 1": "너비 10, 필터 3, 패딩 1",
    "1: (10 + 2·1 − 3) / 1 + 1 = 10. For stride 1 and a filter of odd width k it is (k − 1) / 2.": (
        "1이다. (10 + 2·1 − 3) / 1 + 1 = 10이기 때문이다. 스트라이드가 1이고 필터의 너비 k가 홀수면 (k − 1) / 2다."
    ),
    "What does the edge filter give on an image that is 7 everywhere?": (
        "어디나 7인 그림에 테두리를 찾는 필터를 쓰면 무엇이 나오는가?"
    ),
    "No edge in a plain image": "민무늬 그림에는 테두리가 없다",
    "0 everywhere: its weights add up to 0, so what is the same on both sides cancels.": (
        "어디나 0이다. 가중치를 모두 더하면 0이므로 양쪽이 같은 것은 서로 지워진다."
    ),
    ("A window of 2×2 holds −1, −2 and two places of padding. What do max pooling and average pooling give?"): (
        "2×2 창에 −1, −2와 패딩 두 자리가 들어 있다. 최대 풀링과 평균 풀링은 무엇을 주는가?"
    ),
    "The average counts the padding": "평균은 패딩도 센다",
    (
        "Max pooling −1. Average pooling divides by 4 all the same and gives −3/4 = −0.75, the second "
        "number of the first row: padding counts as zeros."
    ): ("최대 풀링은 −1이다. 평균 풀링은 그래도 4로 나누어 −3/4 = −0.75를 준다. 첫 행의 둘째 수다. 패딩은 0으로 센다."),
}
