"""The examples in the docstrings of the training package."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import pyjuliann.training

MODULES = [module.name for module in pkgutil.iter_modules(pyjuliann.training.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = import_module(f"pyjuliann.training.{name}")
    found = doctest.testmod(module, extraglobs={"np": import_module("numpy")})
    assert found.failed == 0
