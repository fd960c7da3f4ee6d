"""DynamoDB's behaviour on this machine, with the template's tables, and a tap that counts what is asked of it."""

import contextlib
import http.client
import json
import subprocess
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from stack.aws import Aws
from stack.problem import Problem

from . import examples

READS = {"GetItem", "BatchGetItem", "Query"}


@dataclass(frozen=True)
class Call:
    """One request and the units it used: of tables and of indexes, as DynamoDB bills them."""

    operation: str
    units: float
    index_units: float

    @property
    def reads(self) -> bool:
        return self.operation in READS


class Engine:
    """A running engine."""

    def __init__(self, url, tables):
        self.dynamodb = Aws(url).dynamodb
        for table in tables:
            self.dynamodb.create_table(**table)
        self._address = urlsplit(url).netloc
        self.calls = []
        """Every request since the list was last emptied."""

    def __call__(self, operation: str, body: bytes) -> tuple[int, bytes]:
        """A request of the function's, passed on with a question about its cost."""
        request = json.loads(body) | {"ReturnConsumedCapacity": "INDEXES"}
        status, answer = self._post(operation, request)
        content = json.loads(answer)
        if content.get("__type", "").endswith("#ConditionalCheckFailedException"):
            content["ConsumedCapacity"] = self._cost_of_refusal(request)
        self.calls.append(_call(operation, content.get("ConsumedCapacity", [])))
        return status, answer

    def _post(self, operation, request):
        connection = http.client.HTTPConnection(self._address)
        with contextlib.closing(connection):
            connection.request("POST", "/", json.dumps(request), {
                "content-type": "application/x-amz-json-1.0", "x-amz-target": f"DynamoDB_20120810.{operation}",
                "x-amz-date": time.strftime("%Y%m%dT%H%M%SZ", time.gmtime()),
                "authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, "
                                 "SignedHeaders=host;x-amz-date, Signature=none"})
            answer = connection.getresponse()
            return answer.status, answer.read()

    def _cost_of_refusal(self, request):
        """A refused condition is billed as writing the item that is there, which DynamoDB does not report.

        Writing one of its attributes as it is costs the same, and reports it.
        """
        item = {"TableName": request["TableName"], "Key": request["Key"]}
        name, value = next((name, value) for name, value in self.dynamodb.get_item(**item)["Item"].items()
                           if name not in request["Key"] and "S" in value)
        return self.dynamodb.update_item(
            **item, UpdateExpression="SET #same = :same", ExpressionAttributeNames={"#same": name},
            ExpressionAttributeValues={":same": value}, ReturnConsumedCapacity="INDEXES")["ConsumedCapacity"]


def _call(operation, consumed):
    tables = consumed if isinstance(consumed, list) else [consumed]
    indexes = [it["CapacityUnits"] for table in tables for it in table.get("GlobalSecondaryIndexes", {}).values()]
    return Call(operation, sum(it["CapacityUnits"] for it in tables), sum(indexes))


def build(progress) -> str:
    """Builds the engine as tests do, and returns its path."""
    with progress.step("DynamoDB's stand-in built") as step:
        return examples.build("event-processor", "dynamodb", "dev", step)


@contextlib.contextmanager
def running(executable, tables):
    """An engine while the block runs; it ends when its standard input does."""
    with subprocess.Popen([executable], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        url = process.stdout.readline().strip()
        if not url:
            raise Problem("functions/event-processor/examples/dynamodb.rs does not start")
        yield Engine(url, tables)
        process.stdin.close()
