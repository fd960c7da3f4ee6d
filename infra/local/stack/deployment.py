"""Deploys infra/template.yaml to the local services, as `sam deploy` would to AWS."""

import hashlib
import io
import platform
import time
import zipfile

from botocore.exceptions import ClientError

from . import samples
from .problem import Problem

STACK = "profile-sync"
BUCKET = "deployments"
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
DEPLOY_SECONDS = 120
ORIGINS = ["http://localhost:3000", "http://localhost:5173"]
"""Where frontends are served during development: by Next.js, for whose pages the simulator's tokens are, and by Vite."""


def parameters(visibility_seconds: int, incremental_minutes: int, clerk_url: str) -> dict[str, str]:
    """What must differ here from the template's defaults, which are for AWS."""
    return {
        "Stage": "dev",
        "Architecture": "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64",
        # A failed message is tried again at once, so that its way to the dead-letter queue can be watched.
        "EventQueueVisibilityTimeout": str(visibility_seconds),
        "ClerkInstanceId": samples.INSTANCE,
        # The simulator is both of Clerk's APIs.
        "ClerkApiUrl": clerk_url,
        "ClerkIssuer": clerk_url,
        "AllowedOrigins": ",".join(ORIGINS),
        # A full run is started by hand, and so is every run where tests decide when one happens.
        "ReconcilerIncrementalMinutes": str(incremental_minutes),
        "ReconcilerFullSchedule": "",
        # On one machine an event takes milliseconds: what did not arrive within two seconds was missed.
        "ReconcilerGraceSeconds": "2",
        # Every caller is on this machine.
        "WebhookAllowedCidrs": "127.0.0.0/8",
        # MiniStack can't compare this one, and has no alarms on shares of two metrics; 0 leaves them out.
        "EventProcessorMaximumConcurrency": "0",
        "RejectedShareAlarmPercent": "0",
        "ServerErrorShareAlarmPercent": "0",
    }


def deploy(aws, template, executables, values, step) -> dict[str, str]:
    """Creates the stack, or brings a kept one up to date, and returns its outputs."""
    unknown = sorted(set(values) - template.parameters)
    if unknown:
        raise Problem(f"infra/template.yaml has no parameter {unknown[0]} any more: "
                      "correct the list in infra/local/stack/deployment.py")
    step.detail = "uploading the functions"
    _create_bucket(aws)
    code = {name: _upload(aws, name, path) for name, path in executables.items()}
    step.detail = "creating the resources"
    request = {
        "StackName": STACK,
        "TemplateURL": _upload_template(aws, template.with_code(code)),
        "Capabilities": CAPABILITIES,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()],
    }
    try:
        _start(aws, request)
    except ClientError as error:
        raise Problem(f"infra/template.yaml is refused: {error.response['Error']['Message']}") from None
    outputs = _outputs(aws)
    _allow_origins(aws, outputs, template)
    return outputs


def _allow_origins(aws, outputs, template):
    """Once more what the template says: MiniStack keeps what CloudFormation gives it, and reads it under other names."""
    if template.cors:
        aws.apigatewayv2.update_api(ApiId=api_id(outputs["ApiUrl"]),
                                    CorsConfiguration={**template.cors, "AllowOrigins": ORIGINS})


def api_id(url: str) -> str:
    """An API's id is the first label of the host that AWS would give it."""
    return url.removeprefix("https://").split(".")[0]


def _create_bucket(aws):
    try:
        aws.s3.create_bucket(Bucket=BUCKET)
    except (aws.s3.exceptions.BucketAlreadyOwnedByYou, aws.s3.exceptions.BucketAlreadyExists):
        pass


def _upload(aws, name, executable):
    """The key names the content, so that an update sees which functions changed."""
    content = executable.read_bytes()
    key = f"{name}/{hashlib.sha256(content).hexdigest()}.zip"
    aws.s3.put_object(Bucket=BUCKET, Key=key, Body=_zipped(content))
    return f"s3://{BUCKET}/{key}"


def _zipped(content):
    """Lambda starts the file named `bootstrap`. Stored, since packing takes longer than it saves here."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        entry = zipfile.ZipInfo("bootstrap")
        entry.external_attr = 0o100755 << 16
        archive.writestr(entry, content)
    return packed.getvalue()


def _upload_template(aws, text):
    """By address, as SAM does: a template in the request itself may have 51,200 bytes at most."""
    aws.s3.put_object(Bucket=BUCKET, Key="template.yaml", Body=text.encode())
    return f"{aws.endpoint}/{BUCKET}/template.yaml"


def _start(aws, request):
    if not _status(aws):
        aws.cloudformation.create_stack(**request)
        return
    try:
        aws.cloudformation.update_stack(**request)
    except ClientError as error:
        if "No updates" not in error.response["Error"]["Message"]:
            raise


def _outputs(aws):
    deadline = time.monotonic() + DEPLOY_SECONDS
    while (stack := _status(aws))["StackStatus"].endswith("IN_PROGRESS"):
        if time.monotonic() > deadline:
            raise Problem(f"the deployment is still {stack['StackStatus']} after {DEPLOY_SECONDS} s: "
                          "infra/template.yaml may hold a resource that MiniStack waits for")
        time.sleep(0.05)
    if stack["StackStatus"] not in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
        raise Problem(_failure(aws, stack))
    return {output["OutputKey"]: output["OutputValue"] for output in stack.get("Outputs", [])}


def _status(aws):
    try:
        return aws.cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]
    except ClientError:
        return None


def _failure(aws, stack):
    """The first resource that failed: what follows it was only cancelled."""
    events = aws.cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
    for event in reversed(events):
        if event["ResourceStatus"].endswith("_FAILED") and event["LogicalResourceId"] != STACK:
            return (f"the deployment failed at {event['LogicalResourceId']} ({event['ResourceType']}): "
                    f"{event.get('ResourceStatusReason', 'no reason given')}; correct infra/template.yaml")
    return f"the deployment failed: {stack.get('StackStatusReason', stack['StackStatus'])}; correct infra/template.yaml"
