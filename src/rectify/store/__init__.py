"""THE DISK: the register file, the trail, the evidence folder, the lock.

May import `rectify.model`, `rectify.terms` and `rectify.errors`, yaml and fcntl.
Must never know a rule of the trade, nor print.
"""
