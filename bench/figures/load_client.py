"""What a frontend asks for, on one of many connections: what the public reads, what is the caller's own, some edits."""

import http.client
import json
import random
import time
from collections import Counter
from urllib.parse import urlsplit

from stack.problem import Problem
from stack.session import Session, token

SEED = 20261126
MIX = {"builder": 40, "builder by slug": 10, "list of builders": 20, "me": 15, "builder, as the owner": 10, "edit": 4,
       "edit, pushed": 1}
"""Of a hundred requests. What one edit in five changes is sent to Clerk, whose webhook then tells of it."""
PUBLIC = ("builder", "builder by slug", "list of builders")


class Crowd:
    """People with a builder's profile each, one for each connection, so that no edit meets another's."""

    def __init__(self, members):
        self.members = members

    @classmethod
    def gather(cls, description, number: int, step) -> "Crowd":
        """Clerk comes to know them silently; each signs up with their first request, and chooses a slug."""
        members = []
        for it in range(number):
            clerk_id = f"user_2Load{it:023}"
            _put(description, clerk_id, it)
            session = Session(description, clerk_id)
            members.append(Member(session.get("/v1/me")["user"]["id"], f"load-{it}", token(description, clerk_id)))
            if session.call("PATCH", members[-1].path, {"slug": members[-1].slug}, if_match="*").status != 200:
                raise Problem("somebody who has just signed up can't edit their profile")
            session.close()
            step.detail = f"{it + 1} of {number}"
        return cls(members)


class Member:
    """One of them."""

    def __init__(self, user_id, slug, session_token):
        self.path = f"/v1/builders/{user_id}"
        self.slug = slug
        self.token = session_token
        self.etag = "*"


class Client:
    """One connection, on which one member and the public ask."""

    def __init__(self, session, crowd, number, most):
        self.latencies, self.kinds, self.errors = [], Counter(), Counter()
        self._session = session
        self._crowd = crowd
        self._own = crowd.members[number]
        self._chance = random.Random(SEED + number)
        self._most = most

    def ask_until(self, deadline: float) -> None:
        """One request after the other, until the time is up."""
        names, weights = list(MIX), list(MIX.values())
        while time.monotonic() < deadline and len(self.latencies) < self._most:
            kind = self._chance.choices(names, weights)[0]
            started = time.monotonic()
            try:
                answer = self._ask(kind)
            except (OSError, http.client.HTTPException, ValueError) as error:
                self.errors[type(error).__name__] += 1
                self._session.close()
                continue
            self.latencies.append(time.monotonic() - started)
            self.kinds[kind] += 1
            if answer.status != 200:
                self.errors[f"{kind}: {answer.status}"] += 1
        self._session.close()

    def _ask(self, kind):
        somebody = self._chance.choice(self._crowd.members)
        self._session.token = None if kind in PUBLIC else self._own.token
        match kind:
            case "builder":
                return self._session.call("GET", somebody.path)
            case "builder by slug":
                return self._session.call("GET", f"/v1/builders/by-slug/{somebody.slug}")
            case "list of builders":
                return self._session.call("GET", "/v1/builders?limit=20")
            case "me":
                return self._session.call("GET", "/v1/me")
            case "builder, as the owner":
                return self._session.call("GET", self._own.path)
            case "edit":
                return self._edit({"headline": f"Builds number {self._chance.randrange(10**9)}"})
        return self._edit({"hourlyRate": f"{self._chance.randrange(10_000)}.50"})

    def _edit(self, edit):
        """With the version of the last edit: it must still be good."""
        answer = self._session.call("PATCH", self._own.path, edit, if_match=self._own.etag)
        self._own.etag = answer.headers.get("etag", "*")
        return answer


def _put(description, clerk_id, number):
    address = urlsplit(description.clerkAdminUrl)
    connection = http.client.HTTPConnection(address.netloc)
    user = {"first_name": f"Load {number}", "public_metadata": {"roles": ["BUILDER", "CLIENT"]},
            "email_addresses": [{"email_address": f"load{number}@example.com"}]}
    connection.request("PUT", f"{address.path}/users/{clerk_id}", json.dumps(user), {"content-type": "application/json"})
    answer = connection.getresponse()
    said = answer.read().decode(errors="replace")
    connection.close()
    if answer.status >= 300:
        raise Problem(f"the Clerk simulator takes nobody in ({answer.status} {said.strip()})")
