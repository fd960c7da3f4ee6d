"""What is read from a template, and what is replaced in it."""

import unittest

from stack.problem import Problem
from stack.template import Template

TEXT = """
Parameters:
  Stage: { Type: String, Default: prod }
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
  ReceiverFunction:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../functions/receiver # a comment
      Role: !GetAtt Role.Arn
      Environment: !If [Has, { A: !Ref B }, !Ref AWS::NoValue]
"""


class Templates(unittest.TestCase):
    def test_functions_and_parameters_are_found(self):
        template = Template.parsed(TEXT)

        self.assertEqual(template.functions, {"ReceiverFunction": "receiver"})
        self.assertEqual(template.parameters, {"Stage"})

    def test_only_the_code_changes(self):
        text = Template.parsed(TEXT).with_code({"receiver": "s3://bucket/key.zip"})

        self.assertEqual(text, TEXT.replace("../functions/receiver", "s3://bucket/key.zip"))

    def test_code_that_is_written_otherwise_is_named(self):
        template = Template.parsed(TEXT.replace("../functions/receiver", "'../functions/receiver'"))

        with self.assertRaisesRegex(Problem, "CodeUri of receiver"):
            template.with_code({"receiver": "s3://bucket/key.zip"})
