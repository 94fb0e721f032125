"""Rectify: a register of inspection issues, changed by verbs, with an audit trail."""

__version__ = "0.1.0"
