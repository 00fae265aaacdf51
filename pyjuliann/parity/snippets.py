"""A case as code to paste: into Python and into Julia."""

from __future__ import annotations

import ast
import inspect
import json
import math
import textwrap
from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from pyjuliann.parity.calls import Case, parameter_names
from pyjuliann.parity.crossing import Layout
from pyjuliann.parity.names import JULIA_ELEMENT, is_julia_value, is_namedtuple
from pyjuliann.parity.pair import Pair, Twin
from pyjuliann.parity.recipes import layout_of

_RESERVED: Final = frozenset({
    "baremodule", "begin", "break", "catch", "const", "continue", "do", "else", "elseif", "end", "export", "false",
    "finally", "for", "function", "global", "if", "import", "in", "isa", "let", "local", "macro", "module", "quote",
    "return", "struct", "true", "try", "using", "where", "while",
})  # fmt: skip
_LARGE: Final = 100


# ---------------------------------------------------------------- Python


def python_code(pair: Pair, case: Case) -> str:
    """Return Python code that makes the call."""
    names = _variables(pair, case, ())
    lines: list[str] = []
    for (_, value), name in zip(case.slots(), names, strict=True):
        lines.append(f"{name} = {python_literal(value)}")
        if isinstance(value, np.ndarray) and layout_of(value) == "read-only":
            lines.append(f"{name}.flags.writeable = False")
    imports, function = _python_function(pair.python)
    given = [*names[: len(case.arguments)]]
    given += [f"{key}={name}" for key, name in zip(case.keywords, names[len(case.arguments) :], strict=True)]
    lines.append(f"{function}({', '.join(given)})")
    needs_numpy = any("np." in line for line in lines) and not any(" as np" in line for line in imports)
    return "\n".join([*(["import numpy as np"] if needs_numpy else []), *imports, *lines])


def _variables(pair: Pair, case: Case, taken: tuple[str, ...]) -> list[str]:
    names = parameter_names(pair.python, len(case.arguments))
    names = [name if name.isidentifier() else f"x{k + 1}" for k, name in enumerate(names)] + list(case.keywords)
    return [f"{name}_" if name in _RESERVED or name in taken else name for name in names]


def _python_function(function: Callable[..., Any]) -> tuple[list[str], str]:
    name = getattr(function, "__qualname__", "") or getattr(function, "__name__", "")
    module = getattr(function, "__module__", "") or ""
    if name.endswith("<lambda>"):
        return [], f"({_lambda_source(function)})"
    if module == "numpy" or (module.startswith("numpy.") and not module.startswith("numpy._")):
        return [], f"np.{'.'.join([*module.split('.')[1:], name])}"
    if not name or "<locals>" in name:
        return [], name.rpartition(".")[2] or "function"
    if isinstance(function, np.ufunc):
        return [], f"np.{name}"
    if module in {"", "__main__", "builtins"}:
        return [], name
    return [f"from {module} import {name.split('.')[0]}"], name


def _lambda_source(function: Callable[..., Any]) -> str:
    """Return a lambda's own code, or a word in its place where it cannot be told from others."""
    try:
        lines, _ = inspect.getsourcelines(function)
        text = textwrap.dedent("".join(lines))
        tree = ast.parse(text) if _parses(text) else ast.parse(f"({text.strip().rstrip(',')})")
    except (OSError, TypeError, SyntaxError):
        return "function"
    code = getattr(function, "__code__", None)
    arguments = list(code.co_varnames[: code.co_argcount]) if code else []
    found = [
        ast.unparse(node)
        for node in ast.walk(tree)
        if isinstance(node, ast.Lambda) and [a.arg for a in node.args.args] == arguments
    ]
    return found[0] if len(found) == 1 else "function"


def _parses(text: str) -> bool:
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def python_literal(value: Any) -> str:
    """Return Python code for a value."""
    if isinstance(value, Twin):
        return _python_function(value.python)[1] if callable(value.python) else repr(value.python)
    if is_julia_value(value):
        return python_literal(value.value)
    if isinstance(value, np.ndarray):
        return _python_array(value)
    if isinstance(value, np.generic):
        return f"np.{value.dtype.name}({_python_number(value.item())})"
    if isinstance(value, (float, complex)):
        return _python_number(value)
    if is_namedtuple(value):
        parts = ", ".join(f"{name}={python_literal(getattr(value, name))}" for name in value._fields)
        return f"{type(value).__name__}({parts})"
    if isinstance(value, tuple):
        return f"({', '.join(map(python_literal, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(map(python_literal, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{python_literal(k)}: {python_literal(v)}" for k, v in value.items()) + "}"
    return repr(value)


def _python_number(value: Any) -> str:
    if isinstance(value, complex):
        return f"complex({_python_number(value.real)}, {_python_number(value.imag)})"
    if isinstance(value, float) and not math.isfinite(value):
        return "np.nan" if math.isnan(value) else "np.inf" if value > 0 else "-np.inf"
    return repr(value)


def _python_array(array: npt.NDArray[Any]) -> str:
    dtype = f"np.{array.dtype.name}"
    if array.dtype.name not in JULIA_ELEMENT:
        return f"np.array({array.tolist()!r}, dtype={str(array.dtype)!r})"
    if array.size == 0:
        text = f"np.zeros({array.shape}, {dtype})"
    elif array.size > _LARGE:
        text = f"np.frombuffer(bytes.fromhex({_native(array).tobytes().hex()!r}), {dtype}).reshape({array.shape})"
    else:
        text = f"np.array({_nested(array)}, {dtype})"
    layout = layout_of(array) if array.size > 1 else "C"
    if layout == "F":
        return f"np.asfortranarray({text})"
    if layout == "strided":
        return f"np.repeat({text}, 2, axis=-1)[..., ::2]"
    return f"{text}[::-1].copy()[::-1]" if layout == "reversed" else text


