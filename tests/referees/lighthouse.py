"""A local Lighthouse as a test sees it: where it is, and its control interface over HTTP."""

import json
import os
import urllib.error
import urllib.request


class Refusal(Exception):
    """A call that the service refused, as the client that made it tells of it."""

    def __init__(self, code, message, request_id):
        super().__init__(f"{code}: {message} ({request_id})")
        self.code = code
        self.message = message
        self.request_id = request_id


class Lighthouse:
    """The one that the environment variable REFEREE_LIGHTHOUSE describes: the line it prints when it starts."""

    def __init__(self):
        reachable = json.loads(os.environ["REFEREE_LIGHTHOUSE"])
        self.address = reachable["address"]
        self.endpoint = reachable["endpoint"]
        self.region = reachable["region"]
        self.account_id = reachable["accountId"]
        self.secret_id = reachable["secretId"]
        self.secret_key = reachable["secretKey"]

    def reset(self, **settings):
        """A fresh world with the same credentials, whose operations end at once unless the settings say otherwise."""
        self.control("POST", "reset", {"operationMs": 0, **settings})

    def seed(self, **seed):
        return self.control("POST", "seed", seed)

    def counts(self, action):
        return self.control("GET", "counts")["actions"].get(action)

    def last_call(self):
        return self.control("GET", "calls")["calls"][-1]

    def control(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.address}/control/{path}", data=data, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
