"""The short runs of the lessons in Korean."""

from __future__ import annotations

PHRASES = {
    "A small network learns with numerical gradients.": "작은 신경망을 수치 기울기로 학습한다.",
    "The network of the post learns with backpropagation.": "글의 신경망을 오차역전파로 학습한다.",
    "The sigmoid and ReLU, from the same weights.": "시그모이드와 ReLU를 같은 가중치에서 시작한다.",
    "The optimizers, from the same weights.": "옵티마이저를 모두 같은 가중치에서 시작한다.",
    "Four layers with ReLU, from three kinds of weights.": "ReLU를 쓰는 4층 신경망의 세 가지 초깃값.",
    "Few samples, without dropout and with it.": "적은 표본으로, 드롭아웃 없이 그리고 드롭아웃과 함께.",
    "A small CNN on images of 8x8.": "8×8 이미지를 작은 CNN으로 학습한다.",
    "A short run": "짧은 학습",
    "A run on {}, {} steps": "{} 데이터로 {}단계 학습",
    "loss from first to last": "손실: 처음부터 끝까지",
    "train": "훈련",
    "test": "시험",
    "Python and Julia: {} units in the last place apart at most.": "파이썬과 줄리아의 차이는 최대 {} ULP이다.",
    "Python and Julia differ from step {} on.": "파이썬과 줄리아가 {}단계부터 다르다.",
    "In Python alone: no Julia is running.": "줄리아를 실행할 수 없어 파이썬에서만 학습했다.",
    "(pip install 'pyjuliann[train]' brings scikit-learn's digits, on which this is shown then.)": (
        "(pip install 'pyjuliann[train]'로 scikit-learn을 설치하면 손글씨 숫자로 보여 준다.)"
    ),
}
