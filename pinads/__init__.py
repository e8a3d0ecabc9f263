"""pinads: the command-line ads manager and Python library for Pinterest's Ads API."""

__version__ = "0.1.0"
