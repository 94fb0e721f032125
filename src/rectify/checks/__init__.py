"""CHECKS: what an inspector would find wrong, one check a file, each pure.

May import `rectify.model`, the questions (`rectify.query`), `rectify.working_days`, `rectify.actions` for a rule
that a verb has, `rectify.terms` and `rectify.errors`.
Must never read a file: what a check looks at is handed to it.
"""
