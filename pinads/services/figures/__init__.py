"""Figures as reports and the commands on figures share them: periods, metrics, options, tables and their files."""
