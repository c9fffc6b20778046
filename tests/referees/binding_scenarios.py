"""Bindings: made and removed, with and without a shutdown."""

from key_pair_scenarios import UNKNOWN_KEY


class BindingScenarios:
    def setUp(self):
        super().setUp()
        made = self.lighthouse.seed(keyPairs=2, instances=2)
        self.keys, self.instances = made["keyIds"], made["instanceIds"]

    def pairs(self, **more):
        return {"KeyIds": self.keys, "InstanceIds": self.instances, **more}

    def test_associate_shows_in_both_listings(self):
        request_id = self.ok("AssociateInstancesKeyPairs", self.pairs())["RequestId"]
        rows = self.ok("DescribeInstances", {"InstanceIds": self.instances})["InstanceSet"]
        self.assertEqual([sorted(self.keys)] * 2, [sorted(row["LoginSettings"]["KeyIds"]) for row in rows])
        latest = {(row["LatestOperationState"], row["LatestOperationRequestId"]) for row in rows}
        self.assertEqual({("SUCCESS", request_id)}, latest)
        for pair in self.ok("DescribeKeyPairs", {"KeyIds": self.keys})["KeyPairSet"]:
            self.assertEqual(sorted(self.instances), sorted(pair["AssociatedInstanceIds"]))
            users = {(entry["InstanceId"], entry["Username"]) for entry in pair["AssociatedInstanceSet"]}
            self.assertEqual({(instance, "root") for instance in self.instances}, users)

    def test_associate_refuses_the_whole_batch(self):
        self.lighthouse.control("POST", "bind", {"keyId": self.keys[0], "instanceId": self.instances[0]})
        self.refused("UnsupportedOperation.KeyPairBindDuplicate", "AssociateInstancesKeyPairs", self.pairs())
        unknown = self.pairs(KeyIds=[UNKNOWN_KEY])
        self.refused("ResourceNotFound.KeyIdNotFound", "AssociateInstancesKeyPairs", unknown)
        self.assertEqual([], self.state(self.instances[1])["keyIds"])
        windows = self.lighthouse.seed(instances=[{"platformType": "WINDOWS"}])["instanceIds"]
        code = "UnsupportedOperation.WindowsNotAllowToAssociateKeyPair"
        self.refused(code, "AssociateInstancesKeyPairs", self.pairs(InstanceIds=windows))

    def test_online_keeps_instances_running(self):
        self.ok("AssociateInstancesKeyPairs", self.pairs(AssociateType="ONLINE", Username="lighthouse"))
        self.assertEqual(0, self.state(self.instances[0])["shutdowns"])
        wrong = self.pairs(DisassociateType="ONLINE", Username="root")
        code = "UnsupportedOperation.KeyPairUnbindUsernameMismatch"
        self.refused(code, "DisassociateInstancesKeyPairs", wrong)
        self.ok("DisassociateInstancesKeyPairs", self.pairs(DisassociateType="ONLINE", Username="lighthouse"))
        self.assertEqual([], self.state(self.instances[0])["keyIds"])

    def test_disassociate(self):
        self.ok("AssociateInstancesKeyPairs", self.pairs(AssociateType="OFFLINE"))
        self.ok("DisassociateInstancesKeyPairs", self.pairs(InstanceIds=self.instances[:1]))
        self.assertEqual([], self.state(self.instances[0])["keyIds"])
        self.assertEqual(sorted(self.keys), sorted(self.state(self.instances[1])["keyIds"]))
        self.assertEqual(2, self.state(self.instances[0])["shutdowns"])
        code = "UnsupportedOperation.KeyPairNotBoundToInstance"
        self.refused(code, "DisassociateInstancesKeyPairs", self.pairs())
        malformed = self.pairs(InstanceIds=["ins-12345678"])
        self.refused("InvalidParameterValue.InstanceIdMalformed", "DisassociateInstancesKeyPairs", malformed)
