"""Names of Julia types: taken apart, brought into one spelling, and put on the wire."""

from __future__ import annotations

from typing import Any, Final

from cbor2 import CBORTag

from pyjuliann.bridge.values.wire import named

_SPELLINGS: Final = {
    "Int": "Int64",
    "UInt": "UInt64",
    "Date": "Dates.Date",
    "DateTime": "Dates.DateTime",
    "UUID": "Base.UUID",
    **{f"Complex{{Float{bits}}}": f"ComplexF{bits}" for bits in (16, 32, 64)},
}
"""What current Julia prints for other names of a type, where nothing but the bridge was loaded."""


def split(name: str) -> tuple[str, list[str]]:
    """Split the name of a Julia type into its head and its parameters.

    Examples
    --------
    >>> split("Tuple{Int64, Array{Float64, 3}}")
    ('Tuple', ['Int64', 'Array{Float64, 3}'])
    """
    head, brace, rest = name.partition("{")
    if not brace or not rest.endswith("}") or rest == "}":
        return head, []
    parameters, depth = [""], 0
    for character in rest[:-1]:
        depth += (character in "{(") - (character in "})")
        if character == "," and depth == 0:
            parameters.append("")
        else:
            parameters[-1] += character
    return head, [parameter.strip() for parameter in parameters]


def canonical(name: str) -> str:
    """Return the name of a Julia type as current Julia prints it.

    Examples
    --------
    >>> canonical("Dict{String,Array{Int,1}}"), canonical("NamedTuple{(:x,),Tuple{Complex{Float64}}}")
    ('Dict{String, Vector{Int64}}', 'NamedTuple{(:x,), Tuple{ComplexF64}}')
    """
    name = name.strip()
    if name.startswith("("):
        return ", ".join(part.strip() for part in name.split(",")).replace(", )", ",)")
    head, parameters = split(name)
    if not parameters:
        return _SPELLINGS.get(name, name)
    parameters = list(map(canonical, parameters))
    if head == "Array" and parameters[1:] in (["1"], ["2"]):
        head, parameters = ("Vector", "Matrix")[int(parameters[1]) - 1], parameters[:1]
    whole = f"{head}{{{', '.join(parameters)}}}"
    return _SPELLINGS.get(whole, whole)


def type_tree(name: str) -> str | int | list[Any] | CBORTag:
    """Return a Julia type's name in parts, as it crosses: a name, number or symbol, or a list of a head and parameters.

    Examples
    --------
    >>> type_tree("NamedTuple{(:x, :y), Tuple{Int64, Array{Char, 3}}}")
    ['NamedTuple', ['', 'x', 'y'], ['Tuple', 'Int64', ['Array', 'Char', 3]]]
    """
    if name.startswith("("):
        return ["", *(part.strip(" :") for part in name.strip("()").split(",") if part.strip())]
    head, parameters = split(name)
    if parameters:
        return [head, *map(type_tree, parameters)]
    if name.startswith(":"):
        return named("Symbol", name[1:])
    if name in ("true", "false"):
        return name == "true"
    return [head] if name.endswith("{}") else int(name) if name.lstrip("-").isdecimal() else name


def of_type(name: str, tree: Any) -> CBORTag:
    """Return the tree for a container of a Julia type, given that for one of parts of any type."""
    return named("JuliaValue", type_tree(name), tree)
