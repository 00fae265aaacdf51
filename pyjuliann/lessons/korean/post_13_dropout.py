"""Post 13 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 드롭아웃 마스크를 손으로 뽑고, 수와 기울기를 마스크에 통과시키고, 뉴런 다섯 가운데 넷을 실수로
없애는 일 없이 한 라이브러리의 비율을 다른 라이브러리의 것으로 옮길 수 있다.

**외우기.** 표본이 적으면 신경망은 표본을 외운다. 본 것에서는 정확도가 100 %에 가까워지고, 보지 못한 것에서는
뒤처진다. 드롭아웃은 외우기를 어렵게 한다. 단계마다 한 층의 출력 가운데 일정한 몫을 무작위로 골라 0으로 만들므로,
어느 뉴런도 다른 뉴런 하나에 기댈 수 없다.

**마스크.** 표본마다 1과 0으로 된 행이 하나 있고, 0의 몫은 정확하다. 비율이 0.4이고 뉴런이 5개면 행마다 2개가
0이다. 어느 것이 0인지는 무작위다.

{figure:masks}

{example:13.1}

**시리즈가 스스로 어긋나는 곳.** 글의 본문은 비율이 없애는 몫이라 하고, 코드의 마스크는 그 몫을 **남긴다**. 0.5면
아무도 눈치채지 못한다. 0.2면 한쪽 신경망은 뉴런의 5분의 1을 잃고 다른 쪽은 5분의 4를 잃는다. 여기서 `rate`는
없애는 몫이다.

{example:13.2}

**마스크를 지나며.** 순전파에서는 출력에 마스크를 곱하고, 역전파에서는 기울기에 같은 마스크를 곱한다. 그 사이에
마스크를 새로 뽑으면 참여하지 않은 뉴런으로 기울기가 흘러간다.

{formula:forward}

{example:13.3}

{example:13.4}

**예측할 때**는 아무것도 없애지 않는다. 배울 때보다 많은 뉴런이 켜져 있으므로 출력에 1 − rate를 곱한다. 마스크가
평균으로 하는 일이 그것이다.

{formula:predict}

{example:13.5}

글은 배우는 쪽만 보여 준다. 이 부분은 드롭아웃을 처음 내놓은 논문에서 왔다. PyTorch를 비롯해 많은 라이브러리가
배울 때 1 − rate로 나누고 예측할 때는 아무것도 하지 않는다. 그리고 뉴런마다 따로 뽑으므로, 몫은 평균이 0.4일 뿐 꼭
그만큼인 일은 드물다.

**0은 몇 개인가?** 정확한 몫이 늘 정수인 것은 아니다. 뉴런 5개의 절반은 2.5개다. 여기서는 rate · n을 반올림하고
반으로 떨어지면 짝수 쪽으로 보낸다. 두 언어의 `round`가 모두 그렇게 한다. 2.5는 2이고 3.5는 4다. 글쓴이의 코드는
반올림하지 않는다. 뒤섞은 행에서 차례가 n에 비율을 곱한 값 이하인 뉴런을 남긴다. 그래서 뉴런 5개에 0.5면 2개를
남기고 3개를 없앤다. 여기서는 2개를 없앤다.

{example:13.6}

뉴런 50개에 0.5처럼 n에 비율을 곱한 값이 정수면 두 쪽이 없애는 수가 같다.

**마스크 뽑기.** 행마다 가장 작은 난수들이 0이 된다. 난수가 같으면 순서대로 고르는데, 그러려면 안정 정렬이
필요하다. 줄리아의 `sortperm`은 안정 정렬이고, NumPy의 `argsort`는 `kind="stable"`일 때만 그렇다.

**신경망에서** 드롭아웃은 활성화 함수마다 그 뒤에 놓이는, 비율이 딸린 층이다.

{example:13.7}

**글이 전하는 결과:** MNIST의 학습용 그림 300장, 6,000단계, 학습률 0.01인 SGD. 드롭아웃이 없으면 학습 정확도는 100
%에 가까워지고 시험 정확도는 80 % 근처에 머문다. 드롭아웃이 있으면 틈이 좁아진다. (전하기만 하고 실행하지 않는다.)
아래의 작은 문제에서는, 배치가 같을 때 배우는 동안의 손실이 드롭아웃이 있는 쪽에서 더 높게 남는다. 그래야 맞다.
조각이 빠진 신경망의 손실이기 때문이다.

{example:13.8}

{example:13.9}

{figure:losses}
"""

