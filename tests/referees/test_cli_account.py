from account_scenarios import AccountScenarios
from cli_client import CliClient
from scenario import Scenario


class CliAccount(AccountScenarios, Scenario):
    client_class = CliClient
