"""Talks to a kernel cell by cell, as a front end does, and presses Stop (SIGINT) in mid-cell where asked.

Reads from standard input: {"cwd": "...", "cells": [{"code": "...", "stopAfterSeconds": [1.5], "timeoutSeconds": 60}]}
Writes to standard output one JSON object: {"cells": [{"status", "error", "outputs", "seconds"}], "alive": bool}
Outputs are kept with the cell whose request they answer, also where they come late.
"""
import json
import queue
import sys
import time

from jupyter_client.manager import KernelManager

given = json.load(sys.stdin)
manager = KernelManager(kernel_name="deno")
manager.start_kernel(cwd=given["cwd"])
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)

answers = []
by_request = {}


def keep(message):
    """Files an output under the cell it answers; says which cell became idle."""
    parent = message["parent_header"].get("msg_id")
    content, kind = message["content"], message["msg_type"]
    cell = by_request.get(parent)
    if cell is None:
        return None
    if kind in ("display_data", "execute_result", "update_display_data"):
        cell["outputs"].append({"type": kind, "data": content["data"], "id": content.get("transient", {}).get("display_id")})
    elif kind == "stream":
        cell["outputs"].append({"type": "stream", "text": content["text"]})
    elif kind == "error":
        cell["error"] = {"name": content["ename"], "message": content["evalue"]}
    elif kind == "status" and content["execution_state"] == "idle":
        return parent
    return None


for step in given["cells"]:
    begun = time.monotonic()
    request = client.execute(step["code"], store_history=True, allow_stdin=False)
    cell = {"status": "none", "outputs": []}
    by_request[request] = cell
    answers.append(cell)
    stops = sorted(step.get("stopAfterSeconds", []))
    deadline = begun + step.get("timeoutSeconds", 60)
    idle = replied = False
    while not (idle and replied) and time.monotonic() < deadline and manager.is_alive():
        if stops and time.monotonic() - begun >= stops[0]:
            stops.pop(0)
            manager.interrupt_kernel()
        try:
            while True:
                idle = keep(client.get_iopub_msg(timeout=0.05)) == request or idle
        except queue.Empty:
            pass
        try:
            while True:
                reply = client.get_shell_msg(timeout=0.01)
                if reply["parent_header"].get("msg_id") == request:
                    replied = True
                    cell["status"] = reply["content"]["status"]
        except queue.Empty:
            pass
    cell["seconds"] = time.monotonic() - begun
    if not (idle and replied):
        cell["status"] = "no answer" if manager.is_alive() else "kernel died"
        if not manager.is_alive():
            break

alive = manager.is_alive()
client.stop_channels()
if alive:
    manager.shutdown_kernel(now=True)
json.dump({"cells": answers, "alive": alive}, sys.stdout)
