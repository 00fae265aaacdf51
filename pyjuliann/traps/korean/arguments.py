"""The traps of `arguments` in Korean."""

from __future__ import annotations

PHRASES = {
    "Order and meaning of arguments": "인수의 순서와 뜻",
    "The value or the size first": "값과 크기의 순서",
    "fill(2, 3) takes the value first, np.full(2, 3) the size.": (
        "fill(2, 3)은 값을, np.full(2, 3)은 크기를 먼저 받는다."
    ),
    "Sizes come last in Julia, since there may be any number of them.": (
        "줄리아에서 크기는 몇 개든 될 수 있으므로 맨 뒤에 온다."
    ),
    "Sizes of zeros": "0으로 된 배열의 크기",
    "zeros(2, 3) is a 2×3 array; np.zeros takes 3 for the dtype and raises.": (
        "zeros(2, 3)은 2×3 배열이고 np.zeros(2, 3)은 3을 dtype으로 받아 오류를 낸다."
    ),
    "NumPy takes the shape as one argument, a tuple.": "NumPy는 크기를 튜플 하나로 받는다.",
    "repeat": "repeat",
    "repeat([1, 2], 2) repeats the whole, np.repeat every element.": (
        "repeat([1, 2], 2)는 전체를, np.repeat은 원소를 되풀이한다."
    ),
    "Julia's repeat is np.tile; np.repeat is Julia's `inner`.": (
        "줄리아의 repeat은 np.tile이고, np.repeat은 줄리아의 `inner`다."
    ),
    "Coefficients of a polynomial": "다항식의 계수",
    "evalpoly takes the constant first, np.polyval the highest power.": (
        "evalpoly는 상수항부터, np.polyval은 최고차항부터 받는다."
    ),
    "The order of the arguments is another one as well.": "인수의 순서도 다르다.",
    "Joining texts": "문자열 잇기",
    "join(parts, sep) has the separator second; sep.join(parts) has it first.": (
        "join(parts, sep)은 구분자가 뒤에, sep.join(parts)은 앞에 온다."
    ),
    "A method of str takes the string itself first. With Julia's order of arguments it gives nonsense.": (
        "str의 메서드는 문자열 자신을 먼저 받는다. 줄리아의 인수 순서로 쓰면 엉뚱한 결과가 나온다."
    ),
    "Digits of a number": "수의 자릿수",
    "digits(123) begins with the last digit; list(str(123)) with the first.": (
        "digits(123)은 마지막 자릿수부터, str(123)은 첫 자릿수부터다."
    ),
    "The position of a digit in the vector is its power of ten plus one.": (
        "벡터에서 한 숫자의 위치는 10의 지수에 1을 더한 것이다."
    ),
    "A range with a length": "길이가 정해진 범위",
    "range(1, 3, length=3) includes its end; np.arange(1, 3) does not.": (
        "range(1, 3, length=3)은 끝을 포함하고 np.arange(1, 3)은 포함하지 않는다."
    ),
    "Ranges of Julia include their end; np.linspace does as well.": (
        "줄리아의 범위는 끝을 포함하고, np.linspace도 그렇다."
    ),
    "Bounds the wrong way round": "거꾸로 된 경계",
    "With reversed bounds clamp(0, 5, 1) is 5 in Julia; np.clip gives 1.": (
        "경계가 뒤집히면 clamp(0, 5, 1)은 줄리아에서 5이고 np.clip은 1이다."
    ),
    "Julia asks x > hi, then x < lo; NumPy computes minimum(maximum(x, lo), hi).": (
        "줄리아는 x > hi, 그다음 x < lo를 묻는다. NumPy는 minimum(maximum(x, lo), hi)를 계산한다."
    ),
    "Angles of a point": "점의 각도",
    "atan(y, x) has two arguments in Julia; np.arctan(y, x) writes into x.": (
        "atan(y, x)는 줄리아에서 인수 둘을 받고 np.arctan(y, x)는 x에 결과를 쓴다."
    ),
    "The second positional argument of a NumPy ufunc of one argument is `out`. arctan2 has two arguments.": (
        "인수가 하나인 NumPy ufunc의 둘째 위치 인수는 `out`이다. 인수가 둘인 것은 arctan2다."
    ),
    "round with a second argument": "둘째 인수가 있는 round",
    "round(x, 2) is a MethodError in Julia: digits is a keyword.": (
        "round(x, 2)는 줄리아에서 MethodError다. digits는 키워드 인수다."
    ),
    "Arguments that change how something is done are keywords in Julia, and never positional.": (
        "줄리아에서 방식을 바꾸는 인수는 키워드이며 위치 인수로는 쓰지 않는다."
    ),
    "Making arrays": "배열 만들기",
    "Nested brackets": "겹괄호",
    "[[1, 2], [3, 4]] is a vector of vectors in Julia and a matrix in NumPy.": (
        "[[1, 2], [3, 4]]는 줄리아에서 벡터의 벡터이고 NumPy에서 행렬이다."
    ),
    "Commas never join in Julia; blanks and semicolons do: [1 2; 3 4].": (
        "줄리아에서 쉼표는 잇지 않고, 빈칸과 쌍반점은 잇는다: [1 2; 3 4]."
    ),
    "Minus between blanks": "빈칸 사이의 빼기",
    "[1 -2] has two elements in Julia, [1 - 2] has one.": "[1 -2]는 줄리아에서 원소가 둘, [1 - 2]는 하나다.",
    "Inside brackets a blank separates columns, so it matters on which side of the minus it stands.": (
        "괄호 안에서 빈칸은 열을 가르므로, 빈칸이 빼기의 어느 쪽에 있는지가 뜻을 바꾼다."
    ),
    "The type or the size first": "타입과 크기의 순서",
    "zeros(Int, 2) has the type first in Julia, np.zeros(2, int) last.": (
        "zeros(Int, 2)는 줄리아에서 타입이 먼저 오고 np.zeros(2, int)는 나중에 온다."
    ),
    "Types come before sizes in Julia.": "줄리아에서 타입은 크기보다 앞에 온다.",
    "A comprehension makes an array": "내포는 배열을 만든다",
    "[i for i in 1:3] is a vector in Julia and a list in Python.": (
        "[i for i in 1:3]은 줄리아에서 벡터이고 파이썬에서 리스트다."
    ),
    "A list repeats where an array multiplies.": "배열이 곱하는 곳에서 리스트는 되풀이한다.",
    "The element type of an empty array": "빈 배열의 원소 타입",
    "[] has the element type Any in Julia and float64 in NumPy.": (
        "[]의 원소 타입은 줄리아에서 Any이고 NumPy에서 float64다."
    ),
    "Write Float64[] or Int[]: an array of Any takes everything, and is slow.": (
        "Float64[]나 Int[]로 쓴다. Any의 배열은 무엇이든 받고 느리다."
    ),
    "A semicolon joins": "쌍반점은 잇는다",
    "[[1, 2]; 3] joins to three numbers in Julia; np.array([[1, 2], 3]) raises.": (
        "[[1, 2]; 3]은 줄리아에서 수 셋으로 이어지고 np.array([[1, 2], 3])은 오류다."
    ),
    "A semicolon puts arrays and numbers below each other. NumPy refuses ragged lists from 1.24 on.": (
        "쌍반점은 배열과 수를 위아래로 놓는다. NumPy는 1.24부터 길이가 들쭉날쭉한 리스트를 거부한다."
    ),
    "Collecting a number": "수 하나에 collect",
    "collect(5) is an array of no dimensions in Julia; list(5) raises.": (
        "collect(5)는 줄리아에서 0차원 배열이고 list(5)는 오류다."
    ),
    "A number is a collection of one element in Julia, and has no dimensions.": (
        "줄리아에서 수는 원소가 하나인 모음이고 차원이 없다."
    ),
    "The length of a number": "수의 길이",
    "length(5) is 1 in Julia; len(5) raises.": "length(5)는 줄리아에서 1이고 len(5)는 오류다.",
    "A number is a collection of one element in Julia: it can be indexed and looped over.": (
        "줄리아에서 수는 원소가 하나인 모음이다. 인덱스를 쓸 수 있고 반복할 수 있다."
    ),
    "Scales and units": "척도와 단위",
    "A sum of squares or their mean": "제곱의 합과 평균",
    "sum(abs2, d) adds the squares; np.var divides their sum by n.": (
        "sum(abs2, d)는 제곱을 더하고 np.var는 그 합을 n으로 나눈다."
    ),
    "Losses and norms are sums in one text and means in the next: a factor n between two sides is that.": (
        "손실과 노름은 글마다 합이기도 평균이기도 하다. 양쪽이 n배만큼 다르면 이것이다."
    ),
    "Bytes or elements": "바이트와 원소",
    "sizeof(x) counts bytes; x.size counts elements.": "sizeof(x)는 바이트를, x.size는 원소를 센다.",
    "An Int64 has 8 bytes. The counterpart of sizeof is nbytes.": "Int64는 8바이트다. sizeof에 대응하는 것은 nbytes다.",
    "Degrees or radians": "도와 라디안",
    "sind takes degrees; np.sin takes radians.": "sind는 도를, np.sin은 라디안을 받는다.",
    "Julia has both: sin and sind, atan and atand. NumPy has np.radians.": (
        "줄리아에는 둘 다 있다: sin과 sind, atan과 atand. NumPy에는 np.radians가 있다."
    ),
    "Correlation of signals": "신호의 상관",
    "A correlation is normalised in Julia; np.correlate is a sum of products.": (
        "줄리아의 cor는 정규화된 상관이고 np.correlate는 곱의 합이다."
    ),
    "np.correlate is the one of signal processing, for shifts of one sequence against another.": (
        "np.correlate는 한 수열을 다른 수열에 대해 밀어 가며 구하는 신호 처리의 상관이다."
    ),
}
