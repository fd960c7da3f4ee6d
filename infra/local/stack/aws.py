"""Clients for the local endpoint, whatever AWS settings the person has."""

import os

import botocore.session
from botocore.config import Config

REGION = "us-east-1"
# MiniStack takes this key for the account's root, so it may do what no function may.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}

# Longer than a function may take.
PATIENCE_SECONDS = 930


def forget_real_account() -> None:
    """Drops the person's own AWS settings from this process: nothing here may reach an account."""
    for name in [it for it in os.environ if it.startswith("AWS_")]:
        del os.environ[name]
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        os.environ[name] = os.devnull
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = "127.0.0.1,localhost"


class Aws:
    """The services at one endpoint; each client is made once."""

    def __init__(self, endpoint: str, region: str = REGION):
        self.endpoint = endpoint
        self.region = region
        self._session = botocore.session.get_session()
        self._clients = {}

    def __getattr__(self, service: str):
        """`aws.dynamodb`, `aws.sqs`, …"""
        if service.startswith("_"):
            raise AttributeError(service)
        if service not in self._clients:
            self._clients[service] = self._client(service)
        return self._clients[service]

    def patient(self, service: str):
        """A client for calls that take minutes and must not be made twice."""
        return self._client(service, read_timeout=PATIENCE_SECONDS, attempts=1)

    def environment(self) -> dict[str, str]:
        """What a program needs in its environment to reach the same services."""
        return {**CREDENTIALS, "AWS_REGION": self.region, "AWS_ENDPOINT_URL": self.endpoint}

    def _client(self, service, read_timeout=60, attempts=2):
        return self._session.create_client(
            service, region_name=self.region, endpoint_url=self.endpoint,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(connect_timeout=2, read_timeout=read_timeout, retries={"total_max_attempts": attempts},
                          s3={"addressing_style": "path"}))
