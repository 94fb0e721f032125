"""NOUNS: frozen values of the trade.

May import `rectify.terms` and `rectify.errors`, pydantic and the pure standard library.
Must never touch a disk, a clock, a screen or the environment.
"""
