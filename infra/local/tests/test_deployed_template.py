"""What infra/template.yaml and the code must agree on, and what it promises."""

import json
import re
import unittest

import yaml

from stack import deployment
from stack.places import FUNCTIONS, TEMPLATE
from stack.template import _Loader

SETTING = re.compile(r'"([A-Z][A-Z0-9_]+)"')
RUNBOOK = re.compile(r'Runbook infra/README\.md, "(.+)"\.$')
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
        cls.interface = content["Metadata"]["AWS::CloudFormation::Interface"]
        cls.readme = TEMPLATE.with_name("README.md").read_text()
        cls.everywhere = variables(content["Globals"]["Function"])
        cls.functions = {it["Properties"]["CodeUri"].rsplit("/", 1)[-1]: it["Properties"]
                         for it in cls.resources.values() if it["Type"] == "AWS::Serverless::Function"}

    def default(self, parameter):
        return self.parameters[parameter]["Default"]

    def longest(self, parameter):
        """The most characters that its value may have; without a limit, those of a Clerk id or of a large number."""
        limits = self.parameters[parameter]
        if "AllowedValues" in limits:
            return max(len(str(it)) for it in limits["AllowedValues"])
        if "MaxValue" in limits:
            return len(str(limits["MaxValue"]))
        return limits.get("MaxLength", 10 if limits["Type"] == "Number" else 31)

    def route_keys(self):
        return [it["Properties"]["RouteKey"] for it in self.of_type("AWS::ApiGatewayV2::Route")]

    def of_type(self, kind):
        return [it for it in self.resources.values() if it["Type"] == kind]

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
        self.assertEqual({action for it in on_audit for action in actions(it)},
                         {"dynamodb:PutItem", "dynamodb:Query"})

    def test_the_schedules_start_the_reconcilers_alias_and_never_twice(self):
        schedules = [it["Properties"] for it in self.of_type("AWS::Scheduler::Schedule")]
        targets = [it["Target"] for it in schedules]

        self.assertEqual([json.loads(it["Input"]) for it in targets], [{"mode": "incremental"}, {"mode": "full"}])
        self.assertEqual({it["Arn"] for it in targets}, {"ReconcilerFunction.Alias"})
        self.assertEqual({it["RetryPolicy"]["MaximumRetryAttempts"] for it in targets}, {0})
        self.assertEqual(self.functions["reconciler"]["EventInvokeConfig"]["MaximumRetryAttempts"], 0)

    def test_who_may_start_a_function_may_start_the_reconcilers_alias_only(self):
        may_start = [it["Resource"] for it in self.statements() if "lambda:InvokeFunction" in actions(it)]
        self.assertEqual(set(may_start), {"ReconcilerFunction.Alias"})

    def test_every_route_calls_its_function_and_checks_no_token_itself(self):
        for route in (it["Properties"] for it in self.of_type("AWS::ApiGatewayV2::Route")):
            of_api = " /v1/" in route["RouteKey"]
            integration = "ProfileApiIntegration" if of_api else "WebhookIntegration"
            self.assertEqual(route["Target"], f"integrations/${{{integration}}}", route["RouteKey"])
            self.assertEqual(route["AuthorizationType"], "NONE", route["RouteKey"])

    def test_the_function_refuses_what_is_no_route_of_the_api(self):
        self.assertIn("ANY /v1/{proxy+}", self.route_keys())

    def test_a_route_with_a_limit_of_its_own_is_there_before_the_limit(self):
        stage = self.resources["HttpApiStage"]
        limited = set(stage["Properties"]["RouteSettings"])
        self.assertEqual(limited, {self.resources[it]["Properties"]["RouteKey"] for it in stage["DependsOn"]})

    def test_every_write_and_every_operators_route_has_a_limit_of_its_own(self):
        limited = set(self.resources["HttpApiStage"]["Properties"]["RouteSettings"])
        for key in self.route_keys():
            if re.match("(POST|PUT|PATCH|DELETE) /v1/|GET /v1/(webhook-events|reconciliations|users/.+/audit)", key):
                self.assertIn(key, limited)

    def test_browsers_may_send_and_see_the_headers_of_the_contract_and_no_cookies(self):
        _, cors, otherwise = self.resources["HttpApi"]["Properties"]["CorsConfiguration"]
        self.assertEqual(otherwise, "AWS::NoValue")
        self.assertEqual(set(cors["AllowHeaders"]), {"authorization", "content-type", "if-match", "if-none-match"})
        self.assertEqual(set(cors["ExposeHeaders"]), {"etag", "location", "retry-after", "x-request-id"})
        self.assertNotIn("AllowCredentials", cors)

    def test_an_origin_is_a_scheme_and_a_host_and_only_this_machine_goes_without_tls(self):
        pattern = re.compile(self.parameters["AllowedOrigins"]["AllowedPattern"])
        for good in ("", "https://a.example", "https://a.example,https://b.example:8443", "http://localhost:3000",
                     ",".join(deployment.ORIGINS)):
            self.assertTrue(pattern.search(good), good)
        for bad in ("*", "https://*", "https://a.example/", "https://a.example,", "http://a.example", "a.example",
                    "https://a.example, https://b.example", "http://localhost.example"):
            self.assertFalse(pattern.search(bad), bad)

    def test_every_alarm_names_a_section_of_the_runbook(self):
        sections = set(re.findall(r"^### (.+)$", self.readme, re.MULTILINE))
        for alarm in self.of_type("AWS::CloudWatch::Alarm"):
            named = RUNBOOK.search(alarm["Properties"]["AlarmDescription"])
            self.assertIn(named and named[1], sections, alarm["Properties"]["AlarmName"])

    def test_every_parameter_is_shown_in_a_group_under_a_label(self):
        grouped = [it for group in self.interface["ParameterGroups"] for it in group["Parameters"]]
        self.assertEqual(sorted(grouped), sorted(self.parameters))
        self.assertEqual(set(self.interface["ParameterLabels"]), set(self.parameters))

    def test_the_readme_has_every_parameter_with_its_default(self):
        listed = dict(re.findall(r"\| `(\w+)` \| `?([^|`]+?)`? (?=\|)", self.readme))
        words = {"ClerkInstanceId": "any", "KmsKeyArn": "none", "AlarmEmail": "none", "AllowedOrigins": "none",
                 "ClerkJwtKey": "none", "ClerkIssuer": "to be set"}
        self.assertEqual({name: it for name, it in listed.items() if name in self.parameters},
                         {name: words.get(name) or str(self.default(name)).strip() for name in self.parameters})

    def test_a_version_names_the_parameters_of_its_settings(self):
        left_out = {"profile-api": {"ClerkApiUrl", "ClerkInstanceId", "ClerkJwtKey"}}
        for name, properties in self.functions.items():
            given = {it for it in map(str, properties["Environment"]["Variables"].values()) if it in self.parameters}
            given |= {properties["MemorySize"], properties["Timeout"], "LogLevel"}
            named = set(re.findall(r"\$\{(\w+)\}", properties["VersionDescription"]))
            self.assertEqual(given - named, left_out.get(name, set()), name)

    def test_a_versions_description_fits_whatever_it_names(self):
        for name, properties in self.functions.items():
            longest = re.sub(r"\$\{(\w+)\}", lambda it: "x" * self.longest(it[1]), properties["VersionDescription"])
            self.assertLessEqual(len(longest), 256, name)

    def test_what_the_local_stack_sets_is_a_parameter(self):
        self.assertLessEqual(set(deployment.parameters(2, 0, "http://127.0.0.1:1")), set(self.parameters))

    def test_no_policy_allows_a_whole_service_or_any_resource(self):
        for statement in self.statements():
            self.assertFalse([it for it in actions(statement) if it == "*" or it.endswith(":*")], statement)
            self.assertNotEqual(statement["Resource"], "*", statement)


if __name__ == "__main__":
    unittest.main()
