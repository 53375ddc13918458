"""Loads the packaged unattended-upgrade as a module and says, as JSON, what it would do: its reboot call and its archives.

Arguments: the program, and the file whose presence asks for a reboot. APT_CONFIG names the configuration. Nothing is run.
"""

import importlib.machinery
import importlib.util
import json
import subprocess
import sys

program, reboot_required = sys.argv[1:]
answers = {"-c": "noble", "-d": "Ubuntu 24.04", "-i": "Ubuntu"}
subprocess.check_output = lambda command, **_: answers[command[1]]

loader = importlib.machinery.SourceFileLoader("unattended_upgrade", program)
spec = importlib.util.spec_from_loader(loader.name, loader)
module = importlib.util.module_from_spec(spec)
loader.exec_module(module)

calls = []


def capture(command, **_):
    calls.append(command)
    return ""


subprocess.check_output = capture
module.REBOOT_REQUIRED_FILE = reboot_required
module.apt_pkg.init_config()
module.reboot_if_requested_and_needed()
print(json.dumps({"calls": calls, "origins": module.get_allowed_origins()}))
