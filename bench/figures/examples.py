"""Programs that stand in for something, kept among the examples of the functions that they serve."""

import json

from stack import toolchain
from stack.children import run_apart
from stack.places import CHECKOUT
from stack.problem import Problem


def build(package: str, example: str, profile: str, step) -> str:
    """Builds an example of a function's, and returns its path."""
    found, said = [], []

    def on_artifact(line):
        message = json.loads(line)
        if message.get("target", {}).get("name") == example and message.get("executable"):
            found.append(message["executable"])

    def on_diagnostic(line):
        said.append(line)
        step.detail = line.strip().split(" (")[0]

    argv = [toolchain.cargo(), "build", "--locked", "--profile", profile, "--package", package, "--example", example,
            "--message-format", "json-render-diagnostics"]
    if run_apart(argv, on_artifact, on_diagnostic, cwd=CHECKOUT) != 0 or not found:
        raise Problem(f"the example {example} of functions/{package} does not build:\n" + "\n".join(said))
    return found[0]
