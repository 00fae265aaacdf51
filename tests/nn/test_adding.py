"""What the house promises to whoever adds something: tried on a copy, by a script of a few lines."""

from __future__ import annotations

import subprocess

import pytest
from copies import copied_to, replaced, run_in

pytestmark = pytest.mark.thorough

PYTHON_FUNCTION = '''

@contract
def leaky_relu(x: Float[np.ndarray, "*size"]) -> Float[np.ndarray, "*size"]:
    """Return x where it is above 0, and x / 8 elsewhere."""
    return np.where(x > 0, x, x / 8)
'''
JULIA_FUNCTION = '''

"""
    leaky_relu(x)

x where it is above 0, and x / 8 elsewhere.
"""
function leaky_relu(x)
    @contract leaky_relu x::Float"*size"
    map(v -> v > 0 ? v : v / 8, x)
end
'''
PYTHON_ROW = '    "leaky_relu": Layer(formula(leaky_relu), lambda dy, x, y: np.where(y > 0, dy, dy / 8)),\n'
PYTHON_RULE = '''class Nesterov(NamedTuple):
    """v ← momentum · v − learning_rate · g, w ← w + momentum · v − learning_rate · g."""

    method: str
    learning_rate: NotNegative
    momentum: Rate

    def update(self, rate: Any, w: np.ndarray, g: np.ndarray, v: np.ndarray) -> None:
        """Take a step in `w` and `v`; the gradient `g` is used up."""
        g *= rate
        v *= w.dtype.type(self.momentum)
        v -= g
        w += v * w.dtype.type(self.momentum)
        w -= g


'''
PYTHON_MAKER = '''@contract
def nesterov(learning_rate: NotNegative = 0.02, momentum: Rate = 0.9) -> Nesterov:
    """Return Nesterov's momentum."""
    return Nesterov("nesterov", learning_rate, momentum)


'''
JULIA_RULE = """function _nesterov!(optimizer, rate, w::AbstractArray{T}, g, v) where {T}
    rate, momentum = T(rate), T(optimizer.momentum)
    for i in eachindex(w, g, v)
        v[i] = v[i] * momentum - g[i] * rate
        w[i] = w[i] + v[i] * momentum - g[i] * rate
    end
end

"""
JULIA_MAKER = '''"""
    nesterov(learning_rate = 0.02, momentum = 0.9)

Nesterov's momentum.
"""
nesterov(learning_rate = 0.02, momentum = 0.9) = _made("nesterov", learning_rate, momentum)

'''
JULIA_RULE_ROW = '    "nesterov" => Rule([LEARNING_RATE, :momentum => check_rate], 1, _nesterov!),\n'
JULIA_SLOPE = "(dy, x, y) -> map((d, v) -> v > 0 ? d : d / 8, dy, y)"
JULIA_ROW = f'    "leaky_relu" => Layer(forward = leaky_relu, backward = {JULIA_SLOPE}),\n'


@pytest.fixture
def copy(tmp_path):
    """A copy of the package and its Julia half, which Python takes instead of ours."""
    return copied_to(tmp_path, julia=True)


def add_leaky_relu(folder):
    nn, src = folder / "pyjuliann" / "nn", folder / "julia" / "src"
    with (nn / "activations.py").open("a", encoding="utf-8") as file:
        file.write(PYTHON_FUNCTION)
    with (src / "activations.jl").open("a", encoding="utf-8") as file:
        file.write(JULIA_FUNCTION)
    row = '    "relu": Layer('
    replaced(
        nn / "layers.py", (row, PYTHON_ROW + row), ("activations import relu", "activations import leaky_relu, relu")
    )
    row = '    "relu" => Layer('
    replaced(src / "layers.jl", (row, JULIA_ROW + row))
    replaced(nn / "__init__.py", ("step_function, relu,", "step_function, relu, leaky_relu,"))
    replaced(src / "JuliaNN.jl", ("step_function, relu,", "step_function, relu, leaky_relu,"))
    row = "    _twin(nn.relu, COMPARISONS),\n"
    replaced(
        folder / "pyjuliann" / "twins" / "table.py",
        (row, row + "    _twin(nn.leaky_relu, ELEMENTWISE),\n"),
    )


