from binding_scenarios import BindingScenarios
from cli_client import CliClient
from scenario import Scenario


class CliBindings(BindingScenarios, Scenario):
    client_class = CliClient
