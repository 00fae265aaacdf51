"""What a porting mistake looks like in Python: the changes that may stand for one node of a function's code.

The twin of ``julia/worker/repair_rewrites.jl``: the same causes, in the other language's words.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyjuliann.parity.pairing.python_code import dropped

Node = ast.expr | ast.stmt

OPERATORS: Final[Sequence[tuple[str, Sequence[type[ast.AST]]]]] = (
    ("true_division", (ast.Div, ast.FloorDiv)), ("sign", (ast.Add, ast.Sub)), ("operator", (ast.Mult, ast.Div)),
    ("product", (ast.MatMult, ast.Mult)), ("operator", (ast.Pow, ast.Mult)), ("power", (ast.Pow, ast.BitXor)),
    ("bitwise", (ast.BitAnd, ast.BitOr, ast.BitXor)), ("bitwise", (ast.LShift, ast.RShift)),
    ("comparison", (ast.Lt, ast.LtE, ast.Gt, ast.GtE)), ("comparison", (ast.Eq, ast.NotEq)),
    ("quantifier", (ast.And, ast.Or)),
)  # fmt: skip
"""Operators that are taken for one another: each may stand for each other of its group."""

NAMES: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("rounding_mode", ("round", "rint", "floor", "ceil", "trunc", "fix")),
    ("logarithm", ("log", "log2", "log10", "log1p")),
    ("exponential", ("exp", "exp2", "expm1")), ("count_factor", ("sum", "mean")), ("average", ("mean", "median")),
    ("spread", ("std", "var")), ("reduction", ("sum", "prod")), ("reduction", ("cumsum", "cumprod")),
    ("extremum", ("max", "min")), ("extremum", ("amax", "amin")), ("extremum", ("maximum", "minimum")),
    ("extremum", ("argmax", "argmin")), ("skips_nan", ("max", "nanmax", "min", "nanmin", "maximum", "fmax")),
    ("skips_nan", ("sum", "nansum", "mean", "nanmean", "std", "nanstd")), ("trigonometric", ("sin", "cos")),
    ("absolute", ("abs", "square")), ("sorted_otherwise", ("sort", "flip")), ("quantifier", ("any", "all")),
    ("conjugated_argument", ("dot", "vdot")), ("outer_product", ("inner", "outer")),
    ("end_points", ("trapezoid", "sum")), ("end_points", ("trapz", "sum")),
    ("argument_factor", ("radians", "degrees")),
    ("flat_dot", ("matmul", "multiply")), ("permuted", ("repeat", "tile")),
    ("floor_division", ("mod", "fmod", "remainder")),
    ("reversed", ("convolve", "correlate")),
    ("root", ("sqrt", "cbrt")), ("overflow", ("int8", "int16", "int32", "int64")),
    ("float_width", ("float16", "float32", "float64")),
    ("range_end", ("hstack", "vstack")),
)  # fmt: skip
"""Functions that are taken for one another."""

OPTIONS: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("padding", ("reflect", "symmetric", "edge", "wrap", "constant")), ("padding", ("full", "same", "valid")),
    ("search_side", ("left", "right")), ("memory_order", ("C", "F")),
)  # fmt: skip
"""Words that are taken for one another."""


MODULES: Final = frozenset({"np", "numpy", "math", "cmath", "scipy", "sp", "statistics", "linalg", "torch", "jnp"})
"""Names whose attributes are functions of a module, and no methods."""

MATRIX_FUNCTIONS: Final = {"expm": "exp", "logm": "log", "sqrtm": "sqrt"}


@dataclass(frozen=True)
class Rewrite:
    """One change of a syntax tree.

    Attributes
    ----------
    cause : str
        What it stands for.
    weight : int
        How simple it is; less is simpler.
    old, new : ast node
        What is replaced by what.
    root, tree : ast.AST
        The definition that the node stands in, and a copy with the change made in it.
    """

    cause: str
    weight: int
    old: ast.AST
    new: ast.AST
    root: ast.AST
    tree: ast.AST


def rewrites(root: ast.AST, others: Sequence[float]) -> Iterator[Rewrite]:
    """Yield every change of a definition; `others` are constants of the other side."""
    for parent, field, index, node in _places(root):
        for cause, weight, new in _changes(node, parent, field, others):
            yield Rewrite(cause, weight, node, new, root, _with(root, parent, field, index, new))
        if field == "body" and index is not None:
            for one, other in zip(parent.body[index : index + 1], parent.body[index + 1 :], strict=False):  # type: ignore[attr-defined]
                if not isinstance(other, ast.Return):
                    yield Rewrite("order_of_lines", 20, one, other, root, _exchanged(root, parent, index))


def _places(root: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    for parent in ast.walk(root):
        for field, value in ast.iter_fields(parent):
            if field in ("decorator_list", "annotation", "returns", "ctx", "targets", "target", "format_spec"):
                continue
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.expr | ast.stmt):
                    yield parent, field, index, node


def _with(tree: ast.AST, parent: ast.AST, field: str, index: int | None, new: ast.AST) -> ast.AST:
    """Return a copy of a tree in which one node is another."""
    memo = {id(getattr(parent, field) if index is None else getattr(parent, field)[index]): copy.deepcopy(new)}
    return ast.fix_missing_locations(copy.deepcopy(tree, memo))


def _exchanged(tree: ast.AST, parent: ast.AST, index: int) -> ast.AST:
    """Return a copy of a tree in which a statement and the one below it have changed places."""
    one, other = parent.body[index : index + 2]  # type: ignore[attr-defined]
    return copy.deepcopy(tree, {id(one): copy.deepcopy(other), id(other): copy.deepcopy(one)})


def _changes(node: ast.AST, parent: ast.AST, field: str, others: Sequence[float]) -> Iterator[tuple[str, int, ast.AST]]:
    if isinstance(node, ast.Constant):
        yield from _constants(node, parent, others)
    elif isinstance(node, ast.BinOp):
        yield from _binary(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign", 6, node.operand
    elif isinstance(node, ast.Compare) and len(node.ops) == 1:
        for cause, other in _operators(node.ops[0]):
            yield cause, 5, ast.Compare(node.left, [other], node.comparators)
    elif isinstance(node, ast.BoolOp):
        for cause, other in _operators(node.op):
            yield cause, 6, ast.BoolOp(other, node.values)
        for value in node.values:
            yield "extra_term", 18, value
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T" and isinstance(node.ctx, ast.Load):
        yield "transposed", 7, node.value
        yield "conjugate", 8, _method(node, "conj")
        yield "inverse", 8, ast.Call(_linalg("inv"), [node.value], [])
    elif isinstance(node, ast.Attribute) and node.attr == "size" and isinstance(node.ctx, ast.Load):
        for axis in (0, 1):
            yield "count_factor", 7, _item(ast.Attribute(node.value, "shape", ast.Load()), axis)
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load) and 2 <= len(node.elts) <= 4:
        for elements in _swaps(node.elts):
            yield "swapped_arguments", 10, type(node)(elements, ast.Load())
    elif isinstance(node, ast.Subscript) and ast.unparse(node).endswith("[::-1]"):
        yield "reversed", 8, node.value
        if isinstance(node.value, ast.Call) and ast.unparse(node.value.func).endswith("argsort"):
            first = ast.UnaryOp(ast.USub(), node.value.args[0])
            call = ast.Call(node.value.func, [first, *node.value.args[1:]], node.value.keywords)
            yield "stable_sort", 7, _with_keyword(call, "kind", "stable")
    elif isinstance(node, ast.Slice):
        yield from _slices(node)
    elif isinstance(node, ast.AugAssign):
        for cause, other in _operators(node.op):
            yield cause, 6, ast.AugAssign(node.target, other, node.value)
    if isinstance(node, ast.stmt) and not isinstance(node, ast.Return | ast.FunctionDef) and field == "body":
        yield "extra_line", 18, dropped()
    if isinstance(node, ast.Name | ast.Subscript | ast.Call | ast.BinOp) and isinstance(
        getattr(node, "ctx", ast.Load()), ast.Load
    ):
        called = isinstance(parent, ast.Call) and field == "func"
        if not called and not isinstance(parent, ast.Attribute):
            yield from _values(node, parent)


def _constants(node: ast.Constant, parent: ast.AST, others: Sequence[float]) -> Iterator[tuple[str, int, ast.AST]]:
    value = node.value
    if isinstance(value, bool):
        yield "flag", 8, ast.Constant(not value)
        return
    if isinstance(value, str):
        for cause, group in OPTIONS:
            yield from ((cause, 8, ast.Constant(other)) for other in group if value in group and other != value)
        return
    if not isinstance(value, int | float):
        return
    named = isinstance(parent, ast.keyword) and parent.arg
    cause = {"axis": "other_axis", "ddof": "ddof", "decimals": "rounding_mode"}.get(named or "", "constant")
    if isinstance(parent, ast.Subscript | ast.Slice):
        cause = "index_base" if isinstance(parent, ast.Subscript) else "range_end"
    close = 8 if cause != "constant" else 14
    for other in others:
        if other != value:
            yield cause, 9, _number(other)
    for other in (value + 1, value - 1):
        yield cause, close, _number(other)
    if cause == "constant" and value:
        yield "sign", 16, _number(-value)
        yield "constant", 16, _number(2 * value)
        yield "constant", 16, _number(value / 2)


def _number(value: float) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _operators(operator: ast.AST) -> Iterator[tuple[str, Any]]:
    for cause, group in OPERATORS:
        if type(operator) in group:
            for other in group:
                if type(operator) is not other:
                    yield cause, other()


def _binary(node: ast.BinOp) -> Iterator[tuple[str, int, ast.AST]]:
    for cause, other in _operators(node.op):
        yield cause, 5, ast.BinOp(node.left, other, node.right)
    both = [node.left, node.right]
    if isinstance(node.op, ast.Mod):
        yield "floor_division", 5, _numpy("fmod", *both)
    if isinstance(node.op, ast.FloorDiv):
        yield (
            "floor_division",
            5,
            ast.Call(ast.Name("int", ast.Load()), [_numpy("trunc", ast.BinOp(node.left, ast.Div(), node.right))], []),
        )
        yield "floor_division", 6, _numpy("trunc", ast.BinOp(node.left, ast.Div(), node.right))
    if isinstance(node.op, ast.Pow):
        power = ast.Attribute(
            ast.Attribute(ast.Name("np", ast.Load()), "linalg", ast.Load()), "matrix_power", ast.Load()
        )
        yield "product", 7, ast.Call(power, both, [])
    if (
        isinstance(node.op, ast.Add | ast.Sub)
        and isinstance(node.left, ast.Call)
        and ast.unparse(node.left.func).endswith("sqrt")
        and len(node.left.args) == 1
    ):
        inside = ast.BinOp(node.left.args[0], node.op, node.right)
        yield "epsilon", 9, ast.Call(node.left.func, [inside], [])
    if isinstance(node.op, ast.MatMult):
        yield "outer_product", 7, _numpy("outer", *both)
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow | ast.Mod | ast.FloorDiv):
        yield "swapped_arguments", 8, ast.BinOp(node.right, node.op, node.left)
    if isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
        yield "extra_term", 18, node.left
        last = ast.UnaryOp(ast.USub(), node.right) if isinstance(node.op, ast.Sub) else node.right
        yield "extra_term", 19, last


def _calls(node: ast.Call) -> Iterator[tuple[str, int, ast.AST]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for cause, group in NAMES:
        if name in group:
            for other in group:
                if other != name:
                    yield cause, 5, _renamed(node, other)
    method = isinstance(node.func, ast.Attribute) and _root(node.func) not in MODULES
    given = {keyword.arg for keyword in node.keywords}
    if name in ("std", "var", "nanstd", "nanvar") and "ddof" not in given:
        yield "ddof", 6, _with_keyword(node, "ddof", 1)
    if name == "cov" and not given & {"ddof", "bias"}:
        yield "ddof", 6, _with_keyword(node, "bias", True)
    if (
        name in ("sum", "mean", "std", "var", "max", "min", "argmax", "argmin", "prod", "cumsum")
        and "axis" not in given
    ):
        for axis in (0, 1):
            yield "other_axis", 12, _with_keyword(node, "axis", axis)
    if name in ("reshape", "ravel", "flatten") and "order" not in given:
        yield "memory_order", 7, _with_keyword(node, "order", "F")
    if name in ("sum", "mean", "max", "min", "std", "var") and "axis" in given and "keepdims" not in given:
        yield "broadcast_end", 7, _with_keyword(node, "keepdims", True)
    for keyword in node.keywords:
        if keyword.arg is not None:
            rest = [other for other in node.keywords if other is not keyword]
            yield "flag", 12, ast.Call(node.func, node.args, rest)
    if not method and 2 <= len(node.args) <= 4:
        for swapped in _swaps(node.args):
            yield "swapped_arguments", 8, ast.Call(node.func, swapped, node.keywords)
    if name == "inv" and len(node.args) == 1:
        yield "inverse", 8, ast.Attribute(node.args[0], "T", ast.Load())
    yield from _forms(node, name)
    if name == "astype" and isinstance(node.func, ast.Attribute) and node.args:
        cause = "float_width" if "float" in ast.unparse(node.args[0]) else "overflow"
        yield cause, 7, node.func.value
    if name in ("argmax", "argmin") and len(node.args) == 1 and not node.keywords:
        equal = ast.Compare(node.args[0], [ast.Eq()], [_numpy(name[3:], node.args[0])])
        last = ast.UnaryOp(ast.USub(), ast.Constant(1))
        yield "first_or_last", 8, ast.Subscript(_numpy("flatnonzero", equal), last, ast.Load())
    if name == "len" and len(node.args) == 1:
        yield "count_factor", 7, ast.Attribute(node.args[0], "size", ast.Load())
        yield "ddof", 9, ast.BinOp(node, ast.Sub(), ast.Constant(1))
        yield "ddof", 10, ast.BinOp(node, ast.Add(), ast.Constant(1))
    if name in ("arctan", "atan") and len(node.args) == 1 and isinstance(node.args[0], ast.BinOp):
        inner = node.args[0]
        if isinstance(inner.op, ast.Div):
            yield "quadrant", 6, ast.Call(_function(node, name + "2"), [inner.left, inner.right], [])
    if name in ("range", "arange") and node.args:
        for step in (ast.Add(), ast.Sub()):
            ends = list(node.args)
            place = 0 if len(ends) == 1 else 1
            ends[place] = ast.BinOp(ends[place], step, ast.Constant(1))
            yield "range_end", 9, ast.Call(node.func, ends, node.keywords)
    if len(node.args) == 1 and not node.keywords and not method:
        yield "extra_call", 18, node.args[0]


def _forms(node: ast.Call, name: str) -> Iterator[tuple[str, int, ast.AST]]:
    """Yield calls that are mistaken for another form of the same words."""
    if not node.args:
        return
    first = node.args[0]
    half = ast.Constant(0.5)
    if name in ("round", "rint") and len(node.args) == 1:
        yield "rounding_mode", 7, _numpy("floor", ast.BinOp(first, ast.Add(), half))
        away = ast.BinOp(first, ast.Add(), _numpy("copysign", half, first))
        yield "rounding_mode", 8, _numpy("trunc", away)
    if name == "floor" and isinstance(first, ast.BinOp) and ast.unparse(first.right) == "0.5":
        yield "rounding_mode", 7, _numpy("round", first.left)
    if name in ("fmod", "remainder") and len(node.args) == 2:
        yield "floor_division", 6, ast.BinOp(first, ast.Mod(), node.args[1])
    if name in ("int", "trunc", "fix") and isinstance(first, ast.BinOp) and isinstance(first.op, ast.Div):
        yield "floor_division", 6, ast.BinOp(first.left, ast.FloorDiv(), first.right)
    if name == "argsort":
        if "kind" not in {keyword.arg for keyword in node.keywords}:
            yield "stable_sort", 7, _with_keyword(node, "kind", "stable")
        if isinstance(first, ast.UnaryOp):
            yield "stable_sort", 7, _reversed(ast.Call(node.func, [first.operand, *node.args[1:]], node.keywords))
    if name == "matrix_power":
        yield "product", 6, ast.BinOp(first, ast.Pow(), node.args[-1])
    if name in MATRIX_FUNCTIONS:
        yield "elementwise", 6, _numpy(MATRIX_FUNCTIONS[name], first)
    for whole, each in MATRIX_FUNCTIONS.items():
        if name == each:
            for function in (ast.Name(whole, ast.Load()), _linalg(whole, "scipy")):
                yield "elementwise", 6, ast.Call(function, [first], [])
    if name == "sqrt" and isinstance(first, ast.BinOp) and isinstance(first.op, ast.Add | ast.Sub):
        yield "epsilon", 9, ast.BinOp(ast.Call(node.func, [first.left], []), first.op, first.right)
        squares = (first.left, first.right)
        if all(isinstance(x, ast.BinOp) and isinstance(x.op, ast.Pow) for x in squares):
            yield "intermediate_overflow", 7, _numpy("hypot", *(x.left for x in squares if isinstance(x, ast.BinOp)))
    if name == "sqrt" and isinstance(first, ast.BinOp) and isinstance(first.op, ast.Mult):
        roots = [ast.Call(node.func, [x], []) for x in (first.left, first.right)]
        yield "branch", 9, ast.BinOp(roots[0], ast.Mult(), roots[1])


def _root(node: ast.expr) -> str:
    """Return the name that a chain of attributes begins with; "" if it is no name."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _swaps(nodes: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    for i in range(len(nodes)):
        for j in range(i + 1, len(nodes)):
            swapped = list(nodes)
            swapped[i], swapped[j] = swapped[j], swapped[i]
            yield swapped


