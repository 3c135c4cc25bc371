"""How ``python3 -m tests`` runs the checks; its own tests lie beside it."""
