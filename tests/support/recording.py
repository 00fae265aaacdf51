"""What the tests of the recorded engine share: a live engine that is none, recordings, and values bit by bit."""

from __future__ import annotations

import numpy as np

from pyjuliann.bridge.engines.engine import Engine, EngineInfo
from pyjuliann.bridge.engines.recorded import RecordedEngine
from pyjuliann.bridge.engines.recorder import Recorder


class Pretended(Engine):
    """A live engine as far as a recorder can tell, in which nothing is loaded; subclasses have answers."""

    name = "worker"
    info = EngineInfo("worker", "1.10.8", "/usr/bin/julia", "openblas", 1)
    stdout = stderr = ""

    def _exchange(self, message, bulk, timeout, what):
        if message[0] == "register" or (message[0] == "include" and message[1].endswith("recorder.jl")):
            return ["ok", None, None]
        if message[:2] == ["call", "PyjuliannRecorder.seen"]:
            return ["ok", [[], [], [], []], None]
        return self.answer(message)

    def close(self):
        pass


class Scripted(Pretended):
    """Answers what it is told to."""

    def __init__(self, *responses):
        super().__init__()
        self.responses = list(responses)
        self.requests = []

    def answer(self, message):
        self.requests.append(message)
        response = self.responses.pop(0)
        if isinstance(response, Exception):
            raise response
        return response


def recording(path, live, *calls):
    """Record calls, each a function's name and its arguments, and return the engine that replays them."""
    recorder = Recorder(live)
    for function, *arguments in calls:
        recorder.call(function, *arguments)
    recorder.write(path)
    return RecordedEngine(path)


def small_recording(path):
    """Record two answers, and return the file."""
    recording(path, Scripted(["ok", 3, "Int64"], ["ok", 7, "Int64"]), ("Main.f", 1), ("Main.f", 2))
    return path


def bits(value):
    """Return a value in a form that tells apart all that the bridge tells apart."""
    if isinstance(value, np.ndarray):
        elements = [bits(x) for x in value.flat] if value.dtype == object else value.tobytes("F")
        return "array", value.dtype, value.shape, value.flags.f_contiguous, elements
    if isinstance(value, list | tuple | set):
        return type(value).__name__, [bits(x) for x in value]
    if isinstance(value, dict):
        return "dict", [(bits(k), bits(v)) for k, v in value.items()]
    if isinstance(value, float | complex | np.inexact):
        return type(value), np.asarray(value).tobytes()
    return type(value), value
