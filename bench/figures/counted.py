"""What one kind of event, or of request, asked of the tables and of Clerk."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Counted:
    """One of its kind."""

    name: str
    most: int
    """Requests to DynamoDB that it may make."""
    calls: list
    logged: int
    """Bytes that were logged."""
    clerk: int = 0
    """Requests to Clerk."""

    @property
    def read_units(self) -> float:
        return sum(it.units for it in self.calls if it.reads)

    @property
    def write_units(self) -> float:
        """Those of indexes included."""
        return sum(it.units for it in self.calls if not it.reads)

    @property
    def index_units(self) -> float:
        return sum(it.index_units for it in self.calls)
