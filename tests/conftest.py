"""What holds for all tests: properties are judged by what they find, never by how long that took."""

from hypothesis import settings

settings.register_profile("rectify", deadline=None)
settings.load_profile("rectify")
