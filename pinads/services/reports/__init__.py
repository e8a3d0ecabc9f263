"""Asynchronous reports: requested by ranges of days, waited for, joined, and shown or saved."""
