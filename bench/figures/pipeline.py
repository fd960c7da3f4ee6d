"""Both functions as they ship, one after the other as on AWS: deliveries in, requests to the tables out."""

import contextlib
import itertools

from stack import signing
from stack.problem import Problem

from . import clerk, events
from .function import running
from .loopback import serving
from .services import SecretsManager, Sqs


class Receiver:
    """A running receiver, and the queue behind it."""

    def __init__(self, function, runtime, secret, sqs, source):
        self.function = function
        self._runtime = runtime
        self._secret = secret
        self._sqs = sqs
        self._source = source
        self._numbers = itertools.count()

    def receive(self, body: bytes, svix_id: str = "") -> str:
        """The message that it makes of a delivery. Every delivery has an id of its own, unless told."""
        svix_id = svix_id or f"msg_2bench{next(self._numbers):018}"
        answer = self._runtime.invoke(events.delivery(self._secret, svix_id, body, self._source), self.function)
        if answer["statusCode"] != 202:
            raise Problem(f"the receiver refuses a genuine event: {answer['body']}")
        (message,) = self._sqs.take()
        return message


class Processor:
    """A running processor."""

    def __init__(self, function, runtime):
        self.function = function
        self._runtime = runtime

    def process(self, messages: list[str]) -> int:
        """How many of the messages failed."""
        return len(self._runtime.invoke(events.batch(messages), self.function)["batchItemFailures"])


@contextlib.contextmanager
def receiver(shipped, settings):
    """A receiver while the block runs."""
    secret, sqs = signing.new_secret(), Sqs()
    source = settings["WEBHOOK_ALLOWED_CIDRS"].split("/")[0]
    with serving({"secretsmanager": SecretsManager(secret), "AmazonSQS": sqs}) as loopback:
        with running(shipped, settings, loopback) as function:
            yield Receiver(function, loopback.runtime, secret, sqs, source)


@contextlib.contextmanager
def processor(shipped, settings, engine):
    """A processor that has met nobody, while the block runs."""
    services = {"DynamoDB_20120810": engine, "secretsmanager": SecretsManager(clerk.KEY)}
    with serving(services) as loopback, running(shipped, settings, loopback) as function:
        yield Processor(function, loopback.runtime)
