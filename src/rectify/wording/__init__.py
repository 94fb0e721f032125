"""WORDS people type: what stands behind `rectify.dates` and `rectify.where`, their two doors.

May import `rectify.terms` and `rectify.errors` and the pure standard library.
Must never touch a disk, a clock, a screen or the environment, nor know an issue.
"""
