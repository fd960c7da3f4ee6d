"""`stack.json`: how any program finds the running stack. It exists exactly while the stack answers."""

import json
import os
from dataclasses import asdict, dataclass, replace

from .aws import Aws
from .deployment import api_id
from .problem import Problem


@dataclass(frozen=True)
class Description:
    """The file's content; its keys are a contract with other programs."""

    apiUrl: str
    awsEndpoint: str
    region: str
    webhookSecrets: list[str]
    clerkUrl: str
    clerkAdminUrl: str
    clerkIssuer: str
    clerkSecretKey: str
    queueUrl: str
    dlqUrl: str
    tables: dict[str, str]
    functions: dict[str, str]
    demoUrl: str | None = None
    """Where the demo and the console are served; absent where they aren't."""
    consoleUrl: str | None = None

    @classmethod
    def of(cls, outputs, template, aws, api_url, clerk) -> "Description":
        """From the deployed stack's outputs; the signing secrets come later."""
        try:
            return cls(
                apiUrl=api_url(api_id(outputs["ApiUrl"])), awsEndpoint=aws.endpoint, region=aws.region,
                webhookSecrets=[], clerkUrl=clerk.url, clerkAdminUrl=clerk.admin_url, clerkIssuer=clerk.issuer,
                clerkSecretKey=clerk.secret_key,
                queueUrl=outputs["EventQueueUrl"], dlqUrl=outputs["EventDeadLetterQueueUrl"],
                tables={name: outputs[f"{name.title()}TableName"] for name in ("users", "events", "audit")},
                functions={name: outputs[f"{logical}Arn"] for logical, name in template.functions.items()})
        except KeyError as missing:
            raise Problem(f"infra/template.yaml has no output {missing.args[0]} any more: "
                          "put it back, or correct infra/local/stack/description.py") from None

    @classmethod
    def read(cls, state) -> "Description":
        """The running stack's, or a problem that says how to start one."""
        try:
            return cls(**json.loads(state.description.read_text()))
        except (OSError, ValueError, TypeError):
            raise Problem("no stack is running in this checkout: start one with `make dev`") from None

    def with_secrets(self, secrets: list[str]) -> "Description":
        return replace(self, webhookSecrets=secrets)

    def with_site(self, demo_url: str, console_url: str) -> "Description":
        return replace(self, demoUrl=demo_url, consoleUrl=console_url)

    @property
    def webhook_url(self) -> str:
        return f"{self.apiUrl}/webhooks/clerk"

    def aws(self) -> Aws:
        """Clients for the stack's services."""
        return Aws(self.awsEndpoint, self.region)

    def write(self, state) -> None:
        """Whole or not at all, and for its owner only, since it holds the signing secrets."""
        partial = state.description.with_suffix(".partial")
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            json.dump({key: value for key, value in asdict(self).items() if value is not None}, file, indent=2)
            file.write("\n")
        os.replace(partial, state.description)
