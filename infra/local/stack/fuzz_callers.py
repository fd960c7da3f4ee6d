"""As whom the API is fuzzed, and what they are told of: people, events, runs and pages that there are."""

from dataclasses import dataclass

from . import arrivals, runs
from .session import Session

ADMIN = "user_2NoorRahimihXqVbTmKcZpWsLrJ"
BUILDER = "user_2LiamReportedCasegPIMocxkN6"
OTHERS = ("user_2MayaOkafor9jHUxv26fU4MUfRd", "user_2SamirHaddadw3JDxJmPycOjYjB", "user_2TomasNovaklfaGoTYbwHgXB6w5")
"""Two builders, one of whom isn't active any more, and somebody suspended."""
FAILED = "msg_sample_user_created_foreign_instance"
EVENTS = (FAILED, "msg_sample_user_created_liam")
NUMBER = {"type": "string", "pattern": "^[0-9]{1,4}$"}


@dataclass(frozen=True)
class Caller:
    """Somebody who makes requests."""

    name: str
    clerk_id: str | None
    """None without a token."""
    phases: tuple[str, ...]
    subjects: tuple[str, ...]
    """Clerk ids of those whose profiles they ask for. Nobody edits what is another caller's to edit, so that each finds
    what the seed alone makes of it; but two may want the same slug."""

    @property
    def is_admin(self) -> bool:
        return self.clerk_id == ADMIN


CALLERS = (
    Caller("admin", ADMIN, ("examples", "coverage", "fuzzing"), OTHERS),
    # Coverage goes through every variation of every field: who may do less would be refused a thousand times alike.
    Caller("builder", BUILDER, ("examples", "fuzzing"), (BUILDER, ADMIN)),
    Caller("nobody", None, ("examples", "fuzzing"), (BUILDER, OTHERS[0])),
)


def arrive(description, step) -> None:
    """Sends the samples, and lets two runs look."""
    arrivals.send_samples(description, step)
    for _ in range(2):
        runs.start(description, "full", True, False, step)


def known(description, caller: Caller) -> dict:
    """What tests/fuzz/hooks.py tells Schemathesis: values by parameter, cursors' schemas by operation."""
    admin = Session(description, ADMIN)
    ids = [Session(description, it).get("/v1/me")["user"]["id"] for it in caller.subjects]
    listed = {"listBuilders": "/v1/builders", "listEvents": "/v1/webhook-events", "listRuns": "/v1/reconciliations"}
    cursors = {name: {"enum": [admin.get(f"{path}?limit=1")["nextCursor"]]} for name, path in listed.items()}
    return {
        "values": {"userId": ids, "svixId": EVENTS, "runId": [admin.get("/v1/reconciliations")["runs"][0]["runId"]],
                   "If-Match": ["*"]},
        # Where these lists go on is a number.
        "cursors": cursors | {"getAuditTrail": NUMBER, "getRun": NUMBER},
    }
