"""How targets can be judged: one file a method, its docstring is its page.

Each takes the yearly values of one indicator and says a value, perhaps a score, and a band; each
names the status that a band comes to. `pace` is judged from the figures themselves.
"""

from importlib import import_module
from types import ModuleType

from plan_tracker.model.plan import MethodName

_MODULES: dict[MethodName, str] = {
    "pace": "pace",
    "open-sdg": "open_sdg",
    "unsd": "unsd",
    "german": "german",
}


def method_of(name: MethodName) -> ModuleType:
    """The module of a method; only the one that is asked for is imported."""
    return import_module(f"plan_tracker.progress.methods.{_MODULES[name]}")
