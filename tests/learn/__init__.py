"""Tests of offline training and evaluation."""
