"""What a client sees of the scenarios of operations and bindings in SCENARIOS.md."""

from written_world import ALICE, BIND, BOB, OFF, OTHER, UNBIND, WEB, WINDOWS, WrittenWorld


class Operations(WrittenWorld):
    def test_the_start(self):
        states = {row["InstanceId"]: row["InstanceState"] for row in self.ok("DescribeInstances")["InstanceSet"]}
        self.assertEqual({WEB: "RUNNING", OTHER: "RUNNING", OFF: "STOPPED", WINDOWS: "RUNNING"}, states)
        self.bind_refused("UnsupportedOperation.WindowsNotAllowToAssociateKeyPair", WEB, WINDOWS)
        self.bind(WEB, OFF)
        self.assertEqual(("STOPPING", "STOPPED"), (self.row()["InstanceState"], self.row(OFF)["InstanceState"]))
        self.play("A minute passes")
        self.assertEqual([("RUNNING", [ALICE]), ("STOPPED", [ALICE])], [self.power_and_keys(WEB), self.power_and_keys(OFF)])

    def power_and_keys(self, instance):
        row = self.row(instance)
        return row["InstanceState"], row["LoginSettings"]["KeyIds"]

    def test_an_operation_never_ends(self):
        self.play("An operation never ends")
        self.bind(WEB)
        for _ in range(100):
            self.play("A minute passes")
        self.assertEqual("OPERATING", self.latest())
        self.bind_refused("UnsupportedOperation.LatestOperationUnfinished", WEB, key=BOB)
        self.lighthouse.control("POST", "operations/finish")
        self.assertEqual(("SUCCESS", [ALICE]), (self.latest(), self.keys()))

    def test_one_of_a_batch_fails(self):
        self.play("An operation ends FAILED on one machine of a batch")
        self.bind(WEB, OTHER)
        self.play("A minute passes")
        self.assertEqual(("FAILED", []), (self.latest(), self.keys()))
        self.assertEqual(("SUCCESS", [ALICE]), (self.latest(OTHER), self.keys(OTHER)))

    def test_an_older_success_then_no_state(self):
        self.bind(WEB)
        self.play("A minute passes")
        self.play("The success of an earlier operation still shows, then no state at all")
        self.bind(WEB, key=BOB)
        seen = [self.latest() for _ in range(5)]
        self.assertEqual(["SUCCESS", "SUCCESS", None, None, "OPERATING"], seen)

    def test_a_binding_is_seen_late(self):
        self.play("A finished binding is not seen at once")
        self.bind(WEB)
        self.play("A minute passes")
        self.assertEqual([[], [], [ALICE]], [self.keys() for _ in range(3)])

    def test_another_operation_begins_after_ours(self):
        self.play("Another operation begins right after ours")
        request_id = self.bind(WEB)["RequestId"]
        self.play("A minute passes")
        row = self.row()
        self.assertEqual("ModifyInstancesRenewFlag", row["LatestOperation"])
        self.assertNotEqual(request_id, row["LatestOperationRequestId"])
        self.assertEqual([ALICE], row["LoginSettings"]["KeyIds"])

    def test_another_tool_works_on_it(self):
        self.play("Another tool works on a machine for 90 seconds")
        self.bind_refused("UnsupportedOperation.LatestOperationUnfinished", WEB)
        self.play("A minute passes")
        self.bind_refused("UnsupportedOperation.LatestOperationUnfinished", WEB)
        self.play("A minute passes")
        self.bind(WEB)

    def test_it_is_being_created(self):
        self.play("A machine is still being created")
        self.bind_refused("OperationDenied.InstanceCreating", "lhins-new00000")
        self.play("The machine is ready")
        self.bind("lhins-new00000")

    def test_it_stays_down(self):
        self.play("A machine that was shut down stays down")
        self.bind(WEB)
        self.play("A minute passes")
        self.assertEqual(("STOPPED", "SUCCESS"), (self.row()["InstanceState"], self.latest()))
        self.assertEqual(1, self.state(WEB)["shutdowns"])


