"""Instances: listed, switched on and off, and what is told of them."""

UNKNOWN_INSTANCE = "lhins-zzzzzzzz"


class InstanceScenarios:
    def test_describe_instances_page_by_page(self):
        made = set(self.lighthouse.seed(instances=25)["instanceIds"])
        pages = [self.ok("DescribeInstances", {"Offset": offset, "Limit": 10}) for offset in (0, 10, 20)]
        self.assertEqual([10, 10, 5], [len(page["InstanceSet"]) for page in pages])
        self.assertEqual({25}, {page["TotalCount"] for page in pages})
        self.assertEqual(made, {row["InstanceId"] for page in pages for row in page["InstanceSet"]})
        self.assertEqual(20, len(self.ok("DescribeInstances")["InstanceSet"]))
        self.refused("InvalidParameterValue.OutOfRange", "DescribeInstances", {"Limit": 101})
        self.refused("InvalidParameterValue.Negative", "DescribeInstances", {"Offset": -1})

    def test_describe_instances_by_filters(self):
        seeds = [{"name": "a", "Zone": "ap-guangzhou-3", "state": "STOPPED"}, {"name": "b", "Zone": "ap-guangzhou-6"}]
        tagged = {"name": "c", "Tags": [{"Key": "team", "Value": "web"}]}
        self.lighthouse.seed(instances=[*seeds, tagged])
        self.assertEqual(["a"], self.names(("instance-state", ["STOPPED"]), ("zone", ["ap-guangzhou-3"])))
        self.assertEqual(["a", "b"], self.names(("instance-name", ["a", "b"])))
        self.assertEqual(["c"], self.names(("tag:team", ["web"])))
        self.assertEqual([], self.names(("tag-key", ["colour"])))
        odd = {"Filters": [{"Name": "colour", "Values": ["blue"]}]}
        self.refused("InvalidParameter.InvalidFilterNotSupportedName", "DescribeInstances", odd)
        both = {"InstanceIds": [UNKNOWN_INSTANCE], "Filters": [{"Name": "zone", "Values": ["ap-guangzhou-3"]}]}
        self.refused("InvalidParameter.ParameterConflict", "DescribeInstances", both)

    def names(self, *filters):
        wanted = [{"Name": name, "Values": values} for name, values in filters]
        return sorted(row["InstanceName"] for row in self.ok("DescribeInstances", {"Filters": wanted})["InstanceSet"])

    def test_describe_instances_in_order(self):
        self.lighthouse.seed(instances=3)
        ordered = self.ok("DescribeInstances", {"OrderField": "EXPIRED_TIME", "Order": "DESC"})["InstanceSet"]
        expiry = [row["ExpiredTime"] for row in ordered]
        self.assertEqual(sorted(expiry, reverse=True), expiry)
        self.refused("MissingParameter.OrderFieldRequired", "DescribeInstances", {"Order": "ASC"})
        self.refused("ResourceNotFound.InstanceIdNotFound", "DescribeInstances", {"InstanceIds": [UNKNOWN_INSTANCE]})

    def test_start_stop_and_reboot(self):
        [instance] = self.lighthouse.seed(instances=1)["instanceIds"]
        one, unknown = {"InstanceIds": [instance]}, {"InstanceIds": [UNKNOWN_INSTANCE]}
        self.refused("UnsupportedOperation.InvalidInstanceState", "StartInstances", one)
        self.ok("RebootInstances", one)
        self.ok("StopInstances", {**one, "StopType": "HARD"})
        self.assertEqual("STOPPED", self.state(instance)["state"])
        self.refused("UnsupportedOperation.InvalidInstanceState", "StopInstances", one)
        self.refused("UnsupportedOperation.InvalidInstanceState", "RebootInstances", one)
        self.ok("StartInstances", one)
        self.assertEqual("RUNNING", self.state(instance)["state"])
        for action in ("StartInstances", "StopInstances", "RebootInstances"):
            self.refused("ResourceNotFound.InstanceIdNotFound", action, unknown)

    def test_reset_instances_password(self):
        [instance] = self.lighthouse.seed(instances=1)["instanceIds"]
        wish = {"InstanceIds": [instance], "Password": "Referee-2020", "UserName": "root"}
        self.ok("ResetInstancesPassword", wish)
        self.assertTrue(self.state(instance)["password"])
        self.refused("InvalidParameterValue.InvalidPassword", "ResetInstancesPassword", {**wish, "Password": "short"})
        unknown = {**wish, "InstanceIds": [UNKNOWN_INSTANCE]}
        self.refused("ResourceNotFound.InstanceIdNotFound", "ResetInstancesPassword", unknown)

    def test_denied_actions(self):
        [instance] = self.lighthouse.seed(instances=1)["instanceIds"]
        [told] = self.ok("DescribeInstancesDeniedActions", {"InstanceIds": [instance]})["InstanceDeniedActionSet"]
        denied = {entry["Action"]: entry["Code"] for entry in told["DeniedActions"]}
        self.assertEqual("UnsupportedOperation.InvalidInstanceState", denied["StartInstances"])
        self.assertNotIn("StopInstances", denied)
        unknown = {"InstanceIds": [UNKNOWN_INSTANCE]}
        self.refused("ResourceNotFound.InstanceIdNotFound", "DescribeInstancesDeniedActions", unknown)
        twice = {"InstanceIds": [instance, instance]}
        self.refused("InvalidParameterValue.Duplicated", "DescribeInstancesDeniedActions", twice)
