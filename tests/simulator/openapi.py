"""Judges a REST response by Twilio's own OpenAPI description.

The description comes out of Twilio's command line tool, by package name and version, or from the file that
TWILIO_OPENAPI names; a machine that has neither skips these tests.
"""

import json
import os
import re
import shutil
import subprocess
import tarfile
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

PACKAGE = "@twilio/cli-core@9.0.0"
FILE = "package/src/services/twilio-api/twilio_api_v2010.json"
TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


class NoDescription(Exception):
    """There is none on this machine, and none can be had."""


def described(folder):
    """Return the description; NoDescription says why there is none."""
    named = os.environ.get("TWILIO_OPENAPI")
    if named:
        with open(named, encoding="utf-8") as file:
            return Description(json.load(file))
    if shutil.which("npm") is None:
        raise NoDescription("npm is not on this machine and TWILIO_OPENAPI names no file")
    command = ["npm", "pack", PACKAGE, "--silent"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise NoDescription(f"npm could not get {PACKAGE}: {done.stderr[-200:]}")
    with tarfile.open(folder / done.stdout.split()[-1]) as archive, archive.extractfile(FILE) as file:
        return Description(json.load(file))


class Description:
    def __init__(self, data):
        self._schemas = data["components"]["schemas"]
        self._paths = [(self._pattern(path), path, operations) for path, operations in data["paths"].items()]

    def path_of(self, method, target):
        """Return the path of the description that a request is for, or None."""
        path = urlsplit(target).path
        found = [(each, operations) for pattern, each, operations in self._paths if pattern.fullmatch(path)]
        named = [
            each for each, operations in sorted(found, key=lambda pair: pair[0].count("{")) if method in operations
        ]
        return named[0] if named else None

    def problems(self, method, target, status, body):
        """Return a sentence for every way in which a response is not as described."""
        method, path = method.lower(), self.path_of(method.lower(), target)
        if path is None:
            return [f"{method} {target} is not described"]
        responses = next(operations for _, each, operations in self._paths if each == path)[method]["responses"]
        if str(status) not in responses:
            return [f"{method} {path}: status {status}, not one of {', '.join(responses)}"]
        content = responses[str(status)].get("content")
        if content is None:
            return [] if body is None else [f"{method} {path}: a body where none belongs"]
        found = self._wrong(body, content["application/json"]["schema"], "")
        return [f"{method} {path}: {each}" for each in found]

    def _wrong(self, value, schema, where):
        if "$ref" in schema:
            schema = self._schemas[schema["$ref"].rsplit("/", 1)[1]]
        if value is None:
            return [] if schema.get("nullable") or "enum" in schema or "type" not in schema else [f"{where} is null"]
        kind = schema.get("type")
        if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
            return [f"{where} is {value!r}, not of type {kind}"]
        if "properties" in schema:
            return self._wrong_object(value, schema["properties"], where)
        if kind == "array":
            return [
                each for n, item in enumerate(value) for each in self._wrong(item, schema["items"], f"{where}[{n}]")
            ]
        return [f"{where} is {value!r}: {why}" for why in _unfit(value, schema)]

    def _wrong_object(self, value, properties, where):
        found = [f"{where}.{name} is missing" for name in properties if name not in value]
        found += [f"{where}.{name} is unknown" for name in value if name not in properties]
        for name in properties.keys() & value.keys():
            found += self._wrong(value[name], properties[name], f"{where}.{name}")
        return found

    @staticmethod
    def _pattern(path):
        return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+?", re.escape(path)))


def _unfit(value, schema):
    if "enum" in schema and value not in schema["enum"]:
        yield f"not one of {schema['enum']}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"does not match {schema['pattern']}"
    if schema.get("format") == "date-time-rfc-2822":
        try:
            parsedate_to_datetime(value)
        except ValueError:
            yield "is no RFC 2822 date"
    if schema.get("format") == "http-method" and value not in ("GET", "POST", "HEAD", "PATCH", "PUT", "DELETE"):
        yield "is no HTTP method"
