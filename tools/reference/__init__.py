"""Completions, man pages and docs/reference.md, made from the command tree.

``python -m tools.reference`` writes them, ``python -m tools.reference --check`` names those that are stale.
"""
