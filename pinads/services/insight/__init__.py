"""Insight: what campaigns did, what they cost, and what to change."""
