from cli_client import CliClient
from key_pair_scenarios import KeyPairScenarios
from scenario import Scenario


class CliKeyPairs(KeyPairScenarios, Scenario):
    client_class = CliClient
