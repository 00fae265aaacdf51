"""How fast files are compared, and in how much memory: `python tests/benchmarks/files.py --megabytes 1000`.

Each row compares two files as `pyjuliann diff` does, in a process of its own, and reads both files in another: the
ratio is that of times, and of processor time, which a busy machine changes less (aim: at most 3). The files are in
the system's memory, so that neither waits for the disk, which is the hardest case, unless `--cold` is given. Memory is
the largest that the process had, and had before.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

COLD = """
import os, sys
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
"""
READ = """
import sys, time
import numpy
buffer = bytearray(1 << 22)
start, used = time.perf_counter(), time.process_time()
for path in sys.argv[1:]:
    with open(path, "rb", buffering=0) as file:
        while file.readinto(buffer):
            pass
print(time.perf_counter() - start, time.process_time() - used)
"""
DIFF = """
import resource, sys, time
from pathlib import Path
from pyjuliann.files.compare import compare_entries
from pyjuliann.files.formats import read_file
from pyjuliann.parity.comparing.comparison import Policy
read_file(Path(sys.argv[1])).close()  # imports what it takes
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start, used = time.perf_counter(), time.process_time()
a, b = (read_file(Path(path)) for path in sys.argv[1:])
found = [compare_entries(a.entries[name], b.entries[name], Policy(ulp=1)) for name in a.entries]
seconds, used = time.perf_counter() - start, time.process_time() - used
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(seconds, used, before / 1024, peak / 1024, *{each.comparison.verdict for each in found})
"""
SHARES = {"identical": 0.0, "one in a thousand 1 ULP apart": 0.001, "one in ten": 0.1, "all": 1.0}
PIECE = 1 << 20


def pieces(count: int, share: float, other: bool) -> Iterator[np.ndarray]:
    """Yield random numbers; of the other file, a share of them is the next ones."""
    for k in range(0, count, PIECE):
        rng = np.random.default_rng(k)
        x = rng.standard_normal(min(PIECE, count - k))
        yield np.where(rng.random(x.size) < share, np.nextafter(x, np.inf), x) if other else x


def npy(path: Path, count: int, share: float, other: bool) -> None:
    """Write numbers as NumPy does."""
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, {"descr": "<f8", "fortran_order": False, "shape": (count,)})
        for x in pieces(count, share, other):
            x.tofile(file)


def hdf5(path: Path, count: int, share: float, other: bool) -> None:
    """Write numbers in chunks."""
    import h5py

    with h5py.File(path, "w") as file:
        data = file.create_dataset("x", (count,), "f8", chunks=(1 << 16,))
        for k, x in enumerate(pieces(count, share, other)):
            data[k * PIECE : k * PIECE + x.size] = x


def parquet(path: Path, count: int, share: float, other: bool) -> None:
    """Write numbers in groups of rows."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, pa.schema([("x", pa.float64())]), compression="none") as file:
        for x in pieces(count, share, other):
            file.write_table(pa.table({"x": x}))


def text(path: Path, count: int, share: float, other: bool) -> None:
    """Write four columns of numbers."""
    with path.open("w") as file:
        file.write("a,b,c,d\n")
        for x in pieces(count, share, other):
            np.savetxt(file, x[: x.size // 4 * 4].reshape(-1, 4), "%.17g", ",")


WRITERS: dict[str, tuple[Callable[[Path, int, float, bool], None], str, int]] = {
    # what writes it, and how much smaller the file is
    "npy": (npy, ".npy", 1), "hdf5": (hdf5, ".h5", 4), "parquet": (parquet, ".parquet", 4), "csv": (text, ".csv", 20)
}  # fmt: skip


def run(code: str, *paths: Path, cold: bool = False) -> list[str]:
    """Run code in a process of its own and return what it prints; `cold`: without what the system has in memory."""
    if cold:
        run(COLD, *paths)
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", code, *map(str, paths)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.split()


def main() -> None:
    """Measure all formats."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200, help="of each .npy file; other formats get a part of it")
    parser.add_argument("--formats", default=",".join(WRITERS))
    parser.add_argument("--cold", action="store_true", help="have the files read from the disk each time")
    options = parser.parse_args()
    print(f"{'':36} {'MB each':>8} {'reading':>8} {'comparing':>10} {'ratio':>6} {'of CPU':>7} {'peak, before':>14}")
    for name in options.formats.split(","):
        write, suffix, smaller = WRITERS[name]
        count = options.megabytes * 10**6 // 8 // smaller
        for label, share in SHARES.items() if name == "npy" else [("one in ten", 0.1)]:
            with tempfile.TemporaryDirectory() as folder:
                paths = [Path(folder, f"{side}{suffix}") for side in "ab"]
                for path in paths:
                    write(path, count, share, path is paths[1])
                size = paths[0].stat().st_size / 1e6
                read = [
                    min(map(float, figures))
                    for figures in zip(*(run(READ, *paths, cold=options.cold) for _ in range(3)), strict=True)
                ]
                told = [run(DIFF, *paths, cold=options.cold) for _ in range(3)]
            took = [min(float(figures[k]) for figures in told) for k in (0, 1)]
            _, _, before, peak, *verdicts = told[0]
            print(
                f"{name + ', ' + label:36} {size:8.0f} {read[0]:6.2f} s {took[0]:8.2f} s {took[0] / read[0]:6.1f} "
                f"{took[1] / read[1]:7.1f} {float(peak):5.0f}, {float(before):4.0f} MB  {' '.join(verdicts)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
