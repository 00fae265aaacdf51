"""What the house promises to whoever adds something: tried on a copy, by a script of a few lines."""

from __future__ import annotations

import pytest
from copies import copied_to, replaced, run_in

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
PYTHON_ROW = '    "leaky_relu": Activation(leaky_relu.formula, lambda delta, y: np.where(y > 0, delta, delta / 8)),\n'
JULIA_ROW = '    "leaky_relu" => Activation(leaky_relu, (delta, y) -> map((d, v) -> v > 0 ? d : d / 8, delta, y)),\n'


@pytest.fixture
def copy(tmp_path):
    """A copy of the package and its Julia half, which Python takes instead of ours."""
    return copied_to(tmp_path)


def add_leaky_relu(folder):
    nn, src = folder / "pyjuliann" / "nn", folder / "julia" / "src"
    with (nn / "activations.py").open("a", encoding="utf-8") as file:
        file.write(PYTHON_FUNCTION)
    with (src / "activations.jl").open("a", encoding="utf-8") as file:
        file.write(JULIA_FUNCTION)
    row = '    "relu": Activation('
    replaced(
        nn / "layers.py",
        (row, PYTHON_ROW + row),
        ("from pyjuliann.nn.kernels", "from pyjuliann.nn.activations import leaky_relu\nfrom pyjuliann.nn.kernels"),
    )
    row = '    "relu" => Activation('
    replaced(src / "layers.jl", (row, JULIA_ROW + row))
    line = "from pyjuliann.nn.activations import relu as relu\n"
    replaced(nn / "__init__.py", (line, line + line.replace("relu", "leaky_relu")))
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
with start_julia("worker") as julia:
    assert check(nn.leaky_relu, cases=40, seed=1, engine=julia, keep=False)
    assert check(nn.network_gradients, cases=60, seed=1, engine=julia, keep=False)
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


def test_a_row_without_its_parts_fails_at_the_import_and_says_which(copy, engine):
    row = '    "relu": Activation('
    replaced(copy / "pyjuliann" / "nn" / "layers.py", (row, '    "leaky_relu": Activation(relu_in_place),\n' + row))
    done = run_in(copy, "import pyjuliann.nn", engine)
    assert done.returncode == 1
    assert "missing 1 required positional argument: 'backward'" in done.stderr
