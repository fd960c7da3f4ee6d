"""The AWS services that the receiver calls, as far as it calls them."""

import hashlib
import json
import time
import uuid


class SecretsManager:
    """Holds one secret under every name."""

    def __init__(self, secret: str):
        self._secret = secret
        self.reads = 0

    def __call__(self, operation: str, body: bytes) -> tuple[int, bytes]:
        assert operation == "GetSecretValue", operation
        self.reads += 1
        name = json.loads(body)["SecretId"]
        return 200, json.dumps({
            "ARN": f"arn:aws:secretsmanager:us-east-1:123456789012:secret:{name}-AbCdEf", "Name": name,
            "VersionId": str(uuid.uuid4()), "SecretString": self._secret, "VersionStages": ["AWSCURRENT"],
            "CreatedDate": time.time(),
        }).encode()


DEPTH = [f"ApproximateNumberOfMessages{which}" for which in ("", "NotVisible", "Delayed")]


class Sqs:
    """One queue, of which the messages can be taken."""

    def __init__(self):
        self._messages = []

    def __call__(self, operation: str, body: bytes) -> tuple[int, bytes]:
        if operation == "GetQueueAttributes":
            return 200, json.dumps({"Attributes": {name: "0" for name in DEPTH}}).encode()
        assert operation == "SendMessage", operation
        message = json.loads(body)["MessageBody"]
        self._messages.append(message)
        digest = hashlib.md5(message.encode(), usedforsecurity=False).hexdigest()
        return 200, json.dumps({"MessageId": str(uuid.uuid4()), "MD5OfMessageBody": digest}).encode()

    def take(self) -> list[str]:
        """The bodies of the messages that came since the last time."""
        taken, self._messages = self._messages, []
        return taken
