"""The OpenAPI document of the program, as tests read it."""
import json

from support import ROOT

CONTRACT = json.loads((ROOT / "schema/openapi.json").read_text())
SAMPLE = {"id": "1", "domain": "example.com"}  # something for what stands in a path


def resolved(part):
    while "$ref" in part:
        found = CONTRACT
        for name in part["$ref"].removeprefix("#/").split("/"):
            found = found[name]
        part = found
    return part


class Operation:
    """A method of a path, with its parameters."""

    def __init__(self, path, method, told):
        self.path = path
        self.method = method.upper()
        self.guarded = "security" not in told  # the document's own applies
        parameters = [resolved(each) for each in told.get("parameters", [])]
        self.query = [each for each in parameters if each["in"] == "query"]
        self.form = None  # schema of the JSON it takes
        content = told.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            self.form = content["application/json"]["schema"]
        self.takes_octets = "*/*" in content
        self.answers = told["responses"]

    def __str__(self):
        return f"{self.method} {self.path}"

    def target(self, **parts):
        """Its path with something in the place of each word in braces."""
        path = self.path
        for word, value in {**SAMPLE, **parts}.items():
            path = path.replace("{" + word + "}", value)
        return path

    def required(self):
        """A query that it cannot do without."""
        return [(each["name"], each["schema"]["enum"][0]) for each in self.query
                if each.get("required")]

    def is_list(self):
        content = resolved(self.answers.get("200", {})).get("content", {})
        return "text/csv" in content

    def members(self):
        """The members of the JSON it takes: name to schema."""
        found = {}

        def collect(schema):
            schema = resolved(schema)
            found.update(schema.get("properties", {}))
            for each in schema.get("allOf", []):
                collect(each)

        if self.form is not None:
            collect(self.form)
        return found


def operations():
    return [Operation(path, method, told) for path, methods in CONTRACT["paths"].items()
            for method, told in methods.items()]
