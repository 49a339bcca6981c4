"""Step `manifest`: model card, NOTICE and manifest.json of a model folder."""
