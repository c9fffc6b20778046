from cli_client import CliClient
from instance_scenarios import InstanceScenarios
from scenario import Scenario


class CliInstances(InstanceScenarios, Scenario):
    client_class = CliClient
