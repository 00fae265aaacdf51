"""What training, the comparisons of posts and the measuring of functions print, in Korean."""

from __future__ import annotations

PHRASES = {
    # a run
    "{} on {}": "{}, 데이터 {}",
    "{} {:g}, batch {}": "{} {:g}, 배치 {}",
    "{}, seed {}, {}": "{}, 시드 {}, {}",
    "fan {}": "fan {}",
    "numerical gradients": "수치 기울기",
    "{} samples": "표본 {}개",
    "{:,} steps of {:,}": "{1:,}단계 가운데 {0:,}",
    "{:,} steps": "{:,}단계",
    "loss": "손실",
    "mean loss": "평균 손실",
    "train": "학습",
    "test": "시험",
    "steps/s": "단계/초",
    "seconds": "초",
    "loss, step by step": "단계별 손실",
    "{}: the loss is no finite number from step {} on: try a lower --lr": (
        "{}: {}단계부터 손실이 유한한 수가 아니다. --lr을 낮추어 본다"
    ),
    "{} thread": "스레드 {}개",
    "{} threads": "스레드 {}개",
    "BLAS: {} in both languages, on which steps/s depends": "BLAS: 두 언어 모두 {}, 단계/초는 여기에 달려 있다",
    "BLAS: {}, on which steps/s depends": "BLAS: {}, 단계/초는 여기에 달려 있다",
    "BLAS threads, on which steps/s depends: {}": "BLAS 스레드(단계/초는 여기에 달려 있다): {}",
    "not known": "모름",
    # in lockstep
    "{} units apart at most, budget {}": "차이 최대 {}단위, 허용 {}",
    "The languages differ from step {} on: {}{}": "{}단계부터 두 언어가 다르다: {}{}",
    "  one step from equal weights is {} units apart{}": "  같은 가중치에서 한 단계를 가면 {}단위 다르다{}",
    "  the runs are {}": "  두 학습의 {}",
    "Rounding drift, no difference: beyond the budget from step {} on ({}{}), {}": (
        "다른 것이 아니라 반올림이 쌓인 것이다: {}단계부터 허용 범위를 넘는다({}{}), {}"
    ),
    "  single steps from equal weights are {} units apart at most": "  같은 가중치에서 한 단계씩 가면 차이 최대 {}단위",
    "In lockstep: {}; losses at every step, gradients and weights every {} steps": (
        "나란히 감: {}; 손실은 단계마다, 기울기와 가중치는 {}단계마다"
    ),
    "In lockstep: {}; losses at every step, gradients and weights too": (
        "나란히 감: {}; 손실, 기울기, 가중치 모두 단계마다"
    ),
    "  (a unit: the distance from 1 to the next number, or from an array's largest number if that is above 1)": (
        "  (단위: 1에서, 또는 배열의 가장 큰 수가 1보다 크면 그 수에서 다음 수까지의 거리)"
    ),
    "the loss": "손실",
    "the gradient": "기울기",
    "what the optimizer makes of equal gradients": "같은 기울기로 최적화기가 만든 것",
    "the weights after the step": "단계 뒤의 가중치",
    "the step as a whole, though loss, gradients and update agree: the batch or the masks": (
        "손실, 기울기, 갱신은 일치하지만 단계 전체가 다르다: 배치나 마스크"
    ),
    # comparisons of posts
    "Post {} · {} · on {}, seed {}": "{}편 · {} · 데이터 {}, 시드 {}",
    "By default: {}": "기본값: {}",
    "Post {}: {}. {}": "{}편: {}. {}",
    "{}: the languages differ from step {} on: {}{}": "{}: {}단계부터 두 언어가 다르다: {}{}",
    "It holds here.": "여기서도 그렇다.",
    "It does not hold here.": "여기서는 그렇지 않다.",
    "It holds here in {} only.": "여기서는 {}에서만 그렇다.",
    "ReLU against the sigmoid": "ReLU와 시그모이드",
    "The optimizers": "최적화기",
    "Initial weights of a network of four layers": "네 층 신경망의 초기 가중치",
    "Dropout on 300 samples": "표본 300개의 드롭아웃",
    "ReLU has the lower loss": "ReLU의 손실이 더 작다",
    "ReLU has the higher accuracy": "ReLU의 정확도가 더 높다",
    "SGD is the slowest": "SGD가 가장 느리다",
    "only SGD stays under 90 %": "SGD만 90 %를 넘지 못한다",
    "Xavier and He beat std": "Xavier와 He가 std보다 낫다",
    "with ReLU, He learns fastest": "ReLU에서는 He가 가장 빨리 배운다",
    "without dropout, training nears 100 %": "드롭아웃이 없으면 학습 정확도가 100 %에 다가간다",
    "with dropout, the gap between training and testing is narrower": "드롭아웃이 있으면 학습과 시험의 간격이 좁다",
    "the post's settings and number of steps (one epoch of MNIST)": "글의 설정과 단계 수(MNIST 한 에포크)",
    "three epochs of MNIST in steps, as in the post; rate 0.001 for Adam and 0.01 for the others": (
        "글과 같이 MNIST 세 에포크만큼의 단계; 학습률은 Adam 0.001, 나머지 0.01"
    ),
    "Adam and batches of 100 as in the post, 600 steps for its 1,800: first weights matter at first": (
        "글과 같이 Adam과 배치 100, 1,800단계 대신 600단계: 초기 가중치는 처음에 중요하다"
    ),
    "the post's settings: 300 samples, 6,000 steps, SGD with rate 0.01": (
        "글의 설정: 표본 300개, 6,000단계, 학습률 0.01의 SGD"
    ),
    # elementary functions
    "{}, {} points for each function": "{}, 함수마다 점 {}개",
    "{}, {} point for each function": "{}, 함수마다 점 {}개",
    "function": "함수",
    "from … to": "범위",
    "\ndiffer": "\n다름",
    "Python\nwrong": "파이썬\n틀림",
    "Julia\nwrong": "줄리아\n틀림",
    "\nerror": "\n오차",
    "differ, ULP: how many results differ between the languages, and by how much at most.\n"
    "wrong: how many are not the exact result, rounded to the dtype.\n"
    "error: the largest against the exact result (256 bits), in ULP; best is 0.5.": (
        "다름, ULP: 두 언어의 결과가 다른 점의 수와 가장 큰 차이.\n"
        "틀림: 정확한 결과를 그 자료형으로 반올림한 값이 아닌 점의 수.\n"
        "오차: 정확한 결과(256비트)와의 가장 큰 차이(ULP). 가장 좋은 값은 0.5."
    ),
    "NumPy {} and Julia {} on {}": "NumPy {}, 줄리아 {}, {}",
    "{} measured: {}, {} engine": "{}개 측정: {}, {} 엔진",
}
