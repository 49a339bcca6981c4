"""Step `train`: supervised fine-tuning on listwise examples, loss on the output only."""
