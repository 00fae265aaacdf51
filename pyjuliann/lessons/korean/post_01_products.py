"""Post 1 in Korean."""

from __future__ import annotations

TEXT = """
이 글을 읽고 나면 벡터와 행렬의 곱을 손으로도 두 언어로도 셈할 수 있고, 크기만 보고 곱할 수 있는지 알 수 있으며, 두
층짜리 신경망을 수 하나씩 풀어서, 또 한 줄로 계산할 수 있다.

**벡터에는 크기와 방향이 있다.** 동쪽으로 세 걸음, 북쪽으로 네 걸음은 벡터다. "다섯 걸음"은 크기만 말할 뿐 방향이
없다. 3과 4를 벡터의 성분이라 하고, 성분의 개수가 곧 벡터의 차원이다. 이 벡터는 2차원이다. 크기는 성분에서 피타고라스
정리로 나온다.

{formula:size}

{example:1.1}

조심할 것이 하나 있다. 배열의 차원은 다른 말이다. 성분이 넷인 벡터는 4차원 공간의 한 점이지만 배열로는 *1차원*이다.
인덱스를 하나만 받기 때문이다. NumPy의 `ndim`과 줄리아의 `ndims`가 세는 것은 인덱스의 개수다.

**열과 행.** 종이 위에서 벡터는 열이고, 그것을 전치하면 행이 된다.

{formula:column-and-row}

줄리아도 그렇게 본다. `[1, 2, 3]`은 인덱스가 하나인 열이고 `v'`는 1×3인 행이다. NumPy의 `np.array([1, 2, 3])`은 어느
쪽도 아니어서 `v.T`도 그냥 `v`다. 거기서 열이나 행을 얻으려면 둘째 인덱스를 만들어 달라고 해야 한다.

{example:1.2}

**행렬의 전치**는 주대각선, 곧 행 번호와 열 번호가 같은 자리들을 축으로 뒤집는 것이다. (i, j)에 있던 것은 (j, i)로
가고, 대각선에 있던 것은 그대로 있다.

{figure:transpose}

{example:1.3}

{example:1.4}

**벡터의 곱은 두 가지다.** 공간에 있는 두 벡터의 외적은 둘 모두에 수직인 셋째 벡터다. 기하에서는 필요하지만 신경망에는
쓰이지 않으니, 여기서 한 번만 보고 지나간다.

{formula:cross}

{example:1.5}

신경망을 이루는 것은 내적이다. 같은 자리의 성분끼리 곱하고 그 곱을 모두 더한다. 길이가 같은 두 벡터에서 *수 하나*가
나온다.

{formula:dot}

{example:1.6}

**행렬**은 m개의 행과 n개의 열로 되어 있고 m×n 행렬이라 부른다. 벡터도 행렬로 볼 수 있다. 열벡터는 n×1이고 행벡터는
1×n이다.

{formula:matrix}

**행렬과 벡터의 곱을 행으로 보기.** A·x는 A의 행마다 x와의 내적을 구한다. 그래서 x의 성분은 A의 열만큼 있어야 하고,
결과의 성분은 A의 행만큼 나온다.

{formula:by-rows}

{formula:sizes-vector}

수를 넣어 보자. 첫 행 (3, 1, 0, 3)과 x = (1, 2, 3, 4)에서 3·1 + 1·2 + 0·3 + 3·4 = 17이 나온다.

{example:1.7}

**행렬과 벡터의 곱을 열로 보기.** 같은 곱을 다르게 읽을 수도 있다. A를 열 v₁부터 v₄까지로 자르고, 열마다 x의 해당
성분을 곱한 다음 모두 더한다.

{formula:by-columns}

{figure:two-views}

세 단계로 나누면 이렇다. 먼저 열 네 개가 있고, 다음에는 x를 곱한 열들이 아직 나란히 서 있으며, 끝으로 행마다 더하면
다시 17, 31, 28이다.

{example:1.8}

{example:1.9}

{example:1.10}

첫째 방법이 계산하지 않은 것을 새로 계산한 것은 없다. 순서만 다르다. 그러나 둘째 방법은 가중치가 무엇인지 말해 준다.
가중치는 자기 열이 결과에 얼마나 들어가는지를 정한다.

**행렬과 행렬의 곱**은 같은 일을 여러 벡터에 한꺼번에 하는 것이다. 결과의 j열은 A와 B의 j열을 곱한 것이고, 따라서 i행
j열의 원소는 A의 i행과 B의 j열의 내적이다.

{formula:matrix-product}

{formula:sizes-matrix}

안쪽 크기는 서로 같아야 하고, 곱하고 나면 사라진다. 바깥쪽 크기가 남는다.

{figure:product-sizes}

{example:1.11}

**줄리아에서** 내적과 노름과 외적은 패키지에 들어 있고, `using LinearAlgebra`라고 쓰면 쓸 수 있게 된다. 줄리아에 딸려
오므로 설치할 필요는 없다. `a'`는 전치를 줄여 쓴 것인데, 새 행렬이 아니라 `Adjoint`다. 인덱스를 서로 바꾸어 주는 얇은
덮개를 `a`에 씌운 것이다. 줄리아 1.5는 이것을 `3×1 Adjoint{Float64,Array{Float64,2}}`로 보여 주고, 1.6부터는
`3×1 adjoint(::Matrix{Float64}) with eltype Float64`라고 한다. 덮개 아래에 있는 것은 `a` 자신이다. 아무것도 복사하지
않으며, `a'`에 쓰면 `a`에 쓰인다. NumPy의 `a.T`도 마찬가지로 뷰다. (복소수에서는 `a'`가 켤레까지 취한다. `a.T`와
`transpose(a)`는 취하지 않는다.)

{example:1.12}

{example:1.13}

**함정은 `dot`이다.** 줄리아의 `dot`은 행과 열을 가리지 않는다. 두 인수를 열을 따라 펼친 벡터로 읽고 수 하나를
돌려준다. 행 하나와 그 전치라면 바라던 그대로다.

{example:1.14}

그러나 1로 채운 2×3 행렬의 `dot(a, a')`는 6.0이고, 행렬은 나오지 않는다.

{example:1.15}

파이썬의 `np.dot`은 같은 두 행렬의 행렬 곱을 준다. 모든 원소가 3.0인 2×2이다. 낱말 그대로 옮긴 코드는 뜻이 달라지고,
드러나는 것은 결과의 크기뿐이다. 줄리아에서 행렬 곱은 연산자 `*`이며, 함수처럼 `*(a, b)`라고 부를 수도 있다.

{example:1.16}

그러니 뜻을 분명히 적는다.

- 행렬 곱은 줄리아에서 `A * B`, NumPy에서 `A @ B`다. (NumPy의 `A * B`는 원소끼리 곱한다.)
- 펼친 내적은 줄리아에서 `dot(A, B)`, NumPy에서 `np.dot(A.ravel("F"), B.ravel("F"))`다.

**정수는 정수로 남는다.** Int64 행렬의 곱은 두 언어 모두 Int64이고 2⁶³까지 정확하다. 그보다 커지면 두 언어 모두 아무
말 없이 넘친다.

**이제 신경망이다.** 신경망에는 입력층과 출력층이 있고, 그 사이에 바깥에서는 보이지 않는 은닉층이 있다. 그림의
동그라미가 노드이고 화살표가 엣지다. 엣지마다 가중치라는 수가 하나씩 붙고, 입력 뒤의 노드마다 편향이라는 수가 하나씩
붙는다.

{figure:network}

노드는 엣지를 따라 들어온 값에 가중치를 곱해 모두 더하고, 거기에 자기 편향을 더한다. 가중치와 편향의 번호를 글에서처럼
매겨 풀어 쓰면 다음과 같다.

{formula:written-out}

{example:1.17}

{example:1.18}

줄마다 내적 하나와 덧셈 하나이고, 한 층의 줄들은 같은 x를 쓴다. 그러므로 이것은 행렬의 곱이다. 표본 하나는 1×4인
행이고, h₁로 들어가는 가중치는 W₁의 첫 열, h₂로 들어가는 가중치는 둘째 열이다.

{formula:matrix-form}

1×4에 4×2를 곱하면 은닉층 1×2가 되고, 다시 2×3을 곱하면 출력 1×3이 된다. 노드가 몇 개이든 한 층이 한 줄이고, 표본이 백
개여도 행이 백 개일 뿐 같은 줄이다.

{example:1.19}

아직 빠진 것이 있다. 이런 층은 둘이어도 하나와 다르지 않다. (X·W₁)·W₂는 X·(W₁·W₂), 곧 행렬 하나를 곱한 것이기
때문이다. 다음 글은 둘 사이에 휘는 함수를 넣는다.
"""

