"""Tests of feedsout."""
