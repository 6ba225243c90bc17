"""Strangers at their worst: servers, documents, addresses; and what must never leave us. Traffic stays on loopback."""
