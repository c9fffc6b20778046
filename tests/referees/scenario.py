"""What the scenarios of all clients have in common."""

import unittest
import uuid

from lighthouse import Lighthouse, Refusal


class Scenario(unittest.TestCase):
    """A test in a fresh world, with a client of the kind that a subclass names."""

    client_class = None

    def setUp(self):
        self.lighthouse = Lighthouse()
        self.lighthouse.reset()
        self.client = self.client_class(self.lighthouse)

    def ok(self, action, parameters=None, client=None):
        """A call that must succeed: the fields of its reply."""
        reply = (client or self.client).call(action, parameters)
        uuid.UUID(reply["RequestId"])
        return reply

    def refused(self, code, action, parameters=None, client=None):
        """A call that must be refused with this code, by a message and a RequestId."""
        with self.assertRaises(Refusal) as caught:
            (client or self.client).call(action, parameters)
        self.assertEqual(code, caught.exception.code)
        self.assertTrue(caught.exception.message)
        uuid.UUID(caught.exception.request_id)
        return caught.exception

    def client_with(self, **options):
        return self.client_class(self.lighthouse, **options)

    def state(self, instance_id):
        return self.lighthouse.control("GET", f"instances/{instance_id}")