class Bindings(WrittenWorld):
    def test_bound_in_the_console(self):
        self.play("A key has been bound in the console")
        self.assertEqual([ALICE], self.keys())
        self.bind_refused("UnsupportedOperation.KeyPairBindDuplicate", OTHER, WEB)
        self.assertEqual(0, self.state(WEB)["shutdowns"])

    def test_bound_for_another_user(self):
        self.play("A key has been bound in the console for another user")
        pair = {"KeyIds": [ALICE], "InstanceIds": [WEB]}
        self.refused("UnsupportedOperation.KeyPairUnbindUsernameMismatch", UNBIND, pair)
        self.ok(UNBIND, {**pair, "DisassociateType": "ONLINE", "Username": "ubuntu"})

    def test_unbound_in_the_console(self):
        self.play("A key has been bound in the console")
        self.play("A key has been unbound in the console")
        self.assertEqual([], self.keys())
        pair = {"KeyIds": [ALICE], "InstanceIds": [WEB]}
        self.refused("UnsupportedOperation.KeyPairNotBoundToInstance", UNBIND, pair)

    def test_installed_anew(self):
        self.play("A key has been bound in the console")
        self.play("A machine has been installed anew")
        self.assertEqual([], self.keys())
        self.assertFalse(self.state(WEB)["password"])

    def test_the_key_pair_is_deleted(self):
        self.play("A key has been bound in the console")
        self.refused("ResourceInUse.KeyPairInUse", "DeleteKeyPairs", {"KeyIds": [ALICE]})
        self.play("A key pair has been deleted, bound or not")
        self.assertEqual([], self.keys())
        self.assertEqual(0, self.ok("DescribeKeyPairs", {"KeyIds": [ALICE]})["TotalCount"])
        self.bind_refused("ResourceNotFound.KeyIdNotFound", OTHER)

    def test_the_machine_is_gone(self):
        self.play("A machine is gone")
        named = {"InstanceIds": [WEB, OTHER]}
        self.refused("ResourceNotFound.InstanceIdNotFound", "DescribeInstances", named)
        self.bind_refused("ResourceNotFound.InstanceNotFound", WEB, OTHER)

    def test_the_machine_is_isolated(self):
        self.play("A key has been bound in the console")
        self.play("A machine is isolated, waiting to be recycled")
        pair = {"KeyIds": [ALICE], "InstanceIds": [WEB]}
        self.refused("UnsupportedOperation.InvalidInstanceState", UNBIND, pair)
        self.assertEqual(WEB, self.ok("DescribeInstances", {"Limit": 1})["InstanceSet"][0]["InstanceId"])

    def test_a_second_key_replaces_the_first(self):
        self.play("A key has been bound in the console")
        self.play("A second key replaces the first")
        self.bind(WEB, key=BOB)
        self.play("A minute passes")
        self.assertEqual([BOB], self.keys())

    def test_more_keys_than_a_page(self):
        self.play("There are more keys than fit on a page")
        pages = [self.ok("DescribeKeyPairs", {"Offset": offset}) for offset in (0, 20, 40)]
        self.assertEqual([20, 20, 5], [len(page["KeyPairSet"]) for page in pages])
        self.assertEqual({45}, {page["TotalCount"] for page in pages})
        self.assertEqual(45, len({row["KeyId"] for page in pages for row in page["KeyPairSet"]}))

    def test_somebody_binds_in_between(self):
        self.play("Somebody binds the same key between our read and our call")
        self.assertEqual([], self.keys())
        self.bind_refused("UnsupportedOperation.KeyPairBindDuplicate", WEB)
        self.assertEqual([ALICE], self.keys())
        self.assertEqual(0, self.lighthouse.counts(BIND)["executed"])
