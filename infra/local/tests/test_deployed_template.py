"""What infra/template.yaml and the code must agree on, and what it promises."""

import re
import unittest

import yaml

from stack.places import FUNCTIONS, TEMPLATE
from stack.template import _Loader

SETTING = re.compile(r'"([A-Z][A-Z_]+)"')
SVIX_RETRY_TAIL_DAYS = 28 / 24


def variables(resource):
    return set(resource.get("Environment", {}).get("Variables", {}))


def actions(statement):
    named = statement["Action"]
    return [named] if isinstance(named, str) else named


class DeployedTemplate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        content = yaml.load(TEMPLATE.read_text(), _Loader)
        cls.parameters, cls.resources = content["Parameters"], content["Resources"]
        cls.everywhere = variables(content["Globals"]["Function"])
        cls.functions = {it["Properties"]["CodeUri"].rsplit("/", 1)[-1]: it["Properties"]
                         for it in cls.resources.values() if it["Type"] == "AWS::Serverless::Function"}

    def default(self, parameter):
        return self.parameters[parameter]["Default"]

    def statements(self):
        for resource in self.resources.values():
            for policy in resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::IAM::Role" else []:
                for statement in policy["PolicyDocument"]["Statement"]:
                    # `!If` stands as the list [condition, statement, nothing].
                    yield statement[1] if isinstance(statement, list) else statement

    def test_every_folder_of_functions_is_deployed(self):
        self.assertEqual(set(self.functions), {it.parent.name for it in FUNCTIONS.glob("*/Cargo.toml")})

    def test_each_function_is_given_the_settings_that_it_reads(self):
        for name, properties in self.functions.items():
            code = (FUNCTIONS / name / "src" / "config.rs").read_text().split("#[cfg(test)]")[0]
            self.assertEqual(variables(properties) | self.everywhere, set(SETTING.findall(code)), name)

    def test_a_message_is_invisible_for_six_times_the_time_its_processing_may_take(self):
        visibility, timeout = self.default("EventQueueVisibilityTimeout"), self.default("EventProcessorTimeout")
        self.assertGreaterEqual(visibility, 6 * timeout)

    def test_the_ledger_outlasts_svixs_retries(self):
        self.assertGreater(self.parameters["EventRetentionDays"]["MinValue"], SVIX_RETRY_TAIL_DAYS)

    def test_a_batch_reports_its_failures_one_by_one(self):
        source = self.functions["event-processor"]["Events"]["EventQueue"]["Properties"]
        self.assertEqual(source["FunctionResponseTypes"], ["ReportBatchItemFailures"])

    def test_a_message_is_tried_five_times_and_then_kept_for_two_weeks(self):
        self.assertEqual(self.default("EventMaxReceiveCount"), 5)
        queue = self.resources["EventDeadLetterQueue"]["Properties"]
        self.assertEqual(queue["MessageRetentionPeriod"], 14 * 24 * 3600)

    def test_nobody_may_change_an_audit_entry(self):
        on_audit = [it for it in self.statements() if "AuditTable" in str(it["Resource"])]
        self.assertTrue(on_audit)
        self.assertEqual({action for it in on_audit for action in actions(it)}, {"dynamodb:PutItem"})

    def test_no_policy_allows_a_whole_service_or_any_resource(self):
        for statement in self.statements():
            self.assertFalse([it for it in actions(statement) if it == "*" or it.endswith(":*")], statement)
            self.assertNotEqual(statement["Resource"], "*", statement)


if __name__ == "__main__":
    unittest.main()
