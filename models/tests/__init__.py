"""Tests of the pipeline: python -m pytest models/tests."""
