"""How Sphinx makes the documentation: `sphinx-build docs build/docs`."""

project = "Cupola"
author = "The Cupola authors"
copyright = "The Cupola authors, Apache-2.0"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 3
html_title = "Cupola"
