"""Post 4: slopes by small differences, and the way down."""

from __future__ import annotations

import numpy as np

from pyjuliann.lessons.expectations import Near
from pyjuliann.lessons.model import Exact, Example, Exercise, Formula, Lesson, Rounded
from pyjuliann.nn.gradients import gradient_descent
from pyjuliann.parity.pairing.pair import Twin

TEXT = """
After this lesson you can measure a slope with two calls of a function, say how small the step may be and why not
smaller, and walk down a surface to its lowest point without spoiling anyone's array.

Learning is going downhill on the loss. The slope says where down is. Begin with the simplest hill, f(x) = x², at x =
3, where the slope is 6.

**Forward difference.** Take a step h to the right, and divide the rise by it:

{formula:forward}

In theory the smaller h, the better. In floats not: the numbers next to 3 are 4.4e-16 away, so 3 + 1e-50 is 3, the
difference 0, and the slope 0.0.

{example:4.1}

With h = 1e-4 it is 6.0001, and 6 would be right.

{example:4.2}

**Central difference.** Take a step to either side instead. What is wrong to the left cancels what is wrong to the
right: the error shrinks with h², not with h.

{formula:central}

{figure:differences}

For a parabola only rounding is left, 6.000000000012661. Much smaller steps make that worse again, since the difference
of two nearly equal numbers keeps only their last digits.

{example:4.3}

**10^-4 is not 1e-4.** The published figures come from Julia's `10^-4`, which is computed as 0.1 · 0.1 · 0.1 · 0.1 and
is 0.00010000000000000002. With `1e-4` the last digit differs: 6.000100000012054 in place of …053. `derivative` uses
the former, so the figures agree to the last digit. A literal exponent is needed for that: in Julia `10^n` with n = −4
is a `DomainError`, as integers have no such power, while Python's `10**n` makes a float of it.

**Partial derivatives.** A function of two variables has a slope in each direction. One variable moves and the other
stays. Take the trough f(x, y) = x² + 2xy + y² at x = 5, y = 8:

{formula:partial}

Both slopes are 26; both come out as 25.999999999868347.

{example:4.4}

{example:4.5}

**The gradient** collects the slopes of a function of an array, one coordinate after the other.

{formula:gradient}

{example:4.6}

Here is a trap that both languages share: to move one coordinate one writes into the array. An array is passed as it
is, not as a copy, in Julia as in Python. A gradient that fails to undo its moves, or a descent that writes `x -= …`,
changes the caller's x. (In Julia `x -= y` makes a new array, and only `x .-= y` writes; in NumPy `x -= y` writes.)
Here everything works on copies, and an example below looks at the caller's x after the descent.

**Down by 2h is not down by h.** The author's code moves a coordinate in place: up by h, then down by 2h, and back to a
number that was kept. Below it looks at (w + h) − 2h, and ours at w − h. In theory that is one place; in floats each
operation rounds, and the two may be a last digit apart. The gradients then differ in their last digits, by no fault of
either. Around w = 5 this is what each calls "below":

{example:4.7}

**Gradient descent** goes against the gradient, by a learning rate η times its size, again and again.

{formula:descent}

From (5, 8) with learning rate η = 0.01 and 100 steps the value of f falls from 169 to 0.048.

{example:4.8}

{example:4.9}

{example:4.10}

{figure:descent}

The lowest value, 0, is reached on a whole line, x + y = 0, and the descent comes out near that point of it which lies
straight below the start. And the caller's x is what it was:

{example:4.11}

**Functions as arguments.** Both languages hand functions over like numbers: `lambda x: x * x` in Python, `x -> x^2` in
Julia. A function cannot cross from one to the other, so each example has its function in both.
"""


_SQUARE = Twin(lambda x: x * x, "x -> x^2")
_TROUGH = Twin(lambda x: x[0] * x[0] + 2 * x[0] * x[1] + x[1] * x[1], "x -> x[1]^2 + 2x[1] * x[2] + x[2]^2")
_BOWL = Twin(lambda x: x[0] * x[0] + x[1] * x[1], "x -> x[1]^2 + x[2]^2")
_START = np.array([5.0, 8.0])

