"""Step `verify`: a library's tokens and logits against torch's."""
