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

    def test_what_browsers_are_told_is_found_if_there_is_anything(self):
        told = "    Properties: { CorsConfiguration: !If [Has, { MaxAge: 5 }, !Ref AWS::NoValue] }\n"
        text = TEXT.replace("::Api\n", "::Api\n" + told)

        self.assertEqual(Template.parsed(text).cors, {"MaxAge": 5})
        self.assertEqual(Template.parsed(TEXT).cors, {})

    def test_code_that_is_written_otherwise_is_named(self):
        template = Template.parsed(TEXT.replace("../functions/receiver", "'../functions/receiver'"))

        with self.assertRaisesRegex(Problem, "CodeUri of receiver"):
            template.with_code({"receiver": "s3://bucket/key.zip"})
