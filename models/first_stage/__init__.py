"""The instant first order, as the page computes it in `src/first-stage/` and `src/rank/`."""
