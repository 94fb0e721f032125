"""THE EXCHANGE: values in, the bytes of other programs' formats out: calendars (iCalendar), documents (Word).

May import `rectify.terms`, `rectify.errors`, `rectify.faults`, and what makes values of the register; the library of a
format (icalendar, python-docx) only in the module of that format, inside the function that needs it.
Must never open a file, ask the store or the clock, or know the views: what to say is decided before it comes here.

The same values give the same bytes. What comes from data has gone through `letters`. A library that is not installed is
a `MissingExtra`, raised before anything else happens.
"""
