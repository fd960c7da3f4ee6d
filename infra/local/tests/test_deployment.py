"""A deployment that failed is told by the resource that failed first."""

import unittest
from types import SimpleNamespace

from stack import deployment
from stack.problem import Problem


class Answers:
    """CloudFormation after a stack was created and rolled back."""

    def create_stack(self, **_request):
        pass

    def describe_stacks(self, StackName):
        return {"Stacks": [{"StackStatus": "ROLLBACK_COMPLETE"}]}

    def describe_stack_events(self, StackName):
        latest_first = [
            ("Queue", "AWS::SQS::Queue", "CREATE_FAILED", "Resource creation cancelled"),
            ("Table", "AWS::DynamoDB::Table", "CREATE_FAILED", "no such attribute"),
            ("Table", "AWS::DynamoDB::Table", "CREATE_IN_PROGRESS", ""),
        ]
        names = ("LogicalResourceId", "ResourceType", "ResourceStatus", "ResourceStatusReason")
        return {"StackEvents": [dict(zip(names, event)) for event in latest_first]}


class Failing(unittest.TestCase):
    def test_the_first_failure_is_named_with_its_reason(self):
        with self.assertRaisesRegex(Problem, r"failed at Table \(AWS::DynamoDB::Table\): no such attribute"):
            deployment._outputs(SimpleNamespace(cloudformation=Answers()))
