"""The scenarios of the local Lighthouse's SCENARIOS.md, as control requests to be sent."""

import json
import pathlib
import re

PAGE = pathlib.Path(__file__).parent.parent / "lighthouse" / "SCENARIOS.md"
SECTION = re.compile(r"^#{2,3} (?P<title>.+?)\n(?P<text>.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)


def written_scenarios():
    """By title: method, path below /control/, and body or None, of each request in its order."""
    sections = SECTION.finditer(PAGE.read_text(encoding="utf-8"))
    blocks = {section["title"]: BLOCK.search(section["text"]) for section in sections}
    return {title: [_request(line) for line in block[1].splitlines()] for title, block in blocks.items() if block}


def _request(line):
    method, path, *body = line.split(" ", 2)
    return method, path.removeprefix("/control/"), json.loads(body[0]) if body else None
