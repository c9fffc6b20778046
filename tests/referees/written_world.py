"""A client of the world that SCENARIOS.md starts from."""

from scenario import Scenario
from sdk_client import SdkClient
from written_scenarios import written_scenarios

BIND, UNBIND = "AssociateInstancesKeyPairs", "DisassociateInstancesKeyPairs"
ALICE, BOB = "lhkp-alice000", "lhkp-bob00000"
WEB, OTHER, OFF, WINDOWS = "lhins-web00000", "lhins-web00001", "lhins-off00000", "lhins-win00000"


class WrittenWorld(Scenario):
    client_class = SdkClient

    def setUp(self):
        super().setUp()
        self.scenarios = written_scenarios()
        self.play("The start")

    def play(self, title):
        """Sends the control requests of one scenario, each of which must be taken."""
        for method, path, body in self.scenarios[title]:
            self.lighthouse.control(method, path, body)

    def bind(self, *instances, key=ALICE, **more):
        return self.ok(BIND, {"KeyIds": [key], "InstanceIds": list(instances), **more})

    def bind_refused(self, code, *instances, key=ALICE, **more):
        return self.refused(code, BIND, {"KeyIds": [key], "InstanceIds": list(instances), **more})

    def row(self, instance=WEB):
        return self.ok("DescribeInstances", {"InstanceIds": [instance]})["InstanceSet"][0]

    def latest(self, instance=WEB):
        return self.row(instance)["LatestOperationState"]

    def keys(self, instance=WEB):
        return self.row(instance)["LoginSettings"]["KeyIds"]
