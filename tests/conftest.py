"""What holds for all tests: properties are judged by what they find, and nothing is kept in this user's own cache."""

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

settings.register_profile("rectify", deadline=None)
settings.load_profile("rectify")

_CACHE = tempfile.mkdtemp(prefix="rectify-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE  # of every process that a test starts; RECTIFY_CACHE=off is left as it is
atexit.register(shutil.rmtree, _CACHE, ignore_errors=True)
