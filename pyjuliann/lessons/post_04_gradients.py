"""Post 4: slopes by small differences, and the way down."""

from __future__ import annotations

from typing import Any

import numpy as np

from pyjuliann.lessons.model import Exact, Example, Lesson, Rounded
from pyjuliann.nn.gradients import gradient_descent
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
Learning is going downhill on the loss. The slope says where down is.

**Forward difference**: (f(x + h) − f(x)) / h. In theory the smaller h, the better. In floats not: the
numbers next to 3 are 4.4e-16 away, so 3 + 1e-50 is 3, the difference 0, and the slope 0.0. With
h = 1e-4 it is 6.0001, and 6 would be right.

**Central difference**: (f(x + h) − f(x − h)) / 2h. What is wrong to the left cancels what is wrong to
the right: the error shrinks with h², not with h. For a parabola only rounding is left,
6.000000000012661. Much smaller steps make that worse again, since the difference of two nearly equal
numbers keeps only their last digits.

**10^-4 is not 1e-4.** The published figures come from Julia's `10^-4`, which is computed as
0.1 · 0.1 · 0.1 · 0.1 and is 0.00010000000000000002. With `1e-4` the last digit differs:
6.000100000012054 in place of …053. `derivative` uses the former, so the figures agree to the last
digit. A literal exponent is needed for that: in Julia `10^n` with n = −4 is a `DomainError`, as integers
have no such power, while Python's `10**n` makes a float of it.

**Partial derivatives.** For f(x, y) = x² + 2xy + y² one variable moves and the other stays. At x = 5,
y = 8 both slopes are 26; both come out as 25.999999999868347.

**The gradient** collects the slopes of a function of an array, one coordinate after the other. Here is
a trap that both languages share: to move one coordinate one writes into the array. An array is passed
as it is, not as a copy, in Julia as in Python. A gradient that fails to undo its moves, or a descent that
writes `x -= …`, changes the caller's x. (In Julia `x -= y` makes a new array, and only `x .-= y` writes;
in NumPy `x -= y` writes.) Here everything works on copies, and the last example looks at the caller's x
after the descent.

**Gradient descent**: x ← x − η·∇f(x), again and again. From (5, 8) with learning rate η = 0.01 and 100
steps the value of f falls from 169 to 0.048. The lowest value, 0, is reached on a whole line,
x + y = 0, and the descent comes out near that point of it which lies straight below the start.

**Functions as arguments.** Both languages hand functions over like numbers: `lambda x: x * x` in
Python, `x -> x^2` in Julia. A function cannot cross from one to the other, so each example has its
function in both.
"""


def _square(x: Any) -> Any:
    return x * x


def _bowl(x: np.ndarray) -> Any:
    return x[0] * x[0] + 2 * x[0] * x[1] + x[1] * x[1]


def _after_descent(x: np.ndarray) -> np.ndarray:
    gradient_descent(_bowl, x, 0.01, 100)
    return x


_SQUARE = Twin(_square, "x -> x^2")
_BOWL = Twin(_bowl, "x -> x[1]^2 + 2x[1] * x[2] + x[2]^2")
_START = np.array([5.0, 8.0])

LESSON = Lesson(
    id="4",
    title="Gradient descent",
    text=TEXT,
    functions=("forward_difference", "derivative", "numerical_gradient", "gradient_descent"),
    inside=(
        ("gradients._gradient", "gradients._gradient"),
        ("gradients._floats", "gradients._floats_of"),
    ),
    examples=(
        Example(
            "4.1",
            "Forward, h = 1e-50: lost",
            "forward_difference",
            (_SQUARE, 3.0, 1e-50),
            Exact(np.float64(0.0), "0.0"),
        ),
        Example(
            "4.2",
            "Forward, h = 10^-4",
            "forward_difference",
            (_SQUARE, 3.0),
            Exact(np.float64(6.000100000012053), "6.000100000012053"),
        ),
        Example(
            "4.3",
            "Central, h = 10^-4",
            "derivative",
            (_SQUARE, 3.0),
            Exact(np.float64(6.000000000012661), "6.000000000012661"),
        ),
        Example(
            "4.4",
            "Partial derivative by x at (5, 8)",
            "derivative",
            (Twin(lambda x: x * x + 2 * x * 8 + 8 * 8, "x -> x^2 + 2x * 8 + 8^2"), 5.0),
            Exact(np.float64(25.999999999868347), "25.999999999868347"),
        ),
        Example(
            "4.5",
            "Partial derivative by y at (5, 8)",
            "derivative",
            (Twin(lambda y: 5 * 5 + 2 * 5 * y + y * y, "y -> 5^2 + 2 * 5 * y + y^2"), 8.0),
            Exact(np.float64(25.999999999868347), "25.999999999868347"),
        ),
        Example("4.6", "Gradient at (5, 8)", "numerical_gradient", (_BOWL, _START), Rounded("26.0 26.0", (1, 2))),
        Example("4.7", "f(5, 8)", _BOWL, (_START,), Exact(np.float64(169.0), "169.0")),
        Example(
            "4.8",
            "A hundred steps down",
            "gradient_descent",
            (_BOWL, _START, 0.01, 100),
            Rounded("-1.39034 1.60966", (2,)),
        ),
        Example(
            "4.9",
            "f there",
            _BOWL,
            (np.array([-1.39034, 1.60966]),),
            Exact(np.float64(0.0481012623999999), "0.0481012623999999"),
        ),
        Example(
            "4.10",
            "The caller's x afterwards",
            Twin(_after_descent, f"x -> (JuliaNN.gradient_descent({_BOWL.julia}, x, 0.01, 100); x)"),
            (_START,),
            Exact(np.array([5.0, 8.0]), "5.0 8.0"),
        ),
    ),
)
