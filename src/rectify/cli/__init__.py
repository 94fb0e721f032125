"""THE MOUTH: parses, calls, shows.

May import everything below it. Must never hold a rule: a command is a parse, a call and a print.
"""
