"""Why a function of the series and its twin may differ, in Korean."""

from __future__ import annotations

PHRASES = {
    "{}; {} and {} measured": "{}; 잰 값 {}, {}",
    "nothing is computed": "계산하는 것이 없다",
    "only comparisons": "비교뿐이다",
    "one product for each element": "원소마다 곱셈 하나",
    "additions in the same order": "같은 순서의 덧셈",
    "additions in the same order, and one quotient": "같은 순서의 덧셈과 나눗셈 하나",
    "one quotient for each element, then additions in the same order": "원소마다 나눗셈 하나, 그다음 같은 순서의 덧셈",
    "one difference and one quotient for each element": "원소마다 뺄셈 하나와 나눗셈 하나",
    "the same three operations for each element": "원소마다 같은 연산 셋",
    "the same operations for each element; the root is rounded correctly": (
        "원소마다 같은 연산; 제곱근은 올바르게 반올림된다"
    ),
    "the root is rounded correctly; one product for each element": ("제곱근은 올바르게 반올림된다; 원소마다 곱셈 하나"),
    "the columns are added in the same order": "열을 같은 순서로 더한다",
    "one product of Float64, rounded down": "Float64의 곱을 내림한다",
    "a sum in another order": "다른 순서의 합",
    "sums of products in another order": "다른 순서로 더한 곱의 합",
    "sums of products in another order where the two BLAS differ": ("두 BLAS가 다른 곳에서 다른 순서로 더한 곱의 합"),
    "sums of products in another order, exp": "다른 순서로 더한 곱의 합, exp",
    "sums of products in another order, exp and log": "다른 순서로 더한 곱의 합, exp와 log",
    "sums of products in another order, then exp, whose last bit is the library's": (
        "다른 순서로 더한 곱의 합, 그다음 exp(마지막 비트는 라이브러리에 달려 있다)"
    ),
    "the last bit of exp is the library's": "exp의 마지막 비트는 라이브러리에 달려 있다",
    "the last bit of exp is the library's, and a sum in another order": (
        "exp의 마지막 비트는 라이브러리에 달려 있고, 합의 순서가 다르다"
    ),
    "the last bit of log is the library's, and a product follows": (
        "log의 마지막 비트는 라이브러리에 달려 있고, 곱셈이 뒤따른다"
    ),
    "the last bit of log is the library's, and a sum in another order": (
        "log의 마지막 비트는 라이브러리에 달려 있고, 합의 순서가 다르다"
    ),
    "the elements are not defined: only arrays without any are compared, and refusals": (
        "원소가 정해지지 않은 배열이다. 원소가 없는 배열과 거부만 비교한다"
    ),
    "f is exact and the same": "f가 정확하고 같다",
    "f adds in the same order": "f가 같은 순서로 더한다",
    "losses differ as in network_loss, and their difference is divided by 2h": (
        "손실이 network_loss에서처럼 다르고, 그 차이를 2h로 나눈다"
    ),
    "gradients differ as in network_gradients, and an epsilon of 0.01 makes more of it": (
        "기울기가 network_gradients에서처럼 다르고, 엡실론 0.01이 그것을 키운다"
    ),
    "as training_step, up to four times in a row": "training_step과 같고, 네 번까지 이어진다",
}
