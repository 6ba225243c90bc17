"""The channel against two Bot APIs that are not ours alone: a strict fake, and telegram-test-api from npm."""
