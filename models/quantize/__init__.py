"""Step `quantize`: 4-bit weights as a browser loads them."""
