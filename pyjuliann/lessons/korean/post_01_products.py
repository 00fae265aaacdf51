"""Post 1 in Korean."""

from __future__ import annotations

TEXT = """
신경망이 입력에 하는 일은 행렬의 곱과 합이 전부다.

{figure:network}

**내적.** 길이가 같은 두 벡터를 자리마다 곱하고, 그 곱을 모두 더한다.

{formula:dot}

**행렬과 벡터의 곱을 보는 두 가지 방법.** A·x는 행을 따라 읽을 수 있다. 결과의 각 원소는 A의 한 행과 x의
내적이다. 열로 읽을 수도 있다. A의 첫 열에는 x₁을, 둘째 열에는 x₂를 곱하고, 그렇게 늘이고 줄인 열들을
더한다. 나오는 수는 같다. 둘째 방법은 가중치가 무엇인지 말해 준다. 자기 열이 결과에 얼마나 들어가는지를 정한다.

**행렬과 행렬의 곱**은 같은 일을 여러 벡터에 한꺼번에 하는 것이다. i행 j열의 원소는 첫 행렬의 i행과 둘째
행렬의 j열의 내적이다. 그래서 첫 행렬의 열 수는 둘째 행렬의 행 수와 같아야 한다.

**함정은 `dot`이다.** 줄리아의 `dot`은 행과 열을 가리지 않는다. 두 인수를 열을 따라 펼친 벡터로 읽고 수
하나를 돌려준다. 1로 채운 2×3 행렬의 `dot(A, A')`는 6.0이다. 파이썬의 `np.dot`은 같은 두 행렬의 행렬 곱을
주며, 모든 원소가 3.0인 2×2이다. 낱말 그대로 옮긴 코드는 뜻이 달라지고, 드러나는 것은 결과의 크기뿐이다.
그러니 뜻을 분명히 적는다.

- 행렬 곱은 줄리아에서 `A * B`, NumPy에서 `A @ B`다. (NumPy의 `A * B`는 원소끼리 곱한다.)
- 펼친 내적은 줄리아에서 `dot(A, B)`, NumPy에서 `np.dot(A.ravel("F"), B.ravel("F"))`다.

**정수는 정수로 남는다.** Int64 행렬의 곱은 두 언어 모두 Int64이고 2⁶³까지 정확하다. 그보다 커지면 두 언어
모두 아무 말 없이 넘친다.

**두 층짜리 신경망.** 표본 하나가 행 하나다. 층은 거기에 가중치를 곱하고 편향을 더한다. H = X·W₁ + B₁,
그리고 Y = H·W₂ + B₂이다. 여기서는 1×4에 4×2를 곱해 은닉층 1×2를 얻고, 다시 2×3을 곱해 출력 1×3을 얻는다.
다음 글은 둘 사이에 활성화 함수를 넣는다. 그것이 없으면 층이 둘이어도 하나와 다르지 않다.
"""

PHRASES = {
    (
        "The network of the post: four inputs x₁ to x₄, two hidden nodes h₁ and h₂, three outputs y₁ to y₃; "
        "every node has an arrow to every node of the next layer"
    ): (
        "글의 신경망: 입력 x₁부터 x₄까지 넷, 은닉 노드 h₁과 h₂, 출력 y₁부터 y₃까지 셋. "
        "노드마다 다음 층의 모든 노드로 화살표가 간다"
    ),
    "What is the dot product of (1, 2, 3) and (4, −5, 6)?": "(1, 2, 3)과 (4, −5, 6)의 내적은 얼마인가?",
    "The dot product of (1, 2, 3) and (4, −5, 6)": "(1, 2, 3)과 (4, −5, 6)의 내적",
    "1·4 + 2·(−5) + 3·6 = 4 − 10 + 18 = 12.": "1·4 + 2·(−5) + 3·6 = 4 − 10 + 18 = 12이다.",
    "Matrix and vector products": "행렬과 벡터의 곱",
    "Matrix times vector, by rows": "행렬과 벡터의 곱, 행으로",
    "Columns scaled by x": "x를 곱한 열들",
    "Matrix times vector, by columns": "행렬과 벡터의 곱, 열로",
    "Matrix times matrix": "행렬과 행렬의 곱",
    "dot of a 1×3 and its transpose": "1×3과 그 전치의 dot",
    "dot of a 2×3 and its transpose: flat": "2×3과 그 전치의 dot: 펼친 내적",
    "The matrix product of the same two": "같은 두 행렬의 행렬 곱",
    "Two layers: hidden and output": "두 층: 은닉층과 출력",
    "51 62 and 300 414 528": "51 62, 그리고 300 414 528",
}
