"""What each kind of request asks of the tables and of Clerk: from the shipped profile API, request by request."""

from dataclasses import dataclass

from stack.problem import Problem

from . import api, clerk, pipeline
from .counted import Counted
from .events import IGNORED, User, body

NAME = "profile-api"
PUBLIC = 1
BY_SLUG = 2
"""The slug leads to the person."""
LIST = 2
"""The index says who is listed, the table who they are."""
SIGNED_IN = 2
"""The token's user by their Clerk id, which a process asks once, and the subject."""
EDIT = 3
ON_ANOTHER = 3
"""One who edits, or looks, and one who is edited."""
PROVISION = 4
QUIET_LEDGER = 62
"""One for each day of which the ledger may hold something: a list of nothing has looked at all of them."""
SYNC_STATUS = 11
"""The admin, the newest event, who waits to be pushed, and a day of runs each: there were none in a week."""
PAGE = 20
EVENTS = 2 * PAGE
"""More than fit on a page: a list that isn't full looks on."""


@dataclass(frozen=True)
class Request(Counted):
    """One kind of request."""

    queued: int = 0
    """Messages sent."""


class Story:
    """Requests one after the other, each with what it cost."""

    def __init__(self, engine, simulated):
        self.kinds = []
        self._engine = engine
        self._clerk = simulated

    def tell(self, name, process, most, *asked, status=200, **more) -> api.Answer:
        """One request, which must be answered with that status."""
        logged, clerk_asked = len(process.function.logged()), self._clerk.requests().total()
        self._engine.calls.clear()
        process.sqs.take()
        answer = process.ask(*asked, **more)
        if answer.status != status:
            raise Problem(f"a request that is {name} is answered with {answer.status}, not {status}: {answer.content}")
        self.kinds.append(Request(name, most, list(self._engine.calls), len(process.function.logged()) - logged,
                                  self._clerk.requests().total() - clerk_asked, len(process.sqs.take())))
        return answer


def measure(shipped, template, engine, simulator, progress) -> list[Request]:
    """Every kind once, in two processes: one that has met nobody (cold), and one that has (warm)."""
    ada, noor = User("ada"), User("noor")
    users = [_with_roles(ada, "BUILDER", "CLIENT"), _with_roles(noor, "ADMIN"), _with_roles(User("new"), "CLIENT")]
    with progress.step("API requests counted") as step, clerk.running(simulator, users=users) as simulated:
        story = Story(engine, simulated)
        tokens = {it.id: simulated.token(it.id) for it in (ada, noor, User("new"))}

        def process():
            return api.started(shipped[NAME], template, engine, simulated)

        with process() as first:
            subject = first.have("GET", "/v1/me", tokens[ada.id]).content["user"]["id"]
            first.have("GET", "/v1/me", tokens[noor.id])
        with process() as cold:
            story.tell("me, cold", cold, SIGNED_IN, "GET", "/v1/me", tokens[ada.id])
            _by_anybody(story, cold, f"/v1/builders/{subject}", tokens[ada.id])
            _by_the_owner(story, cold, f"/v1/builders/{subject}", tokens[ada.id])
            _by_an_admin(story, cold, subject, tokens[noor.id])
            events = f"/v1/webhook-events?limit={PAGE}"
            story.tell("list of no events at all", cold, QUIET_LEDGER, "GET", events, tokens[noor.id])
            _let_events_come(shipped, template, engine)
            story.tell(f"list of {PAGE} events", cold, ON_ANOTHER, "GET", events, tokens[noor.id])
            story.tell("state of the sync", cold, SYNC_STATUS, "GET", "/v1/sync-status", tokens[noor.id])
            story.tell("me, provisioned", cold, PROVISION, "GET", "/v1/me", tokens[User("new").id])
        step.result = f"{len(story.kinds)} kinds of requests"
    return story.kinds


def _with_roles(user, *roles):
    return user.created()["data"] | {"public_metadata": {"roles": roles}}


def _by_anybody(story, process, path, owner):
    process.have("PATCH", path, owner, {"slug": "ada"}, if_match="*")
    etag = story.tell("builder", process, PUBLIC, "GET", path).headers["etag"]
    story.tell("builder, not modified", process, PUBLIC, "GET", path, status=304, if_none_match=etag)
    story.tell("builder by slug", process, BY_SLUG, "GET", "/v1/builders/by-slug/ada")
    story.tell("list of builders", process, LIST, "GET", "/v1/builders?limit=20")
    story.tell("refused, no token", process, 0, "GET", "/v1/me", status=401)


def _by_the_owner(story, process, path, token):
    story.tell("me, warm", process, SIGNED_IN, "GET", "/v1/me", token)
    etag = story.tell("builder, as the owner", process, SIGNED_IN, "GET", path, token).headers["etag"]
    edit = {"headline": "Engines that think", "topSkills": ["Rust", "Mathematics"]}
    story.tell("edit", process, EDIT, "PATCH", path, token, edit, if_match=etag)
    story.tell("edit, stale", process, EDIT, "PATCH", path, token, edit, status=412, if_match='"b1.u1.o"')
    story.tell("edit, nothing new", process, EDIT, "PATCH", path, token, edit, if_match="*")
    story.tell("edit, a new slug", process, EDIT, "PATCH", path, token, {"slug": "lovelace"}, if_match="*")


def _by_an_admin(story, process, subject, token):
    path = f"/v1/builders/{subject}"
    story.tell("builder, as an admin", process, ON_ANOTHER, "GET", path, token)
    story.tell("edit of another", process, ON_ANOTHER, "PATCH", path, token, {"tagline": "By the admin"}, if_match="*")
    story.tell("both sides", process, ON_ANOTHER, "GET", f"/v1/users/{subject}/comparison", token)
    story.tell("audit trail", process, ON_ANOTHER, "GET", f"/v1/users/{subject}/audit", token)
    # These are Clerk's to know: they ask for a push.
    story.tell("roles set", process, ON_ANOTHER, "PUT", f"/v1/users/{subject}/roles", token, {"roles": ["BUILDER"]})
    story.tell("edit, to be pushed", process, ON_ANOTHER, "PATCH", path, token, {"hourlyRate": "85.00"}, if_match="*")


def _let_events_come(shipped, template, engine):
    receiver, processor = (shipped[name] for name in ("webhook-receiver", "event-processor"))
    with pipeline.receiver(receiver, template.settings(receiver.name)) as received, \
            pipeline.processor(processor, template.settings(processor.name), engine) as process:
        process.process([received.receive(body(IGNORED)) for _ in range(EVENTS)])
