"""Step `train`: the reading score, learnt listwise, and thoughts and answers, learnt on the output only."""
