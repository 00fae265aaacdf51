"""Post 16 in Korean."""

from __future__ import annotations

TEXT = """
합성곱이 행렬 곱이 되고 나면 그 기울기는 완전 연결층의 기울기다.

**공식 셋.** dout은 자리마다 행 하나, 필터마다 열 하나인 행렬로 적는다.

- db = dout의 열의 합. 필터마다 수 하나다.
- dW = colᵀ·dout. col은 순전파에서 im2col이 준 것이다.
- dX = col2im(dout·filterᵀ).

마지막 것이 새롭다. dout·filterᵀ는 조각들에 대한 기울기이고, 화소 하나는 여러 조각에 들어 있다.

**col2im**은 조각마다 im2col이 떼어 낸 자리로 되돌려 놓으며 *더한다*. 조각 넷이 나눠 쓰는 화소는 기울기 넷을
받고, 그 합이 그 화소의 기울기다. 네 번 쓰인 수는 네 갈래로 손실을 바꾼다.

**역함수가 아니다.** im2col이 막 떼어 낸 조각들을 되돌려 놓아도 그림이 되지 않는다. 화소마다 자기가 들어 있던
조각의 수가 곱해져 돌아온다. col2im은 역함수가 아니라 전치다. im2col은 수를 베끼기만 하므로 선형이고, col2im은
같은 선형 사상을 거꾸로 한 것이다. 그래서 기울기도 허용 오차도 필요 없는 검산이 나온다. 어떤 그림 x와 행렬 y에
대해서도 im2col(x) ∘ y의 합은 x ∘ col2im(y)의 합과 같다.

**패딩과 스트라이드.** 0의 테두리에 떨어진 것은 버린다. 어느 필터도 닿지 않은 화소는 0을 받는다.

**시리즈가 스스로 어긋나는 곳.** 15편과 마찬가지로 col2im과 역전파도 정사각형 그림과 정사각형 필터에서만 옳다.
아래에서는 5×7 그림과 3×2 필터를 정의와 견준다.

**NumPy의 함정.** 인덱스 배열을 쓴 `x[rows, columns] += patches`는 같은 인덱스가 두 번 나오는 곳에서 한 번만
더한다. 합이 아무 말 없이 사라진다. `np.add.at`은 매번 더하지만 느리다. 줄리아의
`x[rows, columns] .+= patches`도 합을 잃는다. 창 안의 몇 안 되는 자리를 하나씩 돌며, 자리마다 그림을 잘라 낸
조각 전체를 더하는 것이 안전하고 빠르다.
"""

PHRASES = {
    "col2im and the way back": "col2im과 되돌아가는 길",
    "In how many patches each pixel stands": "화소마다 들어 있는 조각의 수",
    "There and back is not the image": "갔다가 돌아오면 그림이 아니다",
    "But it is the transpose: two equal sums": "하지만 전치다: 같은 두 합",
    "dX, dW and db by the definition": "정의대로 구한 dX, dW, db",
    "The same through im2col and col2im": "같은 것을 im2col과 col2im으로",
    "dW against the slope of the loss": "dW를 손실의 기울기와 견주기",
}
