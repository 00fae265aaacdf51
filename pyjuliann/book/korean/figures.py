"""What is written in the drawings, and what they are called, in Korean."""

from __future__ import annotations

PHRASES = {
    # post 1
    "A matrix and its transpose": "행렬과 그 전치",
    "A product by rows and by columns": "행으로 본 곱과 열로 본 곱",
    "The sizes of a product": "곱의 크기",
    "The network of the post": "글의 신경망",
    "By rows": "행으로",
    "By columns": "열로",
    "input layer": "입력층",
    "hidden layer": "은닉층",
    "output layer": "출력층",
    # posts 6 to 13
    "The loop of learning": "학습 루프",
    "draw a batch": "배치를 뽑는다",
    "predict": "예측한다",
    "compute the loss": "손실을 계산한다",
    "compute the gradients": "기울기를 계산한다",
    "step against them": "반대쪽으로 간다",
    "The losses of sixty steps": "60단계의 손실",
    "The losses of 120 steps": "120단계의 손실",
    "The losses of both runs": "두 학습의 손실",
    "The losses of three starts": "세 가지 시작의 손실",
    "step": "단계",
    "loss": "손실",
    "The sigmoid, ReLU, and their slopes": "시그모이드와 ReLU, 그리고 둘의 기울기",
    "the functions": "함수",
    "their slopes": "기울기",
    "sigmoid": "시그모이드",
    "How far numbers spread behind each layer": "층을 지날 때마다 수가 퍼진 정도",
    "layer": "층",
    "spread": "퍼진 정도",
}
