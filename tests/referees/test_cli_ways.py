"""What only the command line does: waiters, filters of replies, and its other forms of parameters."""

import json

from cli_client import CliClient
from lighthouse import Refusal
from scenario import Scenario

OPERATION = "InstanceSet[0].LatestOperationState"


class CliWays(Scenario):
    client_class = CliClient

    def setUp(self):
        super().setUp()
        made = self.lighthouse.seed(keyPairs=1, instances=1)
        [self.key], [self.instance] = made["keyIds"], made["instanceIds"]

    def ids(self):
        return ["--KeyIds", json.dumps([self.key]), "--InstanceIds", json.dumps([self.instance])]

    def wait(self, **wish):
        waiter = json.dumps({"expr": OPERATION, "interval": 1, "timeout": 20, **wish})
        of = ["--InstanceIds", json.dumps([self.instance])]
        return self.client.printed("DescribeInstances", *of, "--waiter", waiter)

    def test_a_waiter_sees_an_operation_through(self):
        self.lighthouse.control("PATCH", "settings", {"afterReads": 2})
        self.client.printed("AssociateInstancesKeyPairs", *self.ids())
        [row] = json.loads(self.wait(to="SUCCESS"))["InstanceSet"]
        self.assertEqual([self.key], row["LoginSettings"]["KeyIds"])
        self.assertEqual(3, self.lighthouse.counts("DescribeInstances")["calls"])

    def test_a_waiter_sees_a_failure(self):
        fault = {"action": "AssociateInstancesKeyPairs", "effect": {"operation": "FAILED"}}
        self.lighthouse.control("POST", "faults", fault)
        self.client.printed("AssociateInstancesKeyPairs", *self.ids())
        [row] = json.loads(self.wait(to="FAILED"))["InstanceSet"]
        self.assertEqual([], row["LoginSettings"]["KeyIds"])

    def test_a_waiter_gives_up(self):
        self.lighthouse.control("PATCH", "settings", {"byHand": True})
        self.client.printed("AssociateInstancesKeyPairs", *self.ids())
        with self.assertRaisesRegex(AssertionError, "timeout, last request is OPERATING"):
            self.wait(to="SUCCESS", timeout=1)

    def test_replies_are_filtered(self):
        shown = self.client.printed("DescribeInstances", "--filter", "InstanceSet[].InstanceId")
        self.assertEqual([self.instance], json.loads(shown))

    def test_parameters_may_come_unfolded(self):
        unfolded = ["--cli-unfold-argument", "--Filters.0.Name", "instance-state", "--Filters.0.Values", "RUNNING"]
        self.assertEqual(1, json.loads(self.client.printed("DescribeInstances", *unfolded))["TotalCount"])

    def test_messages_come_in_the_language_asked_for(self):
        messages = {}
        for language in ("zh-CN", "en-US"):
            with self.assertRaises(Refusal) as caught:
                self.client_with(language=language).call("DescribeInstances", {"Limit": 0})
            messages[language] = caught.exception.message
        self.assertTrue(messages["en-US"].isascii())
        self.assertFalse(messages["zh-CN"].isascii())

    def test_another_region_is_another_world(self):
        there = self.client.printed("DescribeInstances", "--region", "ap-hongkong")
        self.assertEqual(0, json.loads(there)["TotalCount"])
        with self.assertRaises(Refusal) as caught:
            self.client.printed("DescribeInstances", "--region", "ap-atlantis")
        self.assertEqual("UnsupportedRegion", caught.exception.code)
