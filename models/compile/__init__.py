"""Step `compile`: WebLLM libraries, by TVM, with kernels of our own."""