def test_a_leaky_relu_is_two_functions_and_a_row_in_each_table(copy, engine):
    add_leaky_relu(copy)
    done = run_in(
        copy,
        """
import numpy as np
import pyjuliann
from pyjuliann import check, nn, start_julia
from pyjuliann.training.specs import read_spec

layers = nn.mlp_layers(2, "leaky_relu")
params = nn.build_network((np.random.default_rng(1).normal(size=(3, 4)), np.random.default_rng(2).normal(size=(4, 2))))
params = tuple((w * 100, b) for w, b in params)
x, t = np.random.default_rng(3).normal(size=(5, 3)), np.eye(2)[[0, 1, 0, 1, 0]]
with start_julia("worker", interpreted=True) as julia:  # compiling what is run once takes long
    assert check(nn.leaky_relu, cases=20, seed=1, engine=julia, keep=False)
    assert check(nn.network_gradients, cases=25, seed=1, engine=julia, keep=False)
    for function in ("predict", "network_gradients"):
        arguments = (layers, params, x) if function == "predict" else (layers, params, x, t)
        ours, theirs = getattr(nn, function)(*arguments), julia.call(f"JuliaNN.{function}", *arguments)
        for mine, other in zip(np.ravel(np.asarray(ours, object)), np.ravel(np.asarray(theirs, object))):
            np.testing.assert_allclose(np.asarray(mine, float), np.asarray(other, float), rtol=1e-12)
relu = tuple("relu" if layer == "leaky_relu" else layer for layer in layers)
assert not np.array_equal(nn.predict(layers, params, x), nn.predict(relu, params, x)), "it runs as a ReLU"
slopes, literal = nn.network_gradients(layers, params, x, t), nn.numerical_network_gradients(layers, params, x, t)
assert all(np.allclose(a, b, atol=1e-3) for p, q in zip(slopes, literal) for a, b in zip(p, q))
assert read_spec("dense:4,leaky_relu,dense:2", 3, None, 2).layers == layers
""",
        engine,
    )
    assert done.returncode == 0, done.stderr
    command = ["train", "dense:8,leaky_relu,dense:10", "--data", "random:60x9", "--steps", "20"]
    lockstep = run_in(copy, f"from pyjuliann.cli import main; raise SystemExit(main({command!r}))", engine)
    assert lockstep.returncode == 0, lockstep.stdout + lockstep.stderr


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        ("Layer(formula(relu))", "missing 1 required positional argument: 'backward'"),
        ("Layer(formula(relu), relu_delta, weights=2)", "a layer must have both `weights` and `gradients`, or neither"),
        (
            "Layer(formula(relu), relu_delta, settings=('slope',))",
            "a layer with `settings` must have a `check` of each",
        ),
    ],
)
def test_a_row_without_its_parts_fails_at_the_import_and_says_which(copy, engine, row, missing):
    before = '    "relu": Layer('
    replaced(copy / "pyjuliann" / "nn" / "layers.py", (before, f'    "leaky_relu": {row},\n{before}'))
    done = run_in(copy, "import pyjuliann.nn", engine)
    assert done.returncode == 1
    assert missing in done.stderr


# ------------------------------------------------------------------------------------------ an optimizer


def add_nesterov_rule(folder):
    replaced(
        folder / "pyjuliann" / "nn" / "rules.py",
        ("class AdaGrad(", PYTHON_RULE + "class AdaGrad("),
        ("Optimizer = SGD | Momentum", "Optimizer = SGD | Momentum | Nesterov"),
    )


def add_nesterov_row(folder):
    row = '    "momentum" => Rule('
    replaced(
        folder / "julia" / "src" / "rules.jl",
        ("function _adagrad!(", JULIA_RULE + "function _adagrad!("),
        (row, JULIA_RULE_ROW + row),
    )


def add_nesterov(folder):
    nn, src = folder / "pyjuliann" / "nn", folder / "julia" / "src"
    add_nesterov_rule(folder)
    add_nesterov_row(folder)
    replaced(
        nn / "optimizers.py",
        ("@contract\ndef adagrad(", PYTHON_MAKER + "@contract\ndef adagrad("),
        ("    Momentum,\n", "    Momentum,\n    Nesterov,\n"),
    )
    replaced(nn / "__init__.py", ("import sgd, momentum,", "import sgd, momentum, nesterov,"))
    head = '"""\n    adagrad('
    replaced(src / "optimizers.jl", (head, JULIA_MAKER + head))
    replaced(src / "JuliaNN.jl", ("export sgd, momentum,", "export sgd, momentum, nesterov,"))


