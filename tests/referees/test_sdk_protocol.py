"""Both signatures, both methods, tokens, and what the SDK's own classes would not send."""

from lighthouse import Refusal
from scenario import Scenario
from sdk_client import SdkClient

WAYS = [
    {"signature": signature, "method": method}
    for signature in ("TC3-HMAC-SHA256", "HmacSHA1", "HmacSHA256")
    for method in ("POST", "GET")
]


class SdkProtocol(Scenario):
    client_class = SdkClient

    def test_each_signature_by_each_method(self):
        made = self.lighthouse.seed(keyPairs=1, instances=3)
        for way in WAYS:
            with self.subTest(**way):
                client = self.client_with(**way)
                pairs = {"KeyIds": made["keyIds"], "InstanceIds": made["instanceIds"]}
                self.ok("AssociateInstancesKeyPairs", pairs, client)
                self.assertEqual(pairs, self.lighthouse.last_call()["parameters"])
                running = {"Filters": [{"Name": "instance-state", "Values": ["RUNNING", "STOPPED"]}], "Limit": 2}
                reply = self.ok("DescribeInstances", running, client)
                self.assertEqual((3, 2), (reply["TotalCount"], len(reply["InstanceSet"])))
                self.ok("DisassociateInstancesKeyPairs", pairs, client)

    def test_odd_texts_survive_each_way(self):
        for number, way in enumerate(WAYS):
            with self.subTest(**way):
                value = f"a b+c/d=e&f%20 ü 轻量 {number}"
                tags = [{"Key": "note", "Value": value}]
                client = self.client_with(**way)
                self.ok("CreateKeyPair", {"KeyName": f"k{number}", "Tags": tags}, client)
                shown = self.ok("DescribeKeyPairs", {"Filters": [{"Name": "tag:note", "Values": [value]}]}, client)
                self.assertEqual([tags], [row["Tags"] for row in shown["KeyPairSet"]])

    def test_wrong_keys_and_tokens_each_way(self):
        for way in WAYS:
            with self.subTest(**way):
                liar = self.client_with(secret_key="not-the-key", **way)
                self.refused("AuthFailure.SignatureFailure", "DescribeInstances", client=liar)
                nobody = self.client_with(secret_id="AKIDnobody", **way)
                self.refused("AuthFailure.SecretIdNotFound", "DescribeInstances", client=nobody)
                odd = self.client_with(token="a-token-that-nobody-gave-out", **way)
                self.refused("AuthFailure.TokenFailure", "DescribeInstances", client=odd)

    def test_temporary_credentials_each_way(self):
        role = {"accountId": self.lighthouse.account_id, "roles": ["deployer"]}
        self.lighthouse.seed(accounts=[role], instances=1)
        arn = f"qcs::cam::uin/{self.lighthouse.account_id}:roleName/deployer"
        given = self.ok("AssumeRole", {"RoleArn": arn, "RoleSessionName": "referee"})["Credentials"]
        pair = {"secret_id": given["TmpSecretId"], "secret_key": given["TmpSecretKey"]}
        for way in WAYS:
            with self.subTest(**way):
                session = self.client_with(**pair, token=given["Token"], **way)
                self.assertEqual(1, self.ok("DescribeInstances", client=session)["TotalCount"])

    def test_a_payload_may_go_unsigned(self):
        client = self.client_with(unsigned_payload=True)
        self.assertEqual(0, self.ok("DescribeInstances", {"Limit": 1}, client)["TotalCount"])

    def test_a_clock_that_is_off(self):
        self.lighthouse.control("PATCH", "settings", {"clockSkewMs": 400_000})
        for way in WAYS:
            with self.subTest(**way):
                self.refused("AuthFailure.SignatureExpire", "DescribeInstances", client=self.client_with(**way))

    def test_what_the_description_does_not_have_is_refused(self):
        wrong = {
            "UnknownParameter": ("DescribeInstances", {"Colour": "blue"}),
            "MissingParameter": ("AssociateInstancesKeyPairs", {"KeyIds": ["lhkp-12345678"]}),
            "InvalidParameter": ("DescribeInstances", {"Limit": "twenty"}),
            "InvalidAction": ("ModifyLighthouseColour", {}),
        }
        for code, (action, parameters) in wrong.items():
            with self.subTest(code):
                with self.assertRaises(Refusal) as caught:
                    self.client.call_json(action, parameters)
                self.assertEqual(code, caught.exception.code)
