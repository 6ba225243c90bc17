"""The review page: server-rendered, no script, on loopback."""
