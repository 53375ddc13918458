"""Judges requests to AWS by botocore's models: names, kinds, required members, lengths, patterns, ranges and choices.

Reads a list of {"name", "service", "operation", "request"} and writes one line for each fault. botocore's own validator knows
kinds, required members and smallest lengths only, so the rest is judged here.
"""

import json
import re
import sys

import botocore.loaders
import botocore.model
import botocore.validate

MODELS = {}

CLASSES = (("\\p{L}", "a-zA-Z\u00c0-\uffff"), ("\\p{Z}", " "), ("\\p{N}", "\\d"))


def model_of(service):
    if service not in MODELS:
        loaded = botocore.loaders.Loader().load_service_model(service, "service-2")
        MODELS[service] = botocore.model.ServiceModel(loaded, service)
    return MODELS[service]


def pattern_of(text):
    """Java's classes of letters, spaces and numbers, which Python's patterns lack; a pattern that is still none is not judged."""
    for java, python in CLASSES:
        text = text.replace(java, python)
    try:
        return re.compile(text)
    except re.error:
        return None


def size_of(shape, value):
    return value if shape.type_name in ("integer", "long", "float", "double") else len(value)


def faults_of(shape, value, path):
    rules = shape.metadata
    if shape.type_name in ("string", "list", "map", "integer", "long"):
        size = size_of(shape, value)
        if "max" in rules and size > rules["max"]:
            yield f"{path}: {size} is more than {rules['max']}"
        if "min" in rules and size < rules["min"]:
            yield f"{path}: {size} is less than {rules['min']}"
    if shape.type_name == "string":
        if getattr(shape, "enum", None) and value not in shape.enum:
            yield f"{path}: {value!r} is none of {', '.join(shape.enum)}"
        pattern = pattern_of(rules["pattern"]) if "pattern" in rules else None
        if pattern is not None and not pattern.fullmatch(value):
            yield f"{path}: {value!r} does not match {rules['pattern']}"
    yield from faults_below(shape, value, path)


def faults_below(shape, value, path):
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from faults_of(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        for index, member in enumerate(value):
            yield from faults_of(shape.member, member, f"{path}[{index}]")
    elif shape.type_name == "map":
        for key, member in value.items():
            yield from faults_of(shape.key, key, f"{path}.{key} (key)")
            yield from faults_of(shape.value, member, f"{path}.{key}")


def judge(entry):
    shape = model_of(entry["service"]).operation_model(entry["operation"]).input_shape
    report = botocore.validate.ParamValidator().validate(entry["request"], shape)
    if report.has_errors():
        # What is of another kind cannot be measured.
        yield from report.generate_report().split("\n")
        return
    yield from faults_of(shape, entry["request"], entry["operation"])


for each in json.load(sys.stdin):
    for fault in judge(each):
        print(f"{each['name']}: {fault}")
