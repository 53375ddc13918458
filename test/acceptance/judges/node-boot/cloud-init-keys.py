# Prints every top-level key that the installed cloud-init documents: its own schema check lets unknown ones pass.
import json
import os

import cloudinit.config

folder = os.path.join(os.path.dirname(cloudinit.config.__file__), "schemas")
with open(os.path.join(folder, "schema-cloud-config-v1.json"), encoding="utf-8") as file:
    schema = json.load(file)
modules = [schema["$defs"][each["$ref"].split("/")[-1]] for each in schema["allOf"]]
keys = {key for module in modules for key in module.get("properties", {})}
json.dump(sorted(keys), __import__("sys").stdout)
