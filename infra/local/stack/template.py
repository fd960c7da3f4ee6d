"""Reads infra/template.yaml as far as deploying it here needs. It is the file that AWS gets."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from .problem import Problem

CODE_URI = re.compile(r"^(\s*CodeUri:\s*)\.\./functions/([\w-]+)/?(?=\s*(?:#.*)?$)", re.MULTILINE)


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's tags (`!Ref`, `!Sub`, …) as the plain values they stand on."""


def _untagged(loader, _tag, node):
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node, deep=True)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_scalar(node)


_Loader.add_multi_constructor("!", _untagged)


@dataclass(frozen=True)
class Template:
    """The file's text, and what of it is looked at."""

    text: str
    parameters: frozenset[str]
    functions: dict[str, str]
    """Each function's logical id, with the name of its folder in functions/."""
    cors: dict
    """What the HTTP API answers to browsers when origins are allowed; empty when it has nothing of the kind."""

    @classmethod
    def read(cls, path: Path) -> "Template":
        """Reads the file, or says what is wrong with it."""
        try:
            return cls.parsed(path.read_text())
        except (OSError, yaml.YAMLError) as error:
            raise Problem(f"infra/template.yaml cannot be read: {' '.join(str(error).split())}") from None

    @classmethod
    def parsed(cls, text: str) -> "Template":
        content = yaml.load(text, _Loader)
        functions = {logical: Path(resource["Properties"]["CodeUri"]).name
                     for logical, resource in content["Resources"].items()
                     if resource["Type"] == "AWS::Serverless::Function"}
        return cls(text, frozenset(content.get("Parameters", {})), functions, _cors(content["Resources"]))

    def with_code(self, addresses: dict[str, str]) -> str:
        """The text, with each function's folder replaced by where its code was uploaded."""
        replaced = set()

        def address(match):
            replaced.add(match[2])
            return match[1] + addresses[match[2]]

        text = CODE_URI.sub(address, self.text)
        left = sorted(set(self.functions.values()) - replaced)
        if left:
            raise Problem(f"infra/template.yaml: the CodeUri of {left[0]} is not written as ../functions/{left[0]}")
        return text


def _cors(resources):
    """`!If` stands as the list [condition, configuration, nothing]."""
    apis = [it for it in resources.values() if it["Type"] == "AWS::ApiGatewayV2::Api"]
    configured = [it.get("Properties", {}).get("CorsConfiguration") for it in apis]
    return next((it[1] if isinstance(it, list) else it for it in configured if it), {})
