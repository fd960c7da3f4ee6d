"""The profile API as it ships, and requests of it as API Gateway hands them over."""

import contextlib
import itertools
import json
import time
from dataclasses import dataclass

from stack.problem import Problem

from . import clerk
from .function import running
from .loopback import serving
from .services import SecretsManager, Sqs

HOST = "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"
SOURCE = "203.0.113.7"
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@dataclass(frozen=True)
class Answer:
    """What the function answers."""

    status: int
    headers: dict
    content: dict


class Api:
    """A running function."""

    def __init__(self, function, runtime, sqs):
        self.function = function
        self.sqs = sqs
        self._runtime = runtime
        self._numbers = itertools.count()

    def ask(self, method, path, token=None, body=None, **headers) -> Answer:
        """What becomes of one request; a header's name is written with `_` for `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            sent["authorization"] = f"Bearer {token}"
        event = _event(method, path, sent, body, f"bench{next(self._numbers):09}=")
        reply = self._runtime.invoke(event, self.function)
        return Answer(reply["statusCode"], reply["headers"], json.loads(reply["body"] or "{}"))

    def have(self, *asked, **more) -> Answer:
        """The same, where it must succeed."""
        answer = self.ask(*asked, **more)
        if answer.status >= 300:
            raise Problem(f"{asked[0]} {asked[1]} is answered with {answer.status}: {answer.content}")
        return answer


@contextlib.contextmanager
def started(shipped, template, engine, simulated):
    """A process that has met nobody, while the block runs. The simulator is both of Clerk's APIs."""
    settings = template.settings(shipped.name) | {"CLERK_API_URL": simulated.url, "CLERK_ISSUER": simulated.url}
    sqs = Sqs()
    services = {"DynamoDB_20120810": engine, "secretsmanager": SecretsManager(clerk.KEY), "AmazonSQS": sqs}
    with serving(services) as loopback, running(shipped, settings, loopback) as function:
        yield Api(function, loopback.runtime, sqs)


def _event(method, path, headers, body, request_id):
    """Payload 2.0, with what a browser sends."""
    now = time.time()
    path, _, query = path.partition("?")
    content = None if body is None else json.dumps(body, separators=(",", ":"))
    if content is not None:
        headers = {"content-type": "application/json", "content-length": str(len(content)), **headers}
    return {
        "version": "2.0", "routeKey": f"{method} {path}", "rawPath": path, "rawQueryString": query,
        "headers": {
            "accept": "application/json", "accept-encoding": "gzip, deflate, br", "accept-language": "en", "host": HOST,
            "origin": "https://example.com", "user-agent": AGENT, "x-forwarded-for": SOURCE,
            "x-amzn-trace-id": "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", "x-forwarded-proto": "https", **headers,
        },
        "requestContext": {
            "accountId": "123456789012", "apiId": HOST.split(".")[0], "domainName": HOST,
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": SOURCE, "userAgent": AGENT},
            "requestId": request_id, "routeKey": f"{method} {path}", "stage": "$default",
            "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)), "timeEpoch": int(now * 1000),
        },
        "body": content, "isBase64Encoded": False,
    }
