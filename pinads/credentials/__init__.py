"""Profiles: which credentials and settings a run uses."""
