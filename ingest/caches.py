"""Results kept in memory because answers ask for them again; a passage that was destroyed must not stay in one."""

from __future__ import annotations

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, TypeVar

T = TypeVar("T")
_every: list[_lru_cache_wrapper[Any]] = []


def remembered(maxsize: int) -> Callable[[Callable[..., T]], _lru_cache_wrapper[T]]:
    """Like :func:`functools.lru_cache`, for functions of texts; :func:`empty` forgets what they were given."""

    def wrap(function: Callable[..., T]) -> _lru_cache_wrapper[T]:
        cached = lru_cache(maxsize=maxsize)(function)
        _every.append(cached)
        return cached

    return wrap


def empty() -> None:
    """Forget all results."""
    for cached in _every:
        cached.cache_clear()
