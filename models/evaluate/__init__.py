"""Step `evaluate`: nDCG@10 before and after reranking, with torch."""