def _reversed(node: ast.expr) -> ast.Subscript:
    return ast.Subscript(node, ast.Slice(step=ast.UnaryOp(ast.USub(), ast.Constant(1))), ast.Load())


def _item(node: ast.expr, index: int) -> ast.Subscript:
    return ast.Subscript(node, ast.Constant(index), ast.Load())


def _slices(node: ast.Slice) -> Iterator[tuple[str, int, ast.AST]]:
    for step, operator in ((9, ast.Add()), (9, ast.Sub())):
        if node.upper is not None:
            yield "range_end", step, ast.Slice(node.lower, ast.BinOp(node.upper, operator, ast.Constant(1)), node.step)
        if node.lower is not None:
            yield "range_end", step, ast.Slice(ast.BinOp(node.lower, operator, ast.Constant(1)), node.upper, node.step)


def _values(node: ast.expr, parent: ast.AST) -> Iterator[tuple[str, int, ast.AST]]:
    if isinstance(parent, ast.Subscript) and parent.slice is node:
        yield "index_base", 9, ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield "index_base", 9, ast.BinOp(node, ast.Sub(), ast.Constant(1))
        return
    yield "sign", 15, ast.UnaryOp(ast.USub(), node)
    yield "transposed", 20, ast.Attribute(node, "T", ast.Load())
    yield "reversed", 20, _reversed(node)
    for cause, weight, name in (
        ("conjugated_argument", 20, "conj"), ("argument_factor", 19, "radians"), ("argument_factor", 19, "degrees"),
        ("absolute", 21, "abs"), ("permuted", 22, "sort"), ("root", 22, "sqrt"), ("rounding_mode", 22, "floor"),
        ("float_width", 22, "float32"), ("float_width", 22, "float64"), ("reduction", 24, "cumsum"),
    ):  # fmt: skip
        yield cause, weight, _numpy(name, node)
    for cause, weight, operator, value in (
        ("constant_factor", 21, ast.Mult(), 2), ("constant_factor", 21, ast.Div(), 2), ("index_base", 20, ast.Add(), 1),
        ("index_base", 20, ast.Sub(), 1), ("root", 22, ast.Pow(), 2),
    ):  # fmt: skip
        yield cause, weight, ast.BinOp(node, operator, ast.Constant(value))
    for factor in (ast.Attribute(ast.Name("np", ast.Load()), "pi", ast.Load()), _numpy("sqrt", ast.Constant(2))):
        for operator in (ast.Mult(), ast.Div()):
            yield "constant_factor", 23, ast.BinOp(node, operator, factor)
    yield "extremum", 24, _numpy("maximum", node, ast.Constant(0))


def _numpy(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load()), list(arguments), [])


def _linalg(name: str, module: str = "np") -> ast.expr:
    return ast.Attribute(ast.Attribute(ast.Name(module, ast.Load()), "linalg", ast.Load()), name, ast.Load())


def _method(node: ast.expr, name: str) -> ast.Call:
    return ast.Call(ast.Attribute(node, name, ast.Load()), [], [])


def _function(node: ast.Call, name: str) -> ast.expr:
    if isinstance(node.func, ast.Attribute):
        return ast.Attribute(node.func.value, name, ast.Load())
    return ast.Name(name, ast.Load())


def _renamed(node: ast.Call, name: str) -> ast.Call:
    return ast.Call(_function(node, name), node.args, node.keywords)


def _with_keyword(node: ast.Call, name: str, value: bool | int | str) -> ast.Call:
    rest = [keyword for keyword in node.keywords if keyword.arg != name]
    return ast.Call(node.func, node.args, [*rest, ast.keyword(name, ast.Constant(value))])
