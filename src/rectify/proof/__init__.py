"""PROOF: what a trail proves, line by line, and what holds it from outside: checkpoints.

May import: model, terms, errors, and the questions beside it (query_evidence).
Must never: open a file, follow a chain by itself (the store hands it the links), start a program, print.
"""
