"""Tables on disk: derived from `schema`, written as a set, read back checked."""
