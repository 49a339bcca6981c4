"""Step `tiny`: test-tiny, a toy model of the shipped shape."""
