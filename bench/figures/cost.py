"""What a million events and a walk through everybody cost: what was counted, at AWS's list prices."""

from dataclasses import dataclass

MILLION = 1e6
PLACE_AND_DATE = "us-east-1, August 2026, without free tiers"
BATCH_OF_ONE = 3
"""Requests to SQS for one event: sent by the receiver; received and deleted by Lambda."""
ROUND_TRIP_SECONDS = 0.010
CPU_MB = 1769
"""Memory with which Lambda gives a function one CPU."""
WALKED = 100_000
"""Users in the walk whose cost is told."""


@dataclass(frozen=True)
class Price:
    """Dollars for so many of something."""

    what: str
    dollars: str
    per: float
    unit: str

    def of(self, number: float) -> float:
        return number * float(self.dollars) / self.per

    def __str__(self):
        return f"{self.what} ${self.dollars} per {self.unit}"


HTTP_API = Price("API Gateway (HTTP API)", "1.00", MILLION, "million requests")
LAMBDA_REQUEST = Price("Lambda", "0.20", MILLION, "million requests")
LAMBDA_TIME = Price("Lambda (arm64)", "0.0000133334", 1, "GB-second")
SQS = Price("SQS (standard)", "0.40", MILLION, "million requests")
WRITE = Price("DynamoDB (on demand)", "0.625", MILLION, "million write units")
READ = Price("DynamoDB (on demand)", "0.125", MILLION, "million read units")
LOG = Price("CloudWatch Logs", "0.50", 1e9, "GB")


@dataclass(frozen=True)
class Cost:
    """Dollars for a million events."""

    tables: float
    all: float


def of(kind, memory_sizes: tuple[int, int]) -> Cost:
    """Of a kind of event, with so many MB of memory for the receiver and for the processor."""
    receiver, processor = memory_sizes
    delivered = kind.is_delivered
    tables = READ.of(kind.read_units) + WRITE.of(kind.write_units)
    gigabyte_seconds = ROUND_TRIP_SECONDS * (receiver * delivered + processor * (len(kind.calls) + kind.clerk)) / 1024
    others = (HTTP_API.of(delivered) + LAMBDA_REQUEST.of(1 + delivered) + LAMBDA_TIME.of(gigabyte_seconds)
              + SQS.of(BATCH_OF_ONE) + LOG.of(kind.logged))
    return Cost(tables * MILLION, (tables + others) * MILLION)


def of_request(kind, memory_size: int) -> Cost:
    """Of a kind of request to the profile API, with so many MB of memory."""
    tables = READ.of(kind.read_units) + WRITE.of(kind.write_units)
    gigabyte_seconds = ROUND_TRIP_SECONDS * (len(kind.calls) + kind.clerk + kind.queued) * memory_size / 1024
    others = (HTTP_API.of(1) + LAMBDA_REQUEST.of(1) + LAMBDA_TIME.of(gigabyte_seconds) + SQS.of(kind.queued)
              + LOG.of(kind.logged))
    return Cost(tables * MILLION, (tables + others) * MILLION)


@dataclass(frozen=True)
class RunCost:
    """What a run of the reconciler asks, and what it costs."""

    clerk: float
    """Requests to Clerk."""
    requests: float
    """Requests to DynamoDB."""
    read_units: float
    write_units: float
    logged: int
    seconds: float
    """Of Lambda's time."""
    tables: float
    """Dollars for DynamoDB."""
    all: float
    """Dollars for everything."""


def of_run(run, memory_size: int, per_second: float, scale: float = 1) -> RunCost:
    """As a run used it, with so many MB of memory and so many requests to Clerk a second; for more users, scaled.

    The logs of a run do not grow with the users. Its time is what Clerk's limit makes it take, or what the work takes
    with the share of a CPU that comes with the memory, whichever is longer.
    """
    clerk, asked = run.clerk.total() * scale, run.tables
    seconds = max(clerk / per_second, run.cpu["reconciler"] * scale * CPU_MB / memory_size)
    tables = (READ.of(asked.read_units) + WRITE.of(asked.write_units)) * scale
    others = LAMBDA_REQUEST.of(1) + LAMBDA_TIME.of(seconds * memory_size / 1024) + LOG.of(run.logged)
    return RunCost(clerk, asked.requests * scale, asked.read_units * scale, asked.write_units * scale, run.logged,
                   seconds, tables, tables + others)


def assumptions(memory_sizes: tuple[int, int]) -> list[str]:
    """The prices, and what had to be assumed beside what was counted."""
    receiver, processor = memory_sizes
    return [
        f"List prices of {PLACE_AND_DATE}:",
        *(f"  {it}" for it in (HTTP_API, LAMBDA_REQUEST, LAMBDA_TIME, SQS, WRITE, READ, LOG)),
        f"Every event in a batch of its own: 1 request to the API, 2 to Lambda, {BATCH_OF_ONE} to SQS. Assumed: each request",
        f"of a function to AWS takes {ROUND_TRIP_SECONDS * 1e3:.0f} ms, with {receiver} MB for the receiver and "
        f"{processor} MB for the processor.",
        "A write in a transaction counts twice, a refused condition like a write of the item that is there.",
    ]
