"""What infra/template.yaml gives to the functions and says of the tables, by the parameters' defaults."""

from pathlib import Path

import yaml
from stack.places import TEMPLATE

# What only a deployment can know. Other resources go by their logical ids.
KNOWN = {"AWS::StackName": "profile-sync-prod", "ClerkInstanceId": "ins_2profilesyncsample00000000",
         "ClerkIssuer": "https://clerk.example.com",
         "EventQueue": "https://sqs.us-east-1.amazonaws.com/123456789012/profile-sync-prod-events"}
TABLE = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


class _Loader(yaml.SafeLoader):
    """Keeps CloudFormation's tags: `!Ref x` becomes `{"!Ref": "x"}`."""


def _tagged(loader, tag, node):
    read = {yaml.ScalarNode: loader.construct_scalar, yaml.SequenceNode: lambda it: loader.construct_sequence(it, True),
            yaml.MappingNode: lambda it: loader.construct_mapping(it, True)}[type(node)]
    return {f"!{tag}": read(node)}


_Loader.add_multi_constructor("!", _tagged)


class Template:
    """The template, read."""

    def __init__(self):
        self._content = yaml.load(TEMPLATE.read_text(), _Loader)
        self._resources = self._content["Resources"]

    def functions(self) -> list[str]:
        """The folder of each function."""
        return [Path(it["Properties"]["CodeUri"]).name for it in self._resources.values()
                if it["Type"] == "AWS::Serverless::Function"]

    def settings(self, function: str) -> dict[str, str]:
        """The environment of the function whose folder has that name."""
        properties = next(it["Properties"] for it in self._resources.values()
                          if Path(it.get("Properties", {}).get("CodeUri", "")).name == function)
        everywhere = self._content["Globals"]["Function"]["Environment"]["Variables"]
        variables = {**everywhere, **properties["Environment"]["Variables"]}
        return {name: self._value(value) for name, value in variables.items()}

    def tables(self) -> list[dict]:
        """The tables, as CreateTable wants them. Their names are their logical ids."""
        return [{"TableName": logical, **{name: it["Properties"][name] for name in TABLE if name in it["Properties"]}}
                for logical, it in self._resources.items() if it["Type"] == "AWS::DynamoDB::Table"]

    def default(self, parameter: str):
        """What a parameter is when nobody says otherwise."""
        return self._content["Parameters"][parameter]["Default"]

    def _value(self, value):
        match value:
            case {"!Ref": name}:
                parameter = self._content["Parameters"].get(name, {})
                return KNOWN.get(name) or str(parameter.get("Default", name))
            case {"!GetAtt": name}:
                return name
            case {"!If": [_condition, usual, _otherwise]}:
                return self._value(usual)
            case {"!Join": [between, parts]}:
                return between.join(map(self._value, parts))
        return str(value)
