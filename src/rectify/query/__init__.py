"""QUESTIONS: to a register, to its trail, to a policy, to the evidence; one kind a file, each pure.

May import `rectify.model`, `rectify.terms`, `rectify.errors`, `rectify.wording` and the modules of days.
Must never read a file, a clock or a screen: the day and the past are handed to it.
"""
