"""Offline work: building and scoring the model. The running service never imports it."""
