"""Runs a notebook with nbclient, as `jupyter nbconvert --execute` does, and writes it back; renders it as HTML where asked.

execute.py IN OUT --cwd FOLDER --timeout SECONDS [--html THEME=PATH ...]
"""
import argparse

import nbformat
from nbclient import NotebookClient

parser = argparse.ArgumentParser()
parser.add_argument("source")
parser.add_argument("target")
parser.add_argument("--cwd", required=True)
parser.add_argument("--timeout", type=int, default=300)
parser.add_argument("--html", action="append", default=[])
parser.add_argument("--as-it-is", action="store_true", help="render only")
given = parser.parse_args()

notebook = nbformat.read(given.source, as_version=4)
if not given.as_it_is:
    NotebookClient(
        notebook,
        kernel_name="deno",
        timeout=given.timeout,
        allow_errors=True,
        resources={"metadata": {"path": given.cwd}},
    ).execute()
nbformat.write(notebook, given.target)

for one in given.html:
    from nbconvert import HTMLExporter

    theme, path = one.split("=", 1)
    html, _ = HTMLExporter(template_name="lab", theme=theme).from_notebook_node(notebook)
    with open(path, "w", encoding="utf-8") as file:
        file.write(html)
