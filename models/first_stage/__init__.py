"""The instant first order, as the page computes it in `src/instant/` and `src/core/text/`."""
