"""Key pairs: made, imported, listed, deleted."""

from Crypto.PublicKey import RSA

UNKNOWN_KEY = "lhkp-zzzzzzzz"
SOURCE = RSA.generate(2048).public_key().export_key("OpenSSH").decode()


class KeyPairScenarios:
    def test_create_key_pair(self):
        pair = self.ok("CreateKeyPair", {"KeyName": "referee"})["KeyPair"]
        self.assertEqual("referee", pair["KeyName"])
        private = RSA.import_key(pair["PrivateKey"])
        self.assertEqual(private.public_key(), RSA.import_key(pair["PublicKey"]))
        self.refused("InvalidParameterValue.DuplicateParameterValue", "CreateKeyPair", {"KeyName": "referee"})
        self.refused("InvalidParameterValue.InvalidKeyPairNameTooLong", "CreateKeyPair", {"KeyName": "x" * 26})
        self.lighthouse.seed(keyPairs=9)
        self.refused("LimitExceeded.KeyPairLimitExceeded", "CreateKeyPair", {"KeyName": "eleventh"})

    def test_import_key_pair(self):
        key_id = self.ok("ImportKeyPair", {"KeyName": "mine", "PublicKey": SOURCE})["KeyId"]
        shown = self.ok("DescribeKeyPairs", {"KeyIds": [key_id]})["KeyPairSet"]
        self.assertEqual([("mine", SOURCE)], [(row["KeyName"], row["PublicKey"]) for row in shown])
        again = {"KeyName": "again", "PublicKey": SOURCE}
        self.refused("InvalidParameterValue.KeyPairPublicKeyDuplicated", "ImportKeyPair", again)
        torn = {"KeyName": "torn", "PublicKey": SOURCE[:40]}
        self.refused("InvalidParameterValue.KeyPairPublicKeyMalformed", "ImportKeyPair", torn)

    def test_describe_key_pairs_page_by_page(self):
        self.lighthouse.control("PATCH", "settings", {"keyPairQuota": 100})
        key_ids = set(self.lighthouse.seed(keyPairs=23)["keyIds"])
        first = self.ok("DescribeKeyPairs")
        rest = self.ok("DescribeKeyPairs", {"Offset": 20, "Limit": 100})
        self.assertEqual((23, 20), (first["TotalCount"], len(first["KeyPairSet"])))
        self.assertEqual((23, 3), (rest["TotalCount"], len(rest["KeyPairSet"])))
        self.assertEqual(key_ids, {row["KeyId"] for row in first["KeyPairSet"] + rest["KeyPairSet"]})
        self.refused("InvalidParameterValue.OutOfRange", "DescribeKeyPairs", {"Limit": 101})
        self.refused("InvalidParameterValue.KeyPairIdMalformed", "DescribeKeyPairs", {"KeyIds": ["skey-1"]})

    def test_describe_key_pairs_by_filters(self):
        self.lighthouse.seed(keyPairs=[{"keyName": "web_1"}, {"keyName": "web_2"}, {"keyName": "db_1"}])
        named = {"Filters": [{"Name": "key-name", "Values": ["web"]}]}
        names = [row["KeyName"] for row in self.ok("DescribeKeyPairs", named)["KeyPairSet"]]
        self.assertEqual(["web_1", "web_2"], sorted(names))
        odd = {"Filters": [{"Name": "key-colour", "Values": ["blue"]}]}
        self.refused("InvalidParameter.InvalidFilter", "DescribeKeyPairs", odd)
        both = {**named, "KeyIds": [UNKNOWN_KEY]}
        self.refused("InvalidParameter.ParameterConflict", "DescribeKeyPairs", both)

    def test_delete_key_pairs(self):
        made = self.lighthouse.seed(keyPairs=2, instances=1)
        free, bound = made["keyIds"]
        self.lighthouse.control("POST", "bind", {"keyId": bound, "instanceId": made["instanceIds"][0]})
        self.ok("DeleteKeyPairs", {"KeyIds": [free]})
        self.assertEqual(1, self.ok("DescribeKeyPairs")["TotalCount"])
        self.refused("ResourceInUse.KeyPairInUse", "DeleteKeyPairs", {"KeyIds": [bound]})
        self.refused("ResourceNotFound.KeyIdNotFound", "DeleteKeyPairs", {"KeyIds": [free]})
