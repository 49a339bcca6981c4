"""Step `convert`: a Hugging Face folder → a model folder that the page loads, in one go: quantize, compile, manifest."""
