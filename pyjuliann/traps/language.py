"""Traps of the languages themselves: missing values, conditions, arguments, scope, types."""

from __future__ import annotations

from typing import Final

from pyjuliann.traps.model import Entry, Raises, TrapGroup

_PYTHON: Final = "Julia manual, Noteworthy differences from Python"

GROUPS = (
    TrapGroup(30, "Missing values, conditions, arguments", (
        Entry(
            "30.1", "missing compared with missing",
            line="missing == missing is missing in Julia; None == None is True.",
            julia_setup="x = missing", python_setup="x = None", julia="ismissing(x == x)", julia_gives="true",
            python="(x == x) is None", python_gives="False",
            why="An unknown value may or may not equal another. ismissing asks for it; isequal gives true.",
            as_python="x = nothing; ismissing(x == x)", as_julia="(x == x if x is not None else None) is None",
            source="Julia manual, Missing Values",
        ),
        Entry(
            "30.2", "missing in a sum",
            line="missing + 1 is missing in Julia; None + 1 is a TypeError.",
            julia="ismissing(missing + 1)", julia_gives="true", python="(None + 1) is None",
            python_gives=Raises("TypeError"),
            why="missing goes through every operation, as NaN does. `nothing` is what corresponds to None.",
            as_python="ismissing(nothing + 1)", as_julia="bool(np.isnan(np.nan + 1))",
            source="Julia manual, Missing Values",
        ),
        Entry(
            "30.3", "A default with or",
            line="nothing || 3 is a TypeError in Julia; None or 3 is 3.",
            julia_setup="x = nothing", python_setup="x = None", julia="x || 3", julia_gives=Raises("TypeError"),
            python="x or 3", python_gives="3",
            why="|| wants Booleans on its left. `something` takes the first that is not nothing, so 0 stays 0.",
            as_python="something(x, 3)", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, something",
        ),
        Entry(
            "30.4", "An empty collection as a condition",
            line="`if x` with an empty array is a TypeError in Julia and false in Python.",
            julia_setup="x = Int[]", python_setup="x = []", julia="if x\n    1\nelse\n    2\nend",
            julia_gives=Raises("TypeError"), python="1 if x else 2", python_gives="2",
            why="Ask isempty. NumPy refuses the truth of longer arrays as well.",
            as_python="isempty(x) ? 2 : 1", as_julia="", no_idiom="an error is nothing to imitate", source=_PYTHON,
        ),
        Entry(
            "30.5", "Default arguments",
            line="A default is evaluated at every call in Julia, once in Python.",
            julia_setup="f(x=Int[]) = push!(x, 1)", python_setup="def f(x=[]):\n    x.append(1)\n    return x",
            julia="f()\nlength(f())", julia_gives="1", python="f()\nlen(f())", python_gives="2",
            why="Python's list lives as long as the function and collects what is put in.",
            as_python="shared = Int[]\ng(x=shared) = push!(x, 1)\ng()\nlength(g())",
            as_julia="def g(x=None):\n    x = [] if x is None else x\n    x.append(1)\n    return x\ng()\nlen(g())",
            source=_PYTHON,
        ),
        Entry(
            "30.6", "Keywords by position",
            line="An argument after the semicolon cannot go by position in Julia.",
            julia_setup="f(; k=1) = k", python_setup="def f(k=1):\n    return k", julia="f(2)",
            julia_gives=Raises("MethodError"), python="f(2)", python_gives="2",
            why="Python's arguments go either way unless * or / stand among them.",
            as_python="g(k=1) = k\ng(2)", as_julia="def g(*, k=1):\n    return k\ng(2)",
            source="Julia manual, Functions; PEP 3102",
        ),
        Entry(
            "30.7", "Positions by keyword",
            line="An argument before the semicolon cannot go by its name in Julia.",
            julia_setup="f(x) = x", python_setup="def f(x):\n    return x", julia="f(x=3)",
            julia_gives=Raises("MethodError"), python="f(x=3)", python_gives="3",
            why="Names of positional arguments are no part of a function's interface.",
            as_python="g(; x) = x\ng(x=3)", as_julia="def g(x, /):\n    return x\ng(x=3)",
            source="Julia manual, Functions; PEP 570",
        ),
        Entry(
            "30.8", "The last expression",
            line="A function returns its last expression in Julia; Python's returns None.",
            julia_setup="function f(x)\n    x + 1\nend", python_setup="def f(x):\n    x + 1", julia="f(1)",
            julia_gives="2", python="f(1)", python_gives="None", differ="container",
            why="Write `return nothing` where the value is no result.",
            as_python="g(x) = (x + 1; nothing)\ng(1)", as_julia="def g(x):\n    return x + 1\ng(1)",
            source="Julia manual, Functions",
        ),
        Entry(
            "30.9", "Functions that belong to a value",
            line='"abc".upper() is an error in Julia: functions do not belong to values.',
            julia='"abc".upper()', julia_gives={"1.0": Raises("ErrorException"), "1.12": Raises("FieldError")},
            python='"abc".upper()', python_gives='"ABC"',
            why="x.f(y) becomes f(x, y). What follows a point is a field.",
            as_python='uppercase("abc")', as_julia="", no_idiom="an error is nothing to imitate", source=_PYTHON,
        ),
        Entry(
            "30.10", "The largest of a list",
            line="max([1, 2]) is a MethodError in Julia: maximum takes collections.",
            julia_setup="x = [1, 2]", python_setup="x = [1, 2]", julia="max(x)", julia_gives=Raises("MethodError"),
            python="max(x)", python_gives="2",
            why="max compares its arguments. So for min and minimum; extrema gives both.",
            as_python="maximum(x)", as_julia="", no_idiom="an error is nothing to imitate",
            source="Julia docs, maximum; Python docs, max",
        ),
    )),
    TrapGroup(49, "Scope, closures, methods", (
        Entry(
            "49.1", "The loop variable after the loop",
            line="The loop variable is gone after a loop in Julia and stays in Python.",
            julia="for i in 0:2\nend\ni", julia_gives=Raises("UndefVarError"), python="for i in range(3):\n    pass\ni",
            python_gives="2",
            why="Loops have a scope of their own in Julia.",
            as_python="let i = 0\n    for outer i in 0:2\n    end\n    i\nend", as_julia="[i for i in range(3)]\ni",
            source="Julia manual, Scope of Variables",
        ),
        Entry(
            "49.2", "Variables born in a loop",
            line="A variable first set in a loop is local to it in Julia.",
            julia="for i in 0:2\n    last_square = i^2\nend\nlast_square", julia_gives=Raises("UndefVarError"),
            python="for i in range(3):\n    last_square = i**2\nlast_square", python_gives="4",
            why="Declare it before the loop, inside a function or `let`.",
            as_python="let last_square = 0\n    for i in 0:2\n        last_square = i^2\n    end\n    last_square\nend",
            as_julia="def loop():\n    for i in range(3):\n        last_square = i**2\nloop()\nlast_square",
            source="Julia manual, Scope of Variables",
        ),
        Entry(
            "49.3", "Closures made in a loop",
            line="A closure keeps the value of its round in Julia; in Python all see the last.",
            julia_setup="fs = [() -> i for i in 0:2]", python_setup="fs = [lambda: i for i in range(3)]",
            julia="fs[1]()", julia_gives="0", python="fs[0]()", python_gives="2",
            why="Every round of a loop or comprehension has a new variable in Julia.",
            as_python=(
                "let i = 0\n    gs = Function[]\n    for k in 0:2\n        i = k\n        push!(gs, () -> i)\n    "
                "end\n    gs[1]()\nend"
            ),
            as_julia="gs = [lambda i=i: i for i in range(3)]\ngs[0]()",
            source="Julia manual, Scope of Variables; Python docs, Programming FAQ",
        ),
        Entry(
            "49.4", "A second definition",
            line="A second definition for another type adds a method in Julia, replaces in Python.",
            julia_setup='f(x::Int) = "Int"\nf(x::String) = "String"',
            python_setup='def f(x: int):\n    return "Int"\ndef f(x: str):\n    return "String"', julia="f(1)",
            julia_gives='"Int"', python="f(1)", python_gives='"String"',
            why="Julia chooses among methods by the types of all arguments.",
            as_python='g(x) = "Int"\ng(x) = "String"\ng(1)',
            as_julia=(
                "from functools import singledispatch\n@singledispatch\ndef g(x):\n    raise TypeError\n"
                '@g.register\ndef _(x: int):\n    return "Int"\n@g.register\ndef _(x: str):\n    return "String"\n'
                "g(1)"
            ),
            source="Julia manual, Methods; PEP 443",
        ),
        Entry(
            "49.5", "Types of results",
            line="A result type is enforced in Julia and only noted in Python.",
            julia_setup="f()::Int = 2.5", python_setup="def f() -> int:\n    return 2.5", julia="f()",
            julia_gives=Raises("InexactError"), python="f()", python_gives="2.5",
            why="Julia converts the result, or raises where it cannot; 2.0 would become 2.",
            as_python="g() = 2.5\ng()",
            as_julia=(
                "def g() -> int:\n    value = 2.5\n    if value != int(value):\n        raise "
                "ValueError(value)\n    return int(value)\ng()"
            ),
            source="Julia manual, Functions; PEP 484",
        ),
        Entry(
            "49.6", "Changing a struct",
            line="Fields of a struct cannot be set in Julia; attributes can in Python.",
            julia_setup="struct Point\n    x\nend\np = Point(1)",
            python_setup="from types import SimpleNamespace\np = SimpleNamespace(x=1)", julia="p.x = 2\np.x",
            julia_gives=Raises("ErrorException"), python="p.x = 2\np.x", python_gives="2",
            why="Write `mutable struct` for what changes. An array in a field can be changed either way.",
            as_python="mutable struct Place\n    x\nend\nq = Place(1)\nq.x = 2\nq.x",
            as_julia="from typing import NamedTuple\nclass Place(NamedTuple):\n    x: int\nq = Place(1)\nq.x = 2\nq.x",
            source="Julia manual, Types",
        ),
        Entry(
            "49.7", "Generators",
            line="A generator can be run again in Julia; Python's is used up.",
            julia_setup="g = (x^2 for x in 1:3)", python_setup="g = (x**2 for x in range(1, 4))",
            julia="(length(collect(g)), length(collect(g)))", julia_gives="(3, 3)",
            python="(len(list(g)), len(list(g)))", python_gives="(3, 0)",
            why="Julia's keeps the function and the collection, and starts anew.",
            as_python="s = Iterators.Stateful(g)\n(count(x -> true, s), count(x -> true, s))",
            as_julia="g = [x**2 for x in range(1, 4)]\n(len(list(g)), len(list(g)))",
            source="Julia manual, Single- and multi-dimensional Arrays; Python docs, Expressions",
        ),
        Entry(
            "49.8", "A number is iterable",
            line="A loop over 3 runs once in Julia and is a TypeError in Python.",
            julia_setup="n = 3", python_setup="n = 3", julia="sum(i for i in n)", julia_gives="3",
            python="sum(i for i in n)", python_gives=Raises("TypeError"),
            why="`for i in n` where `for i in 1:n` was meant runs without a word.",
            as_python="", as_julia="sum(i for i in np.atleast_1d(n).tolist())",
            no_idiom="an error is nothing to imitate", source="Julia docs, Number",
        ),
        Entry(
            "49.9", "Maps of unequal length",
            line="map over two arrays ends with the shorter in Julia; NumPy refuses to add them.",
            julia_setup="a = [1, 2, 3]; b = [10, 20]", python_setup="a = np.array([1, 2, 3]); b = np.array([10, 20])",
            julia="map(+, a, b)", julia_gives="[11, 22]", python="a + b", python_gives=Raises("ValueError"),
            why="map stops silently; the broadcast a .+ b raises DimensionMismatch.",
            as_python="a .+ b", as_julia="np.array([x + y for x, y in zip(a, b)])", source="Julia docs, map",
        ),
    )),
)  # fmt: skip
