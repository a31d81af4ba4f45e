#!/usr/bin/env python3
"""Writes StepFlow.StepFunctions/StateTesting/Answers/answers.zip: what AWS operations answer, as far as a mocked result can be checked.

    pip install botocore && python3 tools/service-answers.py

One entry per service, in the format of StepFlow.StepFunctions/Tasks/Models/Services/README.md cut down to outputs: member names, types,
required members, bounds and enumerations. Shapes are numbered, since only members have names that anybody sees. The facts are those of
botocore's API descriptions (Apache-2.0); texts are left out.
"""
import gzip
import json
import os
import re
import urllib.parse
import zipfile

import botocore

TARGET = os.path.join(os.path.dirname(__file__), "..", "StepFlow.StepFunctions", "StateTesting", "Answers", "answers.zip")
WHOLE = {"integer", "long", "short", "byte", "bigInteger"}
FRACTIONAL = {"float", "double", "bigDecimal"}


class Table:
    """The shapes reachable from a service's outputs, each written once however often it is defined."""

    def __init__(self, model):
        self.shapes = model["shapes"]
        self.names = {}
        self.lines = []
        self.by_text = {}

    def name_of(self, shape_name):
        if shape_name in self.names:
            return self.names[shape_name]
        shape = self.shapes[shape_name]
        kind = "document" if shape.get("document") else shape["type"]
        if kind in ("structure", "list", "map"):
            name = self.names[shape_name] = str(len(self.names) + 1)
            self.lines.append(self.compound(kind, name, shape))
            return name
        text = self.simple(kind, shape)
        if text not in self.by_text:
            self.by_text[text] = str(len(self.names) + 1) + "s"
            kind_word, _, rest = text.partition(" ")
            self.lines.append(f"{kind_word} {self.by_text[text]}{' ' + rest if rest else ''}")
        self.names[shape_name] = self.by_text[text]
        return self.names[shape_name]

    def compound(self, kind, name, shape):
        if kind == "list":
            return self.join("list", name, self.name_of(shape["member"]["shape"]), self.bounds(shape))
        if kind == "map":
            return self.join("map", name, self.name_of(shape["value"]["shape"]))
        required = set(shape.get("required", []))
        members = [f"{m}{'!' if m in required else ''}:{self.name_of(d['shape'])}" for m, d in shape.get("members", {}).items()]
        return self.join("struct", name, *members)

    def simple(self, kind, shape):
        if kind in ("string", "character"):
            values = "|".join(urllib.parse.quote(v, safe="") for v in shape.get("enum", []))
            return self.join("string", self.bounds(shape), f"enum={values}" if values else "")
        if kind in WHOLE or kind in FRACTIONAL:
            return self.join("integer" if kind in WHOLE else "float", self.bounds(shape))
        if kind == "blob":
            return self.join("blob", self.bounds(shape))
        if kind in ("boolean", "timestamp", "document"):
            return kind
        raise ValueError(f"unknown type {kind}")

    @staticmethod
    def bounds(shape):
        return f"{shape.get('min', '')}..{shape.get('max', '')}" if "min" in shape or "max" in shape else ""

    @staticmethod
    def join(*words):
        return " ".join(w for w in words if w)


def table_of(model):
    table = Table(model)
    operations = []
    for name, operation in sorted(model["operations"].items()):
        output = operation.get("output")
        operations.append(f"op {name} POST / - {table.name_of(output['shape']) if output else '-'} -")
    return "\n".join([f"answers {service_id(model)}", *operations, *table.lines]) + "\n"


def service_id(model):
    """The name behind aws-sdk: in a Resource."""
    metadata = model["metadata"]
    name = metadata.get("serviceId") or metadata.get("serviceAbbreviation") or metadata["endpointPrefix"]
    return re.sub(r"[ -]", "", name).lower()


def read(folder):
    version = sorted(os.listdir(folder))[-1]
    path = os.path.join(folder, version, "service-2.json")
    if os.path.exists(path):
        return json.load(open(path, encoding="utf-8"))
    with gzip.open(path + ".gz", "rt", encoding="utf-8") as file:
        return json.load(file)


def main():
    data = os.path.join(os.path.dirname(botocore.__file__), "data")
    os.makedirs(os.path.dirname(TARGET), exist_ok=True)
    with zipfile.ZipFile(TARGET, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        folders = (os.path.join(data, name) for name in sorted(os.listdir(data)))
        models = {service_id(model): model for model in map(read, filter(os.path.isdir, folders))}
        for name, model in sorted(models.items()):
            entry = zipfile.ZipInfo(name + ".txt", date_time=(2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, table_of(model), compresslevel=9)
    print(f"{os.path.getsize(TARGET):,} bytes from botocore {botocore.__version__}")


if __name__ == "__main__":
    main()
