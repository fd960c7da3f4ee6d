"""The signing secrets of this stack, stored where the receiver looks for them."""

from . import signing


def provide(aws, secret_arn: str) -> list[str]:
    """Stores two secrets, as during a rotation, and returns them, newest first.

    Must run before the receiver first starts, since it remembers what it reads. Kept data
    keeps its secrets.
    """
    stored = aws.secretsmanager.get_secret_value(SecretId=secret_arn)["SecretString"].split()
    if stored and all(secret.startswith(signing.PREFIX) for secret in stored):
        return stored
    secrets = [signing.new_secret(), signing.new_secret()]
    aws.secretsmanager.put_secret_value(SecretId=secret_arn, SecretString=" ".join(secrets))
    return secrets
