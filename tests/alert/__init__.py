"""Tests of alert."""
