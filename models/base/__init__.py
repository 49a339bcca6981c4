"""Step `base`: the pretrained model as a Hugging Face folder."""
