"""How a document names the framework that its ids are of."""

import attrs

from datamaturity.framework import Framework

__all__ = ["FrameworkKey"]


@attrs.frozen
class FrameworkKey:
    """How a document names a framework."""

    id: str
    version: str

    @classmethod
    def of(cls, framework: Framework) -> "FrameworkKey":
        """Return what names a framework."""
        return cls(framework.id, framework.version)
