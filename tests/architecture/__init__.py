"""What must hold for the whole tree, whatever is added to it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
