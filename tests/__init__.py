"""The register's promises, checked: ``python3 -m tests``."""
