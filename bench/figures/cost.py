"""What a million events cost: what was counted, at AWS's list prices."""

from dataclasses import dataclass

MILLION = 1e6
PLACE_AND_DATE = "us-east-1, August 2026, without free tiers"
BATCH_OF_ONE = 3
"""Requests to SQS for one event: sent by the receiver; received and deleted by Lambda."""
ROUND_TRIP_SECONDS = 0.010


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
    tables = READ.of(kind.read_units) + WRITE.of(kind.write_units)
    gigabyte_seconds = ROUND_TRIP_SECONDS * (receiver * 1 + processor * len(kind.calls)) / 1024
    others = (HTTP_API.of(1) + LAMBDA_REQUEST.of(2) + LAMBDA_TIME.of(gigabyte_seconds)
              + SQS.of(BATCH_OF_ONE) + LOG.of(kind.logged))
    return Cost(tables * MILLION, (tables + others) * MILLION)


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