def test_an_optimizer_is_a_rule_and_a_function_in_each_language(copy, engine):
    add_nesterov(copy)
    done = run_in(
        copy,
        """
import numpy as np
from pyjuliann import JuliaError, check, nn, start_julia
from pyjuliann.lessons.post_11_optimizers import LESSON
from pyjuliann.lessons.runs import RUNS
from pyjuliann.lessons.show import lesson_page
from pyjuliann.lessons.sources import julia_code, python_code
from pyjuliann.training.comparisons import COMPARISONS
from pyjuliann.training.plan import OPTIMIZERS
from pyjuliann.twins import recipes

generated = {recipes._optimizer(np.random.default_rng(seed), 1e-7).method for seed in range(60)}
assert "nesterov" in generated, generated
w, g, v = np.array([1.0, -2.0]), np.array([0.5, 3.0]), np.array([0.25, 0.0])
optimizer = nn.nesterov(0.5, 0.5)
(new,), ((kept,),) = nn.optimizer_step(optimizer, (w,), (g,), ((v,),))
assert (kept == 0.5 * v - 0.5 * g).all() and (new == w + 0.5 * kept - 0.5 * g).all()
with start_julia("worker", interpreted=True) as julia:  # compiling what is run once takes long
    for function in (nn.nesterov, nn.optimizer_init, nn.optimizer_step, nn.training_step):
        assert check(function, cases=30, seed=1, engine=julia, keep=False), function
    (theirs,), ((velocity,),) = julia.call("JuliaNN.optimizer_step", optimizer, (w,), (g,), ((v,),))
    assert (theirs == new).all() and (velocity == kept).all(), "it runs as another rule"
    for bad in (optimizer._replace(method="none"), optimizer._replace(momentum=2.0)):
        messages = []
        for call in (nn.optimizer_init, lambda *args: julia.call("JuliaNN.optimizer_init", *args)):
            try:
                call(bad, w)
            except (TypeError, ValueError, JuliaError) as error:
                messages.append(str(error))
        expected = "momentum must be between" if bad.momentum == 2.0 else "must come from sgd, "
        assert len(messages) == 2 and all(expected in message for message in messages), messages
assert OPTIMIZERS["nesterov"] == 0.02
assert COMPARISONS["optimizers"].variants["nesterov"] == {"optimizer": "nesterov", "learning_rate": 0.02}
assert "nesterov" in RUNS["11"].variants
assert "nesterov" in LESSON.functions
assert ("rules.Nesterov", "rules._nesterov!") in LESSON.inside
assert "v -= g" in python_code("rules.Nesterov") and "g[i] * rate" in julia_code("rules._nesterov!")
""",
        engine,
    )
    assert done.returncode == 0, done.stderr
    command = ["train", "dense:8,relu,dense:10", "--data", "random:60x9", "--steps", "20", "--optimizer", "nesterov"]
    lockstep = run_in(copy, f"from pyjuliann.cli import main; raise SystemExit(main({command!r}))", engine)
    assert lockstep.returncode == 0, lockstep.stdout + lockstep.stderr
    assert "nesterov" in lockstep.stdout
    helped = run_in(copy, "from pyjuliann.cli import main; main(['train', '--help'])", engine)
    assert "momentum, nesterov, adagrad" in " ".join(helped.stdout.split())
    assert "0.02 for nesterov" in " ".join(helped.stdout.split())


def test_a_rule_that_does_not_say_its_step_fails_at_the_import(copy, engine):
    rule = PYTHON_RULE.replace("def update(", "def step(")
    replaced(
        copy / "pyjuliann" / "nn" / "rules.py",
        ("class AdaGrad(", rule + "class AdaGrad("),
        ("Optimizer = SGD | Momentum", "Optimizer = SGD | Momentum | Nesterov"),
    )
    done = run_in(copy, "import pyjuliann.nn", engine)
    assert done.returncode == 1
    assert "Nesterov" in done.stderr.splitlines()[-1]
    assert "update" in done.stderr.splitlines()[-1]


def test_a_rule_that_nothing_makes_fails_at_the_import(copy, engine):
    add_nesterov_rule(copy)
    done = run_in(copy, "import pyjuliann.nn", engine)
    assert done.returncode == 1
    assert "Nesterov stands in rules, but no function nesterov makes one" in done.stderr


def test_a_rule_that_nothing_makes_in_julia_fails_when_it_is_loaded(copy, engine):
    add_nesterov_row(copy)
    command = [engine.info.executable, "--startup-file=no", copy / "julia" / "src" / "JuliaNN.jl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nesterov stands in RULES, but no function nesterov makes one" in done.stderr