PHRASES = {
    "Matrix and vector products": "행렬과 벡터의 곱",
    # examples
    "The size of (3, 4)": "(3, 4)의 크기",
    "A vector as a column, 3×1, and as a row, 1×3": "벡터를 열로 3×1, 행으로 1×3",
    "The transpose": "전치",
    "The main diagonal, before and after": "주대각선, 전치하기 전과 후",
    "The cross product": "외적",
    "The dot product: 1·4 + 2·5 + 3·6": "내적: 1·4 + 2·5 + 3·6",
    "Matrix times vector, by rows": "행렬과 벡터의 곱, 행으로",
    "The columns v₁ to v₄": "열 v₁부터 v₄까지",
    "Columns scaled by x": "x를 곱한 열들",
    "Matrix times vector, by columns": "행렬과 벡터의 곱, 열로",
    "Matrix times matrix": "행렬과 행렬의 곱",
    "The transpose is a cover, and no copy": "전치는 덮개이고 복사가 아니다",
    "Zeros written into the transpose": "전치에 써넣은 0",
    "dot of a 1×3 and its transpose": "1×3과 그 전치의 dot",
    "dot of a 2×3 and its transpose: flat": "2×3과 그 전치의 dot: 펼친 내적",
    "The matrix product of the same two": "같은 두 행렬의 행렬 곱",
    "h₁ written out": "풀어 쓴 h₁",
    "y₁ written out": "풀어 쓴 y₁",
    "Two layers: hidden and output": "두 층: 은닉층과 출력",
    "51 62 and 300 414 528": "51 62, 그리고 300 414 528",
    # figures
    (
        "The matrix with the rows 1 2 3 and 4 5 6, its main diagonal 1, 5 marked, and beside it the transpose with the "
        "rows 1 4, 2 5 and 3 6: the diagonal is where it was, every other number has crossed it"
    ): (
        "행이 1 2 3과 4 5 6인 행렬에 주대각선 1, 5를 표시했고, 그 옆에 행이 1 4와 2 5와 3 6인 전치가 있다. 대각선은 "
        "제자리에 있고 나머지 수는 모두 대각선을 건너갔다"
    ),
    (
        "A·x twice, with the numbers of the post: above, each row of A meets x and gives 17, 31 and 28; below, the "
        "columns v₁ to v₄ are scaled by 1, 2, 3 and 4 and added up to the same three numbers"
    ): (
        "글에 나온 수로 A·x를 두 번 그렸다. 위에서는 A의 행마다 x와 만나 17, 31, 28을 낸다. 아래에서는 열 v₁부터 "
        "v₄까지에 1, 2, 3, 4를 곱해 더하고 같은 세 수를 얻는다"
    ),
    (
        "A 3×2 matrix times a 2×3 matrix: row 2 of the first and column 3 of the second are marked, and so is the "
        "element of the 3×3 result that they give, 36; the inner sizes, 2 and 2, are equal"
    ): (
        "3×2 행렬과 2×3 행렬의 곱. 첫 행렬의 2행과 둘째 행렬의 3열, 그리고 둘이 만드는 3×3 결과의 원소 36을 표시했다. "
        "안쪽 크기 2와 2가 서로 같다"
    ),
    (
        "The network of the post: the input nodes x₁ to x₄, the hidden nodes h₁ and h₂ and the output nodes y₁ to y₃ "
        "stand in three columns; an edge goes from every node to every node of the next layer, the edges into h₁ carry "
        "the weights w₁₁, w₂₁, w₃₁ and w₄₁, and each hidden or output node has its bias, b₁ to b₅"
    ): (
        "글의 신경망. 입력 노드 x₁부터 x₄까지, 은닉 노드 h₁과 h₂, 출력 노드 y₁부터 y₃까지가 세 줄로 서 있다. 노드마다 "
        "다음 층의 모든 노드로 엣지가 가고, h₁로 들어가는 엣지에는 가중치 w₁₁, w₂₁, w₃₁, w₄₁이 적혀 있으며, 은닉 "
        "노드와 출력 노드에는 편향 b₁부터 b₅까지가 하나씩 붙어 있다"
    ),
    # exercises
    "What is the dot product of (3, 4) and (−4, 3), and what does that say about the two directions?": (
        "(3, 4)와 (−4, 3)의 내적은 얼마이며, 그것은 두 방향에 대해 무엇을 말해 주는가?"
    ),
    "(3, 4) and (−4, 3)": "(3, 4)와 (−4, 3)",
    "3·(−4) + 4·3 = 0. Both have the size 5, so neither is zero: they are perpendicular.": (
        "3·(−4) + 4·3 = 0이다. 둘 다 크기가 5여서 영벡터가 아니므로 두 벡터는 서로 수직이다."
    ),
    "A 2×3 matrix of ones is multiplied by a 3×4 matrix of ones. What size has the product, and what stands in it?": (
        "1로 채운 2×3 행렬에 1로 채운 3×4 행렬을 곱한다. 곱의 크기는 얼마이고 그 안에는 무엇이 있는가?"
    ),
    "2×3 times 3×4, all ones": "모두 1인 2×3과 3×4의 곱",
    "The inner sizes are 3 and 3 and vanish; the result is 2×4. Every element is a sum of three ones, 3.": (
        "안쪽 크기 3과 3은 사라지고 결과는 2×4다. 원소는 모두 1을 세 번 더한 3이다."
    ),
    "For which x is A·x the third column of the post's matrix A?": (
        "A·x가 글에 나온 행렬 A의 셋째 열이 되게 하는 x는 무엇인가?"
    ),
    "The third column and no other": "셋째 열 하나만",
    "For x = (0, 0, 1, 0): none of the first, second and fourth column, and the third once.": (
        "x = (0, 0, 1, 0)이다. 첫째, 둘째, 넷째 열은 하나도 들어가지 않고 셋째 열만 한 번 들어간다."
    ),
    (
        "In the network of the post the bias b₁ is raised by 1. By how much does each output change? Say it before you "
        "compute it."
    ): "글의 신경망에서 편향 b₁을 1만큼 올린다. 출력은 저마다 얼마나 달라지는가? 계산하기 전에 먼저 답해 보라.",
    "The network with b₁ = 2": "b₁ = 2인 신경망",
    (
        "h₁ grows by 1, so the outputs grow by the weights of the edges that leave h₁, the first row of W₂: by 1, 2 "
        "and 3."
    ): "h₁이 1만큼 커지므로 출력은 h₁에서 나가는 엣지의 가중치, 곧 W₂의 첫 행만큼 커진다. 1, 2, 3이다.",
}
