"""Tencent's own command line, tccli, run as a person runs it."""

import json
import os
import re
import subprocess
import sys

from lighthouse import Refusal

STS_ACTIONS = {"AssumeRole", "AssumeRoleWithWebIdentity", "GetCallerIdentity"}
REFUSAL = re.compile(r"code:(\S+) message:(.*) requestId:(\S+)", re.DOTALL)
TCCLI = os.path.join(os.path.dirname(sys.executable), "tccli")


class CliClient:
    def __init__(self, lighthouse, secret_id=None, secret_key=None, token=None, language="en-US"):
        self.lighthouse = lighthouse
        self.secret_id = secret_id or lighthouse.secret_id
        self.secret_key = secret_key or lighthouse.secret_key
        self.token = token
        self.language = language

    def call(self, action, parameters=None):
        """The reply's fields. Raises Refusal where the service refuses the call."""
        arguments = []
        for name, value in (parameters or {}).items():
            arguments += [f"--{name}", value if isinstance(value, str) else json.dumps(value)]
        return json.loads(self.printed(action, *arguments))

    def printed(self, action, *arguments):
        """What the command prints. Raises Refusal where the service refuses the call."""
        service = "sts" if action in STS_ACTIONS else "lighthouse"
        words = [TCCLI, service, action, "--endpoint", self.lighthouse.address, "--language", self.language]
        ended = subprocess.run(
            [*words, *arguments], env=self._environment(), capture_output=True, text=True, timeout=60, check=False
        )
        refusal = REFUSAL.search(ended.stderr)
        if refusal:
            raise Refusal(*refusal.groups())
        if ended.returncode != 0:
            raise AssertionError(f"tccli ended with {ended.returncode}: {ended.stderr}{ended.stdout}")
        return ended.stdout

    def _environment(self):
        """Only what it needs. HOME is a folder of this run, so that nobody's own ~/.tccli is read or written."""
        given = {
            "HOME": os.environ["HOME"],
            "PATH": os.environ["PATH"],
            "TENCENTCLOUD_SECRET_ID": self.secret_id,
            "TENCENTCLOUD_SECRET_KEY": self.secret_key,
            "TENCENTCLOUD_REGION": self.lighthouse.region,
        }
        return {**given, "TENCENTCLOUD_TOKEN": self.token} if self.token else given
