"""VERBS: one request a file, with one pure method `decide`.

May import `rectify.model`, `rectify.dates`, `rectify.terms` and `rectify.errors`.
Must never look at the clock, the disk or the screen.
"""
