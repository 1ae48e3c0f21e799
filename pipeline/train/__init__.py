"""Training of the models that derek ships. Imports torch: never imported when derek runs."""
