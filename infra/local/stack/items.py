"""DynamoDB's items as plain values, and the few reads that the commands need."""

from decimal import Decimal


def query(description, table: str, pk: str, begin: str = "") -> list[dict]:
    """Everything under one partition key whose sort key begins like that, in the sort key's order."""
    condition, values = "pk = :pk", {":pk": {"S": pk}}
    if begin:
        condition, values = f"{condition} AND begins_with(sk, :sk)", {**values, ":sk": {"S": begin}}
    pages = description.aws().dynamodb.get_paginator("query").paginate(
        TableName=description.tables[table], KeyConditionExpression=condition, ExpressionAttributeValues=values)
    return [plain(item) for page in pages for item in page["Items"]]


def scan(description, table: str) -> list[dict]:
    """A whole table. Local ones are small."""
    pages = description.aws().dynamodb.get_paginator("scan").paginate(TableName=description.tables[table])
    return [plain(item) for page in pages for item in page["Items"]]


def plain(item: dict) -> dict:
    """The item without DynamoDB's type tags."""
    return {name: _value(tagged) for name, tagged in item.items()}


def _value(tagged):
    [(tag, value)] = tagged.items()
    if tag == "N":
        return Decimal(value)
    if tag == "NULL":
        return None
    if tag == "M":
        return plain(value)
    if tag == "L":
        return [_value(it) for it in value]
    if tag in ("SS", "NS", "BS"):
        return sorted(value)
    return value
