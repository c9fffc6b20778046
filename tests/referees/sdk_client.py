"""Tencent's SDK for Python, by its own classes of requests and replies."""

import importlib
import json
import warnings

from lighthouse import Refusal
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

LIGHTHOUSE = ("tencentcloud.lighthouse.v20200324", "lighthouse_client", "LighthouseClient")
STS = ("tencentcloud.sts.v20180813", "sts_client", "StsClient")
STS_ACTIONS = {"AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"}


class SdkClient:
    def __init__(
        self,
        lighthouse,
        secret_id=None,
        secret_key=None,
        token=None,
        language="en-US",
        signature="TC3-HMAC-SHA256",
        method="POST",
        unsigned_payload=False,
    ):
        self.lighthouse = lighthouse
        self.credential = Credential(secret_id or lighthouse.secret_id, secret_key or lighthouse.secret_key, token)
        http = HttpProfile(protocol="http", endpoint=lighthouse.endpoint, reqMethod=method, reqTimeout=20)
        self.profile = ClientProfile(signMethod=signature, httpProfile=http, language=language)
        self.profile.unsignedPayload = unsigned_payload

    def call(self, action, parameters=None):
        """The reply's fields. Raises Refusal where the service refuses the call."""
        models, client = self._service(action)
        request = getattr(models, f"{action}Request")()
        with warnings.catch_warnings():
            # The SDK warns of fields that its own classes do not have. Nothing may be sent or answered that it lacks.
            warnings.filterwarnings("error", message=".*fields are useless")
            request.from_json_string(json.dumps(parameters or {}))
            return json.loads(self._refusing(lambda: getattr(client, action)(request)).to_json_string())

    def call_json(self, action, parameters):
        """As call, without the SDK's classes, so that anything may be sent."""
        _models, client = self._service(action)
        return self._refusing(lambda: client.call_json(action, parameters))["Response"]

    def _service(self, action):
        package, module, name = STS if action in STS_ACTIONS else LIGHTHOUSE
        client = getattr(importlib.import_module(f"{package}.{module}"), name)
        models = importlib.import_module(f"{package}.models")
        return models, client(self.credential, self.lighthouse.region, self.profile)

    @staticmethod
    def _refusing(send):
        try:
            return send()
        except TencentCloudSDKException as error:
            raise Refusal(error.get_code(), error.get_message(), error.get_request_id()) from error
