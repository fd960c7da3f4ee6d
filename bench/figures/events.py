"""Events to measure with: one user's story, made of the samples, and API Gateway's request around a delivery."""

import copy
import json
import time

from stack import signing
from stack.places import SAMPLES

SIGNED_UP = json.loads((SAMPLES / "user.created.oauth-only.json").read_text())
SIGNED_IN = json.loads((SAMPLES / "session.created.json").read_text())
IGNORED = json.loads((SAMPLES / "organizationMembership.created.json").read_text())
ADDRESS = SIGNED_UP["data"]["email_addresses"][0]["email_address"]
LARGEST = 256 * 1024


class User:
    """A Clerk user of whom every event can be had. All of them are alike but for ids and address."""

    def __init__(self, name: str):
        self.id = f"user_2Bench{name}".ljust(len(SIGNED_UP["data"]["id"]), "0")
        self.address = f"{name}.haddad@example.com"

    def created(self) -> dict:
        return self._event("user.created", 0)

    def updated(self, seconds: int = 1, **changed) -> dict:
        """A change that many seconds after the sign-up."""
        return self._event("user.updated", seconds, **changed)

    def deleted(self) -> dict:
        event = self._event("user.deleted", 60)
        return event | {"data": {"deleted": True, "id": self.id, "object": "user"}}

    def signed_in(self) -> dict:
        event = copy.deepcopy(SIGNED_IN)
        event["data"]["user_id"] = self.id
        return event

    def _event(self, event_type, seconds, **changed):
        event = json.loads(json.dumps(SIGNED_UP).replace(SIGNED_UP["data"]["id"], self.id)
                           .replace(ADDRESS, self.address))
        event |= {"type": event_type, "timestamp": event["timestamp"] + seconds * 1000}
        event["data"] |= {"updated_at": event["data"]["updated_at"] + seconds * 1000, **changed}
        return event


def body(event: dict, size: int = 0) -> bytes:
    """As Clerk sends it: no space between, except to make it as large as wanted."""
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode().ljust(size)


def delivery(secret: str, svix_id: str, content: bytes, source: str) -> dict:
    """The request as API Gateway's HTTP API (payload 2.0) hands it to the receiver."""
    now = time.time()
    return {
        "version": "2.0", "routeKey": "POST /webhooks/clerk", "rawPath": "/webhooks/clerk", "rawQueryString": "",
        "headers": {
            "accept": "*/*", "content-length": str(len(content)), "host": "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
            "user-agent": "Svix-Webhooks/1.82.0 (sender-9YMgn; +https://www.svix.com/http-sender/)",
            "x-amzn-trace-id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", "x-forwarded-for": source,
            "x-forwarded-port": "443", "x-forwarded-proto": "https",
            **signing.headers(secret, svix_id, int(now), content),
        },
        "requestContext": {
            "accountId": "123456789012", "apiId": "a1b2c3d4e5",
            "domainName": "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", "domainPrefix": "a1b2c3d4e5",
            "http": {"method": "POST", "path": "/webhooks/clerk", "protocol": "HTTP/1.1", "sourceIp": source,
                     "userAgent": "Svix-Webhooks/1.82.0"},
            "requestId": "JKJaXmPLvHcESHA=", "routeKey": "POST /webhooks/clerk", "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)), "timeEpoch": int(now * 1000),
        },
        "body": content.decode(), "isBase64Encoded": False,
    }


def batch(messages: list[str]) -> dict:
    """The messages as Lambda takes them from the queue."""
    return {"Records": [{
        "messageId": f"059f36b4-87a3-44ab-83d2-{number:012}", "receiptHandle": "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a",
        "body": message, "md5OfBody": "e4e68fb7bd0e697a0ae8f1bb342846b3", "messageAttributes": {},
        "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": str(int(time.time() * 1000)),
                       "SenderId": "AIDAIENQZJOLO23YVJ4VO", "ApproximateFirstReceiveTimestamp": "1545082649185"},
        "eventSource": "aws:sqs", "awsRegion": "us-east-1",
        "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:profile-sync-prod-events",
    } for number, message in enumerate(messages)]}
