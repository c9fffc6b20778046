from account_scenarios import AccountScenarios
from binding_scenarios import BindingScenarios
from instance_scenarios import InstanceScenarios
from key_pair_scenarios import KeyPairScenarios
from scenario import Scenario
from sdk_client import SdkClient


class SdkKeyPairs(KeyPairScenarios, Scenario):
    client_class = SdkClient


class SdkBindings(BindingScenarios, Scenario):
    client_class = SdkClient


class SdkInstances(InstanceScenarios, Scenario):
    client_class = SdkClient


class SdkAccount(AccountScenarios, Scenario):
    client_class = SdkClient
