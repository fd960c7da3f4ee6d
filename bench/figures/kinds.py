"""What each kind of event asks of the tables and of Clerk: from the shipped functions, request by request."""

import json
import time
from dataclasses import dataclass

from stack.problem import Problem

from . import clerk, pipeline
from .counted import Counted
from .events import IGNORED, User, body

COLD = 3
WARM = 2
IN_THE_LEDGER_ALONE = 1
PUSH = 6
"""The record is read and the push claimed; Clerk's answer is applied like an event; read again, the push is cleared."""


@dataclass(frozen=True)
class Kind(Counted):
    """One kind of event and the requests it made."""

    is_delivered: bool = True
    """Whether it is an event that Clerk delivers."""


class Story:
    """Events through both functions, one after the other, each with what it cost."""

    def __init__(self, receiver, engine, simulated):
        self.kinds = []
        self._receiver = receiver
        self._engine = engine
        self._clerk = simulated

    def tell(self, name, processor, event, outcome, most, svix_id="") -> None:
        """One event, which must come to its outcome."""
        logged = len(self._receiver.function.logged())
        message = self._receiver.receive(body(event), svix_id)
        logged = len(self._receiver.function.logged()) - logged
        self._process(name, processor, message, outcome, most, logged, is_delivered=True)

    def push(self, name, processor, user_id, most) -> None:
        """A push of a record that waits for one."""
        self._process(name, processor, _push(user_id), "pushed", most, 0, is_delivered=False)

    def _process(self, name, processor, message, outcome, most, logged, is_delivered):
        before, asked = len(processor.function.logged()), self._clerk.requests().total()
        self._engine.calls.clear()
        processor.process([message])
        lines = processor.function.logged()[before:]
        if outcome not in (came := _outcomes(lines)):
            raise Problem(f"an event that is {name} came to {came}: correct bench/figures/kinds.py, or the functions")
        self.kinds.append(Kind(name, most, list(self._engine.calls), logged + len(lines),
                               self._clerk.requests().total() - asked, is_delivered))


def measure(shipped, template, engine, simulator, progress) -> list[Kind]:
    """Every kind once: about a user whom the processor has met (warm), and about one whom it has not (cold)."""

    def processor():
        settings = template.settings("event-processor") | {"CLERK_API_URL": simulated.url}
        return pipeline.processor(shipped["event-processor"], settings, engine)

    with progress.step("Requests counted") as step, \
            clerk.running(simulator, users=[User("edited").created()["data"]]) as simulated, \
            pipeline.receiver(shipped["webhook-receiver"], template.settings("webhook-receiver")) as receiver:
        story = Story(receiver, engine, simulated)
        with processor() as warm:
            _about_somebody_met(story, warm)
            _about_somebody_edited(story, warm, receiver, engine)
            warm.process([receiver.receive(body(User("imported").created()))])
        _unlink(engine, User("imported"))
        with processor() as cold:
            _about_somebody_else(story, cold)
        step.result = f"{len(story.kinds)} kinds of events"
    return story.kinds


def _about_somebody_met(story, warm):
    ada = User("ada")
    again = {"last_name": "Warm"}
    story.tell("created", warm, ada.created(), "created", COLD)
    story.tell("updated, warm", warm, ada.updated(1, **again), "updated", WARM, "msg_2update")
    story.tell("updated, delivered again", warm, ada.updated(1, **again), "duplicate", WARM, "msg_2update")
    story.tell("updated, nothing new", warm, ada.updated(2, **again, last_active_at=1), "unchanged", WARM)
    again["public_metadata"] = {"roles": ["BUILDER", "CLIENT"]}
    story.tell("updated, a role gained", warm, ada.updated(3, **again), "updated", WARM)
    story.tell("signed in", warm, ada.signed_in(), "signed_in", WARM)
    story.tell("superseded", warm, ada.updated(0), "superseded", WARM)
    story.tell("ignored", warm, IGNORED, "ignored", IN_THE_LEDGER_ALONE)
    story.tell("not readable", warm, {"type": "user.updated", "data": {}}, "failed", IN_THE_LEDGER_ALONE)


def _about_somebody_edited(story, warm, receiver, engine):
    user = User("edited")
    warm.process([receiver.receive(body(user.created()))])
    # With its first push, a processor also asks of which instance its key is.
    warm.process([_push(_edit(engine, user))])
    story.push("pushed to Clerk", warm, _edit(engine, user), PUSH)


def _push(user_id):
    """The message that asks for a push."""
    return json.dumps({"version": 2, "push": {"userId": user_id}})


def _about_somebody_else(story, cold):
    story.tell("linked to an import", cold, User("imported").created(), "linked", COLD)
    story.tell("updated, cold", cold, User("ada").updated(4, last_name="Cold"), "updated", COLD)
    story.tell("deleted, warm", cold, User("ada").deleted(), "deleted", WARM)
    story.tell("deleted, nobody we know", cold, User("unknown").deleted(), "deleted", COLD)


def _outcomes(lines):
    """As the processor's log has them."""
    fields = [json.loads(line).get("fields", {}) for line in lines.splitlines()]
    return [it.get("outcome", "failed") for it in fields if it.get("message") in ("event handled", "event failed", "push handled")]


def _unlink(engine, user):
    """Makes of a user what an import left: the same record, which knows nothing of Clerk."""
    user_id = _user_id(engine, user)
    engine.dynamodb.delete_item(TableName="UsersTable", Key=_pointer(user))
    engine.dynamodb.update_item(TableName="UsersTable", Key=_account(user_id),
                                UpdateExpression="SET roster = :unlinked REMOVE clerkId, clerkUpdatedAt, clerkCreatedAt",
                                ExpressionAttributeValues={":unlinked": {"S": "UNLINKED"}})


def _edit(engine, user):
    """Marks a user as the platform does when it changes their roles, and returns their id."""
    user_id, now = _user_id(engine, user), str(int(time.time() * 1000))
    mark = {"fields": {"L": [{"S": "roles"}]}, "version": {"N": "9"}, "since": {"N": now}}
    engine.dynamodb.update_item(
        TableName="UsersTable", Key=_account(user_id),
        UpdateExpression="SET pendingPush = :mark, pendingPushState = :state, pendingPushAt = :now",
        ExpressionAttributeValues={":mark": {"M": mark}, ":state": {"S": "PENDING"}, ":now": {"N": now}})
    return user_id


def _user_id(engine, user):
    return engine.dynamodb.get_item(TableName="UsersTable", Key=_pointer(user))["Item"]["userId"]["S"]


def _pointer(user):
    return {"pk": {"S": f"CLERK#{user.id}"}, "sk": {"S": "POINTER"}}


def _account(user_id):
    return {"pk": {"S": f"USER#{user_id}"}, "sk": {"S": "USER"}}
