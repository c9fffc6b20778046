"""What a client sees of the scenarios of calls and accounts in SCENARIOS.md."""

import json
import urllib.request

from lighthouse import Refusal
from written_world import ALICE, BIND, BOB, OFF, OTHER, WEB, WrittenWorld


class Calls(WrittenWorld):
    def lost(self, action=BIND, parameters=None, client=None):
        """A call to which no reply comes that could be understood: what the SDK makes of that."""
        with self.assertRaises((Refusal, ValueError, KeyError)) as caught:
            (client or self.client).call(action, parameters or {"KeyIds": [ALICE], "InstanceIds": [WEB]})
        return getattr(caught.exception, "code", type(caught.exception).__name__)

    def test_every_look_at_an_accepted_bind_fails(self):
        self.play("A bind is accepted, and every look at it fails")
        self.assertEqual([], self.keys())
        self.bind(WEB)
        self.play("A minute passes")
        self.assertEqual("ServerNetworkError", self.lost("DescribeInstances", {"InstanceIds": [WEB]}))
        self.assertEqual([ALICE], self.state(WEB)["keyIds"])

    def test_a_reply_is_lost(self):
        self.play("A reply is lost after the call was executed")
        self.assertEqual("ClientNetworkError", self.lost())
        self.assertEqual("OPERATING", self.latest())
        self.bind_refused("UnsupportedOperation.LatestOperationUnfinished", WEB)
        self.assertEqual(1, self.lighthouse.counts(BIND)["executed"])

    def test_a_connection_is_reset(self):
        self.play("A connection is reset before the call is executed")
        self.assertEqual("ClientNetworkError", self.lost())
        self.assertEqual(0, self.lighthouse.counts(BIND)["executed"])
        self.bind(WEB)

    def test_a_reply_never_comes(self):
        self.play("A reply never comes although the call was executed")
        hasty = self.client_with()
        hasty.profile.httpProfile.reqTimeout = 1
        self.assertEqual("ClientNetworkError", self.lost(client=hasty))
        self.assertEqual("OPERATING", self.latest())

    def test_a_gateway_answers(self):
        self.play("A gateway answers with a page")
        self.assertEqual("ServerNetworkError", self.lost())
        self.bind(WEB)

    def test_replies_that_are_none(self):
        self.play("A reply is an empty object, then none, then no JSON")
        for _ in range(3):
            self.lost("DescribeInstances", {"Limit": 1})
        self.assertEqual(3, self.lighthouse.counts("DescribeInstances")["executed"])
        self.assertEqual(4, self.ok("DescribeInstances")["TotalCount"])

    def test_three_of_ten_calls_meet_the_limit(self):
        def codes():
            self.play("The start")
            self.play("Three of ten calls meet the rate limit")
            return [self.code_of("DescribeInstances") for _ in range(50)]

        first = codes()
        self.assertEqual(first, codes())
        self.assertEqual({None, "RequestLimitExceeded"}, set(first))
        self.assertTrue(5 <= first.count("RequestLimitExceeded") <= 25)

    def code_of(self, action):
        try:
            self.client.call(action)
        except Refusal as refusal:
            return refusal.code
        return None

    def test_the_third_chunk_fails(self):
        self.play("The third chunk of a large batch fails")
        self.bind(WEB)
        self.bind(OTHER)
        self.bind_refused("InternalError", OFF)
        self.bind(OFF)

    def test_online_is_unknown(self):
        self.play("The service does not know ONLINE")
        self.bind_refused("UnknownParameter", WEB, AssociateType="ONLINE")
        self.bind(WEB)
        self.assertIsNone(self.row()["LatestOperationStartedTime"])

    def test_a_region_is_required(self):
        self.play("A Region is required")
        self.assertEqual(4, self.ok("DescribeInstances")["TotalCount"])
        self.lighthouse.region = ""
        self.refused("MissingParameter", "DescribeInstances")


class Accounts(WrittenWorld):
    def test_a_credential_ends(self):
        self.play("A temporary credential ends in a minute")
        session = self.client_with(secret_id="LOCALIDtemporary", secret_key="temporary", token="session")
        self.ok("DescribeInstances", client=session)
        self.play("A minute passes")
        self.refused("AuthFailure.TokenFailure", "DescribeInstances", client=session)

    def test_an_account_may_only_look(self):
        self.play("An account may look but not bind")
        reader = self.client_with(secret_id="LOCALIDreader", secret_key="reader")
        self.assertEqual(0, self.ok("DescribeInstances", client=reader)["TotalCount"])
        pair = {"KeyIds": [ALICE], "InstanceIds": [WEB]}
        self.refused("UnauthorizedOperation.NoPermission", BIND, pair, client=reader)

    def test_another_account_in_another_region(self):
        self.play("Another account has a machine and a key in Tokyo")
        self.bind_refused("ResourceNotFound.InstanceIdNotFound", "lhins-tokyo000")
        other = self.client_with(secret_id="LOCALIDother", secret_key="other")
        self.assertEqual(0, self.ok("DescribeInstances", client=other)["TotalCount"])
        self.lighthouse.region = "ap-tokyo"
        rows = self.ok("DescribeInstances", client=other)["InstanceSet"]
        self.assertEqual([["lhkp-tokyo000"]], [row["LoginSettings"]["KeyIds"] for row in rows])

    def test_the_machine_has_a_role(self):
        self.play("The machine has a role")
        folder = f"{self.lighthouse.address}/latest/meta-data/cam/security-credentials/"
        with urllib.request.urlopen(folder, timeout=10) as reply:
            role = reply.read().decode()
        with urllib.request.urlopen(folder + role, timeout=10) as reply:
            given = json.load(reply)
        session = self.client_with(
            secret_id=given["TmpSecretId"], secret_key=given["TmpSecretKey"], token=given["Token"]
        )
        self.assertEqual("CAMRole", self.ok("GetCallerIdentity", client=session)["Type"])
        self.bind(OTHER, key=BOB)


class Page(WrittenWorld):
    def test_each_scenario_of_the_page_can_be_set_up(self):
        for title in self.scenarios:
            with self.subTest(title):
                self.play("The start")
                if title == "The machine is ready":
                    self.play("A machine is still being created")
                self.play(title)
