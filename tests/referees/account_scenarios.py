"""What an account may have, who it is, and roles."""

ROLE = "deployer"


class AccountScenarios:
    def test_describe_regions(self):
        reply = self.ok("DescribeRegions")
        self.assertEqual(reply["TotalCount"], len(reply["RegionSet"]))
        self.assertIn(self.lighthouse.region, [row["Region"] for row in reply["RegionSet"]])
        nobody = self.client_with(secret_id="AKIDnobody")
        self.refused("AuthFailure.SecretIdNotFound", "DescribeRegions", client=nobody)
        self.lighthouse.control("POST", "faults", {"action": "DescribeRegions", "effect": {"code": "FailedOperation"}})
        self.refused("FailedOperation", "DescribeRegions")

    def test_quotas(self):
        self.lighthouse.seed(keyPairs=3)
        [row] = self.ok("DescribeGeneralResourceQuotas", {"ResourceNames": ["USER_KEY_PAIR"]})["GeneralResourceQuotaSet"]
        self.assertEqual((7, 10), (row["ResourceQuotaAvailable"], row["ResourceQuotaTotal"]))
        code = "InvalidParameterValue.InvalidResourceQuotaResourceName"
        self.refused(code, "DescribeGeneralResourceQuotas", {"ResourceNames": ["USER_CASTLE"]})
        liar = self.client_with(secret_key="not-the-key")
        self.refused("AuthFailure.SignatureFailure", "DescribeGeneralResourceQuotas", {"ResourceNames": []}, liar)

    def test_caller_identity(self):
        self.assertEqual(self.lighthouse.account_id, self.ok("GetCallerIdentity")["AccountId"])
        liar = self.client_with(secret_key="not-the-key")
        self.refused("AuthFailure.SignatureFailure", "GetCallerIdentity", client=liar)
        odd = self.client_with(token="a-token-that-nobody-gave-out")
        self.refused("AuthFailure.TokenFailure", "GetCallerIdentity", client=odd)

    def role(self, **more):
        name = f"qcs::cam::uin/{self.lighthouse.account_id}:roleName/{ROLE}"
        return {"RoleArn": name, "RoleSessionName": "referee", **more}

    def seed_role(self):
        self.lighthouse.seed(accounts=[{"accountId": self.lighthouse.account_id, "roles": [ROLE]}])

    def test_assume_role_and_use_its_token(self):
        self.refused("ResourceNotFound.RoleNotFound", "AssumeRole", self.role())
        self.seed_role()
        given = self.ok("AssumeRole", self.role(DurationSeconds=900))["Credentials"]
        pair = {"secret_id": given["TmpSecretId"], "secret_key": given["TmpSecretKey"]}
        session = self.client_with(**pair, token=given["Token"])
        self.assertEqual("CAMRole", self.ok("GetCallerIdentity", client=session)["Type"])
        self.assertEqual(0, self.ok("DescribeInstances", client=session)["TotalCount"])
        self.refused("AuthFailure.TokenFailure", "DescribeInstances", client=self.client_with(**pair))
        self.refused("InvalidParameter.OverTimeError", "AssumeRole", self.role(DurationSeconds=43201))

    def test_assume_role_with_web_identity(self):
        self.seed_role()
        self.lighthouse.control("PATCH", "settings", {"webIdentityToken": "a.b.c"})
        wish = self.role(ProviderId="ci", WebIdentityToken="a.b.c")
        given = self.ok("AssumeRoleWithWebIdentity", wish)["Credentials"]
        session = self.client_with(
            secret_id=given["TmpSecretId"], secret_key=given["TmpSecretKey"], token=given["Token"]
        )
        self.assertEqual(self.lighthouse.account_id, self.ok("GetCallerIdentity", client=session)["AccountId"])
        forged = {**wish, "WebIdentityToken": "x.y.z"}
        self.refused("InvalidParameter.WebIdentityTokenError", "AssumeRoleWithWebIdentity", forged)
        elsewhere = {**wish, "RoleArn": "qcs::cam::uin/1:roleName/nobody"}
        self.refused("ResourceNotFound.RoleNotFound", "AssumeRoleWithWebIdentity", elsewhere)
