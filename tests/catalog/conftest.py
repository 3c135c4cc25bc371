"""Random histories and texts are judged by what comes out, never by how long the first one took to load tables."""

from hypothesis import settings

settings.register_profile("without-clock", deadline=None)
settings.load_profile("without-clock")
