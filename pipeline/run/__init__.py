"""Running the pipeline over many documents: batches, workers, the last pass over all of them. Stages know nothing of it."""
