"""Glassrank's model pipeline: every step is `python -m models.<step>` from the repository root; see models/README.md."""
