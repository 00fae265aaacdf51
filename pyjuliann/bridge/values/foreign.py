"""Arrays and tables of other packages: whatever tells NumPy its elements, and pandas' data frames.

No package is imported here: a value of one's is there only where it has been.
"""

from __future__ import annotations

import array as array_module
import ctypes
import sys
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from pyjuliann.bridge.values.groups import Doc, Group, Writes
from pyjuliann.bridge.values.records import JuliaRecord
from pyjuliann.bridge.values.type_names import type_name
from pyjuliann.bridge.values.typed import MISSING
from pyjuliann.errors import ConversionError
from pyjuliann.language import phrase

if TYPE_CHECKING:
    from numpy.typing import NDArray

BUFFERS: Final = (memoryview, array_module.array, ctypes.Array)
"""Classes with the buffer protocol; bytes and bytearrays have rows of their own. Python 3.12 tells the rest."""

_TELLS: Final = ("__array__", "__array_interface__", "__array_struct__", "__dlpack__", "__buffer__")

_HOST: Final = (1, 3, 11)
"""DLPack's numbers of devices whose memory the processor reads: its own, and what CUDA and ROCm have pinned there."""

_CODE: Final = {"torch": ("torch", "torch.from_numpy("), "jaxlib": ("jax.numpy", "jax.numpy.asarray("),
                "pandas": ("pandas", "pandas.Series(")}  # fmt: skip
"""What makes an array of a package's out of NumPy's, by the package, and what has to be imported for it."""


def tells_its_elements(kind: type) -> bool:
    """Whether NumPy can read the values of a class, by any of the protocols for arrays."""
    return any(hasattr(kind, name) for name in _TELLS)


def as_array(value: Any) -> NDArray[Any]:
    """Return the array of the same elements; a masked one, or one of objects, where pandas lacks some.

    Raises
    ------
    ConversionError
        If they are on another device, if gradients are wanted of them, or if NumPy has no such elements.
    """
    kind = type_name(value)
    if getattr(value, "requires_grad", False) is True:
        raise ConversionError(phrase("a {} that requires gradients, which end here: pass its .detach()", kind))
    if _device(value) not in _HOST:
        raise ConversionError(phrase("a {} that is not in the processor's memory: copy it there first", kind))
    try:
        if hasattr(value, "isna") and hasattr(value, "to_numpy"):
            return _of_pandas(value)
        made = np.from_dlpack(value) if _has_dlpack_alone(value) else np.asarray(value)
    except Exception as error:  # noqa: BLE001 - a package of the user's may raise anything
        words = " ".join(str(error).split())
        raise ConversionError(
            phrase("a {} that NumPy cannot read ({}: {})", kind, type(error).__name__, words)
        ) from None
    if made.dtype == object and made.ndim == 0 and made[()] is value:
        raise ConversionError(phrase("a {} that NumPy cannot read", kind))
    return made


def _device(value: Any) -> int:
    try:
        return int(value.__dlpack_device__()[0])
    except Exception:  # noqa: BLE001 - it does not say: NumPy will
        return _HOST[0]


def _has_dlpack_alone(value: Any) -> bool:
    return not any(hasattr(value, name) for name in _TELLS if name != "__dlpack__") and not isinstance(value, BUFFERS)


def _of_pandas(value: Any) -> NDArray[Any]:
    """Return the elements of a series or an index, with what it lacks as missing; a NaN among floats stays one."""
    numbers = getattr(value.dtype, "numpy_dtype", None)  # of those that may lack numbers
    missing = np.asarray(value.isna())
    if numbers is not None:
        data = np.asarray(value.to_numpy(dtype=numbers, na_value=numbers.type(0)))
        return np.ma.MaskedArray(data, missing) if missing.any() else data
    array = np.asarray(value)
    if array.dtype.kind in "mM" and missing.any():
        return np.ma.MaskedArray(array, missing)
    if array.dtype == object and missing.any():
        array = array.copy()
        array[missing] = MISSING
    return array


# ---------------------------------------------------------------- data frames


def is_data_frame(kind: type) -> bool:
    """Whether a class is that of pandas' data frames."""
    frame = getattr(sys.modules.get("pandas"), "DataFrame", None)
    return isinstance(frame, type) and issubclass(kind, frame)


def columns_of(frame: Any) -> JuliaRecord:
    """Return the columns of a data frame by name, as arrays; its index is left out.

    Raises
    ------
    ConversionError
        If a column's name is no text or there twice, or its elements have no counterpart; the message names it.
    """
    columns: dict[str, Any] = {}
    for k, name in enumerate(frame.columns):
        if not isinstance(name, str):
            raise ConversionError(phrase("a {} with a column called {}: expected a text", type_name(frame), repr(name)))
        if name in columns:
            raise ConversionError(phrase("a {} with two columns called {}", type_name(frame), repr(name)))
        try:
            columns[name] = as_array(frame.iloc[:, k])
        except ConversionError as error:
            raise ConversionError(phrase("the column {} of a {}: {}", repr(name), type_name(frame), error)) from None
    return JuliaRecord("NamedTuple", **columns)


# ---------------------------------------------------------------- as code


def array_type(value: Any) -> str:
    """Return what an array of another package is, in Python's words."""
    shape = getattr(value, "shape", None)
    return f"{type_name(value)} {tuple(shape)}" if shape is not None else type_name(value)


def code_in_python(writer: Writes, value: Any) -> Doc:
    """Return Python code for an array of another package."""
    if isinstance(value, memoryview | array_module.array):
        before, after = ("memoryview(", ")") if isinstance(value, memoryview) else (f"array({value.typecode!r}, ", ")")
        return Group(before, (writer.doc(as_array(value)),), "", after)
    made = _CODE.get(type(value).__module__.partition(".")[0])
    doc = writer.doc(as_array(value))
    return doc if made is None else Group(made[1], (doc,), "", ")")


def code_needs(value: Any) -> tuple[str, ...]:
    """Return the statements that the code of an array of another package needs."""
    made = _CODE.get(type(value).__module__.partition(".")[0])
    own = ("from array import array",) if isinstance(value, array_module.array) else ()
    return ("import numpy as np", *own, *([f"import {made[0]}"] if made else []))


def frame_in_python(writer: Writes, frame: Any) -> Doc:
    """Return Python code for a data frame."""
    return Group("pandas.DataFrame(", (writer.doc(columns_of(frame)._asdict()),), "", ")")
