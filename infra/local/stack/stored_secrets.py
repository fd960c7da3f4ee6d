"""The secrets of this stack, stored where the functions look for them.

They must be there before a function first starts, since it remembers what it reads.
"""

from . import signing


def provide_signing_secrets(aws, secret_arn: str) -> list[str]:
    """Stores two secrets, as during a rotation, and returns them, newest first. Kept data keeps its secrets."""
    stored = aws.secretsmanager.get_secret_value(SecretId=secret_arn)["SecretString"].split()
    if stored and all(secret.startswith(signing.PREFIX) for secret in stored):
        return stored
    secrets = [signing.new_secret(), signing.new_secret()]
    aws.secretsmanager.put_secret_value(SecretId=secret_arn, SecretString=" ".join(secrets))
    return secrets


def provide_clerk_key(aws, secret_arn: str, key: str) -> None:
    """Stores the simulator's key, which is another one each time."""
    aws.secretsmanager.put_secret_value(SecretId=secret_arn, SecretString=key)
