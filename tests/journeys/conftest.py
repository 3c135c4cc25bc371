"""The browser and the server that the journeys in Chromium use."""

from tests.chromium import at, browser_type_launch_args, site

__all__ = ["at", "browser_type_launch_args", "site"]
