"""The contract of the store, on every database it runs on."""
