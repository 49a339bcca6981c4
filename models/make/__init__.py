"""Step `make`: all steps in order, from the base model to a folder that can be shipped."""