def _native(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return array.astype(array.dtype.newbyteorder("<"))


def _nested(array: npt.NDArray[Any]) -> str:
    if array.ndim == 0:
        return _python_number(_exact(array[()]))
    return "[" + ", ".join(_nested(np.asarray(part)) for part in array) + "]"


def _exact(number: Any) -> Any:
    """Return a NumPy number as a Python one that is short to write and converts back exactly."""
    if number.dtype.kind == "f" and number.dtype.itemsize < 8 and np.isfinite(number):
        short = float(str(number))
        return short if number.dtype.type(short) == number else number.item()
    return number.item()


# ---------------------------------------------------------------- Julia


def julia_code(pair: Pair, case: Case) -> str:
    """Return Julia code that makes the call."""
    lines = [_using(name) for name in pair.using]
    target = pair.julia
    call = target.text
    if target.kind == "file":
        lines.append(f"include({_julia_string(target.path)})")
    elif target.kind == "code":
        lines.append(f"f = {target.text}")
        call = "f"
    elif "." in target.text:
        lines.append(_using(target.text.rpartition(".")[0]))
    slots = [slot for slot, _ in case.slots()]
    names = dict(zip(slots, _variables(pair, case, (call, "f")), strict=True))
    positional: list[str] = []
    named: list[str] = []
    for slot, keyword, value in Layout(pair).arguments(case):
        lines.append(f"{names[slot]} = {julia_literal(value)}")
        (named if keyword else positional).append(f"{keyword}={names[slot]}" if keyword else names[slot])
    given = ", ".join(positional) + ("; " + ", ".join(named) if named else "")
    lines.append(f"{call}({given})")
    return "\n".join(dict.fromkeys(lines))


def _using(module: str) -> str:
    if module != "JuliaNN":
        return f"import {module}" if "." not in module else f"import {module.split('.', maxsplit=1)[0]}"
    from pyjuliann.bridge.folders import julia_sources

    return f"isdefined(Main, :JuliaNN) || include({_julia_string(str(julia_sources() / 'src' / 'JuliaNN.jl'))})"


def _julia_string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("$", "\\$")


def julia_literal(value: Any) -> str:
    """Return Julia code for a value."""
    if isinstance(value, Twin):
        return value.julia
    if is_julia_value(value):
        return f"convert({value.type}, {julia_literal(value.value)})"
    if isinstance(value, np.ndarray):
        return _julia_array(value)
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value)).lower()
    if isinstance(value, np.generic):
        number = _julia_number(_exact(value))
        kind = JULIA_ELEMENT.get(value.dtype.name, "Float64")
        return number if kind in {"Float64", "Int64", "ComplexF64"} else f"{kind}({number})"
    if isinstance(value, (int, float, complex)):
        return _julia_number(value)
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return _julia_string(value)
    if isinstance(value, bytes):
        return 'b"' + "".join(f"\\x{byte:02x}" for byte in value) + '"'
    if isinstance(value, Fraction):
        return f"{value.numerator}//{value.denominator}"
    if isinstance(value, range):
        return f"{value.start}:{value.step}:{value[-1]}" if value else "1:0"
    return _julia_container(value)


def _julia_container(value: Any) -> str:
    if is_namedtuple(value):
        return "(" + "".join(f"{name} = {julia_literal(getattr(value, name))}, " for name in value._fields) + ")"
    if isinstance(value, tuple):
        return f"({', '.join(map(julia_literal, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"Any[{', '.join(map(julia_literal, value))}]"
    if isinstance(value, dict):
        pairs = (f"{julia_literal(k)} => {julia_literal(v)}" for k, v in value.items())
        return f"Dict{{Any,Any}}({', '.join(pairs)})"
    if isinstance(value, (set, frozenset)):
        return f"Set(Any[{', '.join(map(julia_literal, sorted(value, key=repr)))}])"
    return f"error({_julia_string(f'no Julia code for {value!r}')})"


def _julia_number(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, complex):
        return f"complex({_julia_number(value.real)}, {_julia_number(value.imag)})"
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Inf" if value > 0 else "-Inf"
    if isinstance(value, int) and not -(2**63) < value < 2**63:
        return "typemin(Int64)" if value == -(2**63) else f'big"{value}"'
    return repr(value)


def _julia_array(array: npt.NDArray[Any]) -> str:
    element = JULIA_ELEMENT.get(array.dtype.name)
    if element is None:
        return f"reshape(Any[{', '.join(julia_literal(x) for x in array.ravel('F').tolist())}], {array.shape})"
    size = ", ".join(map(str, array.shape))
    if array.size == 0:
        return f"zeros({element}, {size})"
    if array.ndim == 0:
        return f"fill({julia_literal(array[()])})"
    if array.size > _LARGE:
        data = f"reinterpret({element}, hex2bytes({_native(array.ravel('F')).tobytes().hex()!r}))".replace("'", '"')
        return f"reshape(collect({data}), {size})"
    prefix = "" if element in {"Float64", "Int64"} else element
    if array.ndim == 2 and min(array.shape) > 0 and array.shape[1] > 1:
        return prefix + "[" + "; ".join(" ".join(_julia_number(_exact(x)) for x in row) for row in array) + "]"
    flat = prefix + "[" + ", ".join(_julia_number(_exact(x)) for x in array.ravel(order="F")) + "]"
    return flat if array.ndim == 1 else f"reshape({flat}, {size})"