PHRASES = {
    "Dropout": "드롭아웃",
    "Rate 0.4: two zeros in each row": "비율 0.4: 행마다 0이 두 개",
    "Rate 0.2 removes one of five, not four": "비율 0.2는 다섯 가운데 넷이 아니라 하나를 없앤다",
    "Forward: what passes": "순전파: 지나가는 것",
    "Backward: the same mask": "역전파: 같은 마스크",
    "Predicting: all, times 1 − rate": "예측: 모두, 1 − rate를 곱해서",
    "0.6 times the values": "값의 0.6배",
    "A network with dropout": "드롭아웃이 있는 신경망",
    "120 steps without dropout": "드롭아웃 없이 120단계",
    "120 steps with dropout": "드롭아웃으로 120단계",
    "Half of 5 and of 7: how many zeros": "5와 7의 절반: 0은 몇 개인가",
    (
        "The same five neurons for three samples, with the mask of example 13.1: two of them are hollow "
        "in each row and no edges lead on from them, and they are others in every row"
    ): (
        "예제 13.1의 마스크를 쓴 같은 뉴런 다섯 개를 표본 셋에 대해 그렸다. 행마다 둘은 비어 있고 거기서 "
        "나가는 엣지가 없다. 어느 둘인지는 행마다 다르다"
    ),
    (
        "The loss of examples 13.8 and 13.9 over 120 steps: without dropout it falls towards 0, with "
        "dropout it stays higher and jumps from step to step"
    ): (
        "예제 13.8과 13.9의 손실을 120단계에 걸쳐 그렸다. 드롭아웃이 없으면 0으로 내려가고, 있으면 더 "
        "높은 데 머물며 단계마다 들썩인다"
    ),
    (
        "A layer of 8 neurons has rate 0.25. How many neurons does one sample keep, and how many would "
        "it keep if the rate were the share kept?"
    ): ("뉴런 8개인 층의 비율이 0.25다. 표본 하나가 남기는 뉴런은 몇 개이고, 비율이 남기는 몫이라면 몇 개인가?"),
    "A quarter of eight removed": "여덟의 4분의 1을 없앤다",
    ("6 of 8, since two are removed, those with the draws 0.1 and 0.2. Were the rate the share kept, 2."): (
        "8개 가운데 6개다. 난수가 0.1과 0.2인 둘을 없앤다. 비율이 남기는 몫이라면 2개다."
    ),
    (
        "The mask of a sample is 1 0 1 and the gradient that comes back is 5 5 5. What goes on, and "
        "which neuron learns nothing from this sample?"
    ): (
        "표본의 마스크가 1 0 1이고 돌아오는 기울기가 5 5 5다. 무엇이 더 나아가며, 어느 뉴런이 이 "
        "표본에서 아무것도 배우지 못하는가?"
    ),
    "Backward through 1 0 1": "1 0 1을 거슬러",
    ("5 0 5. The second neuron's output was not used, so nothing about it can have been right or wrong."): (
        "5 0 5다. 둘째 뉴런의 출력은 쓰이지 않았으므로 옳고 그를 것이 없다."
    ),
    (
        "Someone trained with PyTorch's dropout, which divides by 1 − rate while learning. May the "
        "weights be used with `dropout_predict`?"
    ): (
        "배울 때 1 − rate로 나누는 PyTorch의 드롭아웃으로 신경망을 가르쳤다. 그 가중치를 "
        "`dropout_predict`와 함께 써도 되는가?"
    ),
    "An output of 8 at rate 0.5": "비율 0.5에서 출력 8",
    (
        "No: that would scale twice. Those outputs have the right size as they are, 8, and 4 would be "
        "half of it. Such a network is predicted without its dropout layers."
    ): (
        "안 된다. 두 번 곱하는 셈이다. 그 출력은 8 그대로가 맞는 크기이고 4는 그 절반이다. 그런 신경망은 "
        "드롭아웃 층을 빼고 예측한다."
    ),
}