FORMULAS = {
    "forward": Formula(r"f'(x) \approx \frac{f(x + h) - f(x)}{h}", "f′(x) ≈ (f(x + h) − f(x)) / h"),
    "central": Formula(r"f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}", "f′(x) ≈ (f(x + h) − f(x − h)) / 2h"),
    "partial": Formula(
        r"\frac{\partial f}{\partial x} = 2x + 2y, \qquad \frac{\partial f}{\partial y} = 2x + 2y",
        "∂f/∂x = 2x + 2y,  ∂f/∂y = 2x + 2y",
    ),
    "gradient": Formula(
        r"\nabla f = \begin{bmatrix} \frac{\partial f}{\partial x_1} & \cdots & \frac{\partial f}{\partial x_n} "
        r"\end{bmatrix}, \qquad \frac{\partial f}{\partial x_i} \approx "
        r"\frac{f(\vec{x} + h \vec{e}_i) - f(\vec{x} - h \vec{e}_i)}{2h}",
        "∇f = [ ∂f/∂x₁ … ∂f/∂xₙ ],  ∂f/∂xᵢ ≈ (f(x + h·eᵢ) − f(x − h·eᵢ)) / 2h",
    ),
    "descent": Formula(r"\vec{x} \leftarrow \vec{x} - \eta \nabla f(\vec{x})", "x ← x − η·∇f(x)"),
}

FIGURES = {
    "differences": (
        "The parabola x² around x = 3 with a large step h = 1, so that it can be seen: the chord of the forward "
        "difference, from 3 to 4, has the slope 7; the chord of the central difference, from 2 to 4, has the slope 6 "
        "and is parallel to the tangent at 3"
    ),
    "descent": (
        "Lines of equal height of f(x, y) = x² + 2xy + y², which are straight and parallel to the line x + y = 0; on "
        "them the hundred steps of the descent from (5, 8) to (−1.39, 1.61), long at first and then shorter and shorter"
    ),
}

EXERCISES = (
    Exercise(
        "What is the central difference of |x| at 0, and is it a slope?",
        Example(
            "4.A1",
            "The central difference of |x| at 0",
            "derivative",
            (Twin(abs, "abs"), 0.0),
            Exact(np.float64(0.0)),
        ),
        "Both sides are equally high, so it is 0.0. But |x| has no slope at 0: a difference quotient always gives a "
        "number, whether there is a slope or not.",
    ),
    Exercise(
        "How far does one step with learning rate 0.5 lead from (1, 1) on f(x, y) = x² + y²?",
        Example(
            "4.A2",
            "One step with learning rate 0.5",
            "gradient_descent",
            (_BOWL, np.array([1.0, 1.0]), 0.5, 1),
            Near(lambda: np.zeros(2), "(0, 0)", 1e-11, "the rounding of two squares near 1, divided by 2h"),
        ),
        "The gradient is (2, 2), and half of it is exactly the way to (0, 0): the lowest point in one step.",
    ),
    Exercise(
        "And with learning rate 1.0, after two steps?",
        Example(
            "4.A3",
            "Two steps with learning rate 1.0",
            "gradient_descent",
            (_BOWL, np.array([1.0, 1.0]), 1.0, 2),
            Near(lambda: np.ones(2), "(1, 1)", 1e-11, "the rounding of two squares near 1, divided by 2h, twice"),
        ),
        "The first step leads to (−1, −1), as far beyond the lowest point as it was before, and the second back to "
        "(1, 1). It will never arrive.",
    ),
)

LESSON = Lesson(
    id="4",
    title="Gradient descent",
    text=TEXT,
    functions=("forward_difference", "derivative", "numerical_gradient", "gradient_descent"),
    inside=(
        ("gradients._gradient", "gradients._gradient"),
        ("gradients._floats", "gradients._floats_of"),
    ),
    formulas=FORMULAS,
    figures=FIGURES,
    exercises=EXERCISES,
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
        Example("4.6", "Gradient at (5, 8)", "numerical_gradient", (_TROUGH, _START), Rounded("26.0 26.0", (1, 2))),
        Example(
            "4.7",
            "(w + h) − 2h and w − h at w = 5",
            Twin(lambda w, h: ((w + h) - 2 * h, w - h), "(w, h) -> ((w + h) - 2h, w - h)"),
            (5.0, 1e-4),
            Exact((4.999899999999999, 4.9999)),
        ),
        Example("4.8", "f(5, 8)", _TROUGH, (_START,), Exact(np.float64(169.0), "169.0")),
        Example(
            "4.9",
            "A hundred steps down",
            "gradient_descent",
            (_TROUGH, _START, 0.01, 100),
            Rounded("-1.39034 1.60966", (2,)),
        ),
        Example(
            "4.10",
            "f there",
            _TROUGH,
            (np.array([-1.39034, 1.60966]),),
            Exact(np.float64(0.0481012623999999), "0.0481012623999999"),
        ),
        Example(
            "4.11",
            "The caller's x afterwards",
            Twin(
                lambda a: (gradient_descent(lambda x: x @ x, a, 0.1, 9), a)[1],
                "a -> (JuliaNN.gradient_descent(x -> sum(abs2, x), a, 0.1, 9); a)",
            ),
            (_START,),
            Exact(np.array([5.0, 8.0]), "5.0 8.0"),
        ),
    ),
)
