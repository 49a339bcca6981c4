"""Step `data`: listwise training examples from questions, passages, textbooks and MedQuAD."""
