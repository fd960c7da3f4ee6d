"""Signs deliveries as Svix signs them, and makes the secrets to sign with."""

import base64
import hashlib
import hmac
import secrets as randomness

PREFIX = "whsec_"


def new_secret() -> str:
    """A secret in the form that Clerk's Dashboard shows."""
    return PREFIX + base64.b64encode(randomness.token_bytes(24)).decode()


def new_id() -> str:
    """A delivery's id, as far as anybody looks at one."""
    return "msg_" + randomness.token_hex(13)


def signature(secret: str, svix_id: str, timestamp: int, body: bytes) -> str:
    """The `svix-signature` header's value."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{svix_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers(secret: str, svix_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """All that a delivery carries besides its body."""
    return {"content-type": "application/json", "svix-id": svix_id, "svix-timestamp": str(timestamp),
            "svix-signature": signature(secret, svix_id, timestamp, body)}
